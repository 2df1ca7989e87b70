"""A state of the explorer on a slow phone: what the page's thread does from a control's move until it is painted."""

import shutil
import statistics
from pathlib import Path

from benchmarks.table import Row, median
from evidence.errors import fail
from evidence.project import chapters

SLOWER = 4  # a slow phone beside this machine's processor
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
MOVES = 5  # of each control
WORST = 3  # moves of a page that are named
PAUSE = 250  # ms, until what is out of sight has followed too
BAR = "under 50 ms"
ALL, ANSWER = "what_if", "section.evidence-explorer"
PLACES = """(field, most) => {
    const count = field.options ? field.options.length : Number(field.max) + 1, step = Math.ceil(count / most);
    return Array.from({ length: count }, (_, place) => place).filter((place) => place % step === 0);
}"""
MOVE = """(field, [place, event]) => new Promise((done) => {
    const line = new MessageChannel();
    line.port1.onmessage = () => done();
    field.value = place;
    field.dispatchEvent(new Event(event, { bubbles: true }));
    requestAnimationFrame(() => line.port2.postMessage(0));
})"""


def measure(args) -> list[Row]:
    """Milliseconds by the processor's time, so that others at work on the machine do not count."""
    html = args.root / "_build" / "html" / "chapters"
    if not (html / f"{ALL}.html").is_file():
        fail("_build/html", 0, "there is no book", "make it: make book")
    from playwright.sync_api import sync_playwright
    rows = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for page in (ALL, "index", *(path.stem for path in chapters(args.root))):
            moves = _moves(browser, html / f"{page}.html")
            spent = [took for took, _ in moves]
            worst = ", ".join(f"{took:.0f} ms ({what})" for took, what in sorted(moves, reverse=True)[:WORST])
            print(f"  {page}: nine of ten within {statistics.quantiles(spent, n=10)[-1]:.0f} ms of {len(spent)}; "
                  f"the longest {worst}", flush=True)
            what = f"a state shown on the page {page}, {SLOWER} times slower"
            rows.append(Row(what, median(spent), unit="ms", bar=BAR))
        browser.close()
    return rows


def _moves(browser, page: Path) -> list[tuple[float, str]]:
    """What each move of each control took on a page, with the explorer of its answer open, and which it was."""
    tab = browser.new_context(**PHONE, offline=True).new_page()
    tab.goto(page.as_uri())
    metrics = tab.context.new_cdp_session(tab)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    if page.stem != ALL:
        tab.locator("button.evidence-what-if").first.click()
    tab.wait_for_selector(ANSWER)
    tab.locator(ANSWER).evaluate("(box) => box.querySelectorAll('details').forEach((more) => { more.open = true; })")
    spent = []
    for control in tab.locator(f"{ANSWER} [data-parameter]").all():
        for place in control.evaluate(PLACES, MOVES):
            tab.wait_for_timeout(PAUSE)
            asking = _busy(metrics, control, control.input_value(), "nothing")
            took = (_busy(metrics, control, place, "input") - asking) * 1_000 * SLOWER
            spent.append((took, f"{control.get_attribute('data-parameter')} at {place}"))
        tab.locator(".evidence-back").first.evaluate("(button) => button.click()")
    tab.context.close()
    return spent


def _busy(metrics, control, place, event: str) -> float:
    """Seconds of the processor that the page's thread needs for an event and the painting after it."""
    before = _so_far(metrics)
    control.evaluate(MOVE, [place, event])
    return _so_far(metrics) - before


def _so_far(metrics) -> float:
    found = metrics.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in found if one["name"] == "TaskDuration")
