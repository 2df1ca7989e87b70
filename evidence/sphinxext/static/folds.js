/* Makes elements of what a fold keeps, as text or in the script beside the page, when somebody asks for it; tells of each
   by the event "unfolded". */
(function () {
  "use strict";

  const kept = () => Array.from(document.querySelectorAll("details > noscript"));

  function put(text, content) {
    const fold = text.parentElement, parts = document.createElement("template");
    if (!fold) return;
    parts.innerHTML = content;
    text.replaceWith(parts.content);
    fold.dispatchEvent(new CustomEvent("unfolded", { bubbles: true }));
  }

  function fill(text) {
    const name = text.dataset.part;
    if (name) window.evidenceBeside((parts) => put(text, parts[name]));
    else put(text, text.textContent);
  }

  function fillNow(text) {
    const content = text.dataset.part ? window.evidenceBesideNow()[text.dataset.part] : text.textContent;
    if (content) put(text, content);
  }

  /* What an address points at may lie in a fold. */
  function find() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name || document.getElementById(name) || !kept().length) return;
    if (document.querySelector("noscript[data-part]")) window.evidenceBeside((parts) => findIn(name, parts));
    else findIn(name, {});
  }

  function findIn(name, parts) {
    const text = kept().find((one) => (parts[one.dataset.part] || one.textContent).includes('id="' + name + '"'));
    if (!text) return;
    put(text, parts[text.dataset.part] || text.textContent);
    for (let part = document.getElementById(name); part; part = part.parentElement) {
      if (part.matches("details")) part.open = true;
    }
    document.getElementById(name).scrollIntoView();
  }

  kept().forEach((text) => {
    const fold = text.parentElement, once = { once: true };
    /* A moment before it is clicked, so that it is there when it opens; then by key, or by the browser's own search. */
    fold.firstElementChild.addEventListener("pointerenter", () => fill(text), once);
    fold.addEventListener("toggle", () => { if (text.isConnected) fill(text); }, once);
  });
  window.addEventListener("hashchange", find);
  window.addEventListener("beforeprint", () => kept().forEach(fillNow));
  find();
})();
