"""The headlines of the book, as its chapters put them, as tests on parameter values, and the ranges of these."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.alliances import network
from analysis.compute import installed_base, systems
from analysis.models import answers as models
from analysis.synthesis.sensitivity import Headline, Range
from analysis.waic import announcements
from evidence.notebooks import parameters
from evidence.tables.report import Report

SUPERNODE, LOCAL = "vietnam-vn-waic/supernode-384-announced", "vietnam-vn-waic/local-share-of-compute"
COUNT = "vietnam-vn-waic/models-released"
ALLIANCES = ("model-chip-alliance", "shanghai-ai-committee")
LISTS = ("clubic-alliances/model-chip-alliance-members", "clubic-alliances/shanghai-committee-members")
RESTS_ON = {  # claims and reference points behind each headline
    "more in all": (SUPERNODE, "nvl72-chips"), "less per watt": (SUPERNODE, "nvl72-chips"),
    "more is local": (LOCAL, "shipments-2023h1", "domestic-shipments-2023h1", "domestic-shipments-2024",
                      "shipments-2025", "domestic-shipments-2025"),
    "below half": (COUNT,), "half not assured": (COUNT, "models-share-china-2024"), "first by count": (COUNT,),
    "first in the arena": ("arena-deepseek-r1-0528", "arena-gemma-3-27b", "arena-gemini-2-5-pro"),
    "first by downloads": ("hf-share-china-2025", "hf-share-us-2025"),
    "two blocs": LISTS, "more than one bridge": LISTS,
    "record undecided": ("vietnam-vn-waic/attendance-2024-record", "waic-2025-visits-shine",
                         "waic-2025-attendance-iagenie"),
}


def declared(chapter: Path) -> dict[str, Range]:
    """Ranges of a chapter's parameters, as its parameters cell declares them; lists are left out."""
    return {p.name: _range(p) for p in parameters.describe(chapter) if p.type_name != "list[str]"}


def _range(p: parameters.Parameter) -> Range:
    if p.type_name == "bool":
        return Range(p.name, p.default, options=(False, True))
    if p.type_name == "str":
        return Range(p.name, p.default, options=p.choices)
    kind = int if p.type_name == "int" else float
    return Range(p.name, kind(p.default), kind(p.low), kind(p.high), unit=p.unit)


def _some(ranges: dict[str, Range], *names: str) -> tuple[Range, ...]:
    return tuple(ranges[name] for name in names)


def on_models(inputs: models.Inputs, parameters: models.Parameters, ranges: dict[str, Range]) -> list[Headline]:
    """Five headlines on open models; ``parameters`` as set, ``ranges`` those of the chapter."""
    def sticks(p: dict) -> models.Yardsticks:
        return models.evaluate_yardsticks(inputs, replace(parameters, **p))

    return [
        Headline("below half", "China has made less than half of the large models counted.",
                 lambda p: models.large_models(inputs, replace(parameters, **p)).share < 0.5,
                 _some(ranges, "large_ratio")),
        Headline("half not assured", "With the errors assumed in the numbers, it is not assured that China's share passes half "
                 "within the horizon.", lambda p: not models.crossing_of_half(inputs, replace(parameters, **p)).assured,
                 _some(ranges, "count_error", "years_apart", "horizon")),
        Headline("first by count", "China has more models than any other country, if the largest rival made the part of "
                 "the rest that is set.", lambda p: sticks(p).by_count.leads,
                 _some(ranges, "rival_part", "lead_margin")),
        Headline("first in the arena", "The best Chinese open model is ahead in the arena.",
                 lambda p: sticks(p).by_votes.leads, _some(ranges, "arena_against", "lead_margin")),
        Headline("first by downloads", "Over one year, Chinese models were downloaded most.",
                 lambda p: sticks(p).by_downloads.leads, _some(ranges, "lead_margin")),
    ]


def on_compute(chips: int, gpus: int, cards: dict[str, float], ceiling: float,
               ranges: dict[str, Range]) -> list[Headline]:
    """Three headlines on compute.

    ``chips`` and ``gpus`` are those of the two systems; ``cards`` has total and domestic shipments of
    the first half of 2023 and of 2025 and domestic ones of 2024; ``ceiling`` is the share that the vendor names.
    """
    def rates(p: dict) -> tuple[float, float]:
        return chips * p["chip_tflops"], gpus * p["gpu_tflops"] * systems.COUNTING[p["counting"]]

    @cache
    def shipped(growth: float) -> dict[str, np.ndarray]:
        latest = cards["2025"], cards["domestic-2025"]
        return installed_base.shipments((cards["2023h1"], cards["domestic-2023h1"]), cards["domestic-2024"], latest, growth)

    def local(p: dict) -> float:
        in_use = installed_base.stock(shipped(p["shipment_growth"]), p["stock_date"], p["lifetime_years"])
        return installed_base.local_share(*in_use, p["performance_ratio"], p["made_at_home"])

    def thrifty(p: dict) -> bool:
        ours, theirs = rates(p)
        return theirs / p["rack_power_kw"] > ours / p["power_kw"]

    return [
        Headline("more in all", "The supernode computes faster than the rack.", lambda p: rates(p)[0] > rates(p)[1],
                 _some(ranges, "chip_tflops", "gpu_tflops", "counting")),
        Headline("less per watt", "For each kilowatt the rack computes more.", thrifty,
                 _some(ranges, "power_kw", "rack_power_kw", "chip_tflops", "gpu_tflops", "counting")),
        Headline("more is local", "The local part of computing power is above the vendor's figure.",
                 lambda p: local(p) > ceiling,
                 _some(ranges, "performance_ratio", "made_at_home", "lifetime_years", "shipment_growth", "stock_date")),
    ]


def on_alliances(first: set, second: set, named: set, ranges: dict[str, Range], draws: int) -> list[Headline]:
    """Two headlines on the alliances; ``draws`` random additions stand behind each answer."""
    @cache
    def drawn(unnamed: int, unseen: int) -> tuple[np.ndarray, np.ndarray]:
        return network.overlaps(first, second, network.pool_of(named, unseen), unnamed, draws, seed)

    seed = ranges["seed"].default
    return [
        Headline("two blocs", "With members added at random, the two alliances stay two separate bodies in nineteen draws "
                 "of twenty.", lambda p: np.quantile(drawn(p["unnamed"], p["unseen"])[0], 0.95) < p["bloc"],
                 _some(ranges, "unnamed", "unseen", "bloc")),
        Headline("more than one bridge", "With members added at random, StepFun stays the only firm in both in a minority "
                 "of draws.", lambda p: (drawn(p["unnamed"], p["unseen"])[1] == len(first & second)).mean() <= 0.5,
                 _some(ranges, "unnamed", "unseen")),
    ]


def on_waic(visits: float, other: float, record: float, ranges: dict[str, Range]) -> list[Headline]:
    """One headline on attendance: ``visits`` by one page, ``other`` people by another, ``record`` the year before."""
    return [Headline("record undecided", "Of two outside figures one would make the fair a record, the other not.",
                     lambda p: (visits / p["visits_per_person"] > record) != (other > record),
                     _some(ranges, "visits_per_person"))]


def tested(report: Report, draws: int) -> list[Headline]:
    """Every headline of the book that rests on no claim left out of ``report``, over the ranges of its chapters."""
    names = ("compute_and_sanctions", "open_source_models", "alliances", "waic_2025")
    ranges = {name: declared(report.root / "chapters" / f"{name}.ipynb") for name in names}
    whole = report.everything  # figures are looked up by name; what rests on a claim left out is dropped below
    claims, quantities, points = (whole.table(name) for name in ("claims", "quantities", "reference_points"))
    attendance = announcements.points(quantities, claims, points, "attendance")
    every = [
        *on_compute(*_compute_inputs(quantities, points), ranges["compute_and_sanctions"]),
        *on_models(models.read(report), _model_parameters(ranges["open_source_models"]), ranges["open_source_models"]),
        *on_alliances(*_alliance_inputs(report), ranges["alliances"], draws),
        *on_waic(systems.reference(points, "waic-2025-visits-shine", "low"),
                 systems.reference(points, "waic-2025-attendance-iagenie"),
                 announcements.spread(attendance, "waic-2024")[1], ranges["waic_2025"]),
    ]
    bound = [replace(headline, rests_on=RESTS_ON[headline.name]) for headline in every]
    return [headline for headline in bound if not report.left_out.keys() & set(headline.rests_on)]


def _compute_inputs(quantities: pd.DataFrame, points: pd.DataFrame) -> tuple:
    cards = systems.references(points, **{"2025": "shipments-2025", "domestic-2024": "domestic-shipments-2024",
                                          "domestic-2025": "domestic-shipments-2025"})
    cards["2023h1"] = systems.reference(points, "shipments-2023h1", "low")
    cards["domestic-2023h1"] = systems.reference(points, "domestic-shipments-2023h1", "low")
    chips = systems.claimed(quantities, SUPERNODE, "chips_per_system")[0]
    ceiling = systems.claimed(quantities, LOCAL, "domestic_compute_share")[1]
    return chips, systems.reference(points, "nvl72-chips"), cards, ceiling / 100


def _model_parameters(ranges: dict[str, Range]) -> models.Parameters:
    """As declared."""
    return models.Parameters(**{name: varied.default for name, varied in ranges.items()})  # type: ignore[arg-type]


def _alliance_inputs(report: Report) -> tuple[set, set, set]:
    entities, listed = report.table("entities"), report.everything.table("alliance_members")
    firms = entities.loc[entities["kind"] == "company", "entity_id"]
    first, second = (network.members(listed, name, firms) for name in ALLIANCES)
    return first, second, network.named_firms(report.table("mentions"), entities, "CN")
