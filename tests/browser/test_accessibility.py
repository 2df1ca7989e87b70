"""Every page stands up to axe, the common checker of accessibility, in both themes and at both widths."""

from pathlib import Path

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
BOOK = Path(__file__).parents[2] / "_build" / "html"
# All rules of axe but those of the level AAA, and the two it leaves out by itself that concern us.
RULES = {"resultTypes": ["violations"],
         "rules": {name: {"enabled": True} for name in ("label-content-name-mismatch", "target-size")}}
OURS = ("chapters/index", "chapters/output", "chapters/register", "chapters/agreement", "chapters/references",
        "chapters/sources", "chapters/bibliography", "chapters/evidence/gazette-mill",
        "chapters/entities", "chapters/marks")
THEIRS = ("chapters/index", "chapters/synthesis", "chapters/agreement", "chapters/references", "search")


def violations(tab, address: str = "") -> list[str]:
    """What axe finds wrong on a page: rule, how grave, and the first place."""
    if address:
        tab.goto(address)
    found = axe.Axe().run(tab, options=RULES).response["violations"]
    return [f"{one['id']} ({one['impact']}), {len(one['nodes'])} times: {one['nodes'][0]['target']}" for one in found]


def test_small_book(visit, html, width):
    tab = visit("chapters/index", color_scheme="light" if width > 600 else "dark")
    for page in OURS:
        assert violations(tab, (html / f"{page}.html").as_uri()) == [], page


def test_open_card(visit):
    tab = visit("chapters/index")
    tab.locator("main a.evidence-quantity").first.focus()
    tab.wait_for_selector("#evidence-popup", state="visible")
    assert violations(tab) == []


def test_real_book(visit, width):
    if not (BOOK / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    tab = visit("chapters/index", color_scheme="dark" if width > 600 else "light")
    for page in THEIRS:
        assert violations(tab, (BOOK / f"{page}.html").as_uri()) == [], page
