/* A computed sentence at other values, beside the book's: which words are other, and where its numbers are. */
(function () {
  "use strict";

  const { make } = window.evidenceExplorer;

  /* Apostrophes as the page prints them. */
  const curled = (text) => text.replace(/(\p{L})'/gu, "$1’");

  /* The new text: changed words and numbers marked, and the mark at its end where the book has one. */
  function written(book, before, after) {
    const end = book.filter((one) => one.nodeType === 1 && one.matches(".evidence-mark"));
    const cut = end.length ? numbers(book, after) : [];
    const nodes = [];
    let at = 0;
    for (const run of compared(before, after)) {
      const stop = at + run.text.length, edges = cut.flat().filter((edge) => edge > at && edge < stop);
      let was = run.was;
      [at, ...edges].forEach((from, place) => {
        const text = after.slice(from, edges[place] ?? stop), digits = cut.findIndex(([a, b]) => a <= from && from < b);
        const last = nodes[nodes.length - 1];
        const into = digits < 0 ? nodes : last && last.digits === digits ? last : made(nodes, digits);
        const bare = run.same ? "" : text.trimEnd();
        if (bare || was) add(into, changedWords(bare, was));
        add(into, text.slice(bare.length));
        was = "";
      });
      at = stop;
    }
    return [...nodes, ...end];
  }

  const add = (into, node) => Array.isArray(into) ? into.push(node) : into.append(node);

  function made(nodes, digits) {
    nodes.push(Object.assign(make("span", { className: "evidence-digits" }), { digits }));
    return nodes[nodes.length - 1];
  }

  /* Seen, the new words; read aloud, the book's too. */
  const changedWords = (text, was) => make("mark", { className: "evidence-new" }, text,
    ...(was.trim() ? [make("span", { className: "evidence-was", textContent: ` (was ${was.trim()})` })] : []));

  /* Where numbers begin and end in a text: those of the book's own, and others with the same units and no name. */
  function numbers(book, text) {
    const marks = book.filter((one) => one.nodeType === 1 && one.matches(".evidence-digits")).map((one) => one.textContent);
    const names = book.filter((one) => one.nodeType === 3).flatMap((one) => one.data.match(/\p{L}+\s\d[\d.,]*(?=\W|$)/gu) || []);
    const units = marks.map((mark) => mark.match(/\d[\s\u00a0]([^\d\s]+)$/u)?.[1]).filter(Boolean);
    const safe = (list) => [...new Set(list)].sort((a, b) => b.length - a.length).map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const one = `[$€£~≈+−]?\\d[\\d,]*(?:\\.\\d+)?(?:[\\s\u00a0](?:${[...safe(units), "%"].join("|")}))?`;
    const known = safe([...names, ...marks]).map((text) => `${text}|`).join("");
    return [...text.matchAll(new RegExp(`(?<![\\p{L}\\d-])(?:${known}${one}(?:(?: to |\\s?[–-]\\s?)${one})*)(?![\\p{L}\\d])`, "gu"))]
      .filter((found) => !names.includes(found[0])).map((found) => [found.index, found.index + found[0].length]);
  }

  /* The new text in runs that are the book's words, or stand in the place of some: the longest common sequence. */
  function compared(before, after) {
    const old = before.split(/(?<=\s)/), words = after.split(/(?<=\s)/), runs = [];
    const alike = (i, j) => i < old.length && j < words.length && old[i].trim() === words[j].trim();
    const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(words.length + 1));
    for (let i = old.length - 1; i >= 0; i--) {
      for (let j = words.length - 1; j >= 0; j--) {
        common[i][j] = alike(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    for (let i = 0, j = 0; i < old.length || j < words.length;) {
      const same = alike(i, j);
      let last = runs[runs.length - 1];
      if (!last || last.same !== same) runs.push(last = { same, text: "", was: "" });
      if (same) i++;
      if (same || (j < words.length && (i === old.length || common[i][j + 1] >= common[i + 1][j]))) last.text += words[j++];
      else last.was += old[i++];
    }
    return runs;
  }

  window.evidenceWords = { curled, written };
})();
