/* A row of a figure's data that the keyboard is on lights up what is drawn for it. */
(function () {
  "use strict";
  const attach = (figure) => {
    const light = (event) => {
      const row = event.type === "focusin" ? event.target.closest("tr[data-row]") : null;
      figure.querySelectorAll(".evidence-drawing").forEach((drawing) => {
        const parts = row ? drawing.querySelectorAll(`[data-row="${row.dataset.row}"]`) : [];
        drawing.querySelectorAll(".here").forEach((part) => part.classList.remove("here"));
        drawing.classList.toggle("stepping", parts.length > 0);
        parts.forEach((part) => part.classList.add("here"));
      });
    };
    figure.addEventListener("focusin", light);
    figure.addEventListener("focusout", light);
  };
  document.querySelectorAll(".evidence-figure").forEach(attach);
  document.addEventListener("unfolded", (event) => event.target.querySelectorAll(".evidence-figure").forEach(attach));
})();
