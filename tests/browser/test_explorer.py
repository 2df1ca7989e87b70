"""The explorer in a real browser, from the disk with the network cut: mouse, keyboard, touch, the address."""

import json

import pytest
import sphinxext_book as book

from evidence.scenarios import kept

TEXTS = ["50 sacks", "40 sacks", "60 sacks", "70 sacks in the rain", "holds", "does not hold",
         "The mill of Halle 7 made 1,200 kg, or 3 % more. It's busy.",
         "The mill of Halle 7 made 1,300 to 1,400 kg. It's busy.",
         "30 % to 40 %", "20 % of the flour", "Much is ground at night", "half", "0.3 0.4 0.5", "0.2 0.2 0.25"]
BOX = ("\n```{answer} How much?\n{computed}`output/story`\n\nBy {computed}`output/gap`.\n```\n\n"
       "~~~{folded} Rain, and {computed}`output/gap`\nIt rained.\n~~~\n")
ALL = """# What if?

The gap is {computed}`output/gap`.

```{tiles}
output/flour: By {computed}`output/gap`.
```

```{what-if-headlines} output/sacks output/weather
busy: output/gap
```

```{dependencies}
```
"""
STATES = {
    "chapter": "output", "made_from": "", "headlines": {"busy": "The mill is busy."}, "shown": {"bars": {"sacks": []}},
    "parameters": {
        "sacks": {"meaning": "sacks made", "unit": "sack", "kind": "int", "values": ["1", "2", "3"], "book": 1},
        "weather": {"meaning": "the sky", "unit": "", "kind": "str", "values": ["dry", "rain"], "book": 0}},
    "editions": {"default": {}, "wet": {"weather": "rain"}, "dark": {}},
    "answers": {
        "gap": {"book": 0, "on": {"sacks": [1, 0, 2], "weather": [0, 3]}, "number": True,
                "pairs": {"sacks weather": [[1, 2], [0, 1], [0, 3, 2, 3]]}, "editions": {"default": 0, "wet": 3}},
        "story": {"book": 6, "on": {"sacks": [7, 6, 6]}, "editions": {"default": 6, "wet": 6}},
        "tile-flour": {"book": 10, "on": {}, "editions": {}},
        "tile-flour-number": {"book": 8, "on": {"sacks": [9, 8, 8]}, "editions": {"default": 8, "wet": 8, "dark": -1}},
        "tile-flour-mark": {"book": 11, "on": {}, "editions": {"default": 11, "wet": 11, "dark": -1}},
        "scale:tile-flour-number": {"book": 12, "on": {"sacks": [13, 12, 12]},
                                    "editions": {"default": 12, "wet": 12, "dark": -1}},
        "rate": {"book": 0, "on": {}, "editions": {}},
        "headline:busy": {"book": 4, "on": {"sacks": [5, 4, 4]}, "turns": {"sacks": ["1 … 2"]},
                          "editions": {"default": 4, "wet": 4, "dark": -1}}},
    "texts": TEXTS}
GAP = "main p:not(.evidence-answer *) > span.what-if:has(> a.evidence-mark[data-result='output/gap'])"
SENTENCE = "main span.what-if:has(> a.evidence-mark[data-result='output/story'])"
SLIDER = "input[data-parameter='output/sacks']"


@pytest.fixture(scope="session")
def html(tmp_path_factory):
    """The mill's book with states of its notebook."""
    root = book.project(tmp_path_factory.mktemp("explorer"))
    kept.write(root, "output", STATES)
    page = root / "chapters" / "index.md"
    page.write_text(page.read_text("utf-8").replace("\noutput\n", "\noutput\nwhat_if\n") + BOX, encoding="utf-8")
    page.with_name("what_if.md").write_text(ALL, encoding="utf-8")
    notebook = book.notebook()
    tile = {"tile-flour": TEXTS[10], "tile-flour-number": TEXTS[8], "tile-flour-mark": TEXTS[11]}
    results = [book.result(name, text, ["gazette-mill/sacks"]) for name, text in {"story": TEXTS[6], **tile}.items()]
    results[2]["data"]["application/vnd.evidence.result+json"]["scale"] = [0.3, 0.4, 1, 0.5]
    notebook["cells"][1]["outputs"] += results
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "id": "told", "source": "## Told\n\n"
                              "The gap is {computed}`output/gap`."})
    page.with_name("output.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    folder, warnings = book.build(root, theme="sphinx_book_theme")
    assert warnings == ""
    return folder
SEEN = """(nodes) => nodes.map((node) => {
    const seen = node.cloneNode(true);
    seen.querySelectorAll(".evidence-was").forEach((one) => one.remove());
    return seen.textContent;
})"""


def opened(tab, place: str = "p:has(> .what-if) button"):
    """The page with the panel beside the sentence."""
    tab.locator(place).first.click()
    tab.wait_for_selector("section.evidence-explorer")
    return tab


def says(tab, text: str, css: str = GAP) -> None:
    """Wait until the sentence says it, what is only read aloud left out."""
    tab.wait_for_function("""([css, text]) => {
        const seen = document.querySelector(css).cloneNode(true);
        seen.querySelectorAll(".evidence-was").forEach((one) => one.remove());
        return seen.textContent === text;
    }""", arg=[css, text])


def addressed(tab, part: str) -> None:
    """Wait until the address says it."""
    tab.wait_for_function("(part) => decodeURIComponent(location.hash).includes(part)", arg=part)


def test_keyboard_moves_the_sentence_marks_it_and_tells_it(visit):
    tab = opened(visit("chapters/index"))
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowRight")
    says(tab, "60 sacks")
    says(tab, "Rain, and 60 sacks", "summary:has(.what-if)")
    assert tab.locator(f"{GAP} mark").all_text_contents() == ["60 (was 50)"]
    tab.wait_for_function("() => document.querySelector('[role=status]')?.textContent.includes('60 sacks')")  # at rest
    assert tab.locator(SLIDER).get_attribute("aria-valuetext") == "3 sack"
    assert "evidence run output -p sacks=3" in tab.locator(".evidence-command").inner_text()
    tab.locator(".evidence-back").click()
    says(tab, "50 sacks")
    tab.wait_for_function("() => !document.querySelector('.evidence-new')")  # out of sight too, a moment later


def test_the_box_of_the_answer_has_one_button_and_its_numbers_are_marked_again(visit):
    tab = visit("chapters/index")
    assert tab.locator(".evidence-answer button").count() == 0
    opened(tab, ".evidence-answer + .evidence-what-if-line > button").locator(SLIDER).focus()
    tab.keyboard.press("ArrowLeft")
    says(tab, TEXTS[7].replace("'", "’"), SENTENCE)
    words = tab.locator(SENTENCE)
    assert words.locator(".evidence-digits").evaluate_all(SEEN) == ["1,300 to 1,400"]
    assert words.locator("a.evidence-mark").count() == 1
    assert words.locator(".evidence-was").all_text_contents() == [" (was 1,200 kg, or 3 % more.)"]
    tab.locator(".evidence-back").click()
    assert words.locator(".evidence-digits").all_text_contents() == ["1,200", "3 %"]


def test_each_block_has_one_button_and_each_script_is_there_once(visit):
    tab = visit("chapters/index")
    assert tab.locator("button.evidence-what-if").count() == 2  # the paragraph's, the box's
    assert tab.locator("script[src]").evaluate_all("(all) => all.length - new Set(all.map((one) => one.src)).size") == 0
    assert visit("chapters/glossary").locator("script[src*=explorer]").count() == 0


def test_a_paragraph_has_a_mark_that_can_be_touched_named_and_never_begins_a_line(visit):
    tab = visit("chapters/index")
    mark = tab.get_by_role("button", name="What if?", exact=True).first
    assert tab.locator("button.evidence-what-if").all_inner_texts() == ["", "What if?"]  # the box's has words
    size = mark.bounding_box()
    assert size["width"] >= 24 and size["height"] >= 24
    alone = mark.evaluate("""(mark) => Array.from({ length: 300 }, (_, more) => 80 + more).filter((wide) => {
        mark.closest("p").style.width = `${wide}px`;
        const words = [...mark.parentElement.previousElementSibling.getClientRects()].at(-1);
        const at = mark.getBoundingClientRect();
        return at.top > words.bottom || at.right < words.right;
    })""")
    assert alone == []


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
    addressed(tab, "output/sacks=3")
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
    addressed(tab, "output/sacks=3")


def test_all_headlines_follow_and_editions_are_presets(visit):
    tab = visit("chapters/what_if")
    panel = tab.locator("#evidence-what-if section.evidence-explorer")
    panel.locator(SLIDER).focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("td[data-answer]").inner_text().startswith("does not hold")
    assert tab.locator("td[data-answer] mark").count() == 1
    panel.locator("button[data-preset='wet']").click()
    says(tab, "70 sacks in the rain")
    says(tab, "holds", "td[data-answer]")
    addressed(tab, "edition=wet")
    assert panel.locator("button[aria-pressed='true']").all_inner_texts() == ["wet"]
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_small_figure_of_a_tile_follows_its_number(visit):
    tab = visit("chapters/what_if")
    panel, number = tab.locator("#evidence-what-if section.evidence-explorer"), ".evidence-tile-number > .what-if"
    drawn = """(figure) => [".evidence-tile-range", ".evidence-tile-mark"].flatMap((part) =>
        [...figure.querySelector(part).attributes].filter(({ name }) => /^(x|x1|width)$/.test(name))
        .map(({ value }) => Number(value)))"""
    figure = tab.locator(".evidence-tile-figure")
    assert figure.evaluate(drawn) == [60, 20, 100]
    panel.locator(SLIDER).focus()
    tab.keyboard.press("ArrowLeft")
    says(tab, "20 % of the flour", number)
    assert figure.evaluate(drawn) == [40, 3, 50]
    assert figure.locator("text").text_content() == "half"
    panel.locator("button[data-preset='dark']").click()
    says(tab, "left out", number)
    assert not figure.is_visible()
    tab.locator(".evidence-back").click()
    says(tab, "30 % to 40 %", number)
    assert figure.is_visible() and figure.evaluate(drawn) == [60, 20, 100]


def test_a_figure_that_would_change_says_that_it_is_as_in_the_book(visit):
    tab = visit("chapters/output")
    opened(tab, "button.evidence-what-if")
    note = tab.locator("#bars > .evidence-as-drawn")
    tab.select_option("select[data-parameter='output/weather']", "1")
    addressed(tab, "output/weather=rain")
    assert note.count() == 0  # the bars do not depend on the weather
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowRight")
    note.wait_for()
    tab.locator(".evidence-back").first.click()
    note.wait_for(state="detached")


def test_an_address_put_into_an_open_page_is_followed_and_what_was_set_is_gone(visit):
    tab = opened(visit("chapters/index"))
    for state, text in (("output/sacks=3", "60 sacks"), ("output/weather=rain", "70 sacks in the rain")):
        tab.evaluate("(state) => { location.hash = `what-if?${state}`; }", state)
        says(tab, text)
        assert tab.locator("section.evidence-explorer:visible").count() == 1


def test_an_address_that_somebody_made_up_does_nothing(visit):
    tab = visit("chapters/index")
    for made_up in ("output/sacks=99", "__proto__/a=1", "output/__proto__=1", "edition=%3Cb%3E", "..%2F..%2Fa=1"):
        tab.goto(f"{tab.url.partition('#')[0]}#what-if?{made_up}")
        tab.reload()
        says(tab, "50 sacks")


def test_without_a_script_the_editions_stand_there(visit):
    tab = visit("chapters/what_if", java_script_enabled=False)
    assert tab.locator("#evidence-what-if td:visible").all_inner_texts() == ["holds", "left out: dark"]
    assert tab.locator("button.evidence-what-if").count() == 0


def test_states_and_what_shows_them_are_loaded_only_when_they_are_asked_for(visit):
    tab = visit("chapters/index")
    loaded = tab.locator("script[src*='scenarios/output.js'], script[src*='explorer-']")
    assert loaded.count() == 0
    opened(tab)
    assert loaded.count() == 4


def test_what_could_not_be_loaded_is_said_and_asked_for_anew(visit, html):
    tab, script = visit("chapters/index"), html / "_static" / "explorer-panel.js"
    away = script.rename(script.with_suffix(".away"))
    tab.locator("button.evidence-what-if").first.click()
    said = tab.locator("main [role=alert]")
    said.wait_for()
    away.rename(script)
    opened(tab)
    assert said.count() == 0


def test_the_line_over_a_parameter_has_the_colours_of_the_page(visit):
    tab = opened(visit("chapters/index"))
    fill = "(dot) => getComputedStyle(dot).fill"
    line = tab.locator(".evidence-line polyline").evaluate("(line) => getComputedStyle(line).stroke")
    assert tab.locator(".evidence-line .evidence-book-dot").evaluate(fill) != "rgb(0, 0, 0)"
    tab.locator(SLIDER).focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator(".evidence-line .evidence-now-dot").evaluate(fill) == line


def test_headlines_come_first_with_what_turns_them_and_chapters_are_folded(visit, width):
    tab = visit("chapters/what_if")
    rows = tab.locator("table:has-text('what turns them') tbody tr")
    assert rows.all_text_contents() == ["The mill is busy.sacks made (sacks): 1 … 2"]
    fold = tab.locator("details.evidence-depends")
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    assert [row.strip() for row in fold.locator("tbody tr").all_text_contents()] == [
        "sacks madesacks = 2 sackTold, story, tile-flour-numberbars", "the skyweather = dryTold"]
    assert fold.get_by_role("link", name="Told").first.get_attribute("href").endswith("#told")
    empty = fold.locator("td:empty")  # not named on a phone
    assert empty.evaluate_all("(cells) => cells.map((cell) => getComputedStyle(cell).display !== 'none')") == (
        [width > 600] * 3)
