"""The chapter's findings on the opening page: each a headline, and a number with what to hold it against."""

from analysis.compute.inputs import LOCAL_SHARE
from analysis.compute.installed_base import InstalledBase
from analysis.compute.machine_facts import SYSTEMS
from analysis.compute.market_facts import CARDS
from analysis.compute.sections import Sections
from analysis.compute.systems import SystemComparison
from evidence.chapter.answers import Fact, Scale


def tiles(found: Sections) -> dict[str, Fact]:
    """The machine, and how much is home-made."""
    return _machine(found.systems) | _home_made(found.base)


def _machine(found: SystemComparison) -> dict[str, Fact]:
    rate = found.ends("system", "peak rate")
    scale = Scale(rate.low, rate.high, max(2, 1.2 * rate.high), 1)
    return {"tile-machine": Fact({"lead": found.lead, "but": found.thrift_differs}, SYSTEMS),
            "tile-machine-number": Fact({"rate": rate}, SYSTEMS, scale=scale),
            "tile-machine-mark": Fact({}, ("nvl72-chips",))}


def _home_made(base: InstalledBase) -> dict[str, Fact]:
    rests_on = (LOCAL_SHARE, *CARDS)
    scale = Scale(base.local_share, base.local_share, 1, base.claimed)
    return {"tile-home-made": Fact({"fits": base.both_hold}, rests_on),
            "tile-home-made-number": Fact({"share": base.local_share}, rests_on, scale=scale),
            "tile-home-made-mark": Fact({"claimed": base.claimed}, (LOCAL_SHARE,))}
