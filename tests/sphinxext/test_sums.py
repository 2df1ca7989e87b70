"""The card of a result: the sum of a number with its own inputs, and inputs as far as there is room."""

from types import SimpleNamespace

from markupsafe import Markup

from evidence.index.numbers import NumberedNames
from evidence.notebooks.published import Publication, Sum
from evidence.sphinxext import sums


def result(name: str, rests_on: tuple[str, ...] = ()) -> Publication:
    return Publication("output", "result", name, "1", rests_on, 0, "")


def test_card_of_a_number_has_its_own_formula_inputs_and_parameters(monkeypatch):
    monkeypatch.setattr(sums, "render", lambda *_, target, **__: Markup(f"<li>{target}</li>"))
    shared = sums.SharedParts(SimpleNamespace(facts=SimpleNamespace(names=NumberedNames([]))))
    set_here = sums.ParameterSet("mills", "2", False, "")
    shared._set["output"] = {"mills": set_here, "sacks": sums.ParameterSet("sacks", "5", False, "")}
    whole = result("flour", ("gazette/made", "gazette/sold"))
    own = shared.of_result(whole, Sum(0, 1, "flour", "what each mill makes", ("mills", "gazette/made")))
    assert (own.formula, own.parameters, own.first, own.number) == ("what each mill makes", [set_here], [1], True)
    of_all = shared.of_result(whole, None)
    assert (of_all.formula, of_all.parameters, of_all.first, of_all.number) == ("", [], [1, 2], False)


def test_inputs_beyond_the_room_of_a_card_stand_behind_it(monkeypatch):
    monkeypatch.setattr(sums, "render", lambda *_, target, **__: Markup(f"<li>{target} " + "word " * 29 + "</li>"))
    shared = sums.SharedParts(SimpleNamespace())
    assert shared._split(("a", "b", "c"), 55) == ([1], [2, 3])
    assert shared._split(("c", "a"), 55) == ([3], [1])
    assert shared._split(("b", "c"), 5) == ([2], [3])
    assert len(shared.inputs) == 3
