/* What the chapters say at values that were not computed ahead, asked of the server that gave this page. */
(function () {
  "use strict";

  const ANSWERS = new URL("answers/", document.currentScript.src).href, MOST = 200, PAUSE = 100, LATER = 1000;
  const known = new Map();    // address → texts by answer; null while they are computed, and where they cannot be
  const waiting = new Map();  // chapter → what was asked last: {address, timer, stop}

  /* Texts by answer of a chapter as it is set; null where they are not known. Calls show once they are. */
  window.evidenceLive = (name, { data, chosen }, show) => {
    const values = Object.keys(chosen).sort().map((parameter) => [parameter, data.parameters[parameter].values[chosen[parameter]]]);
    const address = `${ANSWERS}${encodeURIComponent(name)}?${new URLSearchParams(values)}`;
    if (!known.has(address)) ask(name, address, show);
    return known.get(address);
  };

  function ask(name, address, show) {
    const before = waiting.get(name);
    if (before) {
      clearTimeout(before.timer);
      before.stop.abort();
      known.delete(before.address);
    }
    known.set(address, null);
    if (known.size > MOST) known.delete(known.keys().next().value);
    later(name, { address, stop: new AbortController() }, show, PAUSE);
  }

  function later(name, asked, show, pause) {
    waiting.set(name, asked);
    asked.timer = setTimeout(() => fetchTexts(name, asked, show), pause);
  }

  async function fetchTexts(name, asked, show) {
    try {
      const response = await fetch(asked.address, { signal: asked.stop.signal });
      if (response.status === 503) return later(name, asked, show, LATER);
      if (response.ok) known.set(asked.address, (await response.json()).texts);
    } catch {
      if (asked.stop.signal.aborted) return;  // something else has been asked; or nobody is there: the kept states stay
    }
    if (waiting.get(name) !== asked) return;
    waiting.delete(name);
    show();
  }
})();
