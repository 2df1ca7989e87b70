"""Pages of ``evidence serve``: states that were not computed ahead, and a book that is built anew."""

import pytest
from made_up import CONFIG, contents, project
from serving import ROOT, Serving

COMBINED = "power_kw=700&rack_power_kw=100&chip_tflops=700"  # more than two at once are never computed ahead


@pytest.fixture
def tab(browser):
    opened = browser.new_page()
    opened.set_default_timeout(120_000)
    yield opened
    opened.close()


def test_a_state_that_was_not_computed_ahead_is_shown_where_served(tab):
    if not (ROOT / "_build/html/index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    state = "&".join(f"compute_and_sanctions/{one}" for one in COMBINED.split("&"))
    page = f"chapters/compute_and_sanctions.html#what-if?{state}"
    with Serving(ROOT) as server:
        tab.goto(server.address + page)
        tab.wait_for_selector("section.evidence-explorer")
        tab.wait_for_function("() => document.querySelectorAll('.evidence-changed').length > 0 && "
                              "!document.querySelector('.evidence-not-computed')")
        _, said = server.answers("compute_and_sanctions", dict(one.split("=") for one in COMBINED.split("&")))
        tab.evaluate("() => document.querySelectorAll('.evidence-was, .evidence-mark').forEach((one) => one.remove())")
        shown = tab.evaluate("() => [...document.querySelectorAll('a.evidence-changed')].map("
                             "(link) => [link.dataset.result.split('/')[1], link.textContent])")
        assert shown
        for name, text in shown:
            assert text.replace("’", "'") == said["texts"][name].replace("’", "'")
    tab.goto((ROOT / "_build/html" / page.partition("#")[0]).as_uri() + "#what-if?" + state)
    tab.wait_for_selector("section.evidence-explorer")
    assert tab.locator(".evidence-not-computed").count() > 0


def test_a_fault_is_shown_and_then_the_mended_page(tab, tmp_path):
    root = project(tmp_path)
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\n"
                                   "chapters:\n  - file: chapters/evidence/gazette-mill\n")
    (root / "chapters/evidence").mkdir(parents=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    index = root / "chapters" / "index.md"
    index.write_text("# Mills\n\nThe first words.\n")
    with Serving(root, "--watch") as server:
        tab.goto(server.address)
        tab.get_by_text("The first words.").wait_for()
        before = contents(root / "_build/html")
        index.write_text("# Mills\n\n{nonsense}`x`\n")
        tab.get_by_text("The book cannot be built:").wait_for()
        assert "chapters/index.md" in tab.locator("#evidence-build").inner_text()
        assert tab.get_by_text("The first words.").is_visible() and contents(root / "_build/html") == before
        index.write_text("# Mills\n\nThe mended words.\n")
        tab.get_by_text("The mended words.").wait_for()
        assert not tab.locator("#evidence-build").is_visible()
