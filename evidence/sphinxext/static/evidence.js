/* Cards beside links to evidence, and the register's search. Without this file the links and tables still work. */
(function () {
  "use strict";

  const LINKS = "a[data-claim], a[data-reference], a[data-result]";
  const GAP = 8;
  let popup, opener, timer, quiet = false;

  function cardsOf(link) {
    for (const kind of ["claim", "reference", "result"]) {
      const ids = link.getAttribute("data-" + kind);
      if (ids !== null) {
        return ids.split(" ")
          .map((id) => document.getElementById("card-" + kind + "-" + id.replace("/", "--")))
          .filter(Boolean);
      }
    }
    return [];
  }

  function build() {
    popup = document.createElement("div");
    popup.id = "evidence-popup";
    popup.className = "evidence-popup";
    popup.setAttribute("role", "dialog");
    popup.setAttribute("aria-label", "Evidence");
    popup.tabIndex = -1;
    popup.hidden = true;
    popup.addEventListener("pointerenter", () => clearTimeout(timer));
    popup.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
    popup.addEventListener("keydown", stepOut);
    document.body.append(popup);
  }

  function fill(cards) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "evidence-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "×";
    close.addEventListener("click", () => shut(true));
    const copies = cards.map((card) => {
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
      return copy;
    });
    popup.replaceChildren(close, ...copies);
    popup.scrollTop = 0;
  }

  /* Below the words where there is room, else above; never off the screen. */
  function put(link) {
    const box = link.getClientRects()[0] || link.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = window.innerHeight;
    const below = height - box.bottom - GAP, above = box.top - GAP;
    popup.style.maxHeight = "";
    const wanted = popup.offsetHeight;
    const under = below >= wanted || below >= above;
    const room = Math.max(120, (under ? below : above) - GAP);
    popup.style.maxHeight = Math.min(room, 0.7 * height) + "px";
    const left = Math.max(GAP, Math.min(box.left, width - popup.offsetWidth - GAP));
    const top = under ? box.bottom + GAP / 2 : box.top - popup.offsetHeight - GAP / 2;
    popup.style.left = left + window.scrollX + "px";
    popup.style.top = Math.max(0, top) + window.scrollY + "px";
  }

  function open(link) {
    clearTimeout(timer);
    if (opener === link) return;
    const cards = cardsOf(link);
    if (!cards.length) return;
    if (!popup) build();
    shut(false);
    opener = link;
    fill(cards);
    popup.hidden = false;
    put(link);
    link.setAttribute("aria-expanded", "true");
  }

  function shut(giveBack) {
    clearTimeout(timer);
    if (!opener) return;
    const link = opener;
    const held = popup.contains(document.activeElement);
    opener = null;
    popup.hidden = true;
    link.setAttribute("aria-expanded", "false");
    if (giveBack || held) returnTo(link);
  }

  function returnTo(link) {
    quiet = true;
    link.focus({ preventScroll: true });
    quiet = false;
  }

  const openSoon = (link) => { clearTimeout(timer); timer = setTimeout(() => open(link), 120); };
  const closeSoon = () => { clearTimeout(timer); timer = setTimeout(() => shut(false), 300); };

  const stops = () => Array.from(popup.querySelectorAll("a[href], button, summary"));

  /* The card stands at the end of the document; for the Tab key it comes right after its link. */
  function stepIn(event) {
    if (event.key !== "Tab" || event.shiftKey || opener !== event.currentTarget || popup.hidden) return;
    event.preventDefault();
    stops()[0].focus();
  }

  function stepOut(event) {
    if (event.key !== "Tab" || !opener) return;
    const all = stops(), at = all.indexOf(document.activeElement);
    if (event.shiftKey && at <= 0) {
      event.preventDefault();
      returnTo(opener);
    } else if (!event.shiftKey && at === all.length - 1) {
      const link = opener;
      returnTo(link); // the browser then steps on from here by itself
      shut(false);
    }
  }

  function attach(link) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", "evidence-popup");
    let touched = false;
    link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") openSoon(link); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
    link.addEventListener("focus", () => { if (!quiet && !touched) open(link); });
    link.addEventListener("keydown", stepIn);
    link.addEventListener("blur", (event) => {
      if (opener === link && !popup.contains(event.relatedTarget)) closeSoon();
    });
    link.addEventListener("click", (event) => {
      if (!touched || !cardsOf(link).length) return;
      touched = false;
      event.preventDefault();
      if (opener === link) shut(false); else open(link);
    });
  }

  function cards() {
    const links = Array.from(document.querySelectorAll(LINKS)).filter((link) => cardsOf(link).length);
    if (!links.length) return;
    build();
    links.forEach(attach);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && opener) {
        event.preventDefault();
        shut(true);
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (opener && !popup.contains(event.target) && !opener.contains(event.target)) shut(false);
    });
    popup.addEventListener("focusout", (event) => {
      if (opener && event.relatedTarget && event.relatedTarget !== opener && !popup.contains(event.relatedTarget)) shut(false);
    });
    window.addEventListener("resize", () => { if (opener) put(opener); });
  }

  /* The register */

  const words = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /* A spreadsheet would run a cell that begins so; an apostrophe makes it text. */
  const asText = (text) => (/^[=+\-@]/.test(text) && isNaN(Number(text)) ? "'" + text : text);

  function csv(rows) {
    const quoted = (cell) => '"' + asText(cell.textContent.trim().replace(/\s+/g, " ")).replace(/"/g, '""') + '"';
    return rows.map((row) => Array.from(row.cells, quoted).join(",")).join("\r\n") + "\r\n";
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

  function register(section) {
    const form = section.querySelector("form"), table = section.querySelector("table");
    const body = table.tBodies[0], rows = Array.from(body.rows);
    const text = new Map(rows.map((row) => [row, words(row.textContent)]));
    const count = form.querySelector("output");
    const selects = Array.from(form.querySelectorAll("select"));

    function filter() {
      const wanted = words(form.elements.search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = wanted.every((word) => text.get(row).includes(word)) &&
          selects.every((one) => !one.value || row.dataset[one.name].split(" ").includes(one.value));
        row.hidden = !fits;
        shown += fits;
      }
      count.value = shown + " of " + rows.length + " claims";
    }

    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    form.querySelector(".evidence-download").addEventListener("click", () => {
      save(table.dataset.file, csv([table.tHead.rows[0], ...Array.from(body.rows).filter((row) => !row.hidden)]));
    });
    filter();
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

  /* Regions that scroll sideways are stops of the Tab key; those that need not scroll are none. */

  function stopsWhereItScrolls(region) {
    const scrolls = region.scrollWidth > region.clientWidth;
    if (scrolls) region.tabIndex = 0; else region.removeAttribute("tabindex");
    region.setAttribute("role", scrolls ? "region" : "group");
  }

  function regions() {
    const watch = new ResizeObserver((changed) => changed.forEach((one) => stopsWhereItScrolls(one.target)));
    document.querySelectorAll(".evidence-scroll, div.math[role]").forEach((one) => watch.observe(one));
  }

  /* On paper nothing can be unfolded. */

  function unfoldInPrint() {
    const folded = () => document.querySelectorAll(".evidence-block details:not([open]), .evidence-edition details:not([open])");
    let unfolded = [];
    window.addEventListener("beforeprint", () => { unfolded = Array.from(folded()); unfolded.forEach((one) => { one.open = true; }); });
    window.addEventListener("afterprint", () => { unfolded.forEach((one) => { one.open = false; }); unfolded = []; });
  }

  cards();
  regions();
  unfoldInPrint();
  document.querySelectorAll("table.evidence-sortable").forEach(sortable);
  document.querySelectorAll(".evidence-register").forEach(register);
})();
