/* Lists that can be searched, filtered, sorted and taken away. Without this file the whole list is in view. */
(function () {
  "use strict";

  const words = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /* A spreadsheet would run a cell that begins so; an apostrophe makes it text. */
  const asText = (text) => (/^[=+\-@]/.test(text) && isNaN(Number(text)) ? "'" + text : text);

  function csv(rows) {
    const quoted = (cell) => '"' + asText(cell.textContent.trim().replace(/\s+/g, " ")).replace(/"/g, '""') + '"';
    return rows.map((row) => Array.from(row.querySelectorAll(":scope > :not(.evidence-fold)"), quoted).join(",")).join("\r\n") + "\r\n";
  }

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function filtered(section) {
    const form = section.querySelector("form"), table = section.querySelector("table");
    const items = Array.from(section.querySelectorAll("[data-item]"));
    const groups = Array.from(section.querySelectorAll(".evidence-group"));
    const texts = new Map();
    const count = form.querySelector("output"), empty = section.querySelector(".evidence-empty");
    const fields = Array.from(form.elements).filter((one) => one.name);
    const selects = fields.filter((one) => one.tagName === "SELECT");

    /* The words of an item, as they are searched, but for the id of its source, for which there is a filter; made when
       first somebody searches. */
    function textOf(item) {
      if (!texts.has(item)) texts.set(item, words(item.textContent.replace(`${item.dataset.source}/`, "") + " " + (item.dataset.item || "")));
      return texts.get(item);
    }

    function filter() {
      const wanted = words(form.elements.search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const fits = wanted.every((word) => textOf(item).includes(word)) &&
          selects.every((one) => !one.value || (item.dataset[one.name] || "").split(" ").includes(one.value));
        item.hidden = !fits;
        shown += fits;
      }
      groups.forEach((group) => { group.hidden = !group.querySelector("[data-item]:not([hidden])"); });
      count.value = shown + " of " + items.length + " " + section.dataset.noun;
      empty.hidden = shown > 0;
    }

    /* The address keeps what was chosen; "name=value" tells it from the name of a place on the page. */
    function keep() {
      const chosen = new URLSearchParams(fields.filter((one) => one.value).map((one) => [one.name, one.value])).toString();
      if (chosen || location.hash.includes("=")) history.replaceState(null, "", "#" + chosen);
    }

    function restore() {
      if (!location.hash.includes("=")) return;
      const chosen = new URLSearchParams(location.hash.slice(1));
      fields.forEach((one) => { one.value = chosen.get(one.name) || ""; });
      filter();
    }

    const changed = () => { filter(); keep(); };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    empty.querySelector("button").addEventListener("click", () => { form.reset(); form.elements.search.focus(); });
    window.addEventListener("hashchange", restore);
    const download = form.querySelector(".evidence-download");
    if (download) {
      download.addEventListener("click", () => {
        save(table.dataset.file, csv([table.tHead.rows[0], ...Array.from(table.tBodies[0].rows).filter((row) => !row.hidden)]));
      });
    }
    filter();
    restore();
  }

  function sortable(table) {
    const heads = Array.from(table.tHead.rows[0].cells), body = table.tBodies[0];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        const value = (row) => row.cells[column].textContent.trim();
        const order = head.dataset.sort === "number"
          ? (a, b) => Number(value(a)) - Number(value(b))
          : (a, b) => value(a).localeCompare(value(b), "en", { numeric: true });
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        body.append(...Array.from(body.rows).sort((a, b) => (down ? -order(a, b) : order(a, b))));
      });
    });
  }

  /* On a phone a row is a card, of which the cells marked as the rest are folded. */
  function folding(table) {
    const narrow = window.matchMedia("(max-width: 600px)");
    const fold = () => {
      if (!narrow.matches || table.querySelector(".evidence-fold")) return;
      for (const row of table.tBodies[0].rows) {
        const button = document.createElement("button"), cell = document.createElement("td");
        button.type = "button";
        button.textContent = "All of it";
        button.setAttribute("aria-expanded", "false");
        button.addEventListener("click", () => {
          const open = row.classList.toggle("evidence-open");
          button.setAttribute("aria-expanded", String(open));
          button.textContent = open ? "Less" : "All of it";
        });
        cell.className = "evidence-fold";
        cell.append(button);
        row.append(cell);
      }
    };
    fold();
    narrow.addEventListener("change", fold);
  }

  document.querySelectorAll("table.evidence-sortable").forEach(sortable);
  document.querySelectorAll("table.evidence-folding").forEach(folding);
  document.querySelectorAll(".evidence-register").forEach(filtered);
})();
