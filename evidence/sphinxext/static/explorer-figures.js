/* Small figures of the explorer, drawn from a state's own numbers: a line over a parameter, and the scale of a tile. */
(function () {
  "use strict";

  const WIDE = 240, HIGH = 60, EDGE = 6, LEAST = 3;  // LEAST: of a tile's range, so that one number is seen too

  const put = (node, given) => {
    Object.entries(given).forEach(([attribute, value]) => node.setAttribute(attribute, value));
    return node;
  };
  const svg = (tag, given) => put(document.createElementNS("http://www.w3.org/2000/svg", tag), given);
  const span = (list) => [Math.min(...list), Math.max(...list)];

  /* The first number of a text; NaN where it has none. */
  const first = (text) => parseFloat((text || "").replaceAll(",", "").match(/-?\d+(\.\d+)?/)?.[0]);

  /* Texts over values, as a line of their numbers; null where that is flat. The book's place is hollow, that of ``move``
     filled. */
  function line(values, texts, book, says) {
    const numbers = texts.map(first), [left, right] = span(values), [low, high] = span(numbers.filter(Number.isFinite));
    if (!(high > low)) return null;
    const x = (place) => EDGE + (WIDE - 2 * EDGE) * (values[place] - left) / (right - left);
    const y = (place) => HIGH - EDGE - (HIGH - 2 * EDGE) * (numbers[place] - low) / (high - low);
    const at = numbers.flatMap((number, place) => Number.isFinite(number) ? [`${x(place)},${y(place)}`] : []);
    const drawn = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": `${says}, from ${low} to ${high}` });
    const dot = (kind) => svg("circle", { r: 4, class: kind });
    const there = put(dot("evidence-book-dot"), { cx: x(book), cy: y(book) }), here = dot("evidence-now-dot");
    drawn.append(svg("polyline", { points: at.join(" ") }), there);
    const move = (place) => {
      if (Number.isFinite(numbers[place])) drawn.append(put(here, { cx: x(place), cy: y(place) }));
      else here.remove();
    };
    return { drawn, move };
  }

  /* Move what stands on the scale of a tile. ``shares`` of its line: "low high mark"; ``says``: the words at the mark. */
  function scale(figure, shares, says) {
    const wide = figure.viewBox.baseVal.width, [low, high, mark] = shares.split(" ").map((share) => share * wide);
    const part = (name, given) => put(figure.querySelector(name), given);
    const left = mark < wide / 2;
    figure.style.visibility = Number.isFinite(mark) ? "" : "hidden";
    if (!Number.isFinite(mark)) return;
    part(".evidence-tile-reach", { width: low });
    part(".evidence-tile-range", { x: low, width: Math.max(high - low, LEAST) });
    part(".evidence-tile-mark", { x1: mark, x2: mark });
    part("text", { x: mark, dx: left ? 4 : -4, "text-anchor": left ? "start" : "end" }).textContent = says;
  }

  window.evidenceFigures = { line, scale };
})();
