/* The data of a figure come out of their template when they are unfolded; a row that the keyboard is on lights up what
   is drawn for it. Without this file the data are in the CSV file beside the figure. */
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
    figure.querySelectorAll(".evidence-data").forEach((data) => data.addEventListener("toggle", () => {
      const folded = data.querySelector("template");
      if (folded) folded.replaceWith(folded.content);
    }));
    figure.addEventListener("focusin", light);
    figure.addEventListener("focusout", light);
  };
  document.querySelectorAll(".evidence-figure").forEach(attach);
  document.addEventListener("unfolded", (event) => event.target.querySelectorAll(".evidence-figure").forEach(attach));
})();
