"""What a source does to the register: what it confirms, contradicts and adds, and which claims are alike."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from evidence.errors import brief, shorten
from evidence.language import units
from evidence.ledger.lists import ReferencePoint, Shared
from evidence.ledger.rows import BearingRow, QuantityRow, Rows, SourceRow
from evidence.ledger.verify import Examined

_AGREES = 0.02  # of the larger: figures nearer than this are the same one, rounded


def bearings_of(rows: Rows, _shared: Shared) -> list[BearingRow]:
    """How a source bears on propositions: what ``examine`` is to keep of its rows."""
    return rows.bearings


class Register(NamedTuple):
    """All that the sources say, examined with ``bearings_of``, and the source that is looked at."""

    examined: Examined
    source_id: str

    @property
    def shared(self) -> Shared:
        """The lists that all sources share."""
        return self.examined.shared


def lines_of(register: Register) -> list[str]:
    """What the source does, line by line."""
    return [*_propositions(register), *_alike(register), *_adds(register)] or ["  nothing that another one bears on"]


def _propositions(register: Register) -> Iterator[str]:
    """Of each proposition that it bears on, how, and how many articles bear on it so far."""
    of: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    own: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in chain.from_iterable(register.examined.prepared):
        if row.source_id == register.source_id:
            own[row.proposition, row.how].append(row.claim_id)
        else:
            of[row.proposition][row.how].add(row.source_id)
    for (proposition, how), claims in sorted(own.items()):
        others = ", ".join(f"{before}: {len(sources)}" for before, sources in sorted(of[proposition].items()))
        statement = shorten(register.shared.propositions[proposition].statement, 100)
        yield f"  {how} '{proposition}' ({statement}) by {', '.join(claims)}; other articles: {others or 'none'}"


def _alike(register: Register) -> Iterator[str]:
    """Claims and reference points on the same subject and measure, and how the numbers stand."""
    own = [row for row in register.examined.quantities if row.source_id == register.source_id]
    sources = {row.source_id: row for row in register.examined.sources}
    for row in own:
        for other in register.examined.quantities:
            if other.source_id != row.source_id and (other.subject, other.measure) == (row.subject, row.measure):
                note = _same_voice(sources[row.source_id], sources[other.source_id])
                yield f"  {row.measure} of {row.subject}: «{brief(row.text)}» ({row.claim_id}) " \
                      f"{_stands(row, other)} «{brief(other.text)}» ({other.claim_id}){note}"
        for point in register.shared.reference_points.values():
            if (point.subject, point.measure) == (row.subject, row.measure):
                note = _same_cite(sources[row.source_id], point)
                yield f"  {row.measure} of {row.subject}: «{brief(row.text)}» ({row.claim_id}) " \
                      f"{_stands(row, point)} the reference point '{point.id}'{note}"


def _same_voice(one: SourceRow, other: SourceRow) -> str:
    """A second article by the same publisher, or that relays the same one, is no second witness."""
    if one.publisher and one.publisher == other.publisher:
        return f"; same publisher ({one.publisher}): no second witness"
    if one.upstream and one.upstream == other.upstream:
        return f"; both relay {brief(one.upstream)}: no second witness"
    return ""


def _same_cite(source: SourceRow, point: ReferencePoint) -> str:
    return "; the same publication: no second witness" if source.cite == point.cite else ""


def _stands(row: QuantityRow, other: QuantityRow | ReferencePoint) -> str:
    """How one figure stands to another, by their intervals in one unit."""
    try:
        first, second = _interval(row, row.unit), _interval(other, row.unit)
    except ValueError:
        return "is in another unit than"
    if first == second:
        return "gives the same figure as"
    slack = _AGREES * max(abs(end) for end in (*first, *second) if abs(end) != float("inf"))
    if first[0] <= second[1] + slack and second[0] <= first[1] + slack:
        return "agrees with"
    return "contradicts, unless date or definition differ,"


def _interval(row: QuantityRow | ReferencePoint, unit: str) -> tuple[float, float]:
    """Lower and upper end, in a unit; infinite where open; «about 10» is 10 at both ends."""
    given = units.canonical(row.unit)
    known = [units.convert(end, given, unit) for end in (row.low, row.high, row.value) if end is not None]
    is_open = (row.low is None) != (row.high is None)
    return (float("-inf") if is_open and row.low is None else min(known),
            float("inf") if is_open and row.high is None else max(known))


def _adds(register: Register) -> Iterator[str]:
    """Measures and subjects that no other source gives a number for."""
    others = {(row.subject, row.measure) for row in register.examined.quantities
              if row.source_id != register.source_id}
    new = sorted({(row.measure, row.subject) for row in register.examined.quantities
                  if row.source_id == register.source_id and (row.subject, row.measure) not in others})
    for measure, subject in new:
        yield f"  adds {measure} of {subject}, of which no other article gives a number"
