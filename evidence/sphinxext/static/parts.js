/* Loads the script beside the page that holds its cards and folded parts, when the first of them is asked for. */
(function () {
  "use strict";

  const file = () => document.querySelector("[data-from]").dataset.from;
  let waiting;

  /* Calls with the parts by name: at once where they are there, else when they have come. */
  window.evidenceBeside = (then) => {
    if (window.evidenceParts) return then(window.evidenceParts);
    if (waiting) return waiting.push(then);
    waiting = [then];
    const script = document.createElement("script");
    script.src = file();
    script.addEventListener("load", () => waiting.splice(0).forEach((one) => one(window.evidenceParts)));
    script.addEventListener("error", () => { waiting = null; script.remove(); }); // asked for anew the next time
    document.head.append(script);
  };

  /* A printer does not wait. From a disk nothing can be asked for at once; there it costs nothing to have it early. */
  window.evidenceBesideNow = () => {
    if (!window.evidenceParts && location.protocol !== "file:") {
      const asked = new XMLHttpRequest();
      asked.open("GET", file(), false);
      asked.send();
      const text = asked.responseText;
      if (asked.status === 200) window.evidenceParts = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
    }
    return window.evidenceParts || {};
  };
  if (location.protocol === "file:" && document.querySelector("[data-from]")) {
    window.addEventListener("load", () => setTimeout(() => window.evidenceBeside(() => {}), 0));
  }
})();
