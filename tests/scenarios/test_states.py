"""States by the answer functions against whole runs of the notebooks: equal to the letter."""

import random
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.notebooks.parameters import exceeding
from evidence.notebooks.published import records
from evidence.project import chapters
from evidence.running import engine
from evidence.running.task import RunError, Task
from evidence.scenarios import kept
from evidence.scenarios.axes import first_values
from evidence.scenarios.states import opened

ROOT = Path(__file__).parents[2]
FEW, MANY = 2, 47  # of each chapter; together 200 with those of the synthesis
SAMPLES = {"synthesis": {FEW: 1, MANY: 12}}  # a run takes many times as long there
FROM_GRID = 3


def drawn(chapter, source: random.Random) -> dict:
    """One or more parameters anywhere among their first values, so that combinations come up too."""
    names = source.sample(sorted(chapter.parameters), source.choice((1, 1, 2, 4)))
    values = {name: source.choice(first_values(chapter.parameters[name])) for name in names}
    return drawn(chapter, source) if exceeding(chapter.parameters.values(), values) else values


def by_answers(chapter, values: dict) -> list[tuple]:
    return [(record["name"], record["value"], record["text"]) for record in chapter.records(values)]


def by_notebook(ran) -> list[tuple]:
    return [(record["name"], record["value"], record["text"]) for cell in ran.notebook.cells
            for kind, record in records(cell.get("outputs", ())) if kind == "result"]


@pytest.mark.parametrize("path", chapters(ROOT), ids=lambda path: path.stem)
@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.large)])
def test_a_sample_of_states_equals_whole_runs(path, count):
    chapter, source = opened(ROOT, path), random.Random(f"{count}-{path.stem}")
    sets = [drawn(chapter, source) for _ in range(SAMPLES.get(path.stem, {}).get(count, count))]
    tasks = [Task(path, ROOT, values, f"chapters/{path.name}", pictures=False) for values in sets]
    for task, ran in engine.run_many(tasks):
        assert not isinstance(ran, RunError), (task.values, ran)
        assert by_answers(chapter, dict(task.values)) == by_notebook(ran), task.values


def test_values_that_do_not_go_together_are_no_state():
    chapter = opened(ROOT, ROOT / "chapters" / "compute_and_sanctions.ipynb")
    assert chapter.parameters["utilisation_low"].at_most == "utilisation_high"
    with pytest.raises(EvidenceError, match=r"'utilisation_low' is 0\.9, above"):
        list(chapter.records({"utilisation_low": 0.9}))


def typed(parameter, text: str):
    return parameter._accept(parameter._parse(text))


@pytest.mark.parametrize("path", chapters(ROOT), ids=lambda path: path.stem)
def test_a_sample_of_what_is_kept_is_computed_to_the_letter(path):
    states, chapter, source = kept.read_kept(ROOT, path.stem), opened(ROOT, path), random.Random(f"kept-{path.stem}")
    assert states, f"nothing is kept of {path.stem}; make scenarios"
    for _ in range(FROM_GRID):
        name = source.choice(sorted(states["parameters"]))
        place = source.randrange(len(states["parameters"][name]["values"]))
        if path.stem == "synthesis" and name in ("steps", "draws", "lists", "seed"):
            continue  # seconds each
        value = typed(chapter.parameters[name], states["parameters"][name]["values"][place])
        now = {record["name"]: record["text"] for record in chapter.records({name: value})}
        then = {answer: states["texts"][given["on"][name][place] if name in given["on"] else given["book"]]
                for answer, given in states["answers"].items() if answer in now}
        assert then == now, (name, value)
