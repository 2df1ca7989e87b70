"""Cards in a real browser: by mouse, by keyboard, by touch, without JavaScript, in print."""

from pathlib import Path

import pytest

SACKS = "main a.evidence-quantity[data-claim='gazette-mill/sacks'] >> nth=0"
POPUP = "#evidence-popup"
BOOK = Path(__file__).parents[2] / "_build" / "html"
CARD_WORDS = """() => new Promise((done) => {
  const found = () => Array.from(document.querySelectorAll("template[id^='card-']")).map((template) => {
    const card = template.content.cloneNode(true);
    card.querySelectorAll("details > :not(summary)").forEach((part) => part.remove());
    card.querySelectorAll("[data-inputs]").forEach((list) => list.dataset.inputs.split(" ").filter(Boolean).forEach(
        (number) => list.append(document.getElementById("input-" + number).content.cloneNode(true))));
    return [template.id, card.textContent.trim().split(/\\s+/).length];
}).filter(([id, words]) => words > 120);
  if (!document.querySelector("[data-part=cards]")) done([]);
  else window.evidenceBeside(() => { document.dispatchEvent(new Event("unfolded")); done(found()); });
})"""


def on_screen(tab) -> bool:
    """Whether the card lies inside the window from side to side, and nothing widens the page."""
    box = tab.locator(POPUP).bounding_box()
    wide = tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return wide and box["x"] >= 0 and box["x"] + box["width"] <= tab.viewport_size["width"]


def test_mouse_opens_and_leaves(visit):
    tab = visit("chapters/index")
    tab.hover(SACKS)
    tab.wait_for_selector(POPUP, state="visible")
    card = tab.locator(POPUP)
    assert "plus de 1 200" in card.locator("mark").first.text_content()
    assert card.locator("blockquote[lang=fr]").count() == 1 and "our rendering" in card.text_content()
    assert on_screen(tab)
    card.locator("blockquote").hover()  # the way from the words to the card does not close it
    tab.wait_for_timeout(450)
    assert card.is_visible()
    tab.mouse.move(1, 1)
    tab.wait_for_selector(POPUP, state="hidden")


def test_mouse_click_follows_the_link(visit):
    tab = visit("chapters/index")
    tab.click(SACKS)
    tab.wait_for_url("**/evidence/gazette-mill.html#sacks")
    assert tab.locator("#sacks").is_visible()


def test_keyboard_opens_enters_leaves_and_escape_gives_focus_back(visit):
    tab = visit("chapters/index")
    link = tab.locator(SACKS)
    link.focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert link.get_attribute("aria-expanded") == "true" and on_screen(tab)
    assert tab.locator(POPUP).get_attribute("role") == "dialog"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#evidence-popup') !== null")
    tab.keyboard.press("Escape")
    assert tab.locator(POPUP).is_hidden() and link.get_attribute("aria-expanded") == "false"
    assert link.evaluate("node => node === document.activeElement")


def test_tab_goes_through_the_card_to_the_next_link(visit):
    tab = visit("chapters/index")
    tab.locator(SACKS).focus()
    tab.wait_for_selector(POPUP, state="visible")
    for _ in range(tab.locator(f"{POPUP} :is(a, button, summary):visible").count() + 1):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.dataset.claim") == "courrier-mill/sacks"
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate("document.activeElement.dataset.claim") == "gazette-mill/sacks"


@pytest.mark.parametrize("kind", ["quantity", "statement", "reference", "computed"])
def test_touch_opens_first_and_leads_on_from_inside(visit, kind):
    tab = visit("chapters/index", has_touch=True)
    link = tab.locator(f"main p a.evidence-{kind}, main p .evidence-{kind} > a.evidence-mark").first
    link.tap()
    tab.wait_for_selector(POPUP, state="visible")
    assert tab.url.endswith("index.html") and on_screen(tab)
    onward = tab.locator(f"{POPUP} .evidence-more a")
    href = link.get_attribute("href")
    assert onward.get_attribute("href") == href
    onward.tap()
    tab.wait_for_url("**/" + href.rpartition("/")[2])


def test_number_in_a_sentence_opens_the_card_of_its_mark(visit):
    tab = visit("chapters/index", has_touch=True)
    tab.locator("main p .evidence-statement .evidence-digits").first.tap()
    tab.wait_for_selector(POPUP, state="visible")
    assert tab.url.endswith("index.html") and tab.locator(f"{POPUP} .evidence-card").count() == 2 and on_screen(tab)


def test_mark_is_large_enough_and_stays_with_its_words(visit):
    tab = visit("chapters/index")
    marks = tab.locator("main p a.evidence-mark")
    lines = """mark => { const words = document.createRange(); words.selectNodeContents(mark.parentElement);
               const last = Array.from(words.getClientRects()).filter((box) => box.width > 1).pop();
               return Math.abs(last.top - mark.getBoundingClientRect().top) < last.height; }"""
    for place in range(marks.count()):
        box = marks.nth(place).bounding_box()
        assert box["width"] >= 24 and box["height"] >= 24, box
        assert marks.nth(place).evaluate(lines)


def test_sentence_lights_up_from_its_mark(visit):
    tab = visit("chapters/index")
    sentence = tab.locator("main p span.evidence-statement").first
    background = "node => getComputedStyle(node).backgroundColor"
    before = sentence.evaluate(background)
    sentence.locator("a.evidence-mark").focus()
    assert sentence.evaluate(background) != before


def test_card_is_short_and_the_rest_is_folded(visit):
    tab = visit("chapters/output")
    tab.locator("main p a.evidence-computed, main p .evidence-computed > a.evidence-mark").first.focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert len(tab.locator(POPUP).inner_text().split()) <= 120
    assert tab.locator(f"{POPUP} .evidence-inputs li:visible").count() >= 1
    hidden = tab.locator(f"{POPUP} details li")
    assert hidden.count() == 0 or hidden.first.is_hidden()


def test_cards_of_the_real_book_are_short(visit, width):
    if width < 600 or not (BOOK / "chapters/synthesis.html").is_file():
        pytest.skip("once is enough; 'make book' builds the book")
    tab = visit("chapters/index")
    for page in sorted((BOOK / "chapters").glob("*.html")):
        tab.goto(page.as_uri())
        assert tab.evaluate(CARD_WORDS) == [], page.name


def test_citation_is_copied(visit):
    tab = visit("chapters/index", permissions=["clipboard-read", "clipboard-write"])
    tab.locator(SACKS).focus()
    tab.wait_for_selector(POPUP, state="visible")
    tab.locator(f"{POPUP} .evidence-copy").click()
    tab.locator(".evidence-copy", has_text="Copied").first.wait_for()  # a function would ask for eval
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "plus de 1 200 sacs" in copied and copied.endswith("evidence/gazette-mill.html#sacks") and "2020" in copied


def test_word_is_explained_by_a_card(visit):
    tab = visit("chapters/marks")
    tab.locator("main p a.evidence-word").first.focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert "A round stone that grinds." in tab.locator(POPUP).inner_text()


def test_touch_elsewhere_closes(visit):
    tab = visit("chapters/index", has_touch=True)
    tab.locator(SACKS).tap()
    tab.wait_for_selector(POPUP, state="visible")
    tab.touchscreen.tap(8, 8)
    tab.wait_for_selector(POPUP, state="hidden")


def test_several_claims_have_a_card_each(visit):
    tab = visit("chapters/index")
    tab.locator("main a[data-claim='gazette-mill/sacks courrier-mill/sacks']").focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert tab.locator(f"{POPUP} .evidence-card").count() == 2 and on_screen(tab)


def test_links_in_outputs_of_cells_have_cards(visit):
    tab = visit("chapters/output")
    tab.click("figure .evidence-data summary")
    tab.locator("figure a.evidence-link").focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert "plus de 1 200" in tab.locator(POPUP).text_content()


def test_every_card_opens_on_screen_and_resolves(visit, html):
    for page in ("chapters/index", "chapters/output", "chapters/deep/er/page"):
        tab = visit(page)
        links = tab.locator("main a[data-claim], main a[data-reference], main a[data-result]")
        assert links.count()
        for place in range(links.count()):
            links.nth(place).focus()
            tab.wait_for_selector(POPUP, state="visible")
            assert on_screen(tab)
            for href in tab.eval_on_selector_all(f"{POPUP} a", "all => all.map(one => one.href)"):
                path, _, anchor = href.removeprefix("file://").partition("#")
                if href.startswith("https://example.org/gazette#:~:text="):
                    continue  # the passage in the live article
                assert f'id="{anchor}"' in Path(path).read_text(encoding="utf-8"), href


def test_hostile_text_does_nothing(visit):
    tab = visit("chapters/index")
    tab.locator("main a[data-claim='gazette-mill/odd']").focus()
    tab.wait_for_selector(POPUP, state="visible")
    assert "<script>document.title" in tab.locator(f"{POPUP} blockquote").text_content()
    assert "pwned" not in tab.title()


def test_hostile_text_is_inert_everywhere(visit, html):
    ran = """Array.from(document.querySelectorAll('main *')).filter((one) => one.src === 'x' ||
             Array.from(one.attributes).some((given) => /^on(error|load)/.test(given.name)) ||
             /^javascript:/i.test(one.getAttribute('href') || '')).map((one) => one.outerHTML)"""
    tab = visit("chapters/index")
    leads_on = html / "index.html"
    for page in (path for path in sorted(html.rglob("*.html")) if "_static" not in path.parts and path != leads_on):
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(page.read_text(encoding="utf-8")), page
        tab.goto(page.as_uri())
        assert tab.evaluate(ran) == [] and "pwned" not in tab.title(), page


def test_description_for_screen_readers(visit):
    tab = visit("chapters/index")
    name = tab.locator(SACKS).get_attribute("aria-describedby")
    assert "Sourced: The miller, in gazette-mill, line 1" in tab.locator(f"[id='{name}']").first.text_content()


def test_without_javascript_the_link_works(visit):
    tab = visit("chapters/index", java_script_enabled=False)
    assert tab.locator(".evidence-cards").is_hidden()
    tab.click(SACKS)
    tab.wait_for_url("**/evidence/gazette-mill.html#sacks")


def test_printed_as_a_plain_reference(visit):
    tab = visit("chapters/index")
    tab.locator(SACKS).focus()
    tab.wait_for_selector(POPUP, state="visible")
    tab.emulate_media(media="print")
    assert tab.locator(POPUP).is_hidden()
    printed = tab.locator(SACKS).evaluate("node => getComputedStyle(node, '::after').content")
    assert "gazette-mill, line 1" in printed


def test_each_number_of_the_book_opens_the_card_of_its_own_sum(visit):
    if not (BOOK / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    tab = visit("chapters/index")
    tab.goto((BOOK / "chapters/compute_and_sanctions.html").as_uri())
    numbers = tab.locator("main .evidence-computed > .evidence-digits")
    assert numbers.count() > 50 and numbers.count() == tab.locator("main .evidence-digits[role=button]").count()
    tab.locator("main .evidence-digits[data-sum='compute_and_sanctions/answer-systems.chips']").focus()
    tab.wait_for_selector(POPUP, state="visible")
    card = tab.locator(POPUP)
    assert card.locator(".evidence-value").text_content() == "5.3"
    assert "÷" in card.locator(".evidence-formula").text_content()
    assert card.locator(".evidence-inputs li").count() == 2 and on_screen(tab)  # one of them behind "All of it"
    tab.keyboard.press("Escape")
    tab.locator("main .evidence-digits[data-sum='compute_and_sanctions/answer-systems.power']").focus()
    tab.wait_for_selector(f"{POPUP} .evidence-values code:text('rack_power_kw')")
    tab.locator(f"{POPUP} a[aria-label='move rack_power_kw']").click()
    tab.wait_for_selector("section.evidence-explorer label:has-text('all-in power')", state="visible")
