"""Words put to facts, and what the lint says where the two do not fit."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

import pandas as pd
import pytest
from made_up import MINI, project

from evidence.chapter import words_lint
from evidence.chapter.answers import Answers, Fact, Shown, key, keys, number, parameters_of
from evidence.chapter.filling import fill, unmarked
from evidence.chapter.page import Page
from evidence.chapter.words import ResultWords, read_words
from evidence.errors import EvidenceError
from evidence.index.numbers import NumberedNames
from evidence.ledger import strict_yaml
from evidence.notebooks.parameters import Parameter
from evidence.tables import package
from evidence.tables.report import Report

GOOD = """\
answers: mill_answers
results:
  power: "{{ value | fixed(1) }} kW"
  verdict:
    text: "The mill {{ verdict }} by {{ margin | percent }}; {{ who | listed }}: {{ said('power') }}."
    phrases:
      verdict: {ahead: leads, behind: trails}
    each:
      who: {in: towns, text: "{{ name }} {{ windy }}", phrases: {windy: {yes: in wind, no: in calm}}}
figures:
  wind: {title: "One town leads", alt: "A bar.", labels: {axis: "power of {{ count | spelt }}, kW"}}
tables:
  towns:
    caption: "{{ count | spelt }} towns"
    headers: {town: Town}
    cells: {stands: {ahead: "first of {{ count | spelt }}", behind: last}}
"""


class Standing(StrEnum):
    AHEAD = "ahead"
    BEHIND = "behind"


def entry(text, **given):
    return ResultWords.model_validate({"text": text} | given)


def filled(text, given, **rest):
    return fill(text, entry(text, **rest), given, said=lambda name: f"<{name}>")


def test_verdict_keys_choose_their_case():
    assert key(Standing.AHEAD) == "ahead" and key(True) == "yes" and key(3) is None
    assert keys(Standing.AHEAD) == ("ahead", "behind") and keys(False) == ("yes", "no") and keys("x") == ()
    cases = {"verb": {"by": "standing", "ahead": "leads by {{ margin | percent }}", "behind": "trails"}}
    found = filled("It {{ verb }}.", {"standing": Standing.AHEAD, "margin": 0.276}, phrases=cases)
    assert found == "It leads by 28\u00a0%."


def test_items_see_their_own_facts_and_those_around():
    each = {"parts": {"in": "rows", "text": "{{ n | spelt }} {{ n | plural('town', 'towns') }} of {{ total }}"}}
    assert filled("{{ parts | listed }}", {"rows": [{"n": 1}, {"n": 2}], "total": 3}, each=each) == \
        "one town of 3 and two towns of 3"


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ ''.__class__.__mro__ }}", "{{ said.__globals__ }}",
                                  "{{ 1 / 0 }}", "{{ name | nofilter }}"])
def test_what_cannot_be_filled_is_a_fault(text):
    with pytest.raises(EvidenceError, match="cannot be put in words"):
        filled(text, {"name": "x"})


def test_parameters_are_taken_by_their_names():
    assert parameters_of(Taken, {"power_kw": 2.0, "other": 1}) == Taken(2.0)
    with pytest.raises(KeyError, match="power_kw"):
        parameters_of(Taken, {})




@dataclass(frozen=True)
class Taken:
    power_kw: float


def answer(report, parameters):
    """Facts as a chapter gives them."""
    towns = [{"name": "Old Town", "windy": parameters.power_kw > 1}]
    standing = Standing.AHEAD if parameters.power_kw > 5 else Standing.BEHIND
    return Answers(
        {"power": number(parameters.power_kw),
         "verdict": Fact({"verdict": standing, "margin": 0.5, "towns": towns}, ("gazette-mill/sacks",))},
        figures={"wind": Shown(pd.DataFrame({"town": ["Old Town"]}), {"count": 1})},
        tables={"towns": Shown(pd.DataFrame({"town": ["Old Town"], "stands": [Standing.AHEAD]}), {"count": 1})})


@pytest.fixture
def report(tmp_path, monkeypatch):
    root = project(tmp_path)
    package.write_tables(root, package.contents(root))
    module = ModuleType("mill_answers")
    module.Parameters, module.answer = Taken, answer
    monkeypatch.setitem(sys.modules, "mill_answers", module)
    (root / "mill_answers.py").touch()
    (root / "chapters" / "words").mkdir(parents=True)
    return root


POWER = Parameter("power_kw", "float", 3.0, "power", "kW", 1.0, 10.0)


def faults(root, text, declared=(POWER,)):
    (root / "chapters/words/mills.yml").write_text(text)
    return [str(fault) for fault in words_lint.faults(root, "mills", declared, NumberedNames(["Mill 3"]).numbers)]


def test_good_words_have_no_fault_and_show(report, capsys):
    assert faults(report, GOOD) == []
    page = Page(report, "mills", answer(Report(report), Taken(3.0)))
    assert page.text("power") == "3.0 kW"
    assert page.text("verdict") == "The mill trails by 50\u00a0%; Old Town in wind: 3.0 kW."
    assert page.table("towns")[0].loc[0].tolist() == ["Old Town", "first of one"]
    page.publish()
    page.show_table("towns")
    shown = capsys.readouterr().out
    assert "verdict: The mill trails" in shown and "Table towns: one towns" in shown


@pytest.mark.parametrize(("old", "new", "said"), [
    ("behind: trails", "behind: trails, level: stands", "'level' is no case of 'verdict'"),
    (", behind: trails", "", "no words for the case 'behind'"),
    ("margin | percent", "margni | percent", "'margni' is not given"),
    ("by {{ margin | percent }}", "", "'margin' is given and not used"),
    ("The mill {{", "The 3 mills {{", "the number '3' is typed"),
    ("ahead: leads", "ahead: 2 leads", "the number '2' is typed"),
    ("in wind", "in 4 winds", "the number '4' is typed"),
    ("no: in calm", "never: in calm", "no words for the case 'no'"),
    ("{{ name }}", "{{ nmae }}", "'nmae' is not given"),
    ("said('power')", "said('powr')", "with the defaults: cannot be put in words"),
    ("{{ value | fixed(1) }}", "{{ value if value else '' }}", "a decision in a template"),
    ("{{ value | fixed(1) }}", "{% for a in 'ab' %}{{ a }}{% endfor %}", "a decision in a template"),
    ("{{ value | fixed(1) }}", "{{ value", "no template"),
    ("{{ value | fixed(1) }}", "{{ value | fxed(1) }}", "no template (No filter named 'fxed'"),
    ("in: towns", "in: town", "'town' is no list that was ever filled"),
    ("  power:", "  powers:", "'powers' is no longer given"),
    ("  verdict:\n    text", "  verdicts:\n    text", "no words for 'verdict'"),
    ("headers: {town: Town}", "heads: {town: Town}", "Extra inputs"),
    ("answers: mill_answers", "answers: no_such_answers", "cannot be imported"),
    ("One town leads", "One" + " town" * 15, "figures.wind.title: 16 words"),
    ("power of {{ count | spelt }}", "power of {{ cuont }}", "'cuont' is not given"),
    (", behind: last", "", "no words for the case 'behind'"),
    ("behind: last", "behind: last, level: both", "'level' is no case of 'stands'"),
    ("cells: {stands:", "cells: {stand:", "'stand' chooses no case"),
    ("first of {{ count", "first of {{ cuont", "'cuont' is not given"),
    ("behind: last", "behind: last of 2", "the number '2' is typed"),
    ("power of {{ count | spelt }}", "power of 2 {{ count }}", "the number '2' is typed"),
])
def test_each_misfit_is_a_fault_with_its_line(report, old, new, said):
    assert old in GOOD
    found = faults(report, GOOD.replace(old, new, 1))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("chapters/words/mills.yml:") for fault in found)


def test_a_cell_with_several_keys_has_the_words_of_each(report):
    (report / "chapters/words/mills.yml").write_text(GOOD)
    data = pd.DataFrame({"town": ["Old Town"], "stands": [(Standing.AHEAD, Standing.BEHIND)]})
    page = Page(report, "mills", Answers({}, tables={"towns": Shown(data, {"count": 1})}))
    assert page.table("towns")[0]["stands"].tolist() == ["first of one; last"]


def test_data_with_a_key_that_has_no_words_is_refused(report):
    (report / "chapters/words/mills.yml").write_text(GOOD.replace(", behind: last", ""))
    data = pd.DataFrame({"town": ["Old Town"], "stands": [Standing.BEHIND]})
    page = Page(report, "mills", Answers({}, tables={"towns": Shown(data, {"count": 1})}))
    with pytest.raises(EvidenceError, match="'stands' has no words for 'behind'"):
        page.table("towns")


def test_names_may_hold_digits(report):
    assert faults(report, GOOD.replace("The mill {{", "The Mill 3 {{")) == []


def test_notebook_and_answers_declare_the_same_parameters(report):
    other = Parameter("mills", "int", 3, "mills", "mill", 1, 10)
    found = faults(report, GOOD, (POWER, other))
    assert len(found) == 1 and "'mills' is int in the notebook and missing" in found[0]


def test_a_chapter_without_words_is_left_alone(report):
    assert words_lint.faults(report, "none", (POWER,), NumberedNames([]).numbers) == []


def test_a_file_that_is_none_is_one_fault(report):
    (report / "chapters/words/mills.yml").write_text("answers: [")
    with pytest.raises(EvidenceError):
        read_words(report, "mills")
    assert MINI.is_dir() and strict_yaml.read_yaml(MINI / "ledger/measures.yml", "x").content


def test_how_thoroughly_a_chapter_computes_stays_at_its_least(report, monkeypatch):
    tried = []
    effort = Parameter("power_kw", "int", 2000, "random draws", "draw", 50, 5000)
    monkeypatch.setattr(words_lint, "_same_parameters", lambda *_: None)
    other = Parameter("other", "float", 1.0, "other", "m", 0.0, 2.0)
    monkeypatch.setattr(sys.modules["mill_answers"], "Parameters",
                        lambda power_kw, other: tried.append(power_kw) or Taken(power_kw))
    assert faults(report, GOOD, (effort, other)) == []
    assert tried == [2000, 50, 50]


SUMS = GOOD + """\
sums:
  power: "as set <power_kw>"
  verdict.margin: "half of what is ground <gazette-mill/sacks>"
"""


def test_marks_say_where_a_number_stands_and_which_sum_it_has():
    text = "from \ue000a\ue001\ue000b\ue0011\ue002 to 2\ue002 kW"
    assert unmarked(text) == ("from 1 to 2 kW", [(5, 6, "b"), (5, 11, "a")])


def test_numbers_are_found_with_their_sums_in_what_another_result_says_too(report):
    assert faults(report, SUMS) == []
    page = Page(report, "mills", answer(Report(report), Taken(3.0)))
    found = [(page.text("verdict")[one["start"]:one["end"]], one["words"]) for one in page.sums("verdict")]
    assert found == [("50\u00a0%", "half of what is ground <gazette-mill/sacks>"), ("3.0", "as set <power_kw>")]


@pytest.mark.parametrize(("old", "new", "place", "said"), [
    ("  verdict.margin", "  verdict.no", "  verdict:", "no sum for the number '50'"),
    ("  verdict.margin", "  verdict.no", "  verdict.no:", "'verdict.no': no answer gives such a number"),
    ("<power_kw>", "<power_mw>", '  power: "as', "'power' names 'power_mw', on which the result does not rest"),
    ("half of", "2 parts of", "  verdict.margin:", "the number '2' is typed"),
    ("said('power') }}", "said('power')[:1] }}", "", "a filter makes another text"),
])
def test_lint_of_sums(report, old, new, place, said):
    content = SUMS.replace(old, new)
    found = faults(report, content)
    line = next(number for number, line in enumerate(content.splitlines(), 1) if line.startswith(place))
    at = f"chapters/words/mills.yml:{line}: " if place else "chapters/words/mills.yml: "
    assert any(fault.startswith(at) and said in fault for fault in found), found
