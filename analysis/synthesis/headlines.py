"""The headlines of the book, as its chapters put them, as tests on parameter values, and the ranges of these."""

from dataclasses import replace
from pathlib import Path


from analysis.alliances import answers as alliances
from analysis.compute import inputs as compute
from analysis.compute.installed_base import count_installed_base
from analysis.compute.systems import machines
from analysis.models import answers as models
from analysis.synthesis.sensitivity import Headline, Range
from analysis.waic import answers as waic
from evidence.chapter.answers import parameters_of
from evidence.notebooks import parameters
from evidence.tables.report import Report

SUPERNODE, LOCAL = "vietnam-vn-waic/supernode-384-announced", "vietnam-vn-waic/local-share-of-compute"
COUNT = "vietnam-vn-waic/models-released"
LISTS = ("clubic-alliances/model-chip-alliance-members", "clubic-alliances/shanghai-committee-members")
RESTS_ON = {  # claims and reference points behind each headline
    "more in all": (SUPERNODE, "nvl72-chips"), "less per watt": (SUPERNODE, "nvl72-chips"),
    "more is local": (LOCAL, "shipments-2023h1", "domestic-shipments-2023h1", "domestic-shipments-2024",
                      "shipments-2025", "domestic-shipments-2025"),
    "below half": (COUNT,), "half not assured": (COUNT, "models-share-china-2024"), "first by count not shown": (COUNT, "models-share-china-2024", "models-share-us-2024"),
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
        Headline("first by count not shown", "With the American part of the rest that is set, China did not lead by "
                 "number of models.", lambda p: not sticks(p).by_count.leads,
                 _some(ranges, "rival_part", "lead_margin")),
        Headline("first in the arena", "The best Chinese open model is ahead in the arena.",
                 lambda p: sticks(p).by_votes.leads, _some(ranges, "arena_against", "lead_margin")),
        Headline("first by downloads", "Over one year, Chinese models were downloaded most.",
                 lambda p: sticks(p).by_downloads.leads, _some(ranges, "lead_margin")),
    ]


def on_compute(given: compute.Inputs, defaults: compute.Parameters, ranges: dict[str, Range]) -> list[Headline]:
    """Three headlines on compute; ``given`` and ``defaults`` as of its chapter."""
    def faster(p: dict) -> bool:
        ours, theirs = machines(given, replace(defaults, **p))
        return ours.pflops > theirs.pflops

    def thrifty(p: dict) -> bool:
        ours, theirs = machines(given, replace(defaults, **p))
        return theirs.pflops / theirs.power_kw > ours.pflops / ours.power_kw

    def local(p: dict) -> bool:
        found = count_installed_base(given, replace(defaults, **p))
        return found.local_share > found.claimed

    return [
        Headline("more in all", "The supernode computes faster than the rack.", faster,
                 _some(ranges, "chip_tflops", "gpu_tflops", "counting")),
        Headline("less per watt", "For each kilowatt the rack computes more.", thrifty,
                 _some(ranges, "power_kw", "rack_power_kw", "chip_tflops", "gpu_tflops", "counting")),
        Headline("more is local", "The local part of computing power is above the vendor's figure.",
                 local,
                 _some(ranges, "performance_ratio", "made_at_home", "lifetime_years", "shipment_growth", "stock_date")),
    ]


def on_alliances(inputs: alliances.Inputs, parameters: alliances.Parameters,
                 ranges: dict[str, Range]) -> list[Headline]:
    """Two headlines on the alliances; ``parameters.draws`` random additions stand behind each answer."""
    def added(p: dict) -> alliances.Additions:
        return alliances.additions(inputs, replace(parameters, **p))

    return [
        Headline("two blocs", "With members added at random, the two alliances stay two separate bodies in nineteen draws "
                 "of twenty.", lambda p: added(p).two_bodies, _some(ranges, "unnamed", "unseen", "bloc")),
        Headline("more than one bridge", "With members added at random, StepFun stays the only firm in both in a minority "
                 "of draws.", lambda p: added(p).sole <= 0.5, _some(ranges, "unnamed", "unseen")),
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
    # figures are looked up by name; what rests on a claim left out is dropped below
    fair = waic.read(report.everything)
    every = [
        *on_compute(compute.read(report), _compute_parameters(ranges["compute_and_sanctions"]),
                    ranges["compute_and_sanctions"]),
        *on_models(models.read(report), _model_parameters(ranges["open_source_models"]), ranges["open_source_models"]),
        *on_alliances(alliances.read(report), _alliance_parameters(ranges["alliances"], draws), ranges["alliances"]),
        *on_waic(fair.visits, fair.visitors, fair.record, ranges["waic_2025"]),
    ]
    bound = [replace(headline, rests_on=RESTS_ON[headline.name]) for headline in every]
    return [headline for headline in bound if not report.left_out.keys() & set(headline.rests_on)]


def _compute_parameters(ranges: dict[str, Range]) -> compute.Parameters:
    """As declared."""
    return parameters_of(compute.Parameters, {name: varied.default for name, varied in ranges.items()})


def _model_parameters(ranges: dict[str, Range]) -> models.Parameters:
    """As declared."""
    return models.Parameters(**{name: varied.default for name, varied in ranges.items()})  # type: ignore[arg-type]


def _alliance_parameters(ranges: dict[str, Range], draws: int) -> alliances.Parameters:
    """As declared, but for the draws; ties have no range and no part in these headlines."""
    defaults = {name: varied.default for name, varied in ranges.items()}
    return parameters_of(alliances.Parameters, defaults | {"ties": [], "draws": draws})
