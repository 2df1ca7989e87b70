"""How far a parameter may go before a headline turns: scan, bisect, draw."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

ALONE = ["headline", "parameter", "default", "holds", "stays", "turns_at", "held", "spans", "place", "ends"]

@dataclass(frozen=True)
class Range:
    """A parameter as declared: its default, and either numeric limits or a choice of options."""

    name: str
    default: float | int | str | bool
    low: float | None = None
    high: float | None = None
    options: tuple = ()
    unit: str = ""


@dataclass(frozen=True)
class Headline:
    """A sentence of the book as a test on parameter values: true where the sentence holds.

    ``rests_on``: the claims and reference points that it takes figures from.
    """

    name: str
    sentence: str
    holds: Callable[[dict], bool]
    ranges: tuple[Range, ...]
    rests_on: tuple[str, ...] = ()

    def defaults(self) -> dict:
        return {r.name: r.default for r in self.ranges}


def grid(low: float, high: float, steps: int, whole: bool = False) -> list[float]:
    """``steps + 1`` evenly spaced values from low to high; whole numbers only if ``whole``."""
    values = [low + (high - low) * i / steps for i in range(steps + 1)]
    return sorted({round(v) for v in values}) if whole else values


def turning(holds: Callable[[float], bool], low: float, high: float, tolerance: float) -> float:
    """Where between two values, at which ``holds`` differs, it turns: by bisection, to ``tolerance``."""
    at_low = holds(low)
    if at_low == holds(high):
        raise ValueError(f"no turn between {low} and {high}")
    while abs(high - low) > tolerance:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) == at_low else (low, middle)
    return (low + high) / 2


def turns(holds: Callable[[float], bool], low: float, high: float, steps: int = 40, whole=False) -> list[float]:
    """Every value in a range at which ``holds`` turns, as fine as a scan of ``steps`` can see.

    For whole numbers: the first value, upwards, at which the new answer holds.
    """
    values = grid(low, high, steps, whole)
    answers = [holds(v) for v in values]
    found = []
    for i in range(1, len(values)):
        if answers[i] == answers[i - 1]:
            continue
        if whole:
            found.append(next(v for v in range(values[i - 1], values[i] + 1) if holds(v) == answers[i]))
        else:
            found.append(turning(holds, values[i - 1], values[i], (high - low) * 1e-5))
    return found


def alone(headline: Headline, varied: Range, steps: int = 40) -> dict:
    """One parameter over its range, the others at their defaults: does the headline stay?

    ``spans`` are the stretches of a numeric range in which it holds, from 0 (lowest) to 1 (highest);
    ``held`` is their total length, or the part of the options.
    """
    def holds(value) -> bool:
        return bool(headline.holds(headline.defaults() | {varied.name: value}))

    as_set, spans = holds(varied.default), ()
    if varied.options:
        answers = {option: holds(option) for option in varied.options}
        broken = [str(option) for option, answer in answers.items() if answer != as_set]
        held = sum(answers.values()) / len(answers)
    else:
        found = turns(holds, varied.low, varied.high, steps, isinstance(varied.default, int))
        broken = [f"{value:.4g}" for value in found]
        spans = stretches(found, varied.low, varied.high, holds(varied.low))
        held = sum(end - start for start, end in spans)
    return {"headline": headline.name, "parameter": varied.name, "default": varied.default, "holds": as_set,
            "stays": not broken, "turns_at": ", ".join(broken), "held": held, "spans": spans,
            "place": _place(varied), "ends": _ends(varied)}


def stretches(found: list[float], low: float, high: float, at_low: bool) -> tuple[tuple[float, float], ...]:
    """The parts of a range, as fractions of it, where an answer that starts as ``at_low`` is true."""
    edges = [0.0, *((value - low) / (high - low) for value in found), 1.0]
    pieces = list(zip(edges, edges[1:], strict=False))
    return tuple(pieces[0 if at_low else 1::2])


def _place(varied: Range) -> float | None:
    """Where the default lies in its range, 0 to 1."""
    return None if varied.options else (varied.default - varied.low) / (varied.high - varied.low)


def _ends(varied: Range) -> tuple[str, str]:
    """The limits of a numeric range as a reader wants them, without the unit."""
    form = "g" if varied.unit == "year" and varied.low > 1000 else ",g"  # a date, not a number of years
    return () if varied.options else (format(varied.low, form), format(varied.high, form))


def sweep(headlines: list[Headline], steps: int = 40) -> pd.DataFrame:
    """Every headline over every parameter it has, one at a time; a row each, as ``alone`` gives it."""
    return pd.DataFrame([alone(h, r, steps) for h in headlines for r in h.ranges], columns=ALONE)


def together(headline: Headline, draws: int, seed: int) -> float:
    """Part of random draws, all parameters uniform over their ranges at once, in which it holds.

    Not a probability: nobody knows how likely the values are. It says how much of the declared
    room the headline fills. A parameter is drawn alike for every headline that has it.
    """
    sources = {r: random.Random(f"{seed}-{r.name}") for r in headline.ranges}
    held = (headline.holds({r.name: _draw(r, rng) for r, rng in sources.items()}) for _ in range(draws))
    return sum(map(bool, held)) / draws


def sampling_error(draws: int) -> float:
    """By how much a part of so many draws may miss the part of infinitely many, nineteen times in twenty.

    1.96 √(p (1 − p) ÷ n) at its largest, p = ½: the normal approximation to the binomial distribution.
    """
    return 1.96 * (0.25 / draws) ** 0.5


def _draw(r: Range, rng: random.Random):
    if r.options:
        return rng.choice(r.options)
    return rng.randint(r.low, r.high) if isinstance(r.default, int) else rng.uniform(r.low, r.high)


def summary(headlines: list[Headline], swept: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """One row per headline: columns headline, sentence, holds, turned_by, together, claim_id.

    turned_by lists the parameters that turn it alone, with the value; 'nothing' where none does.
    """
    rows = []
    for h in headlines:
        mine = swept[swept["headline"] == h.name]
        units = {r.name: "" if r.unit in ("1", "of one") or isinstance(r.default, int) else r.unit for r in h.ranges}
        turned = "; ".join(f"{r.parameter} at {r.turns_at} {units[r.parameter]}".strip().replace("_", " ")
                           for r in mine[~mine["stays"].astype(bool)].itertuples())
        as_set = bool(h.holds(h.defaults()))
        claims = " ".join(sorted(one for one in h.rests_on if "/" in one))
        rows.append((h.name, h.sentence, as_set, turned or "nothing", together(h, draws, seed), claims))
    return pd.DataFrame(rows, columns=["headline", "sentence", "holds", "turned_by", "together", "claim_id"])
