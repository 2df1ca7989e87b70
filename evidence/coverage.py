"""What a seed mentions that no claim accounts for."""

from bisect import bisect_right
from dataclasses import dataclass

from evidence.errors import Fault, shorten
from evidence.passages import Passage, Seed


@dataclass(frozen=True)
class Accounted:
    """What the ledger accounts for in one seed.

    ``numbers``: every number in the seed. ``read``: words from which a number, date or property was read. ``quoted``:
    whole quotes. ``aside``: what was set aside. ``named``: names of entities.
    """

    numbers: list[tuple[int, int]]
    read: list[Passage]
    quoted: list[Passage]
    aside: list[Passage]
    named: list[Passage]


class _Spans:
    """Spans merged into disjoint ones, so that a question costs a binary search."""

    def __init__(self, passages: list[Passage]):
        self.starts, self.ends = [], []
        for one in sorted(passages, key=lambda p: (p.start, -p.end)):
            if self.ends and one.end <= self.ends[-1]:
                continue  # inside the one before; partly overlapping ones are kept apart on purpose
            self.starts.append(one.start)
            self.ends.append(one.end)

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the spans holds all of start to end."""
        at = bisect_right(self.starts, start) - 1
        # Spans may overlap, but none holds another: the ends rise with the starts, so the last
        # one to start at or before ``start`` reaches furthest.
        return at >= 0 and end <= self.ends[at]


def faults(seed: Seed, accounted: Accounted) -> list[Fault]:
    """Return a fault for each number not read or set aside, and each name not quoted or set aside."""
    return _numbers(seed, accounted) + _names(seed, accounted)


def _numbers(seed: Seed, accounted: Accounted) -> list[Fault]:
    settled = _Spans(accounted.read + accounted.aside + accounted.named)
    return [Fault(seed.file, seed.line(start), f"the number '{_around(seed, start, end)}' is in no claim",
                  "read it in a claim, or set it aside with a reason")
            for start, end in accounted.numbers if not settled.hold(start, end)]


def _names(seed: Seed, accounted: Accounted) -> list[Fault]:
    settled = _Spans(accounted.quoted + accounted.aside)
    return [Fault(seed.file, seed.line(one.start), f"the name '{_around(seed, one.start, one.end)}' is in no claim",
                  "quote it in a claim, or set it aside with a reason")
            for one in accounted.named if not settled.hold(one.start, one.end)]


def digits_in_names(seed: Seed, accounted: Accounted) -> list[Passage]:
    """Return the names whose digits are no quantity: they count as set aside."""
    settled = _Spans(accounted.read + accounted.aside)
    numbers = [span for span in accounted.numbers if not settled.hold(*span)]
    longest = _Spans(accounted.named)
    found = {(one.start, one.end): one for one in accounted.named
             if any(one.start <= start and end <= one.end for start, end in numbers)}
    return [one for place, one in sorted(found.items())
            if place in set(zip(longest.starts, longest.ends))]


def _around(seed: Seed, start: int, end: int) -> str:
    return shorten(seed.text[max(0, start - 15):end + 15], 60)
