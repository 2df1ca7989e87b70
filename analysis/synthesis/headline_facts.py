"""How far the headlines hold, as facts for the words of the synthesis, and as tables."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import pandas as pd

from analysis.synthesis.confidence import OFTEN, SELDOM
from analysis.synthesis.inputs import Parameters
from analysis.synthesis.sensitivity import COSTLY, OneVaried, Robustness, sampling_error
from evidence.chapter.answers import Fact, number
from evidence.notebooks.parameters import DIMENSIONLESS, Parameter


class _Steady(StrEnum):
    """How many headlines stay over every range."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class _Held(StrEnum):
    """In how many draws of all its parameters at once a headline holds, as the table has it."""

    OFTEN = "often"
    BETWEEN = "between"
    SELDOM = "seldom"


def headline_facts(headlines: Sequence[Robustness], behind: tuple[str, ...], parameters: Parameters) -> dict[str, Fact]:
    """In how many draws they hold, and how many stay over every range; ``behind``: all that they rest on."""
    # Those named are the first and the last of the list; all stand in it so that each is sure to have words.
    named = [{"headline": robust.headline.name, "share_of_draws": robust.share_of_draws}
             for robust in by_draws(headlines)]
    steady = steady_ones(headlines)
    given = counted_by_draws(headlines) | {"steady": steady, "turning": _steady(steady, len(headlines)), "named": named}
    draws, fewer = parameters.draws, parameters.draws // COSTLY
    return {"stays-words": Fact(given, behind), "stays-short": Fact(counted_by_draws(headlines), behind),
            "sampling-error": number(100 * sampling_error(draws), draws=draws, fewer=fewer,
                                     coarser=100 * sampling_error(fewer))}


def steady_ones(headlines: Sequence[Robustness]) -> int:
    """How many hold as set, and over the whole range of each of their parameters."""
    return sum(robust.holds and not robust.turned_by for robust in headlines)


def by_draws(headlines: Sequence[Robustness]) -> list[Robustness]:
    """Those that hold in most draws first."""
    return sorted(headlines, key=lambda robust: -robust.share_of_draws)


def held_table(headlines: Sequence[Robustness], sentences: Mapping[str, str]) -> pd.DataFrame:
    """Headline, sentence, share of draws [%] and its error [%], those that hold in most draws first."""
    rows = [(robust.headline.name, sentences[robust.headline.name], 100 * robust.share_of_draws, 100 * robust.error)
            for robust in by_draws(headlines)]
    return pd.DataFrame(rows, columns=["headline", "sentence", "together", "error"])


def counted_by_draws(headlines: Sequence[Robustness]) -> dict[str, int | bool]:
    """How many headlines hold in at least ``OFTEN`` of the draws, and how many in fewer than ``SELDOM``."""
    held = [_held(robust) for robust in headlines]
    often, seldom = held.count(_Held.OFTEN), held.count(_Held.SELDOM)
    return {"any": bool(held), "total": len(held), "often": often, "any_often": often > 0, "seldom": seldom,
            "any_seldom": seldom > 0}


def _held(robust: Robustness) -> _Held:
    if robust.share_of_draws >= OFTEN:
        return _Held.OFTEN
    return _Held.SELDOM if robust.share_of_draws < SELDOM else _Held.BETWEEN


def _steady(steady: int, total: int) -> _Steady:
    if steady == total:
        return _Steady.ALL
    return _Steady.SOME if steady else _Steady.NONE


def varied_table(varied: Sequence[OneVaried]) -> pd.DataFrame:
    """Each headline over the range of each of its parameters, and at what values it turns."""
    rows = [(over.headline, over.parameter.name, str(over.limits.as_set if over.limits else over.parameter.default),
             over.holds, not over.turns_at, _values(over), over.held) for over in varied]
    return pd.DataFrame(rows, columns=["headline", "parameter", "default", "holds", "stays", "turns_at", "held"])


def headline_table(headlines: Sequence[Robustness], sentences: Mapping[str, str]) -> pd.DataFrame:
    """Each headline, what turns it alone, and in how many draws [%] it holds."""
    rows = [(robust.headline.name, sentences[robust.headline.name],
             "; ".join(f"{over.parameter.name} at {_values(over)} {_unit(over.parameter)}".strip().replace("_", " ")
                       for over in robust.turned_by) or "nothing",
             100 * robust.share_of_draws, 100 * robust.error, _held(robust),
             " ".join(sorted(name for name in robust.headline.rests_on if "/" in name)))
            for robust in headlines]
    return pd.DataFrame(rows, columns=["headline", "sentence", "turned_by", "together", "error", "held", "claim_id"])


def _values(over: OneVaried) -> str:
    """The values at which a headline turns, to four digits."""
    return ", ".join(value if isinstance(value, str) else f"{value:.4g}" for value in over.turns_at)


def _unit(parameter: Parameter) -> str:
    return "" if parameter.unit in DIMENSIONLESS or parameter.type_name == "int" else parameter.unit
