/* What pages of evidence do with a script; without this file all of them still show everything. */
(function () {
  "use strict";

  /* Where something stands on the web: at the book's own address where it names one, else as it is read here. */

  const canonical = document.querySelector("link[rel=canonical]");
  window.evidenceAddress = (href) => new URL(href, canonical ? canonical.href : location.href).href;

  window.evidenceCopy = (button, text) => {
    const told = () => { button.textContent = "Copied"; };
    const byHand = () => {
      const field = document.createElement("textarea");
      field.value = text;
      button.after(field);
      field.select();
      if (document.execCommand("copy")) told();
      field.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(told, byHand); else byHand();
  };

  /* Regions that scroll are stops of the Tab key; those that need not scroll are none. */

  function stopIf(region, scrolls) {
    if (scrolls) region.tabIndex = 0; else region.removeAttribute("tabindex");
    region.setAttribute("role", scrolls ? "region" : "group");
  }

  const cutOff = (region) => region.classList.toggle("evidence-cut",
    region.scrollLeft + region.clientWidth < region.scrollWidth - 2);

  /* A table with sentences in it is read on a phone row by row, each cell with the name of its column. */
  const LONG = 40, COLUMNS = 4;
  function stack(table) {
    const long = Array.from(table.querySelectorAll("tbody :is(td, th)")).filter((cell) => cell.textContent.length > LONG);
    long.forEach((cell) => cell.classList.add("evidence-long"));
    const names = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent);
    if (!long.length || names.length < COLUMNS) return;
    table.classList.add("evidence-stacked");
    table.querySelectorAll("tbody tr").forEach((row) => Array.from(row.cells).forEach((cell, place) => {
      cell.dataset.label = names[place];
    }));
  }

  function regions() {
    const watch = new ResizeObserver((changed) => {
      /* All are measured before any is changed: in turns, the whole page would be laid out anew for each. */
      const scrolling = changed.map(({ target }) =>
        target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight);
      changed.forEach(({ target }, place) => stopIf(target, scrolling[place]));
      changed.forEach(({ target }) => cutOff(target));
    });
    const watchAll = (part) => {
      part.querySelectorAll(".evidence-table table.table, .pst-scrollable-table-container > table").forEach(stack);
      part.querySelectorAll(".evidence-scroll, div.math[role]").forEach((one) => watch.observe(one));
      part.querySelectorAll(".evidence-scroll").forEach((one) => one.addEventListener("scroll", () => cutOff(one), { passive: true }));
    };
    watchAll(document);
    document.addEventListener("unfolded", (event) => watchAll(event.target));
  }

  /* On paper nothing can be unfolded. */

  function unfoldInPrint() {
    const folded = () => document.querySelectorAll(".evidence-block details:not([open]), .evidence-edition details:not([open])");
    let unfolded = [];
    window.addEventListener("beforeprint", () => { unfolded = Array.from(folded()); unfolded.forEach((one) => { one.open = true; }); });
    window.addEventListener("afterprint", () => { unfolded.forEach((one) => { one.open = false; }); unfolded = []; });
  }

  /* What an address points at may lie in a folded part. */

  function unfoldTarget() {
    const name = decodeURIComponent(location.hash.slice(1));
    let part = name && document.getElementById(name);
    if (part) settle(part);
    for (; part; part = part.parentElement) if (part.matches("details")) part.open = true;
  }

  /* Blocks that were not laid out yet are taller or shorter than the browser took them to be, and move what follows. */
  function settle(target, was, left = 40) {
    requestAnimationFrame(() => {
      if (Math.round(target.getBoundingClientRect().top) !== was) target.scrollIntoView();
      if (left) settle(target, Math.round(target.getBoundingClientRect().top), left - 1);
    });
  }

  regions();
  unfoldInPrint();
  unfoldTarget();
  window.addEventListener("hashchange", unfoldTarget);
})();
