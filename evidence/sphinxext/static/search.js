/* The search: sections of all pages, from the list beside the page of the search; the same from a disk. */
(function () {
  "use strict";

  const MOST = 30, EXCERPT = 220, TITLE = 2.2, NAMED = 20;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const WORD = /[\p{L}\p{N}]+/gu;
  const ENDING = /(?:ings?|ed|es|s)$/;
  const stem = (word) => (word.replace(ENDING, "").length > 3 ? word.replace(ENDING, "") : word);
  const wordsOf = (text) => Array.from(text.matchAll(WORD), (found) => ({ at: found.index, as: found[0], stem: stem(fold(found[0])) }));

  /* How well a word of the book is what was asked for: the same but for its ending, or one that begins with it. */
  const fits = (word, term) => (word === term ? 1 : term.length > 3 && word.startsWith(term) ? 0.4 : 0);

  let parts, usual;
  function know(sections) {
    parts = sections.map(([href, page, heading, text, weight], place) =>
      ({ href, page, heading, text, weight, place, words: wordsOf(text), titled: wordsOf(heading) }));
    usual = parts.reduce((sum, part) => sum + part.words.length, 0) / (parts.length || 1) || 1;
  }

  /* How often a part has a term, for its length, as BM25 counts it; a heading counts by itself. */
  function weigh(part, term) {
    const often = part.words.reduce((sum, word) => sum + fits(word.stem, term), 0);
    return often * 2.2 / (often + 0.6 + 0.6 * part.words.length / usual)
      + TITLE * Math.max(0, ...part.titled.map((word) => fits(word.stem, term)));
  }

  /* What is called as was asked for is what was looked for, whatever it is. */
  const named = (part, terms) => terms.length === part.titled.length && part.titled.every((word) => terms.includes(word.stem));

  /* Parts by what they have of all terms together: who has the rare ones, and more of them, comes first. */
  function find(query) {
    const terms = [...new Set(wordsOf(query).map((word) => word.stem))];
    const rows = parts.map((part) => ({ part, has: terms.map((term) => weigh(part, term)) }));
    const rare = terms.map((term, place) => Math.log(1 + parts.length / (1 + rows.filter((row) => row.has[place]).length)));
    const whole = rare.reduce((sum, one) => sum + one, 0);
    rows.forEach((row) => {
      const share = rare.reduce((sum, one, place) => sum + (row.has[place] ? one : 0), 0) / whole;
      row.score = (named(row.part, terms) ? NAMED : row.part.weight) * share * rare.reduce((sum, one, place) => sum + one * row.has[place], 0);
    });
    const found = rows.filter((row) => row.score > 0).sort((a, b) => b.score - a.score || a.part.place - b.part.place);
    const first = new Map(found.map(({ part }) => [part.href, part]).reverse()); // each address once, as its best part
    return { terms, rows: found.filter(({ part }) => first.get(part.href) === part) };
  }

  /* The stretch of a text with most of the terms, which are marked in it. */
  function excerpt({ text, words }, terms) {
    const hits = words.filter((word) => terms.some((term) => fits(word.stem, term)));
    const within = (first) => hits.filter((hit) => hit.at >= first.at && hit.at < first.at + EXCERPT);
    const best = hits.reduce((most, hit) => (new Set(within(hit).map((one) => one.stem)).size
      > new Set(within(most).map((one) => one.stem)).size ? hit : most), hits[0]);
    let at = best ? Math.max(0, text.lastIndexOf(" ", Math.max(0, best.at - 50)) + 1) : 0;
    let end = text.indexOf(" ", at + EXCERPT);
    if (end < 0) end = text.length;
    const shown = document.createElement("p");
    if (at) shown.append("… ");
    hits.filter((hit) => hit.at >= at && hit.at < end).forEach((hit) => {
      const mark = document.createElement("mark");
      mark.textContent = hit.as;
      shown.append(text.slice(at, hit.at), mark);
      at = hit.at + hit.as.length;
    });
    shown.append(text.slice(at, end), end < text.length ? " …" : "");
    return shown;
  }

  function show(query) {
    const { terms, rows } = find(query);
    document.getElementById("search-progress").textContent = rows.length ? `Found in ${rows.length} place${rows.length > 1 ? "s" : ""}`
      + (rows.length > MOST ? `; the first ${MOST}:` : ":") : `Nothing found for “${query}”; try fewer or other words.`;
    document.getElementById("search-results").replaceChildren(...rows.slice(0, MOST).map(({ part }) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = part.href;
      link.textContent = part.heading === part.page ? part.page : `${part.page} › ${part.heading}`;
      item.append(link, excerpt(part, terms));
      return item;
    }));
  }

  const query = new URLSearchParams(location.search).get("q") || "";
  document.querySelectorAll("input[name=q]").forEach((field) => { field.value = query; });
  if (!query.trim()) return;
  const list = document.createElement("script"); // asked for once there is something to look for
  list.src = document.getElementById("search-results").dataset.sections;
  list.addEventListener("load", () => {
    know(window.evidenceSections);
    show(query.trim());
  });
  document.head.append(list);
})();
