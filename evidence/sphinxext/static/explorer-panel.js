/* What the explorer shows: other values of the chapters' parameters, and what the answers say then. Every text shown was
   computed; nothing is interpolated. The states come from a script of each chapter, loaded when they are asked for. */
(function () {
  "use strict";

  const { HASH, idOf, load: loadScript, make } = window.evidenceExplorer;
  const chapters = new Map();   // name → {data, chosen: {parameter: place}, edition}
  const waiting = new Map();    // name → what to do once its script has been run
  const panels = [];            // {box, answers, controls, says}
  const original = new Map();   // element → what stands in it in the book
  const now = new Map();        // element → the text that stands in it: null the book's, false the book's for want of one
  const { curled, written } = window.evidenceWords;
  const REST = 150;             // ms, until what is out of sight follows
  const PAGE = location.pathname.split("/").pop().replace(/\.html$/, "");
  const inSight = new Set();    // known before anything moves: to ask then would lay out the page once more
  const watch = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) =>
    isIntersecting ? inSight.add(target) : inSight.delete(target)));
  let status, resting, following;

  /* Loading: a classic script, as pages opened from a disk may load no other; it calls this. */
  window.evidenceScenarios = async (name, packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    chapters.set(name, { data: JSON.parse(await new Response(stream).text()), chosen: {}, edition: "" });
    waiting.get(name).resolve();
  };

  function load(name) {
    if (!waiting.has(name)) {
      const promise = {};
      promise.ready = new Promise((resolve, reject) => Object.assign(promise, { resolve, reject }));
      waiting.set(name, promise);
      loadScript(`scenarios/${name}`).catch(promise.reject);
    }
    return waiting.get(name).ready;
  }

  const split = (id) => [id.slice(0, id.indexOf("/")), id.slice(id.indexOf("/") + 1)];
  const moving = () => following ||= {  // what follows on this page; looked for anew where a fold has been opened
    words: [...document.querySelectorAll(".what-if.evidence, [data-answer]")].map((node) => {
      watch.observe(node);
      return { node, id: idOf(node) };
    }),
    scales: [...document.querySelectorAll("[data-scale]")],
    drawn: [...document.querySelectorAll(":is(.evidence-figure, .evidence-table)[id]")],
  };

  /* What an answer says: the place of its text, -1 where it says nothing, undefined where that was not computed. */
  function textAt(chapter, name) {
    const answer = chapter.data.answers[name];
    if (chapter.edition) return answer.editions[chapter.edition];
    const moved = Object.keys(chapter.chosen).filter((parameter) => parameter in answer.on);
    if (!moved.length) return answer.book;
    if (moved.length === 1) return answer.on[moved[0]][chapter.chosen[moved[0]]];
    const pair = moved.length === 2 && answer.pairs && answer.pairs[moved.sort().join(" ")];
    if (!pair) return undefined;
    const row = pair[0].indexOf(chapter.chosen[moved[0]]), column = pair[1].indexOf(chapter.chosen[moved[1]]);
    return row < 0 || column < 0 ? undefined : pair[2][row * pair[1].length + column];
  }

  function said(id) {
    const [name, answer] = split(id), chapter = chapters.get(name);
    const place = textAt(chapter, answer), before = chapter.data.texts[chapter.data.answers[answer].book];
    const served = window.evidenceLive && !chapter.edition && Object.keys(chapter.chosen).length > 1 ?
      window.evidenceLive(name, chapter, show) : null;  // by 'evidence serve', whatever the values
    const text = served ? served[answer] : place === undefined ? null : chapter.data.texts[place];
    return { text: text === null ? null : text || "left out", before, turned: text !== before };
  }

  /* The page follows: what is in sight at once; the rest, and the address, when nothing else is chosen for a moment. */
  function show() {
    const states = new Map(), near = [], rest = [];
    for (const one of moving().words) {
      if (!chapters.has(split(one.id)[0])) continue;
      if (!states.has(one.id)) states.set(one.id, said(one.id));
      (inSight.has(one.node) ? near : rest).push(one);
    }
    const follow = ({ node, id }) => put(node, states.get(id));
    near.forEach(follow);
    moving().scales.forEach(scale);
    panels.forEach((panel) => refresh(panel));
    clearTimeout(resting);
    resting = setTimeout(() => {
      rest.forEach(follow);
      panels.forEach((panel) => refresh(panel, true));
      tellDrawn();
      announce([...states.values()]);
      keepInAddress();
    }, REST);
  }

  /* The figures and tables of the page's own chapter stay as they are, and say so where that is not what is set. */
  function tellDrawn() {
    if (!chapters.has(PAGE)) return;
    const { data, chosen, edition } = chapters.get(PAGE), set = Object.keys(edition ? data.editions[edition] : chosen);
    for (const node of moving().drawn) {
      const on = data.shown[node.id] || {}, note = node.querySelector(":scope > .evidence-as-drawn");
      const other = set.some((parameter) => Object.hasOwn(on, parameter));
      if (!other) note?.remove();
      else if (!note) node.prepend(make("p", { className: "evidence-as-drawn", textContent: "As in the book, not for the values set here." }));
    }
  }

  function put(node, { text, before, turned }) {
    const shown = text === null ? false : turned ? text : null;
    if ((now.get(node) ?? null) === shown) return;
    if (!original.has(node)) original.set(node, [...node.childNodes]);
    now.set(node, shown);
    node.classList.toggle("evidence-changed", Boolean(shown));
    node.classList.toggle("evidence-not-computed", shown === false);
    if (shown) node.replaceChildren(...written(original.get(node), curled(before), curled(text)));
    else node.replaceChildren(...original.get(node));
  }

  /* The small figure of a tile follows its number. */
  function scale(figure) {
    const [name, number] = split(figure.dataset.scale), data = chapters.get(name)?.data, id = `${name}/scale:${number}`;
    if (!data || !window.evidenceFigures || !Object.hasOwn(data.answers, `scale:${number}`)) return;
    const { text, before } = said(id), mark = said(`${name}/${number.replace(/number$/, "mark")}`);
    figure.classList.toggle("evidence-not-computed", text === null);
    window.evidenceFigures.scale(figure, text ?? before, curled(mark.text ?? mark.before));
  }

  function announce(states) {
    status ||= document.body.appendChild(make("p", { className: "evidence-status", role: "status" }));
    const changed = states.filter(({ text, turned }) => turned && text !== null);
    const unknown = states.filter(({ text }) => text === null);
    const words = changed.slice(0, 3).map(({ text }) => curled(text)).join(" ");
    const told = !changed.length ? "As in the book." :
      `${changed.length} ${changed.length === 1 ? "answer changes" : "answers change"} on this page. ${words}`;
    status.textContent = told + (unknown.length ? ` ${unknown.length} not computed for these values together.` : "");
  }

  /* One panel: the controls of some parameters, and what belongs to them. */
  function refresh(panel, rested) {
    if (panel.box.hidden) return;
    for (const control of panel.controls) control.update();
    const names = [...new Set(panel.answers.map((id) => split(id)[0]))];
    const unknown = panel.answers.filter((id) => said(id).text === null).length;
    panel.missing.hidden = !unknown;
    panel.back.disabled = names.every((name) => !Object.keys(chapters.get(name).chosen).length && !chapters.get(name).edition);
    panel.command.replaceChildren(...names.filter(moved).map((name) => make("code", { textContent: command(name) })));
    panel.commands.hidden = !panel.command.childElementCount;
    panel.preset.update(chapters.get(names[0]).edition);
    draw(panel, rested);
  }

  const moved = (name) => Object.keys(chapters.get(name).chosen).length || chapters.get(name).edition;

  function command(name) {
    const { data, chosen, edition } = chapters.get(name);
    const values = Object.keys(chosen).map((key) => ` -p ${key}=${data.parameters[key].values[chosen[key]]}`).join("");
    return `evidence run ${name}${edition ? ` --edition ${edition}` : values} -o what-if.ipynb`;
  }

  function choose(name, parameter, place) {
    const chapter = chapters.get(name);
    if (chapter.edition) reset();
    if (place === chapter.data.parameters[parameter].book) delete chapter.chosen[parameter];
    else chapter.chosen[parameter] = place;
    snap(chapter, parameter);
  }

  function reset() {
    for (const chapter of chapters.values()) Object.assign(chapter, { edition: "", chosen: {} });
  }

  /* Two parameters at once were computed at fewer values: both go to the nearest of these. */
  function snap(chapter, parameter) {
    if (window.evidenceLive) return;
    for (const other of Object.keys(chapter.chosen)) {
      const key = [parameter, other].sort();
      const found = other !== parameter && parameter in chapter.chosen &&
        Object.values(chapter.data.answers).map((answer) => answer.pairs && answer.pairs[key.join(" ")]).find(Boolean);
      if (!found) continue;
      key.forEach((one, side) => {
        const near = found[side].reduce((best, place) =>
          Math.abs(place - chapter.chosen[one]) < Math.abs(best - chapter.chosen[one]) ? place : best);
        chapter.chosen[one] = near;
      });
      for (const one of key) if (chapter.chosen[one] === chapter.data.parameters[one].book) delete chapter.chosen[one];
    }
  }

  /* ``names``: the chapters that declare the parameter alike; they move together. */
  function control(names, parameter) {
    const name = names[0];
    const declared = chapters.get(name).data.parameters[parameter];
    const place = () => chapters.get(name).chosen[parameter] ?? declared.book;
    const number = declared.kind === "int" || declared.kind === "float";
    const field = number ? make("input", { type: "range", min: 0, max: declared.values.length - 1, step: 1 })
      : make("select", {}, ...declared.values.map((value, at) => make("option", { value: at, textContent: value })));
    const shown = make("output", {});
    const label = make("label", {}, make("span", { textContent: declared.meaning }), " ", shown, field);
    field.dataset.parameter = `${name}/${parameter}`;
    field.addEventListener("input", () => {
      const place = Number(field.value);
      for (const one of names) choose(one, parameter, place);
      show();
    });
    const update = () => {
      const value = `${declared.values[place()]} ${declared.unit}`.trim();
      if (Number(field.value) !== place()) field.value = place();
      if (shown.dataset.at === String(place())) return;
      shown.dataset.at = place();
      shown.textContent = place() === declared.book ? `${value} (book)` : `${value} (book: ${declared.values[declared.book]})`;
      if (number) field.setAttribute("aria-valuetext", value);
      label.classList.toggle("evidence-moved", place() !== declared.book);
    };
    return { label, update };
  }

  /* A line of the answer over the parameter that was moved, where the answer is a number; a new one once that rests. */
  function draw(panel, rested) {
    const id = panel.answers.find((one) => chapters.get(split(one)[0]).data.answers[split(one)[1]].number);
    if (!id) return;
    const [name, key] = split(id), { data, chosen } = chapters.get(name), { on } = data.answers[key];
    const parameter = Object.keys(chosen).find((one) => one in on) || Object.keys(on)[0];
    const declared = data.parameters[parameter], says = key.replaceAll("-", " ");
    const over = Object.keys(chosen).length < 2 && ["int", "float"].includes(declared.kind) && parameter;
    if (panel.line && panel.line.over !== over && !rested) return;
    if (panel.line?.over !== over) {
      const texts = on[parameter].map((place) => data.texts[place]);
      const line = over && window.evidenceFigures.line(declared.values.map(Number), texts, declared.book, `${says} over ${declared.meaning}`);
      panel.line = { over, move: line ? line.move : () => {} };
      panel.drawing.replaceChildren(...(line ? [line.drawn, make("small", { textContent: `${says}, by ${declared.meaning}` })] : []));
    }
    panel.line.move(chosen[parameter]);
  }

  function chooseEdition(edition) {
    reset();
    for (const chapter of chapters.values()) chapter.edition = edition === "default" ? "" : edition;
    show();
  }

  const spoken = (edition) => edition.replaceAll("-", " ");

  function presetList(editions) {
    const field = make("select", {}, make("option", { value: "", textContent: "own values" }),
      ...editions.map((edition) => make("option", { value: edition, textContent: spoken(edition) })));
    field.dataset.preset = "";
    field.addEventListener("change", () => chooseEdition(field.value));
    return { node: make("label", {}, make("span", { textContent: "edition of the book" }), field),
      update: (edition) => { field.value = edition; } };
  }

  /* The same as a row of buttons; the book itself has its button below. */
  function presetRow(editions) {
    const buttons = editions.filter((edition) => edition !== "default").map((edition) => {
      const button = make("button", { type: "button", className: "evidence-preset", textContent: spoken(edition) });
      button.dataset.preset = edition;
      button.addEventListener("click", () => chooseEdition(button.getAttribute("aria-pressed") === "true" ? "" : edition));
      return button;
    });
    const node = make("div", { className: "evidence-presets", role: "group" }, make("span", { textContent: "Editions:" }), ...buttons);
    node.setAttribute("aria-label", "Editions of the book");
    return { node, update: (edition) => buttons.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.preset === edition))) };
  }

  function build(answers, wanted) {
    const names = [...new Set(answers.map((id) => split(id)[0]))];
    const keys = wanted || [...new Set(answers.flatMap((id) => {
      const [name, answer] = split(id);
      return Object.keys(chapters.get(name).data.answers[answer].on).map((parameter) => `${name}/${parameter}`);
    }))];
    const alike = new Map();  // what a parameter is, whichever chapter declares it → these chapters
    for (const [name, parameter] of keys.map(split)) {
      const { meaning, values } = chapters.get(name).data.parameters[parameter];
      const what = JSON.stringify([parameter, meaning, values]);
      alike.set(what, [...(alike.get(what) || []), name]);
    }
    const controls = [...alike].map(([what, declaring]) => control(declaring, JSON.parse(what)[0]));
    const preset = (wanted ? presetRow : presetList)(Object.keys(chapters.get(names[0]).data.editions));
    const back = make("button", { type: "button", className: "evidence-back", textContent: "Back to the book's values" });
    back.addEventListener("click", () => { reset(); show(); });
    const command = make("span", {}), drawing = make("div", { className: "evidence-line" });
    const commands = make("p", { className: "evidence-command" }, "Run the chapter so: ", command);
    const missing = make("p", { className: "evidence-missing-note", hidden: true,
      textContent: "Not computed for these values together: the words in italics are the book's. The command below computes them." });
    const shown = wanted ? controls.length : 6;
    const few = controls.slice(0, shown).map((one) => one.label), more = controls.slice(shown).map((one) => one.label);
    const box = make("section", { className: "evidence-explorer" }, ...few,
      ...(more.length ? [make("details", {}, make("summary", { textContent: `${more.length} more` }), ...more)] : []),
      drawing, missing, back, commands);
    if (wanted) box.prepend(preset.node); else drawing.before(preset.node);
    box.setAttribute("aria-label", "What if?");
    const panel = { box, answers, controls, back, command, commands, missing, preset, drawing };
    panels.push(panel);
    return panel;
  }

  /* Opening: beside a block of text, or on the page of all headlines. */
  async function open(button, answers, after, wanted) {
    if (button.panel) {
      const closed = button.panel.box.hidden = !button.panel.box.hidden;
      button.setAttribute("aria-expanded", String(!closed));
      if (!closed) show();
      return;
    }
    const needed = new Set([...answers, ...(wanted || [])].map((id) => split(id)[0]));
    try {
      await Promise.all([...needed].map(load));
    } catch {
      button.after(make("span", { role: "alert", textContent: " The computed states could not be loaded." }));
      return;
    }
    if (button.panel) return;
    button.panel = build(answers, wanted);
    after.after(button.panel.box);
    for (let part = button.panel.box; part && !part.matches("main"); part = part.parentElement) {
      for (let next = part; (next = next.nextElementSibling);) next.classList.add("evidence-below");
    }
    button.setAttribute("aria-expanded", "true");
    show();
  }

  /* The address keeps the state, so that it can be sent. */
  function keepInAddress() {
    const pairs = [];
    for (const [name, { data, chosen, edition }] of chapters) {
      if (edition) pairs.push(["edition", edition]);
      for (const [parameter, place] of Object.entries(chosen)) {
        pairs.push([`${name}/${parameter}`, data.parameters[parameter].values[place]]);
      }
    }
    const query = new URLSearchParams(pairs.filter((pair, at) => pair[0] !== "edition" || at === 0)).toString();
    if (query) history.replaceState(null, "", HASH + query);
    else if (location.hash.startsWith(HASH)) history.replaceState(null, "", "#");
  }

  async function restore(buttons) {
    if (!location.hash.startsWith(HASH) || !buttons.length) return;
    const query = new URLSearchParams(location.hash.slice(HASH.length)), edition = query.get("edition");
    query.delete("edition");
    const known = new Set(buttons.flatMap(({ answers }) => answers.map((id) => split(id)[0])));
    const wanted = [...query.keys()].filter((key) => known.has(split(key)[0]));
    const names = new Set([...wanted, ...buttons[0].answers].map((id) => split(id)[0]));
    try {
      await Promise.all([...names].map(load));
    } catch {
      return;
    }
    const first = buttons.find(({ answers }) => answers.some((id) => wanted.some((key) => {
      const [name, answer] = split(id);
      return key.startsWith(`${name}/`) && Object.hasOwn(chapters.get(name).data.answers[answer].on, split(key)[1]);
    }))) || buttons[0];
    reset();
    for (const key of wanted) {
      const [name, parameter] = split(key), { data, chosen } = chapters.get(name);
      if (!Object.hasOwn(data.parameters, parameter)) continue;
      const place = data.parameters[parameter].values.indexOf(query.get(key));
      if (place >= 0 && place !== data.parameters[parameter].book) chosen[parameter] = place;
    }
    for (const chapter of chapters.values()) {
      if (edition && Object.hasOwn(chapter.data.editions, edition)) chapter.edition = edition;
    }
    if (first.button.panel && !first.button.panel.box.hidden) show();
    else first.button.click();
    first.block.scrollIntoView({ block: "center" });
  }

  document.addEventListener("unfolded", () => {
    following = null;
    if ([...chapters.keys()].some(moved)) show();
  });
  Object.assign(window.evidenceExplorer, { open, restore });
})();
