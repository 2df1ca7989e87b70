"""Every section of the chapter, found from one set of inputs and parameters."""

from dataclasses import dataclass

from analysis.compute.equivalents import Equivalents, Uncounted, count_equivalents, look_outside_the_count
from analysis.compute.export_rules import Screening, screen_chips
from analysis.compute.headline_figures import HeadlineFigures, derive_headline
from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.installed_base import BreakEven, InstalledBase, break_even, count_installed_base
from analysis.compute.next_machine import Generations, compare_generations
from analysis.compute.roofline import Roofs, place_work
from analysis.compute.shares import ByLicence, DomesticShares, allow_h200, share_by_yardstick
from analysis.compute.supply import Supply, limit_output
from analysis.compute.systems import SystemComparison, compare_systems
from analysis.compute.timeline import Timeline, place_in_time
from analysis.compute.training import Training, train


@dataclass(frozen=True)
class Sections:
    """What each section of the chapter finds."""

    systems: SystemComparison
    headline: HeadlineFigures
    generations: Generations
    work: Roofs
    rules: Screening
    training: Training
    base: InstalledBase
    break_even: BreakEven
    shares: DomesticShares
    equivalents: Equivalents
    licence: ByLicence
    uncounted: Uncounted
    supply: Supply
    time: Timeline


def find_sections(inputs: Inputs, parameters: Parameters) -> Sections:
    """All sections, each from those it builds on. ValueError for parameters that make no machine or cluster."""
    systems, base = compare_systems(inputs, parameters), count_installed_base(inputs, parameters)
    even = break_even(inputs, parameters)
    return Sections(
        systems=systems, headline=derive_headline(inputs, parameters), generations=compare_generations(inputs),
        work=place_work(inputs, parameters, systems), rules=screen_chips(inputs), training=train(inputs, parameters),
        base=base, break_even=even, shares=share_by_yardstick(inputs, parameters, even),
        equivalents=count_equivalents(inputs, parameters, systems, base), licence=allow_h200(inputs, parameters),
        uncounted=look_outside_the_count(inputs, parameters, base), supply=limit_output(inputs, parameters),
        time=place_in_time(inputs))
