"""The card of a result: its formula where the words give one, and inputs as far as there is room."""

from types import SimpleNamespace

from markupsafe import Markup

from evidence.notebooks.published import Publication
from evidence.sphinxext import sums

WORDS = """answers: a.b
results:
  gap: {text: "{{ value }}", formula: what is made less what is sold}
  rate: "{{ value }}"
"""


def result(name: str, rests_on: tuple[str, ...] = ()) -> Publication:
    return Publication("output", "result", name, "1", rests_on, 0, "")


def test_formula_comes_from_the_words_of_the_chapter(tmp_path):
    assert sums._formula(tmp_path, result("gap")) == ""
    (tmp_path / "chapters/words").mkdir(parents=True)
    (tmp_path / "chapters/words/output.yml").write_text(WORDS, encoding="utf-8")
    assert sums._formula(tmp_path, result("gap")) == "what is made less what is sold"
    assert sums._formula(tmp_path, result("rate")) == sums._formula(tmp_path, result("gone")) == ""


def test_inputs_beyond_the_room_of_a_card_stand_behind_it(monkeypatch):
    monkeypatch.setattr(sums, "render", lambda *_, target, **__: Markup(f"<li>{target} " + "word " * 29 + "</li>"))
    shared = sums.SharedParts(SimpleNamespace())
    assert shared._split(("a", "b", "c")) == ([1], [2, 3])
    assert shared._split(("c", "a")) == ([3], [1])
    assert len(shared.inputs) == 3
