"""Sentences that a parameter could make false: written by the figures, not by hand."""

import math
from calendar import month_name

from analysis.growth import date_after

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelt(count: int) -> str:
    """A small whole number in words, a larger one in digits."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def month(iso: str) -> str:
    """'2027-12-05' or '2027-12' as 'December 2027'."""
    year, number, *_ = iso.split("-")
    return f"{month_name[int(number)]} {year}"


def percent(part: float, decimals: int = 1) -> str:
    """0.4019 as '40.2 %', with a space that does not break."""
    return f"{100 * part:.{decimals}f}\N{NO-BREAK SPACE}%"


def listed(words: list[str]) -> str:
    """'a, b and c'; 'nobody' for an empty list."""
    if not words:
        return "nobody"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def share_sentence(part: float) -> str:
    """Whether a share is less than half, half, or more."""
    size = "less than half" if part < 0.5 else "exactly half" if part == 0.5 else "more than half"
    return f"{percent(part)} of the models counted, {size}"


def half_sentence(start: str, middle: float, early: float, late: float) -> str:
    """When the share passes half: on the line, and between which bounds (years after ``start``)."""
    if math.isinf(middle):
        return "On the line through the two counts, China's share does not rise and never passes half."
    line = f"On the line through the two counts, China's share passes half in {month(date_after(start, middle))}"
    if math.isinf(late) or not date_after(start, late):
        return f"{line}; with the counting error allowed, it may be {month(date_after(start, early))}, or never."
    return (f"{line}; with the counting error allowed, between {month(date_after(start, early))} "
            f"and {month(date_after(start, late))}.")


def horizon_sentence(late: float, horizon: float) -> str:
    """Whether half is passed within a horizon even in the slowest case."""
    verdict = "is passed even in the slowest case" if late <= horizon else "is not assured"
    return f"Within {horizon:g} years of the second count, half {verdict}."


def yardstick_sentence(leads: list[bool], provable: list[bool]) -> str:
    """By how many yardsticks the lead holds, and how many claims could be checked when made."""
    n = len(leads)
    by = f"all {spelt(n)}" if all(leads) else f"{spelt(sum(leads))} of {spelt(n)}"
    return (f"Chinese models lead by {by} yardsticks, and {spelt(sum(provable))} of the {spelt(n)} "
            f"claims could be checked on the day it was made.")


def overlap_sentence(shared: list[str], total: int, index: float) -> str:
    """Who is in both alliances."""
    verb = "belongs" if len(shared) == 1 else "belong"
    return f"Of {spelt(total)} firms named, {listed(shared)} {verb} to both, an overlap of {percent(index)}."


def bloc_sentence(median: float, high: float, limit: float) -> str:
    """Whether the alliances could be one bloc once unnamed members are added."""
    if high < limit:
        return "they stay two separate bodies in more than nineteen draws of twenty"
    return "they stay two separate bodies in most draws" if median < limit else "they look like one bloc in most draws"


def bridge_sentence(name: str, sole: float) -> str:
    """How often the named bridge stays the only one."""
    word = "more often than not" if sole > 0.5 else "in a minority of draws" if sole > 0 else "in no draw"
    return f"{name} stays the only firm in both {word} ({percent(sole, 0)} of the draws)"


def bridges_sentence(most: str, needed: list[str]) -> str:
    """Who lies between most, and without whom the alliances would not hang together."""
    if not needed:
        return f"{most} lies on most paths between others; no single firm is needed to link the two alliances."
    if needed == [most]:
        return f"{most} lies on most paths between others and is the only firm needed to link the two alliances."
    return f"{most} lies on most paths between others, but the link between the two alliances needs {listed(needed)}."


def attendance_title(visits: float, visits_each: float, record: float) -> str:
    """The figure of attendance in a sentence, with the assumption it rests on."""
    each = "one visit" if visits_each == 1 else f"{visits_each:g} visits"
    return f"At {each} a person, the estimate means {record_sentence(visits / visits_each, record)}."


def record_sentence(visitors: float, record: float) -> str:
    """Whether an attendance beats the record."""
    if visitors > record:
        return f"a record: about {visitors:,.0f} people against {record:,.0f}"
    return f"no record: about {visitors:,.0f} people against {record:,.0f}"


def things_sentence(things: int, ready: int, available: list[str]) -> str:
    """How many things were announced, and how many of them are at a stage that counts as available."""
    stages = listed(sorted(s.replace("_", " ") for s in available))
    return f"{spelt(things)} products, models, systems and bodies, {spelt(ready)} of them {stages}"


def lone_sentence(alone: int, things: int) -> str:
    """How many of the things only one article reports."""
    if not things:
        return "No article reports anything."
    if alone == things:
        return f"Every one of the {spelt(things)} is reported by a single article."
    verb = "is" if alone == 1 else "are"
    return f"{spelt(alone).capitalize()} of the {spelt(things)} {verb} reported by a single article."


def stage_sentence(stages, available: list[str]) -> str:
    """How many of the stages stated are among those that count as available; each cell may hold several."""
    wanted = {s.replace("_", " ") for s in available}
    found = [set(cell.split("; ")) for cell in stages if cell]
    ready, silent = sum(bool(wanted & cell) for cell in found), len(list(stages)) - len(found)
    things = f"{spelt(len(found))} {'thing' if len(found) == 1 else 'things'}"
    rest = f"; for {spelt(silent)} no stage is given" if silent else ""
    return f"Of {things} with a stage, {spelt(ready)} had got as far as {listed(sorted(wanted))}{rest}."


def verdicts_sentence(verdicts: list[str]) -> str:
    """How the propositions stand."""
    n = len(verdicts)
    words = {"supported": ("is borne out by what they say", "are borne out by what they say"),
             "opposed": ("is denied", "are denied"), "divided": ("divides them", "divide them"),
             "thin": ("rests on too little", "rest on too little")}
    parts = [f"{spelt(verdicts.count(v))} {pair[verdicts.count(v) > 1]}" for v, pair in words.items() if v in verdicts]
    return f"Of {spelt(n)} propositions put to the articles, {listed(parts)}."


def voices_sentence(press: float, vendors: float, own: float) -> str:
    """Who speaks: parts of all claims by press and vendors, and the part of vendors' claims about themselves."""
    return (f"The press speaks {percent(press, 0)} of the claims in its own voice and vendors {percent(vendors, 0)}; "
            f"of what vendors say, {percent(own, 0)} is about themselves or what they make.")


def fragile_sentence(changed: list[str], total: int, what: str) -> str:
    """How many verdicts hang on a single one of something."""
    if not changed:
        return f"No verdict hangs on a single {what}."
    verb = "changes" if len(changed) == 1 else "change"
    count = spelt(len(changed)).capitalize()
    return f"{count} of the {spelt(total)} verdicts {verb} when some single {what} is left out."


def stays_sentence(stays: list[str], total: int) -> str:
    """How many headlines no single parameter can turn, and which where they are few."""
    over = "over the whole declared range of every parameter taken alone"
    if len(stays) == total:
        return f"All {spelt(total)} headlines stay {over}."
    if not stays:
        return f"Each of the {spelt(total)} headlines turns somewhere in the declared range of some parameter."
    which = f" ({'; '.join(name.rstrip('.') for name in stays)})" if len(stays) < 4 else ""
    verb = "stays" if len(stays) == 1 else "stay"
    return f"Of {spelt(total)} headlines {spelt(len(stays))} {verb} {over}{which}; the others turn somewhere in it."
