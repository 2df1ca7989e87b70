/* While chapters are written: loads the page anew when the book is, and shows what keeps it from being built. */
(function () {
  "use strict";

  const here = new URL(document.currentScript.src), state = new URL("state", here).href, version = here.search.slice(1);
  let box;

  function tell(title, lines) {
    box ||= document.body.appendChild(document.createElement("section"));
    box.hidden = !title;
    if (box.dataset.told === title + lines.join()) return;
    box.dataset.told = title + lines.join();
    box.id = "evidence-build";
    box.setAttribute("role", lines.length ? "alert" : "status");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:9999;padding:.5rem 1rem;" +
      "background:#fff;color:#000;border-top:4px solid " + (lines.length ? "#b00" : "#555");
    const words = document.createElement("pre");
    words.style.cssText = "white-space:pre-wrap;margin:0;background:none;color:inherit;border:0";
    words.textContent = [title, ...lines].join("\n");
    box.replaceChildren(words);
  }

  async function look() {
    try {
      const now = await (await fetch(state)).json();
      if (now.version !== version) return location.reload();
      tell(now.building ? "The book is being built." : now.faults.length ? "The book cannot be built:" : "", now.faults);
    } catch {
      tell("The server has ended.", []);
    }
    setTimeout(look, document.hidden ? 5000 : 1000);
  }

  look();
})();
