/* Cards beside links to evidence, made from the templates in the script beside the page when they are first asked for.
   Without this file each mark is a link to the page of evidence. */
(function () {
  "use strict";

  const KINDS = ["claim", "reference", "result", "sum", "term"];
  const LINKS = KINDS.map((kind) => "a[data-" + kind + "]").join(", ");
  const GAP = 8;
  let popup, opener, wanted, beside, timer, quiet = false;

  /* The ids of the cards of a link; each has a word in the page already. */
  function cardsOf(link) {
    const kind = KINDS.find((one) => link.hasAttribute("data-" + one));
    return link.getAttribute("data-" + kind).split(" ")
      .map((id) => "card-" + kind + "-" + id.replace("/", "--"))
      .filter((id) => kind === "sum" || document.getElementById(id + "-brief"));
  }

  const made = (id) => {
    const template = document.getElementById(id);
    return template ? template.content.cloneNode(true) : document.createDocumentFragment();
  };

  /* A card, with the parts that it shares with others put in. */
  function cardFrom(id) {
    const card = made(id);
    card.querySelectorAll("[data-inputs]").forEach((list) => {
      list.append(...list.dataset.inputs.split(" ").filter(Boolean).map((number) => made("input-" + number)));
    });
    card.querySelectorAll("[data-parameters]").forEach((part) => part.append(made("parameters-" + part.dataset.parameters)));
    card.querySelectorAll("[data-cite]").forEach((part) => part.append(made("cite-" + part.dataset.cite)));
    card.querySelectorAll(".evidence-copy").forEach((button) => button.addEventListener("click", () => copy(button)));
    card.querySelectorAll("details").forEach((part) => part.addEventListener("toggle", () => { if (opener) put(); }));
    return card;
  }

  /* Author, title and date, the words themselves, and the address at which they stand. */
  function copy(button) {
    const card = button.closest(".evidence-card");
    const words = (part) => part.textContent.trim().replace(/\s+/g, " ");
    const said = card.matches(".evidence-card-result") ? beside.closest(".evidence") || beside
      : card.querySelector("blockquote, .evidence-value");
    window.evidenceCopy(button, [words(card.querySelector("[data-cite]")), words(said),
      window.evidenceAddress(card.querySelector(".evidence-more a").getAttribute("href"))].join(" "));
  }

  function build() {
    popup = document.createElement("div");
    popup.id = "evidence-popup";
    popup.className = "evidence-popup";
    popup.setAttribute("role", "dialog");
    popup.setAttribute("aria-label", "Evidence");
    popup.tabIndex = -1;
    popup.hidden = true;
    popup.addEventListener("pointerenter", () => clearTimeout(timer));
    popup.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
    popup.addEventListener("keydown", stepOut);
    document.body.append(popup);
  }

  function fill(cards) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "evidence-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "×";
    close.addEventListener("click", () => shut(true));
    popup.replaceChildren(close, ...cards.map(cardFrom));
    popup.scrollTop = 0;
  }

  /* The card of a number in a sentence says which. */
  function name(number) {
    const card = popup.querySelector(".evidence-card-result");
    if (!card || card.querySelector(".evidence-value")) return;
    const value = document.createElement("p"), strong = document.createElement("strong");
    value.className = "evidence-value";
    strong.textContent = number.textContent;
    value.append(strong);
    card.querySelector(".evidence-kind").after(value);
  }

  /* Below the words where there is room, else above; never off the screen. */
  function put() {
    const box = beside.getClientRects()[0] || beside.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = window.innerHeight;
    const below = height - box.bottom - GAP, above = box.top - GAP;
    popup.style.maxHeight = "";
    const tall = popup.offsetHeight;
    const under = below >= tall || below >= above;
    const room = Math.max(120, (under ? below : above) - GAP);
    popup.style.maxHeight = Math.min(room, 0.7 * height) + "px";
    const left = Math.max(GAP, Math.min(box.left, width - popup.offsetWidth - GAP));
    const top = under ? box.bottom + GAP / 2 : box.top - popup.offsetHeight - GAP / 2;
    popup.style.left = left + window.scrollX + "px";
    popup.style.top = Math.max(0, top) + window.scrollY + "px";
  }

  function open(link, words) {
    clearTimeout(timer);
    if (opener === link) return;
    wanted = link;
    parts(() => {
      place();
      if (wanted === link) show(link, words);
    });
  }

  function show(link, words) {
    shut(false);
    opener = link;
    beside = words || link;
    fill(cardsOf(link));
    if (words || link.dataset.sum) name(beside);
    popup.hidden = false;
    put();
    link.setAttribute("aria-expanded", "true");
  }

  function shut(giveBack) {
    clearTimeout(timer);
    wanted = null;
    if (!opener) return;
    const link = opener;
    const held = popup.contains(document.activeElement);
    opener = null;
    popup.hidden = true;
    popup.replaceChildren();
    link.setAttribute("aria-expanded", "false");
    if (giveBack || held) returnTo(link);
  }

  function returnTo(link) {
    quiet = true;
    link.focus({ preventScroll: true });
    quiet = false;
  }

  const openSoon = (link, words) => { clearTimeout(timer); timer = setTimeout(() => open(link, words), 120); };
  const closeSoon = () => { clearTimeout(timer); timer = setTimeout(() => shut(false), 300); };

  const stops = () => Array.from(popup.querySelectorAll("a[href], button, summary"))
    .filter((one) => one.matches("summary") || !one.closest("details:not([open])"));

  /* The card stands at the end of the document; for the Tab key it comes right after its link. */
  function stepIn(event) {
    if (event.key !== "Tab" || event.shiftKey || opener !== event.currentTarget || popup.hidden) return;
    event.preventDefault();
    stops()[0].focus();
  }

  function stepOut(event) {
    if (event.key !== "Tab" || !opener) return;
    const all = stops(), at = all.indexOf(document.activeElement);
    if (event.shiftKey && at <= 0) {
      event.preventDefault();
      returnTo(opener);
    } else if (!event.shiftKey && at === all.length - 1) {
      const link = opener;
      returnTo(link); // the browser then steps on from here by itself
      shut(false);
    }
  }

  /* The numbers of a sentence open their own card, or where they have none that of the mark at its end. */
  function attachNumbers(link) {
    const sentence = link.matches(".evidence-mark") && link.closest(".evidence");
    if (!sentence) return;
    sentence.querySelectorAll(".evidence-digits").forEach((number) => {
      if (number.dataset.sum) {
        number.dataset.sum = `${link.dataset.result}.${number.dataset.sum}`;
        number.tabIndex = 0;
        number.setAttribute("role", "button");
        attach(number);
        return;
      }
      number.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") openSoon(link, number); });
      number.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
      number.addEventListener("click", () => open(link, number));
    });
  }

  function attach(link) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", "evidence-popup");
    let touched = false;
    link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") openSoon(link); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
    link.addEventListener("focus", () => { if (!quiet && !touched) open(link); });
    link.addEventListener("keydown", stepIn);
    link.addEventListener("blur", (event) => {
      if (opener === link ? !popup.contains(event.relatedTarget) : wanted === link) closeSoon();
    });
    link.addEventListener("click", (event) => {
      if (!touched) return;
      touched = false;
      event.preventDefault();
      if (opener === link) shut(false); else open(link);
    });
    attachNumbers(link);
  }

  /* The cards are put into the page once the script beside it is there. */
  function place() {
    const here = document.querySelector("template[data-part=cards]");
    if (here && window.evidenceParts) here.outerHTML = window.evidenceParts.cards;
  }

  function attachAll() {
    place();
    document.querySelectorAll(LINKS).forEach((link) => {
      if (!link.hasAttribute("aria-haspopup") && cardsOf(link).length) attach(link);
    });
  }
  if (!document.querySelector("template[data-part=cards]")) return;
  const parts = window.evidenceBeside;
  build();
  attachAll();
  document.addEventListener("toggle", () => setTimeout(attachAll), true); // what was folded may bring links of its own
  document.addEventListener("unfolded", attachAll);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) {
      event.preventDefault();
      shut(true);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!opener || popup.contains(event.target) || opener.contains(event.target)) return;
    const number = event.target.closest(".evidence-digits");
    if (!number || !number.parentElement.contains(opener)) shut(false);
  });
  popup.addEventListener("focusout", (event) => {
    if (opener && event.relatedTarget && event.relatedTarget !== opener && !popup.contains(event.relatedTarget)) shut(false);
  });
  window.addEventListener("resize", () => { if (opener) put(); });
})();
