"""Sobol' indices, against the Ishigami function, whose indices are known."""

import json
import math
from argparse import Namespace
from pathlib import Path

import pytest

from evidence.commands import scenarios as command
from evidence.notebooks.parameters import Parameter
from evidence.scenarios import kept, sobol
from evidence.scenarios.found import Found

pytest.importorskip("SALib")


def ishigami(state) -> Found:
    """sin x + 7 sin² y + 0.1 z⁴ sin x, as a state; a headline that holds below zero."""
    x, y, z = (state.values[name] for name in "xyz")
    value = math.sin(x) + 7 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x)
    texts = {"headline:below": "holds" if x < 0 else "does not hold", "headline:fixed": "holds"}
    return Found(texts=texts, numbers={"ishigami": value})


@pytest.fixture
def three(monkeypatch):
    declared = [Parameter(name, "float", 0.0, name, "", -math.pi, math.pi) for name in "xyz"]
    monkeypatch.setattr(sobol, "_varied", lambda root, path: declared)
    monkeypatch.setattr(sobol, "made_from", lambda root, path: "")
    monkeypatch.setattr(sobol, "in_order", lambda pool, job, states, workers: map(ishigami, states))


def test_the_ishigami_function(three):
    found = sobol.sobol(Path(), Path("made-up.ipynb"), None, 1, base=2048)
    assert (found["states"], found["failed"]) == (2048 * 5, 0)
    of = found["answers"]["ishigami"]["of"]
    expected = {"x": (0.314, 0.558), "y": (0.442, 0.442), "z": (0, 0.244)}  # Ishigami and Homma 1990; a = 7, b = 0.1
    for name, indices in expected.items():
        assert of[name][:2] == pytest.approx(indices, abs=0.03)


def test_a_headline_is_decided_by_what_it_asks_and_one_that_never_turns_is_left_out(three):
    answers = sobol.sobol(Path(), Path("made-up.ipynb"), None, 1, base=256)["answers"]
    assert list(answers["headline:below"]["of"]) == ["x"]
    assert answers["headline:below"]["mean"] == pytest.approx(0.5, abs=0.01)
    assert "headline:fixed" not in answers


@pytest.mark.parametrize("parameter, share, expected", [
    (Parameter("n", "int", 1, "n", "", 1, 4), 0.99, 4), (Parameter("n", "int", 1, "n", "", 1, 4), 0.0, 1),
    (Parameter("w", "str", "a", "w", choices=("a", "b")), 1.0, "b"), (Parameter("b", "bool", True, "b"), 0.2, False),
    (Parameter("f", "float", 1.0, "f", "", 1, 3), 0.5, 2.0)])
def test_a_share_becomes_a_value(parameter, share, expected):
    assert sobol._value(parameter, share) == expected


def test_what_is_to_be_at_most_another_is():
    low = Parameter("low", "float", 0.3, "low", "", 0, 1, at_most="high")
    high = Parameter("high", "float", 0.5, "high", "", 0, 1)
    assert sobol._values([low, high], [0.5, 0.4]) == {"low": 0.2, "high": 0.4}
    assert sobol._values([low], [0.5]) == {"low": 0.5}


@pytest.mark.parametrize("of, expected", [
    ({"a": [1.0, 1.02, 0.1], "b": [0.0, 0.03, 0.06]}, {"b"}),  # no larger than its error
    ({"a": [1.0, 1.3, 0.2], "b": [0.1, 0.3, 0.1]}, {"a"}),  # beyond 1, and not by its error
    ({"a": [-2.0, 3.5, 0.6], "b": [0.2, 0.26, 0.18]}, {"a", "b"})])  # as wide as all that an index can be: both
def test_an_index_that_says_nothing_is_not_resolved(of, expected):
    assert kept.unresolved(of) == expected


def test_the_terminal_says_what_is_not_resolved_and_what_failed(tmp_path, capsys):
    of = {"a": [1, 0.9, 0.1], "b": [0, 0.1, 0.2]}
    found = {"states": 40, "failed": 2, "seed": 1, "answers": {"days": {"of": of}}}
    (tmp_path / kept.INDICES).parent.mkdir(parents=True)
    (tmp_path / kept.INDICES).write_text(json.dumps({"mill": found}))
    assert command._sobol(Namespace(root=tmp_path, base=2, chapters=[])) == 0
    assert capsys.readouterr().out == ("mill: 40 states, 2 failed, taken as the mean of the others, seed 1\n"
                                       "  days: a 0.90 ± 0.10; b not resolved\n")
