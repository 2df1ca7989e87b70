(function (root, mode) {
  try { mode = localStorage.getItem("mode") || mode; } catch (refused) { /* nothing is kept */ }
  root.dataset.mode = mode;
  root.dataset.theme = mode !== "auto" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
})(document.documentElement, "auto");
