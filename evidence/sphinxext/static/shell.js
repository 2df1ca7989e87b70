/* What the shell of a page does beyond what the browser does by itself; pages are read without this file too. */
(function () {
  "use strict";

  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const MODES = ["auto", "light", "dark"];

  function paint(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  }

  function remember(mode) {
    try { localStorage.setItem("mode", mode); } catch { /* a browser that keeps nothing: for this page alone */ }
  }

  dark.addEventListener("change", () => paint(root.dataset.mode));
  document.querySelectorAll(".shell-theme").forEach((button) => button.addEventListener("click", () => {
    const mode = MODES[(MODES.indexOf(root.dataset.mode) + 1) % MODES.length];
    paint(mode);
    remember(mode);
  }));

  /* Ctrl or Command and K: the field in the side bar where it shows, else the page of the search. */
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const field = document.querySelector(".shell-search input");
    if (field.offsetParent) field.focus(); else document.querySelector(".shell-find").click();
  });

  /* Where one is, in the contents of the page. */
  const links = new Map(Array.from(document.querySelectorAll(".page-toc a[href^='#']"),
    (link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  links.delete(null);
  const shown = new Set();
  const watch = new IntersectionObserver((changes) => {
    changes.forEach((one) => { if (one.isIntersecting) shown.add(one.target); else shown.delete(one.target); });
    const first = Array.from(links.keys()).filter((section) => shown.has(section)).pop();
    links.forEach((link, section) => {
      if (section === first) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
  }, { rootMargin: "-60px 0px -75% 0px" });
  links.forEach((link, section) => watch.observe(section));
  links.forEach((link) => link.addEventListener("click", () => {
    const list = link.closest("[popover]");
    if (list.matches(":popover-open")) list.hidePopover();
  }));

  /* A button on each piece of code, to take it along. */
  document.querySelectorAll("div.highlight > pre").forEach((code) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "shell-copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    code.parentNode.append(button);
  });
})();
