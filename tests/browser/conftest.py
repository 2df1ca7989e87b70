"""A real browser and a built book; where there is no browser, the tests say which package to install."""

import json
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

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
def html(mill_pages) -> Path:
    """The mill's book, built with the theme of the real one."""
    return mill_pages


@pytest.fixture(params=[1280, 360], ids=["desktop", "phone"])
def width(request) -> int:
    """Width of the window in pixels."""
    return request.param


@pytest.fixture(scope="session")
def free_tabs() -> defaultdict[str, list]:
    """Tabs that no test uses, by the options of their contexts; to make a context takes a second."""
    return defaultdict(list)


@pytest.fixture
def visit(browser, free_tabs, html, width):
    """Open a page of the book from disk, with the network cut; faults of scripts fail the test."""
    used, faults, asked = [], [], []

    def fault(error) -> None:
        faults.append(str(error))

    def ask(request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    def go(page: str, **options):
        how = {"viewport": {"width": width, "height": 740}, "offline": True} | options
        free = free_tabs[json.dumps(how, sort_keys=True)]
        tab = free.pop() if free else browser.new_context(**how).new_page()
        used.append((tab, free))
        tab.on("pageerror", fault)
        tab.on("request", ask)
        tab.goto((html / f"{page}.html").as_uri())
        return tab

    yield go
    for tab, free in used:
        tab.remove_listener("pageerror", fault)
        tab.remove_listener("request", ask)
        _as_new(tab, width)
        free.append(tab)
    assert faults == [] and asked == []


def _as_new(tab, width: int) -> None:
    """Take back what tests may have changed."""
    tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.unroute_all()
    tab.goto("about:blank")
    tab.emulate_media(media="null")
    tab.set_viewport_size({"width": width, "height": 740})
    tab.mouse.move(0, 0)
