"""A real browser and a built book; where there is no browser, the tests say which package to install."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
ADVICE = "no Chromium found; install Debian's package 'chromium' to run the browser tests"


def missing(why: str) -> None:
    """Skip, or fail where a browser is required."""
    if os.environ.get("EVIDENCE_REQUIRE_BROWSER") == "1":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium of the system."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        missing(ADVICE)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed; install the Python package 'playwright'")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def html(tmp_path_factory) -> Path:
    """The mill's book, built with the theme of the real one."""
    import sphinxext_book as book
    folder, warnings = book.build(book.project(tmp_path_factory.mktemp("browser")), theme="sphinx_book_theme")
    assert warnings == ""
    return folder


@pytest.fixture(params=[1280, 360], ids=["desktop", "phone"])
def width(request) -> int:
    """Width of the window in pixels."""
    return request.param


@pytest.fixture
def visit(browser, html, width):
    """Open a page of the book from disk, with the network cut; faults of scripts fail the test."""
    opened, faults, asked = [], [], []

    def go(page: str, **options):
        context = browser.new_context(viewport={"width": width, "height": 740}, offline=True, **options)
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("request", lambda request: asked.append(request.url) if not request.url.startswith(
            ("file:", "data:", "blob:")) else None)
        tab.goto((html / f"{page}.html").as_uri())
        return tab

    yield go
    for context in opened:
        context.close()
    assert faults == [] and asked == []
