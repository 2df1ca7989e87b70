/* "What if?": a button beside what can be explored. What it opens is in scripts of its own, loaded when somebody asks. */
(function () {
  "use strict";

  const HASH = "#what-if?", ID = "evidence-what-if", HERE = document.currentScript.src;
  let asking;

  const make = (tag, given, ...inside) => {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  };

  const load = (name) => new Promise((onload, onerror) =>
    document.head.append(make("script", { src: new URL(`${name}.js`, HERE).href, onload, onerror })));

  /* Calls with the explorer, once its scripts are there: the panel builds on the others. Asked for anew where they failed. */
  function asked(then, failed) {
    asking ||= Promise.all([load("explorer-words"), load("explorer-figures")]).then(() => load("explorer-panel"));
    asking.then(() => then(window.evidenceExplorer), () => { asking = null; failed?.(); });
  }

  const idOf = (node) => node.dataset.answer || (node.dataset.result ? node : markOf(node)).dataset.result;
  const markOf = (node) => node.querySelector(":scope > .evidence-mark");  // no link in a summary

  /* A box, a list or a table has its button below it, a tile within it: its row is a grid. A paragraph has it at its
     end, on the line of the last word: a mark, for there are many. */
  function addButton(block, answers, after, wanted) {
    const button = make("button", { type: "button", className: "evidence-what-if", title: "What if?" });
    button.setAttribute("aria-expanded", "false");
    if (block.matches("p, dd, figcaption")) {
      button.setAttribute("aria-label", button.title);
      block.append(make("span", { className: "evidence-what-if-end" }, "\u00a0", button));
    } else {
      button.textContent = button.title;
      const line = make("p", { className: "evidence-what-if-line" }, button);
      if (block.matches(".evidence-tile")) block.append(line);
      else after.after(line);
      after = line;
    }
    const alert = make("span", { role: "alert", textContent: " It could not be loaded." });
    button.addEventListener("click", () => {
      alert.remove();
      asked((panel) => panel.open(button, answers, after, wanted), () => button.after(alert));
    });
    return { answers, button, block };
  }

  function begin() {
    if (!("DecompressionStream" in window)) return;
    const buttons = addButtons(document), all = document.getElementById(ID);
    if (all) {
      const answers = [...all.querySelectorAll("[data-answer]")].map((node) => node.dataset.answer);
      const place = make("p", { className: "evidence-what-if-line" });
      all.prepend(place);
      all.classList.add("evidence-live");
      buttons.unshift(addButton(place, answers, place, all.dataset.parameters.split(" ")));
      buttons[0].button.hidden = true; // here the panel is always open
      if (!location.hash.startsWith(HASH)) buttons[0].button.click();
    }
    const restored = () => { if (location.hash.startsWith(HASH)) asked((panel) => panel.restore(buttons)); };
    restored();
    addEventListener("hashchange", restored);
    document.addEventListener("unfolded", (event) => addButtons(event.target));
  }

  window.evidenceExplorer = { HASH, idOf, load, make };

  const BLOCKS = [".evidence-answer, .evidence-tile", "ul, ol, dl", "table", "p, figcaption"];

  /* One button for each block of text in which something can be explored. */
  function addButtons(part) {
    const blocks = new Map();
    for (const node of part.querySelectorAll(".what-if.evidence")) {
      const block = BLOCKS.map((kind) => node.closest(kind)).find(Boolean);
      if (block && block.closest("main") && !block.closest(".evidence-legend") && !block.dataset.explorable) blocks.set(block, [...(blocks.get(block) || []), idOf(node)]);
    }
    return [...blocks].map(([block, answers]) => {
      block.dataset.explorable = "";
      return addButton(block, [...new Set(answers)], block.closest(".evidence-scroll, .pst-scrollable-table-container") || block);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
