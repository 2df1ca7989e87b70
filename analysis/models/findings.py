"""Sentences of the chapter on open models that a parameter could make false."""

import pandas as pd

from analysis.models.register import stated
from analysis.models.share_growth import date_after
from analysis.sentences import listed, month, percent, spelt


def register_sentence(register: pd.DataFrame) -> str:
    """What the register holds, as ``models.register`` gives it."""
    if register.empty:
        return "No article that counts names a model."
    told, once = stated(register, "openness"), int((register["articles"] == 1).sum())
    return (f"The articles name {spelt(len(register))} models, families and classes of models; for {spelt(told)} of "
            f"them some article says how open they are, and {spelt(once)} occur in a single article.")


def share_sentence(part: float) -> str:
    """Whether a share is less than half, half, or more."""
    size = "less than half" if part < 0.5 else "exactly half" if part == 0.5 else "more than half"
    return f"{percent(part)} of the models counted, {size}"


def half_sentence(start: str, middle: float, early: float, late: float, error: float) -> str:
    """When the share would pass half: on the line, and between which bounds (years after ``start``).

    The bounds allow for the rounding of the older share, and for an error that we assume: a part of China's number
    and of the others', in either report.
    """
    if middle <= 0:
        return "China's share has passed half."
    if not (on_line := date_after(start, middle)):
        return "On the line through the two counts, China's share would not pass half in this century."
    line = f"On the line through the two counts, China's share would pass half in {month(on_line)}"
    first, last = date_after(start, early), date_after(start, late)
    span = f"between {month(first)} and {month(last)}" if last else f"from {month(first)} on, or never"
    return (f"{line}; if China's number and the others' may each be off by {percent(error, 0)} in either report, which is "
            f"our assumption, and the older share is rounded, {span}.")


def horizon_sentence(late: float, horizon: float) -> str:
    """Whether half would be passed within a horizon even in the slowest case."""
    verdict = "would be passed even in the slowest case" if late <= horizon else "is not assured"
    return f"Within {horizon:g} {'year' if horizon == 1 else 'years'} of the second count, half {verdict}."


def large_sentence(ratio: float) -> str:
    """At which frequency of large models elsewhere the large ones would split evenly."""
    return (f"China would have half of the large models if models elsewhere were large {percent(ratio, 0)} as often "
            "as its own.")


def fading_sentence(date: str) -> str:
    """When half would be passed if a part of the lead in growth remains; '' is never."""
    return f"half would be passed in {month(date)}" if date else "half would not be passed in this century"


def yardstick_sentence(sticks: pd.DataFrame, level_at: float) -> str:
    """By which yardsticks Chinese models lead, and how many claims were measured before; ``sticks`` of models.weigh.

    Where the rival was not counted, who is ahead depends on its part of the others' models; at ``level_at`` the two
    are level.
    """
    if sticks.empty:
        return "No article that counts says that Chinese models lead."
    measured, assumed = (sticks[sticks["rival_measured"] == known] for known in (True, False))
    ahead, behind = (list(measured.loc[measured["leads"] == leads, "yardstick"]) for leads in (True, False))
    parts = [f"Chinese models {verb} by {listed(names)}"
             for verb, names in (("lead", ahead), ("do not lead", behind)) if names]
    they = "they" if parts else "Chinese models"
    parts += [f"by {row.yardstick} {they} would be ahead as long as the largest rival made less than "
              f"{percent(level_at, 0)} of the rest (no source gives its count)" for row in assumed.itertuples()]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}. {_checked(int(sticks['provable'].sum()), len(sticks))}"


def _checked(checked: int, claims: int) -> str:
    if claims == 1:
        return f"We found {'a' if checked else 'no'} measurement that was over when the claim was made."
    return f"For {spelt(checked)} of the {spelt(claims)} claims we found a measurement that was over when the claim was made."


def vendors_sentence(said: pd.DataFrame, vendors) -> str:
    """How much of what is said of the models (``models.said_of``) comes from vendors (names)."""
    if said.empty:
        return "No article that counts judges a model."
    part = float(said["said_by"].isin(vendors).mean())
    return f"Vendors speak {percent(part, 0) if part else 'none'} of these judgements."
