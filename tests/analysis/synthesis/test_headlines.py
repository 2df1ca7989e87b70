"""Headlines turn where the arithmetic says they turn."""

import made_up_compute
import made_up_models
import pytest
from made_up_alliances import alliance_inputs, alliance_parameters

from analysis import report
from analysis.alliances.answers import additions
from analysis.synthesis import headlines
from analysis.synthesis.sensitivity import Range, alone

RANGES = {r.name: r for r in (
    Range("large_ratio", 1.0, 0.2, 2.0), Range("count_error", 0.02, 0.0, 0.3), Range("years_apart", 1.0, 0.8, 1.3),
    Range("horizon", 8.0, 1.0, 20.0), Range("rival_part", 0.6875, 0.57, 0.83), Range("lead_margin", 0.05, 0.0, 0.5),
    Range("arena_against", "open", options=("open", "all")), Range("unnamed", 5, 0, 30), Range("unseen", 50, 0, 200),
    Range("bloc", 0.5, 0.2, 0.8), Range("seed", 1, 0, 5), Range("visits_per_person", 1.0, 1.0, 3.0),
    Range("chip_tflops", 780.0, 300.0, 1500.0), Range("gpu_tflops", 2500.0, 1000.0, 5000.0),
    Range("counting", "dense", options=("dense", "sparse")), Range("power_kw", 559.0, 100.0, 2000.0),
    Range("rack_power_kw", 145.0, 50.0, 300.0), Range("performance_ratio", 1.0, 0.1, 3.0),
    Range("made_at_home", 1.0, 0.0, 1.0), Range("lifetime_years", 5.0, 1.0, 10.0),
    Range("shipment_growth", 1.5, 1.0, 4.0), Range("stock_date", 2025.5, 2024.0, 2026.0))}
BY_NAME = {h.name: h for h in (
    *headlines.on_models(made_up_models.inputs(), made_up_models.parameters(), RANGES),
    *headlines.on_alliances(alliance_inputs("ac", "bc", "abc"), alliance_parameters(draws=40), RANGES),
    *headlines.on_compute(made_up_compute.inputs(), made_up_compute.parameters(), RANGES),
    *headlines.on_waic(350_000, 300_000, 300_000, RANGES))}


@pytest.mark.parametrize("headline, parameter, value", [
    ("below half", "large_ratio", 1509 / 2246),
    ("first by count not shown", "rival_part", 1509 / 2246 / 1.05),
    ("first by downloads", "lead_margin", 17.1 / 15.8 - 1),
    ("more in all", "chip_tflops", 72 * 2500 / 384),
    ("less per watt", "power_kw", 145 * 384 * 780 / (72 * 2500)),
    ("record undecided", "visits_per_person", 350 / 300),
])
def test_headlines_turn_where_worked_by_hand(headline, parameter, value):
    row = alone(BY_NAME[headline], RANGES[parameter])
    assert float(row["turns_at"]) == pytest.approx(value, rel=1e-3)


def test_no_margin_makes_the_count_a_lead_where_the_odds_are_below_one():
    row = alone(BY_NAME["first by count not shown"], RANGES["lead_margin"])  # 1,509 / (0.6875 × 2,246) = 0.977
    assert row["holds"] and row["stays"]


def test_the_arena_headline_falls_against_all_models():
    row = alone(BY_NAME["first in the arena"], RANGES["arena_against"])
    assert (row["holds"], row["turns_at"]) == (True, "all")


def test_sparse_counting_turns_the_supernode_down():
    row = alone(BY_NAME["more in all"], RANGES["counting"])
    assert (row["holds"], row["turns_at"]) == (True, "sparse")


def test_little_is_local_if_chips_are_made_abroad():
    row = alone(BY_NAME["more is local"], RANGES["made_at_home"])
    assert row["holds"] and 0 < float(row["turns_at"]) < 1


def test_half_is_assured_within_many_years_or_with_a_good_count_only():
    row = alone(BY_NAME["half not assured"], RANGES["count_error"])
    assert not row["holds"] and not row["stays"]
    assert BY_NAME["half not assured"].holds({"count_error": 0.02, "years_apart": 1.0, "horizon": 5})


def test_one_bridge_falls_with_many_unnamed_members():
    few, many = ({"unnamed": n, "unseen": 50, "seed": 1} for n in (0, 30))
    assert not BY_NAME["more than one bridge"].holds(few) and BY_NAME["more than one bridge"].holds(many)


def test_two_blocs_are_asked_for_nineteen_draws_of_twenty():
    inputs, parameters = alliance_inputs("abc", "cde", "abcdefgh"), alliance_parameters(unnamed=4, unseen=0)
    (blocs, _) = headlines.on_alliances(inputs, parameters, RANGES)
    some = {"unnamed": 4, "unseen": 0}
    drawn = additions(inputs, parameters)
    middle, high = drawn.median, drawn.high
    assert middle < high
    assert not blocs.holds(some | {"bloc": (middle + high) / 2}) and blocs.holds(some | {"bloc": high + 0.01})


def test_the_record_is_undecided_only_where_the_two_counts_differ():
    (record,) = headlines.on_waic(350_000, 310_000, 300_000, RANGES)
    assert not record.holds({"visits_per_person": 1.0}) and record.holds({"visits_per_person": 2.0})


def test_declared_ranges_are_read_from_a_chapter(tmp_path):
    import nbformat
    cell = nbformat.v4.new_code_cell("a: float = 1  # length [m; 0..2]\nn: int = 3  # count [firm; 1..9]\n"
                                     "m: str = 'x'  # way [one of: x, y]\nb: bool = False  # whether\n"
                                     "w: list[str] = ['x']  # which [list of: x, y]",
                                     metadata={"tags": ["parameters"]})
    path = tmp_path / "chapter.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    found = headlines.declared(path)
    assert list(found) == ["a", "n", "m", "b"]
    assert (found["a"].high, found["n"].high, type(found["n"].high), found["m"].options) == (2.0, 9, int, ("x", "y"))


def test_every_headline_of_the_book_holds_as_set():
    assert [h.name for h in headlines.tested(report, 200) if not h.holds(h.defaults())] == []


def test_a_headline_that_rests_on_a_claim_left_out_is_dropped():
    from evidence.chapter import present
    from evidence.chapter.select import select
    try:
        chosen = select(report, leave_out_article="clubic-alliances")
        names = {h.name for h in headlines.tested(chosen, 10)}
    finally:
        present.leave_out(())
    assert {h.name for h in headlines.tested(report, 10)} - names == {"two blocs", "more than one bridge"}
