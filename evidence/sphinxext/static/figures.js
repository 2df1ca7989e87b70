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
  /* How it is cited: with the address at which it stands, and a button to take it along. */
  const cite = (part) => {
    const words = part.querySelector("p"), address = words.querySelector("[data-address]");
    address.textContent = window.evidenceAddress(address.dataset.address);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "evidence-copy";
    button.textContent = "Copy citation";
    button.addEventListener("click", () => window.evidenceCopy(button, words.textContent.trim().replace(/\s+/g, " ")));
    words.after(button);
  };
  const attachAll = (part) => {
    part.querySelectorAll(".evidence-figure").forEach(attach);
    part.querySelectorAll(".evidence-citation").forEach(cite);
  };
  attachAll(document);
  document.addEventListener("unfolded", (event) => attachAll(event.target));
})();
