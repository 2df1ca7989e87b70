"""What became of the forecasts, on made-up ones and on those of the book."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import report
from analysis.synthesis.forecasts import (
    COLUMNS,
    _Became,
    _Movement,
    chip_gap,
    forecast_results,
    forecast_table,
    forecasts,
)
from evidence.chapter.filling import fill
from evidence.chapter.words import ResultWords
from evidence.tables.selection import Selection, without

WORDS = {name: ResultWords.model_validate(entry) for name, entry in {
    "forecast-words": {
        "text": "{{ any }}.",
        "each": {"counted": {"in": "counted", "text": "{{ count | spelt }} {{ became }}", "phrases": {"became": {
            "borne_out": "{{ count | plural('is', 'are') }} borne out by all that we read since",
            "in_part": "{{ count | plural('is', 'are') }} borne out in part",
            "not_borne_out": "{{ count | plural('is', 'are') }} not borne out",
            "unmeasured": "{{ count | plural('was', 'were') }} measured by nothing that we read",
            "unread": "{{ count | plural('has', 'have') }} met nothing that we read"}}}},
        "phrases": {"any": {
            "yes": "Of the {{ total | spelt }} forecasts that the articles report, {{ counted | listed }}",
            "no": "No article that counts reports a forecast"}}},
    "chip-gap-words": {
        "text": "Chip against chip, Huawei's best had {{ before | span }} of the peak rate of NVIDIA's best before, "
                "and has {{ since | span }} since: {{ moved }}.",
        "phrases": {"moved": {"widened": "the gap widened", "narrowed": "the gap narrowed",
                              "unclear": "by what was read it cannot be said which way the gap moved"}}},
}.items()}
CLAIMS = pd.DataFrame(
    [("a/1", "a", 50, "It will widen.", "ann", "forecast"), ("a/2", "a", 10, "It will rain.", "ann", "forecast"),
     ("b/1", "b", 1, "It will end.", "bob", "forecast"), ("b/2", "b", 2, "It ended.", "bob", "reported")],
    columns=["claim_id", "source_id", "start", "english", "said_by", "stance"])
SOURCES = pd.DataFrame([("a", "2025-07"), ("b", "2024-12-17")], columns=["source_id", "published"])
ENTITIES = pd.DataFrame([("ann", "Ann"), ("bob", "Bob")], columns=["entity_id", "name"])
POINTS = pd.DataFrame(
    [("early", "2025-06", "read", "count"), ("same", "2025-07", "read", "count"),
     ("year", "2025", "second-hand", "estimate"), ("period", "2025-01/2026-03", "read", pd.NA),
     ("memory", "2026", "unverified", "count"), ("later", "2027", "read", "forecast")],
    columns=["reference_id", "as_of", "status", "nature"])
PEAKS = {"ascend-910b-peak": 300.0, "ascend-910b-peak-high": 400.0, "h100-peak": 1000.0,
         "ascend-910c-peak-paper": 700.0, "ascend-910c-peak": 800.0, "b200-peak": 2000.0, "gb200-peak": 2500.0}


def made_up(*checks: tuple[str, str, str], peaks=PEAKS) -> SimpleNamespace:
    """A report with three forecasts and some checks: (claim, reference point, verdict)."""
    rates = pd.DataFrame([(name, value, "2025", "read", "count") for name, value in peaks.items()],
                         columns=["reference_id", "value", "as_of", "status", "nature"])
    checked = pd.DataFrame([(*check, f"why of {check[1]}") for check in checks],
                           columns=["claim_id", "reference_id", "verdict", "why"])
    tables = {"claims": CLAIMS, "sources": SOURCES, "entities": ENTITIES, "external_checks": checked,
              "reference_points": pd.concat([POINTS, rates], ignore_index=True)}
    return SimpleNamespace(table=tables.__getitem__)


def became(*checks) -> dict[str, _Became]:
    return {forecast.claim_id: forecast.became for forecast in forecasts(made_up(*checks))}


def worded(name: str, fact) -> str:
    return fill(WORDS[name].text, WORDS[name], fact.given, str)


def test_forecasts_stand_by_date_and_place_and_other_claims_do_not():
    found = forecasts(made_up())
    assert [forecast.claim_id for forecast in found] == ["b/1", "a/2", "a/1"]
    assert (found[0].said_by, found[0].made, found[0].english) == ("Bob", "2024-12-17", "It will end.")
    assert {forecast.became for forecast in found} == {_Became.UNREAD}


@pytest.mark.parametrize("verdicts, outcome", [
    (["agrees"], _Became.BORNE_OUT), (["agrees", "differs_by_unit"], _Became.BORNE_OUT),
    (["agrees", "disagrees"], _Became.IN_PART), (["agrees", "differs_by_definition"], _Became.IN_PART),
    (["disagrees"], _Became.NOT_BORNE_OUT), (["disagrees", "unproven_at_its_date"], _Became.NOT_BORNE_OUT),
    (["differs_by_definition"], _Became.UNMEASURED), (["unproven_at_its_date"], _Became.UNMEASURED),
])
def test_the_checks_on_a_forecast_give_what_became_of_it(verdicts, outcome):
    points = ("same", "year", "period")
    checks = [("a/1", point, verdict) for point, verdict in zip(points, verdicts)]
    assert became(*checks) == {"a/1": outcome, "a/2": _Became.UNREAD, "b/1": _Became.UNREAD}


def test_what_was_before_the_article_what_nobody_verified_and_another_forecast_do_not_count():
    assert became(("a/1", "later", "agrees"))["a/1"] is _Became.UNREAD
    assert became(("a/1", "early", "disagrees"), ("a/1", "memory", "disagrees"))["a/1"] is _Became.UNREAD
    assert became(("b/1", "early", "disagrees"))["b/1"] is _Became.NOT_BORNE_OUT  # June 2025, after December 2024
    assert became(("a/1", "year", "agrees"), ("a/1", "memory", "disagrees"))["a/1"] is _Became.BORNE_OUT


def test_the_table_has_a_row_for_each_forecast_with_the_reasons_apart():
    checks = (("a/1", "same", "agrees"), ("a/1", "year", "differs_by_definition"), ("a/1", "period", "differs_by_unit"))
    frame = forecast_table(forecasts(made_up(*checks)))
    assert frame.columns.tolist() == COLUMNS
    assert frame["claim_id"].tolist() == ["b/1", "a/2", "a/1"] and frame["said_by"].iloc[0] == "Bob, 2024-12-17"
    assert frame["reference_id"].tolist() == ["", "", "same year period"]
    assert frame.iloc[2][["became", "in_line", "otherwise"]].tolist() == [
        "in part", "why of same why of period", "why of year"]
    assert frame.iloc[0][["became", "in_line", "otherwise"]].tolist() == ["unread", "", ""]


@pytest.mark.parametrize("peaks, moved", [
    ({}, _Movement.UNCLEAR),  # 0.3 to 0.4 before; 700 / 2,500 = 0.28 to 800 / 2,000 = 0.4 since
    ({"ascend-910c-peak-paper": 500.0, "ascend-910c-peak": 590.0}, _Movement.WIDENED),  # at most 590 / 2,000 = 0.295
    ({"ascend-910c-peak-paper": 1010.0, "ascend-910c-peak": 1100.0}, _Movement.NARROWED),  # 1,010 / 2,500 = 0.404
])
def test_the_gap_between_chips_moved_only_if_the_spans_lie_apart(peaks, moved):
    found = chip_gap(made_up(peaks=PEAKS | peaks))
    assert found.before == pytest.approx((0.3, 0.4)) and found.moved is moved


def test_the_forecasts_of_the_book():
    found = forecasts(report)
    assert {forecast.claim_id.partition("/")[2]: forecast.became for forecast in found} == {
        "china-bid-to-dominate": _Became.IN_PART,  # ahead in downloads, not in the best model
        "sun-business-models": _Became.UNMEASURED,  # downloads and a cloud's growth, neither of them what it says
        "triolo-gap-will-widen": _Became.IN_PART,  # in the stock of computing power, hardly chip against chip
        "isford-ban-will-not-stop-china": _Became.BORNE_OUT,
        "attendance-2025-forecast": _Became.IN_PART}  # one page above, another at par
    assert not {check.reference_id for forecast in found for check in forecast.checks} & {"waic-2025-attendance-memory"}
    gap = chip_gap(report)
    assert gap.before == pytest.approx((320 / 989.4, 376 / 989.4))  # 0.323 and 0.380
    assert gap.since == pytest.approx((752 / 2500, 780 / 2250))  # 0.301 and 0.347
    facts = forecast_results(found, gap)
    assert worded("forecast-words", facts["forecast-words"]) == (
        "Of the five forecasts that the articles report, one is borne out by all that we read since, three are borne "
        "out in part and one was measured by nothing that we read.")
    assert worded("chip-gap-words", facts["chip-gap-words"]) == (
        "Chip against chip, Huawei's best had 0.32 to 0.38 of the peak rate of NVIDIA's best before, and has 0.30 to "
        "0.35 since: by what was read it cannot be said which way the gap moved.")
    assert "compute-share-china-owners" in facts["forecast-words"].rests_on


def test_without_an_article_its_forecasts_go():
    chosen = Selection(report, *without(report, leave_out_article="cnbc-fr-models"))
    found = forecasts(chosen)
    assert [forecast.claim_id for forecast in found] == ["vietnam-vn-waic/attendance-2025-forecast"]
    nothing = forecast_results((), chip_gap(report))["forecast-words"]
    assert worded("forecast-words", nothing) == "No article that counts reports a forecast."
