"""All that the chapter on open models publishes, as facts."""

from dataclasses import dataclass

import pandas as pd

from analysis.models.best_models import BestModels, best_models, gap_table, lead_frame
from analysis.models.count_growth import CountGrowth, growth_of_counts
from analysis.models.inputs import (
    ARENA,
    ARENA_LEADS,
    COUNT,
    COUNT_BEFORE,
    NOTABLE,
    RIVAL_BEFORE,
    Inputs,
    Parameters,
    read,
)
from analysis.models.large_models import LargeModels, large_models
from analysis.models.register import ModelJudgements, NamedModels, judgements_on_models, named_models
from analysis.models.rival import Rival, counted_shares, rival_by_count
from analysis.models.share_growth import HalfCrossing, crossing_of_half
from analysis.models.yardstick_facts import RIVALS, led, yardstick_facts
from analysis.models.yardsticks import Yardsticks, evaluate_yardsticks, yardstick_frame
from evidence.chapter.answers import Answers, Fact, Later, Scale, Shown, number
from evidence.tables.report import Report

COUNTS = (COUNT, *COUNT_BEFORE)
MONTHS = 12


@dataclass(frozen=True)
class _Found:
    """The sections, and the frames that are drawn."""

    crossing: HalfCrossing
    growth: CountGrowth
    large: LargeModels
    rival: Rival
    sticks: Yardsticks
    best: BestModels
    named: NamedModels
    judged: ModelJudgements
    counts: pd.DataFrame
    yardsticks: pd.DataFrame
    arena: pd.DataFrame


def answer(report: Report, parameters: Parameters) -> Answers:
    """Everything that the chapter publishes, from a report of the claims that count."""
    inputs = read(report)
    found = _found(inputs, parameters)
    results = {**_share_results(found, parameters), **_named_results(found), **_growth_results(found, parameters),
               **_large_results(found), **_rival_results(found), **_gap_results(found, inputs), **_tile(found),
               **yardstick_facts(found.sticks.counting, found.rival, inputs)}
    return Answers(results, Later(lambda: _figures(found)), Later(lambda: _tables(found, inputs)), found)


def _found(inputs: Inputs, parameters: Parameters) -> _Found:
    crossing, sticks = crossing_of_half(inputs, parameters), evaluate_yardsticks(inputs, parameters)
    rival, best = rival_by_count(inputs), best_models(inputs, parameters)
    return _Found(crossing, growth_of_counts(inputs, parameters), large_models(inputs, parameters), rival, sticks, best,
                  named_models(inputs), judgements_on_models(inputs), counted_shares(crossing, inputs, parameters),
                  yardstick_frame(sticks.counting), lead_frame(best))


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


def _tile(found: _Found) -> dict[str, Fact]:
    """Who leads, as the opening page has it."""
    share, sticks = found.crossing.now[1], found.sticks.counting
    behind = tuple(name for stick in sticks for name in (stick.claim_id, *stick.reference_id.split()))
    return {"tile-leads": Fact({"led": led(sticks), "total": len(sticks), "any_claim": bool(sticks)}, behind),
            "tile-leads-number": Fact({"share": share}, (COUNT,), scale=Scale(share, share, 1, 1 / 2)),
            "tile-leads-mark": Fact({}, (COUNT,))}


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


def _rival_results(found: _Found) -> dict[str, Fact]:
    low, part, high = found.rival.before
    return {"rival-part": number(part, RIVALS),
            "rival-part-span": Fact({"low": low, "high": high}, RIVALS),
            "level-at": number(found.rival.level_at, (COUNT,))}


def _gap_results(found: _Found, inputs: Inputs) -> dict[str, Fact]:
    best = found.best
    leads = [{"points": lead.points, "as_of": lead.as_of} for lead in best.leads]
    parts = [{"part": lead.votes} for lead in best.leads]
    sayings = [{"told": saying.told, "appeared": saying.appeared[0]} for saying in best.sayings]
    then, now = (inputs.measured_to[pair[0]] for pair in NOTABLE)
    return {
        "gap-words": Fact({"leads": leads, "parts": parts}, ARENA_LEADS),
        "told-words": Fact({"any_told": bool(sayings), "sayings": sayings},
                           (*ARENA_LEADS, *(saying.claim_id for saying in best.sayings))),
        "snapshot-lead": number(best.snapshot.points, (ARENA["all"], ARENA["china"])),
        "notable-words": Fact({"before": best.notable[0], "now": best.notable[1], "then_year": then, "now_year": now},
                              tuple(point for pair in NOTABLE for point in pair)),
    }


def _figures(found: _Found) -> dict[str, Shown]:
    ours, _, theirs, assumed = found.counts["share"]
    leads = found.best.leads
    sticks = found.sticks.counting
    return {"share-over-time": Shown(_resting(_without_years(found.counts), RIVAL_BEFORE),
                                     {"before": ours, "now": found.crossing.now[1], "theirs": theirs,
                                      "assumed": assumed}),
            "yardstick-dates": Shown(_without_years(found.yardsticks),
                                     {"claims": len(sticks), "leads": led(sticks), "any_claim": bool(sticks)}, RIVALS),
            "best-models": Shown(_without_years(found.arena), {"first": leads[0].points, "last": leads[-1].points,
                                                               "since": leads[0].as_of, "until": leads[-1].as_of},
                                 tuple(saying.claim_id for saying in found.best.sayings))}


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
        "yardsticks": Shown(_without_years(found.yardsticks).drop(columns="claimed_to"), rests_on=RIVALS),
        "gap": Shown(gap_table(found.best, inputs)),
    }


def _resting(frame: pd.DataFrame, *besides: str) -> pd.DataFrame:
    """With what both counts rest on."""
    return frame.assign(claim_id=COUNT, reference_id=" ".join((*COUNT_BEFORE, *besides)))


def _without_years(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the dates as years with decimals, which only a figure needs."""
    return frame.drop(columns=[column for column in frame if str(column).rpartition("_")[2] == "year"])
