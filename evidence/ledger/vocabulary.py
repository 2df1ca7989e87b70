"""The words that a ledger may use where it has to choose one of a list."""

from typing import Literal, get_args

Stance = Literal["reported", "announced", "claimed", "forecast", "opinion"]
Bound = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "range"]
Status = Literal["read", "second-hand", "unverified"]
Nature = Literal["count", "estimate", "forecast"]
How = Literal["supports", "qualifies", "contradicts"]
Verdict = Literal["agree", "differ_by_definition", "differ_by_date", "differ_by_level", "contradict"]
CheckVerdict = Literal["agrees", "differs_by_unit", "differs_by_definition", "unproven_at_its_date", "disagrees"]
About = Literal["world", "articles"]
Speaker = Literal["official", "vendor", "investor", "analyst", "platform", "press"]

STANCES: tuple[str, ...] = get_args(Stance)
BOUNDS: tuple[str, ...] = get_args(Bound)
STATUSES: tuple[str, ...] = get_args(Status)
NATURES: tuple[str, ...] = get_args(Nature)
HOW: tuple[str, ...] = get_args(How)
VERDICTS: tuple[str, ...] = get_args(Verdict)
CHECK_VERDICTS: tuple[str, ...] = get_args(CheckVerdict)
ABOUT: tuple[str, ...] = get_args(About)
SPEAKERS: tuple[str, ...] = get_args(Speaker)
