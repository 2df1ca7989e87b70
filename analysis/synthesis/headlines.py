"""The headlines of the book, each put to the function of its chapter that decides it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from types import ModuleType
from typing import Any

from analysis.alliances import inputs as alliances
from analysis.alliances.overlap import additions
from analysis.compute import inputs as compute
from analysis.compute.installed_base import count_installed_base
from analysis.compute.market_facts import CARDS
from analysis.compute.systems import System, machines
from analysis.models import inputs as models
from analysis.models.large_models import large_models
from analysis.models.share_growth import crossing_of_half
from analysis.models.yardsticks import evaluate_yardsticks
from analysis.synthesis.sensitivity import Headline
from analysis.waic import inputs as waic
from analysis.waic.attendance import attendance_record
from evidence.notebooks.parameters import describe
from evidence.tables.report import Report

SYSTEMS = (compute.SUPERNODE, "nvl72-chips")
STOCK = (compute.LOCAL_SHARE, *(card for card in CARDS if card != "domestic-share-2025"))  # which is a flow
_, SHARE_BEFORE = models.COUNT_BEFORE


class HeadlineName(StrEnum):
    """How a headline is called for short, and under which key its sentence stands among the words."""

    MORE_IN_ALL = "more in all"
    LESS_PER_WATT = "less per watt"
    MORE_IS_LOCAL = "more is local"
    BELOW_HALF = "below half"
    HALF_NOT_ASSURED = "half not assured"
    NO_LEAD_BY_COUNT = "no lead by count"
    FIRST_IN_THE_ARENA = "first in the arena"
    FIRST_BY_DOWNLOADS = "first by downloads"
    TWO_BLOCS = "two blocs"
    MORE_THAN_ONE_BRIDGE = "more than one bridge"
    RECORD_UNDECIDED = "record undecided"


@dataclass(frozen=True)
class _Test:
    """The section function of a chapter that decides a headline, and which of its verdicts makes the headline hold."""

    name: HeadlineName
    section: Callable[[Any, Any], Any]  # from inputs and parameters of its chapter
    holds: Callable[[Any], bool]  # by what the section finds
    varied: str  # the parameters that may turn it, separated by spaces
    rests_on: tuple[str, ...] = ()  # besides what the chapter's inputs name as their lists
    by_lists: bool = False  # whether its section draws lists at random


def _outruns(found: tuple[System, System]) -> bool:
    supernode, rack = found
    return supernode.pflops > rack.pflops


def _falls_behind_per_watt(found: tuple[System, System]) -> bool:
    supernode, rack = found
    return supernode.pflops / supernode.power_kw < rack.pflops / rack.power_kw


TESTS: Mapping[str, tuple[ModuleType, tuple[_Test, ...]]] = {  # chapter → what it takes, and its headlines
    "compute_and_sanctions": (compute, (
        _Test(HeadlineName.MORE_IN_ALL, machines, _outruns, "chip_tflops gpu_tflops counting", SYSTEMS),
        _Test(HeadlineName.LESS_PER_WATT, machines, _falls_behind_per_watt,
              "power_kw rack_power_kw chip_tflops gpu_tflops counting", SYSTEMS),
        _Test(HeadlineName.MORE_IS_LOCAL, count_installed_base, lambda found: not found.both_hold,
              "performance_ratio made_at_home lifetime_years shipment_growth stock_date", STOCK))),
    "open_source_models": (models, (
        _Test(HeadlineName.BELOW_HALF, large_models, lambda found: found.share < 0.5, "large_ratio", (models.COUNT,)),
        _Test(HeadlineName.HALF_NOT_ASSURED, crossing_of_half, lambda found: not found.assured,
              "count_error years_apart horizon", (models.COUNT, SHARE_BEFORE)),
        _Test(HeadlineName.NO_LEAD_BY_COUNT, evaluate_yardsticks, lambda found: not found.by_count.leads,
              "rival_part lead_margin", (models.COUNT, SHARE_BEFORE, models.RIVAL_BEFORE)),
        _Test(HeadlineName.FIRST_IN_THE_ARENA, evaluate_yardsticks, lambda found: found.by_votes.leads,
              "arena_against lead_margin", tuple(models.ARENA.values())),
        _Test(HeadlineName.FIRST_BY_DOWNLOADS, evaluate_yardsticks, lambda found: found.by_downloads.leads,
              "lead_margin", models.DOWNLOAD_SHARES))),
    "alliances": (alliances, (
        _Test(HeadlineName.TWO_BLOCS, additions, lambda found: found.two_bodies, "unnamed unseen bloc", by_lists=True),
        _Test(HeadlineName.MORE_THAN_ONE_BRIDGE, additions, lambda found: found.sole <= 0.5, "unnamed unseen",
              by_lists=True))),
    "waic_2025": (waic, (
        _Test(HeadlineName.RECORD_UNDECIDED, attendance_record, lambda found: found.by_visits != found.by_visitors,
              "visits_per_person", (waic.RECORD, waic.VISITS, waic.VISITORS)),)),
}


def tested(report: Report, lists: int) -> list[Headline]:
    """Every headline of the book that rests on no claim left out of ``report``, over the ranges of its chapter.

    ``lists``: random member lists behind each answer on the alliances. EvidenceError where a chapter's parameters
    cannot be read.
    """
    return [headline for chapter, (_, tests) in TESTS.items()
            for headline in of_chapter(report, chapter, lists if any(test.by_lists for test in tests) else None)
            if not report.left_out.keys() & {*headline.rests_on}]


@lru_cache(maxsize=16)  # the same headlines again, so that what was drawn for them may be kept
def of_chapter(report: Report, chapter: str, lists: int | None = None) -> list[Headline]:
    """The headlines of one chapter, its parameters as declared but for the draws, where ``lists`` says how many."""
    if chapter not in TESTS:
        return []
    module, tests = TESTS[chapter]
    declared = {parameter.name: parameter for parameter in describe(report.root / "chapters" / f"{chapter}.ipynb")}
    as_set = {name: parameter.default for name, parameter in declared.items()}
    inputs = module.read(report)
    parameters = module.Parameters(**as_set | ({"draws": lists} if lists else {}))
    lists_of_members = getattr(inputs, "lists", ())
    return [Headline(test.name, partial(_holds, test, inputs, parameters),
                     tuple(declared[name] for name in test.varied.split()), test.rests_on + lists_of_members,
                     test.by_lists)
            for test in tests]


def _holds(test: _Test, inputs: Any, parameters: Any, changed: dict[str, Any]) -> bool:
    return test.holds(test.section(inputs, replace(parameters, **changed)))
