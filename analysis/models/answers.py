"""All that the chapter on open models publishes, as facts."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.count_growth import CountGrowth, growth_of_counts
from analysis.models.inputs import COUNT, COUNT_BEFORE, DOWNLOADS, Inputs, Parameters, read
from analysis.models.large_models import LargeModels, large_curve, large_models
from analysis.models.register import ModelJudgements, NamedModels, judgements_on_models, named_models
from analysis.models.share_growth import HalfCrossing, crossing_of_half, share_lines
from analysis.models.yardsticks import Yardstick, Yardsticks, evaluate_yardsticks, yardstick_frame
from evidence.chapter.answers import Answers, Fact, Shown, number
from evidence.tables.report import Report

COUNTS = (COUNT, *COUNT_BEFORE)
MONTHS = 12


class _Standing(StrEnum):
    """What a yardstick says: Chinese models lead, they do not, or it hangs on an assumption about the rival."""

    LEADS = "leads"
    TRAILS = "trails"
    ASSUMED = "assumed"


class _Checked(StrEnum):
    """Whether the one claim was provable when it was made; several claims are counted."""

    ONE = "one"
    NONE = "none"
    SEVERAL = "several"


@dataclass(frozen=True)
class _Found:
    """The sections, and the frames that are drawn."""

    crossing: HalfCrossing
    growth: CountGrowth
    large: LargeModels
    sticks: Yardsticks
    named: NamedModels
    judged: ModelJudgements
    line: pd.DataFrame
    counts: pd.DataFrame
    curve: pd.DataFrame
    yardsticks: pd.DataFrame


def answer(report: Report, parameters: Parameters) -> Answers:
    """Everything that the chapter publishes, from a report of the claims that count."""
    inputs = read(report)
    found = _found(inputs, parameters)
    results = {**_share_results(found, parameters), **_named_results(found), **_growth_results(found, parameters),
               **_large_results(found), **_yardstick_results(found, inputs)}
    return Answers(results, _figures(found), _tables(found, inputs), found)


def _found(inputs: Inputs, parameters: Parameters) -> _Found:
    crossing, sticks = crossing_of_half(inputs, parameters), evaluate_yardsticks(inputs, parameters)
    line, counts = share_lines(crossing, inputs, parameters)
    return _Found(crossing, growth_of_counts(inputs, parameters), large_models(inputs, parameters), sticks,
                  named_models(inputs), judgements_on_models(inputs), line, counts, large_curve(inputs, parameters),
                  yardstick_frame(sticks.counting))


def _share_results(found: _Found, parameters: Parameters) -> dict[str, Fact]:
    crossing, (first, on_line, last) = found.crossing, found.crossing.dates
    share = crossing.now[1]
    return {
        "share": number(share, (COUNT,)),
        "share-words": Fact({"share": share, "against_half": crossing.against_half}, (COUNT,)),
        "half-words": Fact({"passing": crossing.passing, "latest": crossing.latest, "first": first, "on_line": on_line,
                            "last": last, "error": parameters.count_error}, COUNTS),
        "horizon-words": Fact({"horizon": parameters.horizon, "assured": crossing.assured}, COUNTS),
        "tolerated-error": number(crossing.tolerated_error, COUNTS),
    }


def _named_results(found: _Found) -> dict[str, Fact]:
    named, judged = found.named, found.judged
    return {
        "register-words": Fact({"any_named": not named.frame.empty, "named": len(named.frame),
                                "with_openness": named.with_openness, "in_one_article": named.in_one_article}),
        "models-named": number(len(named.frame)),
        "models-open": number(named.with_openness),
        "vendor-words": Fact({"any_judged": not judged.frame.empty, "vendors_speak": judged.by_vendors > 0,
                              "part": judged.by_vendors}, tuple(judged.frame["claim_id"])),
    }


def _growth_results(found: _Found, parameters: Parameters) -> dict[str, Fact]:
    growth, results = found.growth, {}
    for who in growth.factors:
        results[f"growth-{who.lower()}"] = number(growth.factors[who], COUNTS)
        results[f"yearly-{who.lower()}"] = number(growth.yearly[who], COUNTS)
    return results | {"months-apart": number(round(MONTHS * parameters.years_apart), COUNT_BEFORE)}


def _large_results(found: _Found) -> dict[str, Fact]:
    faded = found.growth.faded
    return {
        "large-ratio": number(found.large.ratio_for_half, (COUNT,)),
        "large-share": number(found.large.share, (COUNT,)),
        "large-words": Fact({"ratio": found.large.ratio_for_half}, (COUNT,)),
        "half-if-lead-fades": Fact({"passes": bool(faded), "date": faded}, COUNTS),
    }


def _yardstick_results(found: _Found, inputs: Inputs) -> dict[str, Fact]:
    counting = found.sticks.counting
    provable = sum(stick.provable for stick in counting)
    checked = _Checked.SEVERAL if len(counting) != 1 else _Checked.ONE if provable else _Checked.NONE
    behind = [name for stick in counting for name in (stick.claim_id, *stick.reference_id.split())]
    return {
        "yardstick-words": Fact({"any_claim": bool(counting), "statements": _statements(counting), "checked": checked,
                                 "provable": provable, "claims": len(counting), "level_at": found.sticks.level_at},
                                tuple(behind)),
        "downloads-claimed": Fact({"claimed_on": found.sticks.by_downloads.claimed_on}, (DOWNLOADS,)),
    }


def _statements(counting: tuple[Yardstick, ...]) -> list[dict]:
    """What the yardsticks say, those with one verdict together; one that assumes its rival stands by itself, last."""
    measured = [stick for stick in counting if stick.rival_measured]
    groups = [(_Standing.LEADS, [stick.yardstick for stick in measured if stick.leads]),
              (_Standing.TRAILS, [stick.yardstick for stick in measured if not stick.leads]),
              *((_Standing.ASSUMED, [stick.yardstick]) for stick in counting if not stick.rival_measured)]
    return [{"standing": standing, "yardsticks": yardsticks, "subject_named": bool(measured)}
            for standing, yardsticks in groups if yardsticks]


def _figures(found: _Found) -> dict[str, Shown]:
    line = found.line[["month", "share", "low", "high"]]
    return {"share-over-time": Shown(_resting(line)),
            "share-of-large-models": Shown(found.curve.assign(claim_id=COUNT)),
            "yardstick-dates": Shown(_without_years(found.yardsticks))}


def _tables(found: _Found, inputs: Inputs) -> dict[str, Shown]:
    growth, named = found.growth, found.named.frame
    counts = pd.DataFrame({"who": list(growth.now), "before": list(growth.before.values()),
                           "now": list(growth.now.values()), "factor": list(growth.factors.values())})
    paths = growth.scenarios.assign(date=growth.scenarios["date"].str[:7])
    return {
        "register": Shown(named.drop(columns=["first_source", "claim_id"]),
                          rests_on=tuple(" ".join(named["claim_id"]).split())),
        "said-of-models": Shown(found.judged.frame),
        "counts": Shown(_resting(counts), {"counted_before": inputs.counted_before, "counted_on": inputs.counted_on}),
        "half-by-growth": Shown(_resting(paths)),
        "yardsticks": Shown(_without_years(found.yardsticks)),
    }


def _resting(frame: pd.DataFrame) -> pd.DataFrame:
    """With what both counts rest on."""
    return frame.assign(claim_id=COUNT, reference_id=" ".join(COUNT_BEFORE))


def _without_years(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["claimed_year", "measured_year"])
