"""A figure is drawn once for each width; a page without our style sheet shows the first."""

import re

from evidence.chapter import drawings, figures


def drawing():
    figure, axes = figures.subplots()
    axes.set_xlabel("narrow" if figures.narrow() else "wide")
    return figure


def test_a_function_is_drawn_for_each_width_and_the_second_is_hidden():
    html = drawings.as_html(drawings.draw(drawing), "mills", "Mills")
    blocks = re.findall(r'<div class="evidence-drawing evidence-(\w+)"( hidden)?>(.*?)</div>', html)
    assert [(kind, hidden) for kind, hidden, _ in blocks] == [("wide", ""), ("narrow", " hidden")]
    assert [re.search(r'viewBox="0 0 (\d+) ', svg)[1] for *_, svg in blocks] == ["688", "312"]
    assert [kind in svg for kind, _, svg in blocks] == [True, True]


def test_a_drawing_serves_for_all_widths():
    html = drawings.as_html(drawings.draw(drawing()), "mills", "Mills")
    assert html.count("<svg") == 1 and "evidence-only" in html and "hidden" not in html


def test_what_draws_nothing_gives_no_drawing():
    assert not drawings.draw(None) and not drawings.draw(lambda: None)


def test_a_run_without_pictures_draws_none(monkeypatch):
    monkeypatch.setenv("EVIDENCE_PICTURES", "no")
    drawn = drawings.draw(lambda: 1 / 0)
    assert drawings.as_html(drawn, "mills", "Mills") == "<p>Not drawn in this run.</p>"
