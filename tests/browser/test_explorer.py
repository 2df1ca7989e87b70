"""The explorer in a real browser, from the disk with the network cut: mouse, keyboard, touch, the address."""

import pytest
import sphinxext_book as book

from evidence.scenarios import kept

TEXTS = ["50 sacks", "40 sacks", "60 sacks", "70 sacks in the rain", "holds", "does not hold"]
STATES = {
    "chapter": "output", "made_from": "", "headlines": {"busy": "The mill is busy."}, "shown": {"bars": {"sacks": []}},
    "parameters": {
        "sacks": {"meaning": "sacks made", "unit": "sack", "kind": "int", "values": ["1", "2", "3"], "book": 1},
        "weather": {"meaning": "the sky", "unit": "", "kind": "str", "values": ["dry", "rain"], "book": 0}},
    "editions": {"default": {}, "wet": {"weather": "rain"}},
    "answers": {
        "gap": {"book": 0, "on": {"sacks": [1, 0, 2], "weather": [0, 3]}, "number": True,
                "pairs": {"sacks weather": [[1, 2], [0, 1], [0, 3, 2, 3]]}, "editions": {"default": 0, "wet": 3}},
        "rate": {"book": 0, "on": {}, "editions": {}},
        "headline:busy": {"book": 4, "on": {"sacks": [5, 4, 4]}, "turns": {"sacks": ["1 … 2"]},
                          "editions": {"default": 4, "wet": 4}}},
    "texts": TEXTS}
GAP = "main a.what-if[data-result='output/gap']"
SLIDER = "input[data-parameter='output/sacks']"


@pytest.fixture(scope="session")
def html(tmp_path_factory):
    """The mill's book with states of its notebook."""
    root = book.project(tmp_path_factory.mktemp("explorer"))
    kept.write(root, "output", STATES)
    page = root / "chapters" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n```{what-if-headlines} output/sacks output/weather\n```\n\n"
                    "```{dependencies}\n```\n", encoding="utf-8")
    folder, warnings = book.build(root, theme="sphinx_book_theme")
    assert warnings == ""
    return folder


def opened(tab):
    """The page with the panel beside the sentence."""
    tab.locator("p:has(a.what-if) > button").first.click()
    tab.wait_for_selector("section.evidence-explorer")
    return tab


def says(tab, text: str) -> None:
    """Wait until the sentence says it."""
    tab.wait_for_function("([css, text]) => document.querySelector(css).textContent === text", arg=[GAP, text])


def test_keyboard_moves_the_sentence_marks_it_and_tells_it(visit):
    tab = opened(visit("chapters/index"))
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowRight")
    says(tab, "60 sacks")
    assert tab.locator(f"{GAP} mark").all_inner_texts() == ["60 "]
    assert "60 sacks" in tab.locator("[role=status]").inner_text()
    assert tab.locator(SLIDER).get_attribute("aria-valuetext") == "3 sack"
    assert "evidence run output -p sacks=3" in tab.locator(".evidence-command").inner_text()
    tab.locator(".evidence-back").click()
    says(tab, "50 sacks")
    assert tab.locator(".evidence-new").count() == 0


def test_mouse_and_touch_move_the_slider(visit):
    for press in ("mouse", "touch"):
        tab = opened(visit("chapters/index", has_touch=press == "touch"))
        tab.locator(SLIDER).scroll_into_view_if_needed()
        box = tab.locator(SLIDER).bounding_box()
        point = box["x"] + box["width"] - 4, box["y"] + box["height"] / 2
        (tab.mouse.click if press == "mouse" else tab.touchscreen.tap)(*point)
        says(tab, "60 sacks")


def test_the_address_brings_the_state_back(visit):
    tab = opened(visit("chapters/index"))
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowRight")
    says(tab, "60 sacks")
    address = tab.url.partition("#")[2]
    again = visit("chapters/index")
    again.goto(f"{again.url}#{address}")
    again.reload()
    says(again, "60 sacks")
    assert again.locator("section.evidence-explorer").is_visible()


def test_two_at_once_where_computed_and_said_so_where_not(visit):
    tab = opened(visit("chapters/index"))
    tab.select_option("select[data-parameter='output/weather']", "1")
    says(tab, "70 sacks in the rain")
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowLeft")  # only the second and the third value were computed in the rain
    assert tab.locator(SLIDER).input_value() == "1"
    tab.keyboard.press("ArrowRight")
    says(tab, "70 sacks in the rain")
    assert "sacks=3" in tab.url.replace("%2F", "/")


def test_all_headlines_follow_and_editions_are_presets(visit):
    tab = visit("chapters/index")
    tab.locator("#evidence-what-if > p > button").click()
    panel = tab.locator("#evidence-what-if section.evidence-explorer")
    panel.locator(SLIDER).focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("td[data-answer]").inner_text() == "does not hold"
    panel.locator("select[data-preset]").select_option("wet")
    says(tab, "70 sacks in the rain")
    assert tab.locator("td[data-answer]").inner_text() == "holds" and "edition=wet" in tab.url
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_address_that_somebody_made_up_does_nothing(visit):
    tab = visit("chapters/index")
    for made_up in ("output/sacks=99", "__proto__/a=1", "output/__proto__=1", "edition=%3Cb%3E", "..%2F..%2Fa=1"):
        tab.goto(f"{tab.url.partition('#')[0]}#what-if?{made_up}")
        tab.reload()
        says(tab, "50 sacks")


def test_without_a_script_the_editions_stand_there(visit):
    tab = visit("chapters/index", java_script_enabled=False)
    assert tab.locator("#evidence-what-if td:visible").all_inner_texts() == ["holds", "holds"]
    assert tab.locator("button.evidence-what-if").count() == 0


def test_states_are_loaded_only_when_they_are_asked_for(visit):
    tab = visit("chapters/index")
    assert tab.locator("script[src*='scenarios/output.js']").count() == 0
    opened(tab)
    assert tab.locator("script[src*='scenarios/output.js']").count() == 1
