/* Makes elements of what a fold keeps as text, when somebody asks for it; tells of each by the event "unfolded". */
(function () {
  "use strict";

  const kept = () => Array.from(document.querySelectorAll("details > noscript"));

  function fill(text) {
    const fold = text.parentElement, parts = document.createElement("template");
    parts.innerHTML = text.textContent;
    text.replaceWith(parts.content);
    fold.dispatchEvent(new CustomEvent("unfolded", { bubbles: true }));
  }

  /* What an address points at may lie in a fold. */
  function find() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name || document.getElementById(name)) return;
    const text = kept().find((one) => one.textContent.includes('id="' + name + '"'));
    if (!text) return;
    fill(text);
    for (let part = document.getElementById(name); part; part = part.parentElement) {
      if (part.matches("details")) part.open = true;
    }
    document.getElementById(name).scrollIntoView();
  }

  kept().forEach((text) => {
    const fold = text.parentElement, once = { once: true };
    /* A moment before it is clicked, so that it is there when it opens; then by key, or by the browser's own search. */
    fold.firstElementChild.addEventListener("pointerenter", () => { if (text.isConnected) fill(text); }, once);
    fold.addEventListener("toggle", () => { if (text.isConnected) fill(text); }, once);
  });
  window.addEventListener("hashchange", find);
  window.addEventListener("beforeprint", () => kept().forEach(fill));
  find();
})();
