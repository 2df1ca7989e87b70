"""A chapter over its parameters: axes, turns halved until neighbours, pairs, editions; no process is needed."""

from concurrent.futures import Executor, Future
from pathlib import Path
from types import SimpleNamespace

import pytest

from evidence.errors import EvidenceError
from evidence.notebooks.parameters import Parameter
from evidence.scenarios import explore as module
from evidence.scenarios.explore import explore
from evidence.scenarios.found import Found, State

PARAMETERS = {"power": Parameter("power", "float", 50.0, "power", "kW", 0, 100),
              "mills": Parameter("mills", "int", 3, "mills", "mills", 1, 5),
              "dry": Parameter("dry", "bool", False, "whether it is dry")}
TURN = 61.7  # of power


class Here(Executor):
    """Does at once what it is given."""

    def submit(self, fn, /, *args, **kwargs):
        done: Future = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@pytest.fixture
def chapter(monkeypatch):
    """A made-up chapter: a verdict on power, a product of power and mills, and a sentence that nothing changes."""
    asked: list[dict] = []
    edition = SimpleNamespace(values=lambda name: {"mills": 5})

    def find(state: State) -> Found:
        asked.append(dict(state.values))
        power, mills, dry = (state.values.get(name, PARAMETERS[name].default) for name in PARAMETERS)
        if mills == 4:
            return Found(failure="four mills cannot be")
        strong = "strong" if power > TURN else "weak"
        return Found({"verdict": strong, "product": f"{power * mills:g}", "flour": f"{power:.0f} kg",
                      "luck": f"{hash(power) * 7919 % 97 % 4} sacks", "same": "same"},
                     {"verdict": strong, "product": "", "flour": "", "luck": "", "same": ""},
                     {"product": power * mills}, {"map": f"{dry}"} if state.shown else None)

    monkeypatch.setattr(module, "find", find)
    monkeypatch.setattr(module, "opened", lambda root, path: SimpleNamespace(parameters=PARAMETERS))
    monkeypatch.setattr(module, "read_editions", lambda root: {"many": edition})
    return SimpleNamespace(asked=asked, explore=lambda: explore(Path(), Path("chapters/mills.ipynb"), Here(), 1))


def test_a_turn_is_halved_until_it_lies_between_neighbours(chapter):
    explored = chapter.explore()
    axis, said = explored.axis("power"), explored.texts("verdict", "power")
    assert axis == sorted(axis) and 50.0 in axis
    place = said.index("strong")
    assert axis[place - 1] <= TURN < axis[place] and axis[place] - axis[place - 1] <= 0.2
    assert said == ["weak"] * place + ["strong"] * (len(said) - place)


def test_a_number_goes_on_by_a_printed_digit_where_so_few_digits_show(chapter):
    explored = chapter.explore()
    assert explored.texts("flour", "power") == [f"{power:.0f} kg" for power in explored.axis("power")]
    assert list(dict.fromkeys(explored.texts("flour", "power"))) == [f"{kilos} kg" for kilos in range(101)]
    assert len(explored.axis("power")) < 140  # the product goes through too many digits, luck through more each time
    assert {found.shown is None for _, found in explored.single["power"]} == {True, False}  # figures, once is enough


def test_what_depends_on_what_the_most_texts_first(chapter):
    explored = chapter.explore()
    assert explored.depends("product") == ["power", "mills"]
    assert explored.depends("verdict") == ["power"] and explored.depends("same") == []


def test_pairs_are_of_those_that_move_one_answer_and_lie_on_the_axes(chapter):
    explored = chapter.explore()
    assert list(explored.pairs) == [("mills", "power")]
    mills, power = explored.axis("mills"), explored.axis("power")
    assert all(found.texts["product"] == f"{mills[row] * power[column]:g}"
               for (row, column), found in explored.pairs["mills", "power"].items())


def test_a_state_that_fails_is_no_value_of_the_axis(chapter):
    assert chapter.explore().axis("mills") == [1, 2, 3, 5]


def test_editions_are_states_too_and_all_are_counted(chapter):
    explored = chapter.explore()
    assert explored.editions["many"][1].texts["product"] == "250"
    assert len(explored) == sum(map(len, explored.single.values())) + len(explored.pairs["mills", "power"]) + 1


def test_a_slow_parameter_has_few_values_and_is_in_no_pair(chapter, monkeypatch):
    quick = module.find
    monkeypatch.setattr(module, "find", lambda state: Found(**{**vars(quick(state)), "seconds": 9.0 * (
        "power" in state.values)}))
    explored = chapter.explore()
    assert len(explored.axis("power")) <= module.FEW + 2 and not explored.pairs


def test_a_chapter_whose_own_values_fail_is_a_fault(chapter, monkeypatch):
    monkeypatch.setattr(module, "find", lambda state: Found(failure="no mill"))
    with pytest.raises(EvidenceError, match="no mill; mend the chapter"):
        chapter.explore()
