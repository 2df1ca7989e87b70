"""What the chapter on the conference says, in the words of its file, as the facts change."""

from pathlib import Path

import pandas as pd
import pytest
from made_up_waic import ANNOUNCED, RELATIONS, TOLD, fair_inputs, fair_parameters

from analysis.waic import answers
from analysis.waic.answers import answer
from evidence.chapter.answers import Answers, Fact
from evidence.chapter.filling import fill
from evidence.chapter.page import Page

ROOT = Path(__file__).parents[3]


@pytest.fixture
def page(monkeypatch):
    """Makes a page of made-up tables, with the words of the book."""
    def made(parameters=None, **some) -> Page:
        monkeypatch.setattr(answers, "read", lambda report: fair_inputs(**some))
        return Page(ROOT, "waic_2025", answer(None, parameters or fair_parameters()))
    return made


def worded(name, **given):
    """The text of a result, from facts given by hand."""
    return Page(ROOT, "waic_2025", Answers({name: Fact(given)})).text(name)


def title(page, name):
    shown, entry = page.answers.figures[name], page.words.figures[name]
    return fill(entry.title, entry, shown.given, page.text), fill(entry.caption, entry, shown.given, page.text)


def test_things_announced_at_the_fair_and_besides(page):
    assert page().text("things-words") == (
        "one product, model, system or body, shown or called for, one of them, by the verb used, released. Without "
        "placing it at the fair they report one more: Glasses")
    assert page(fair_parameters(only_at_fair=True)).text("things-words").endswith(
        "body, shown or called for, one of them, by the verb used, released")
    assert page(fair_parameters(available=["shown", "released"])).text("things-words").startswith(
        "one product, model, system or body, shown or called for, one of them, by the verb used, released or shown. "
        "Without")
    assert page(fair_parameters(available=[])).text("things-words").startswith(
        "one product, model, system or body, shown or called for. Without placing it")
    assert page(announcements=ANNOUNCED[:0]).text("things-words") == "no product, model, system or body"
    several = {"any": True, "any_stage": True, "at_fair": 9, "ready": 1, "stages": ["released"], "any_elsewhere": True,
               "elsewhere": ["X", "Y"], "count": 2}
    assert worded("things-words", **several).endswith("Without placing them at the fair they report two more: X and Y")


def test_what_one_article_alone_reports(page):
    assert page().text("lone-words") == "Of the two things reported, one stands in a single article."
    assert worded("lone-words", verdict=answers._Single.SOME, things=9, single=3).startswith(
        "Of the nine things reported, three stand")
    assert page(fair_parameters(articles=["a"])).text("lone-words") == (
        "Every one of the two things reported stands in a single article.")
    assert page(announcements=ANNOUNCED[:0]).text("lone-words") == "No article that counts reports anything."
    assert title(page(), "who-reports") == (
        page().text("lone-words").rstrip("."), "Source: Clubic, July 2025; Vietnam.vn, July 2025.")


def test_what_more_than_one_article_reports(page):
    assert page().text("both-words") == "More than one article reports Hunyuan."
    assert page(fair_parameters(articles=["a"])).text("both-words") == "No two articles report the same thing."


def test_stages(page):
    assert page(fair_parameters(available=["released", "in_development"])).text("stage-words") == (
        "Of two things with a stage, two are in development or released.")
    assert page(fair_parameters(available=[])).text("stage-words") == "A stage is given for two things."
    silent = ANNOUNCED.assign(stage=["released", "", ""])
    assert page(announcements=silent).text("stage-words") == (
        "Of one thing with a stage, one is released; for one no stage is given.")
    assert page(announcements=ANNOUNCED[:0]).text("stage-words") == "No article that counts gives a stage."


def test_how_many_things_have_an_openness_and_an_audience(page):
    assert (page().text("with-openness"), page().text("with-audience")) == ("one", "one")
    assert page(attributes=TOLD[:0]).text("with-openness") == "none"


def test_the_record(page):
    assert page().text("record-words") == (
        "one page's estimate of at least 350,000 visits would be a record at one visit a person, against 300,000 "
        "participants the year before; another page's 300,000 visitors would equal those")
    other = page(fair_parameters(visits_per_person=1.5), visitors=310_000.0)
    assert "need not be a record at 1.5 visits a person" in other.text("record-words")  # they are at least so many
    assert other.text("record-words").endswith("310,000 visitors would be a record")
    assert page(visitors=290_000.0).text("record-words").endswith("290,000 visitors would not be a record")
    assert title(page(), "attendance")[0] == (
        "At least 350,000 visits would be a record, 300,000 visitors would equal the 300,000 before")
    assert title(other, "attendance")[0] == (
        "At least 350,000 visits need be no record, 310,000 visitors would exceed the 300,000 before")
    assert (page().text("break-even"), page().text("area-before")) == ("1.17", "52,000")


def test_the_chapter_in_a_sentence(page):
    assert page().text("short-answer").endswith("whether it was a record turns on counting visits or visitors.")
    assert page(visitors=310_000.0).text("tile-record") == "A record fair, by two figures"
    assert page(fair_parameters(visits_per_person=2.0)).text("tile-record") == "No record shown, by two figures"
    # 350,000 visits at one a person, against 300,000 the year before, on a line a fifth longer than the most
    assert page().answers.results["tile-record-number"].scale == (300_000, 350_000, 420_000, 300_000)


def test_who_was_there(page):
    assert page().text("there-words") == "At the fair the articles place Tencent, and Li Qiang, Premier."
    assert page(attributes=TOLD[:0]).text("there-words") == "At the fair the articles place Tencent, and Li Qiang."
    assert page(fair_parameters(articles=["a"])).text("there-words") == "At the fair the articles place Tencent."
    assert page(fair_parameters(articles=["b"])).text("there-words") == (
        "At the fair the articles place Li Qiang, Premier.")
    assert page(fair_parameters(articles=[])).text("there-words") == (
        "No article that counts places anybody at the fair.")


def test_who_was_absent(page):
    assert page().text("absent-words") == "One article calls OpenAI absent."
    again = pd.concat([RELATIONS, RELATIONS[2:3].assign(source_id="a", subject="tencent")])
    assert page(relations=again).text("absent-words") == "Two articles call Tencent and OpenAI absent."
    assert page(fair_parameters(articles=["a"])).text("absent-words") == (
        "No article that counts calls anybody absent.")
    assert page().text("foreign-there") == "none"


def test_figures_and_tables_come_with_articles_as_a_reader_knows_them(page):
    made = page().answers
    assert made.tables["presence"].data["absent"].tolist() == ["", "", "Vietnam.vn, July 2025"]
    assert "source_id" not in made.tables["announcements"].data
    assert made.figures["who-reports"].data["claim_id"].tolist() == ["a/1 a/7 b/1", "a/2"]
    assert made.figures["attendance"].rests_on == made.results["record-words"].rests_on
    assert made.results["foreign-there"].rests_on == ("a/1", "b/8", "b/9")


def test_the_report_gives_articles_by_publisher_and_month_and_the_figures_compared():
    from analysis import report
    inputs = answers.read(report)
    assert inputs.sources["clubic-alliances"] == "Clubic, July 2025"
    assert (inputs.record, inputs.visits, inputs.visitors) == (300_000, 350_000, 300_000)
    assert (inputs.area, inputs.area_growth) == (70_000, 34.6)
