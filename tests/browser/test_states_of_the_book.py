"""The book's own explorer, from the disk: every control by every means, and states as a whole run has them."""

import random
from itertools import pairwise

import pytest
from serving import ROOT

from evidence.notebooks.published import records
from evidence.notebooks.values import read_assignments
from evidence.project import chapters
from evidence.running import engine
from evidence.running.task import Task
from evidence.scenarios import kept
from evidence.scenarios.states import opened

pytestmark = pytest.mark.large
STATES = 2  # of each chapter, five of which have states
CHANGED = """() => Object.fromEntries([...document.querySelectorAll(".what-if.evidence-changed")].map((node) => {
    const link = node.dataset.result ? node : node.querySelector(":scope > .evidence-mark");
    const seen = node.cloneNode(true);
    seen.querySelectorAll(".evidence-was, .evidence-mark").forEach((one) => one.remove());
    return [link.dataset.result.split("/")[1], seen.textContent.trim()];
}))"""
ON_PAGE = """() => [...document.querySelectorAll(".what-if.evidence")].map((node) =>
    (node.dataset.result ? node : node.querySelector(":scope > .evidence-mark")).dataset.result)"""


@pytest.fixture(scope="session")
def html():
    """The book as built."""
    if not (ROOT / "_build/html/index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    return ROOT / "_build/html"


def _moved(control) -> str:
    """What a control shows."""
    return control.evaluate("(field) => field.closest('label').querySelector('output').textContent")


def _slid(tab, control) -> list[str]:
    """What a slider shows after a key, after a click near its right end, and after a tap near its left."""
    control.focus()
    tab.keyboard.press("ArrowRight" if control.input_value() == "0" else "ArrowLeft")
    shown = [_moved(control)]
    for press, share in ((tab.mouse.click, 0.9), (tab.touchscreen.tap, 0.1)):
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        press(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        shown.append(_moved(control))
    return shown


def _chosen(control) -> list[str]:
    """What a list shows once another of its words is chosen."""
    control.select_option(index=1 - int(control.input_value() != "0"))
    return [_moved(control)]


@pytest.mark.parametrize("page", [*(path.stem for path in chapters(ROOT)), "what_if"])
def test_every_control_moves_by_keyboard_mouse_and_touch(visit, page):
    tab = visit(f"chapters/{page}", has_touch=True)
    if page != "what_if":
        tab.locator("button.evidence-what-if").first.click()
    panel = tab.locator("section.evidence-explorer").first
    panel.wait_for()
    panel.evaluate("(box) => box.querySelectorAll('details').forEach((more) => { more.open = true; })")
    for control in panel.locator("[data-parameter]").all():
        as_set = _moved(control)
        shown = _slid(tab, control) if control.get_attribute("type") == "range" else _chosen(control)
        assert all(before != after for before, after in pairwise([as_set, *shown])), shown
        moved = shown[-1] != as_set
        assert bool(panel.locator(".evidence-command code").count()) is moved
        if moved:
            panel.locator(".evidence-back").click()
        assert _moved(control) == as_set


@pytest.mark.parametrize("path", chapters(ROOT), ids=lambda path: path.stem)
def test_a_page_says_what_a_run_says(browser, html, path):
    states, declared, source = kept.read_kept(ROOT, path.stem), opened(ROOT, path).parameters, random.Random(path.stem)
    tab = browser.new_page()
    tab.goto((html / f"chapters/{path.stem}.html").as_uri())
    answers = [states["answers"][name.split("/")[1]] for name in tab.evaluate(ON_PAGE) if name.startswith(path.stem)]
    names = sorted({name for answer in answers for name, places in answer["on"].items()
                    if name not in ("steps", "draws") and len(set(places)) > 1})
    for _ in range(STATES):
        name = source.choice(names)
        typed = source.choice([value for place, value in enumerate(states["parameters"][name]["values"]) if any(
            answer["on"][name][place] != answer["book"] for answer in answers if name in answer["on"])])
        tab.goto("about:blank")
        tab.goto((html / f"chapters/{path.stem}.html").as_uri() + f"#what-if?{path.stem}/{name}={typed}")
        tab.wait_for_selector(".evidence-changed")
        tab.wait_for_timeout(1_000)  # what is out of sight follows
        values = read_assignments(list(declared.values()), [f"{name}={typed}"])
        task = Task(path, ROOT, values, f"chapters/{path.name}", pictures=False)
        said = {record["name"]: record["text"] for cell in engine.run_task(task).notebook.cells
                for kind, record in records(cell.get("outputs", ())) if kind == "result"}
        changed = tab.evaluate(CHANGED)
        assert changed and {name: text.replace("’", "'") for name, text in changed.items()} == {
            name: (said[name] or "left out").replace("’", "'") for name in changed}, (name, typed)
    tab.close()
