"""What a seed mentions that no claim accounts for."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from evidence.errors import Fault, shorten
from evidence.ledger.quotes import Seed, Span

_MOST = 100  # faults of a kind that are spelt out for one seed


@dataclass(frozen=True)
class Accounted:
    """What the ledger accounts for in one seed.

    ``numbers``: every number in the seed. ``read``: words from which a number, date or property was read. ``quoted``:
    whole quotes. ``aside``: what was set aside. ``named``: names of entities.
    """

    numbers: list[Span]
    read: list[Span]
    quoted: list[Span]
    aside: list[Span]
    named: list[Span]

    @cached_property
    def _unread(self) -> list[Span]:
        """The numbers that are neither read nor set aside: mostly none."""
        settled = _Spans(self.read + self.aside)
        return [span for span in self.numbers if not settled._holding(*span)]


class _Spans:
    """Spans, none inside another, so that a question costs a binary search."""

    def __init__(self, spans: Iterable[Span]):
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted([(start, -end) for start, end in spans]):
            if not self.ends or -end > self.ends[-1]:
                self.starts.append(start)
                self.ends.append(-end)

    def _holding(self, start: int, end: int) -> Span | None:
        """Return a span that holds all of start to end, or None."""
        at = bisect_right(self.starts, start) - 1
        # Spans may overlap, but none holds another: the ends rise with the starts, so the last
        # one to start at or before ``start`` reaches furthest.
        return (self.starts[at], self.ends[at]) if at >= 0 and end <= self.ends[at] else None


def unaccounted(seed: Seed, accounted: Accounted) -> list[Fault]:
    """Return a fault for each number not read or set aside, and each name not quoted or set aside."""
    numbers = _Spans(accounted.named if accounted._unread else ())
    names = _Spans(accounted.quoted + accounted.aside)
    return [*_loose(seed, "number", accounted._unread, numbers, "read it in a claim, or set it aside with a reason"),
            *_loose(seed, "name", accounted.named, names,
                    "quote it in a claim, or set it aside with a reason")]


def _loose(seed: Seed, kind: str, spans: list[Span], settled: _Spans, remedy: str) -> list[Fault]:
    loose = sorted({span for span in spans if not settled._holding(*span)})
    found = [Fault(seed.file, seed.line(start), f"the {kind} '{shorten(seed.text[start:end], 60)}' is in no claim "
                   f"('{_around(seed, start, end)}')", remedy) for start, end in loose[:_MOST]]
    for start, _ in loose[_MOST:_MOST + 1]:
        found.append(Fault(seed.file, seed.line(start), f"{len(loose) - _MOST:,} more {kind}s are in no claim",
                           "settle the first ones, then check again"))
    return found


def digits_in_names(accounted: Accounted) -> list[Span]:
    """Return where the names stand whose digits are no quantity: they count as set aside."""
    if not accounted._unread:
        return []
    names = _Spans(accounted.named)
    return sorted({held for span in accounted._unread if (held := names._holding(*span))})


def _around(seed: Seed, start: int, end: int) -> str:
    """The words that a number or name stands in."""
    return shorten(seed.text[max(0, start - 15):min(end, start + 200) + 15], 60)
