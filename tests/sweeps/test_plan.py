"""Sweeps as declared: what they expand to, and what is refused before anything runs."""

import itertools
import statistics
import time

import pytest
from made_up import cell, project, write

from evidence.cli import main
from evidence.commands import sweep as command
from evidence.errors import EvidenceError
from evidence.sweeps import plan as sweep_plan
from evidence.sweeps.plan import find_plan

SWEEP = "sweeps:\n  a:\n    chapter: mills\n    description: x\n"


@pytest.fixture
def report(tmp_path):
    root = project(tmp_path)
    write(root / "chapters" / "mills.ipynb", cell("pass"))
    return root


def plan(report, text):
    (report / "editions.yml").write_text(SWEEP + text)
    return sweep_plan.read_plans(report)["a"]


def faults(report, text):
    with pytest.raises(EvidenceError) as caught:
        plan(report, text)
    return [str(fault) for fault in caught.value.faults]


def test_every_combination_of_lists_and_ranges_in_the_declared_types(report):
    made = plan(report, "    values:\n      mills: {low: 1, high: 7, steps: 3}\n      idle: [true, false]\n"
                        "      towns: [[Port], [Port, Hill]]\n")
    sets = list(made.sets())
    assert len(made) == len(sets) == 12 and [values["mills"] for values in sets[::4]] == [1, 4, 7]
    assert sets[0] == {"mills": 1, "idle": True, "towns": ["Port"]} and type(sets[0]["mills"]) is int
    assert made.words(sets[1]) == "mills=1 idle=true towns=Port,Hill"


def test_ranges_end_where_they_say_and_read_as_typed(report):
    linear = plan(report, "    values: {power_kw: {low: 100, high: 103, steps: 31}}")
    assert [values["power_kw"] for values in linear.sets()][:4] == [100.0, 100.1, 100.2, 100.3]
    log = plan(report, "    values: {power_kw: {low: 200, high: 2000, steps: 3, scale: log}}")
    assert [values["power_kw"] for values in log.sets()] == [200.0, 632.455532034, 2000.0]


def test_draws_are_the_same_each_time_and_cover_the_range(report):
    text = ("    values: {power_kw: {low: 100, high: 200}, mills: {low: 1, high: 10}, kind: [wind, water]}\n"
            "    sample: {draws: 100, seed: 7}\n")
    sets = list(plan(report, text).sets())
    assert sets == list(plan(report, text).sets()) != list(plan(report, text.replace("7", "8")).sets())
    assert sorted(int(values["power_kw"]) for values in sets) == list(range(100, 200))  # one in each layer
    assert [[values["mills"] for values in sets].count(mills) for mills in range(1, 11)] == [10] * 10
    assert {type(values["mills"]) for values in sets} == {int}
    assert sum(values["kind"] == "wind" for values in sets) == 50


def test_no_parameter_of_a_draw_rises_with_another(report):
    text = "    values: {power_kw: {low: 100, high: 200}, mills: {low: 1, high: 10}, kind: [wind, water]}\n"
    made = plan(report, f"{text}    sample: {{draws: 200, seed: 7}}\n")
    columns = [[values[name] for values in made.sets()] for name in ("power_kw", "mills")]
    columns.append([values["kind"] == "wind" for values in made.sets()])
    numbers = [range(200), *columns]
    for one, other in itertools.combinations(numbers, 2):
        assert abs(statistics.correlation(list(map(float, one)), list(map(float, other)))) < 0.25


def test_uniform_draws_and_logarithmic_ranges_stay_within(report):
    text = ("    values: {power_kw: {low: 100, high: 2000, scale: log}, mills: {low: 1, high: 10, scale: log}}\n"
            "    sample: {draws: 2000, method: uniform}\n")
    sets = list(plan(report, text).sets())
    assert all(100 <= values["power_kw"] <= 2000 and 1 <= values["mills"] <= 10 for values in sets)
    assert sum(values["power_kw"] < 447 for values in sets) == pytest.approx(1000, abs=100)  # the geometric mean
    assert sum(values["mills"] == 1 for values in sets) > 4 * sum(values["mills"] == 10 for values in sets) > 0


@pytest.mark.parametrize("text, message", [
    ("    values: {mils: [1]}", "editions.yml:5: the chapter has no parameter 'mils'; did you mean 'mills'?"),
    ("    values: {mils: {low: 1, high: 2, steps: 2}}", "has no parameter 'mils'"),
    ("    values: {class: [1]}", "has no parameter 'class'"),
    ("    values: {'x=1;import os': [1]}", "has no parameter 'x=1;import os'"),
    ("    values:\n      mills:\n      - 1\n      - 1.5", "editions.yml:8: '1.5' is not a whole number from 1 to 10"),
    ("    values: {mills: [true]}", "'true' is not a whole number"),
    ("    values: {idle: ['yes']}", "'yes' is not true or false"),
    ("    values: {power_kw: [.nan]}", "'.nan' is not a number"),
    ("    values: {power_kw: [nan]}", "'nan' is not a number from 100 to 2000"),
    ("    values: {power_kw: [1e400]}", "'1e400' is not a number from 100 to 2000"),
    ("    values: {power_kw: {low: nan, high: 200, steps: 2}}", "'nan' is not a number from 100 to 2000"),
    ("    values: {power_kw: {low: 50, high: 2100, steps: 2}}", "'2100' is not a number from 100 to 2000"),
    ("    values: {power_kw: {low: 200, high: 100, steps: 2}}", "the range of 'power_kw' from 200 to 100 is empty"),
    ("    values: {power_kw: {low: 100, high: 200}}", "no steps for 'power_kw'; say how many"),
    ("    values: {power_kw: {low: 100, high: 200, steps: 1}}", "editions.yml:5: input should be greater than"),
    ("    values: {power_kw: {low: 100, high: 200, step: 4}}", "unknown key 'step'"),
    ("    values: {power_kw: {low: 100, high: 200, steps: 2, scale: cubic}}", "input should be 'linear' or 'log'"),
    ("    values: {power_kw: 600}", "'600' is neither a list nor a range; write a list"),
    ("    values: {kind: {low: water, high: wind, steps: 2}}", "'kind' is no number and has no range"),
    ("    values: {mills: {low: 1, high: 3, steps: 9}}", "9 steps of 'mills' from 1 to 3 fall on the same"),
    ("    values: {mills: [1, 2, 1]}", "'mills' takes 1 twice: the same set twice"),
    ("    values: {power_kw: [200, 2e2]}", "'power_kw' takes 2e2 twice"),
    ("    values: {mills: []}", "no value for 'mills': a sweep without a set"),
    ("    values: {}", "'values' is empty"),
    ("    valves: {mills: [1]}", "unknown key 'valves'"),
    ("    values: {mills: [1]}\n    sample: {draws: 2}", "2 draws from 1 sets that there are"),
    ("    values: {mills: {low: 1, high: 9, steps: 3}}\n    sample: {draws: 2}", "'mills' is drawn, and has steps"),
    ("    values: {mills: {low: 1, high: 9}}\n    sample: {draws: 0}", "greater than or equal to 1"),
    ("    values: {mills: {low: 1, high: 9}}\n    sample: {draws: 2, seed: -1}", "greater than or equal to 0"),
    ("    values: {power_kw: {low: 100, high: 200}}\n    sample: {draws: 100000}", "a sweep of 100,000 sets"),
    (f"    values: {{power_kw: [{','.join(map(str, range(100_000)))}]}}", "100,000 sets; 10,000 are the most"),
    ("    values: {power_kw: {low: 100, high: 200, steps: 100000}}", "a sweep of 100,000 sets"),
    ("    values: {power_kw: {low: 100, high: 200, steps: 50000}, idle: [true, false]}", "a sweep of 100,000 sets"),
])
def test_refused_with_line_and_remedy(report, text, message):
    started = time.process_time()
    found = faults(report, text)
    assert any(message in fault for fault in found), found
    assert all(fault.startswith("editions.yml:") and "; " in fault for fault in found)
    assert time.process_time() - started < 5  # 100,000 sets are counted, not built


def test_names_of_sweeps_and_chapters(report):
    (report / "editions.yml").write_text(SWEEP.replace("mills", "mlls") + "    values: {mills: [1]}")
    with pytest.raises(EvidenceError, match=r"editions.yml:3: no chapter 'mlls'; did you mean 'mills'\?"):
        sweep_plan.read_plans(report)
    (report / "editions.yml").write_text(SWEEP.replace("  a:", "  ../a:") + "    values: {mills: [1]}")
    with pytest.raises(EvidenceError, match=r"editions.yml:2: .*use lower-case letters"):
        sweep_plan.read_plans(report)


def test_a_parameter_named_like_a_column_of_the_table(report):
    write(report / "chapters" / "mills.ipynb", parameters="run: int = 1  # which [1; 1..9]")
    assert "the table has a column 'run' of its own" in faults(report, "    values: {run: [1]}")[0]


def test_all_faults_at_once_and_nothing_runs(report, monkeypatch, capsys):
    monkeypatch.setattr(command, "sweep", lambda *_: pytest.fail("it ran"))
    (report / "editions.yml").write_text(SWEEP + "    values: {mils: [1], power_kw: [1, nan], idle: [perhaps]}\n"
                                         "  b: {chapter: none, description: x, values: {a: [1]}}\n")
    assert main(["--root", str(report), "sweep", "a"]) == 1
    errors = capsys.readouterr().err
    assert errors.count("editions.yml:5: ") == 4 and "editions.yml:6: no chapter 'none'" in errors
    assert "5 faults" in errors and not (report / "_build").exists()


def test_the_list_and_unknown_names(report, capsys):
    (report / "editions.yml").write_text(SWEEP + "    values: {mills: [1, 2]}\n")
    assert main(["--root", str(report), "sweep", "--list"]) == 0
    assert capsys.readouterr().out == "a: 2 runs of mills\n    x\n"
    for arguments, message in ((["b"], "no sweep 'b'; there are a, or add one under 'sweeps'"),
                               ([], "no sweep named; there are a"),
                               (["a", "--draws", "9"], "'a' runs every combination"),
                               (["a", "--workers", "0"], "--workers 0: nobody to run it"),
                               (["a", "--workers", "2", "--scheduler", "x"], "the cluster has the workers")):
        assert main(["--root", str(report), "sweep", *arguments]) == 1
        assert message in capsys.readouterr().err


def test_another_number_of_draws(report):
    (report / "editions.yml").write_text(
        SWEEP + "    values: {power_kw: {low: 100, high: 200}}\n    sample: {draws: 2}")
    assert len(find_plan(report, "a", 50)) == 50
    with pytest.raises(EvidenceError, match="'a' has 10,000 sets to draw"):
        find_plan(report, "a", 100_000)


def test_the_sweeps_of_this_report(pytestconfig):
    plans = sweep_plan.read_plans(pytestconfig.rootpath)
    assert plans and all(len(list(plan.sets())) == len(plan) for plan in plans.values())
