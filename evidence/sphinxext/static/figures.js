/* A row of a figure's data that the keyboard is on lights up what is drawn for it. */
(function () {
  "use strict";
  document.querySelectorAll(".evidence-figure").forEach((figure) => {
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
  });
})();
