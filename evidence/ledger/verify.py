"""Verify the ledger against the seeds and report every fault at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import Any, NamedTuple

from evidence.errors import Fault, shorten
from evidence.ledger.cross_references import Claims, cross_faults
from evidence.ledger.lists import Shared
from evidence.ledger.load import read_lists, repeated, source_files
from evidence.ledger.parallel import Outline, Prepare, read_all, uncollected
from evidence.ledger.rows import QuantityRow, SourceRow


@dataclass(frozen=True)
class Examined:
    """What all sources and the shared lists say, and every fault.

    ``claims``: their ids. ``relations``: how many. ``prepared``: what ``prepare`` made of each source's rows.
    """

    shared: Shared
    sources: list[SourceRow]
    claims: list[str]
    quantities: list[QuantityRow]
    relations: int
    prepared: list[Any]
    faults: list[Fault]


def examine(root: Path, prepare: Prepare | None = None) -> Examined:
    """Read ledger and seeds, as far as they can be.

    ``prepare`` is called with the rows of each source and the shared lists, in the process that read the source.
    """
    (shared, faults), paths = read_lists(root), source_files(root)
    with uncollected():
        outlines = list(read_all(root, paths, shared, prepare))
    sources = [outline.source for outline in outlines if outline.source]
    claims = list(chain.from_iterable(outline.claims for outline in outlines))
    return Examined(
        shared, sources, claims,
        quantities=list(chain.from_iterable(outline.quantities for outline in outlines)),
        relations=sum(outline.relations for outline in outlines),
        prepared=[outline.prepared for outline in outlines],
        faults=_all_faults(root, paths, shared, faults, outlines))


def _all_faults(root: Path, paths: list[Path], shared: Shared, faults: list[Fault],
                outlines: list[Outline]) -> list[Fault]:
    sources = [outline.source for outline in outlines if outline.source]
    claims = Claims(chain.from_iterable(outline.claims for outline in outlines))
    claims.unread = frozenset(path.stem for path, outline in zip(paths, outlines) if not outline.source)
    faults = faults + list(chain.from_iterable(outline.faults for outline in outlines))
    faults += _unread_files(root, paths) + _read_twice(sources) + cross_faults(shared, claims)
    return sorted({*faults, *(() if claims.unread else _unread_seeds(root, sources))})


def _unread_seeds(root: Path, sources: list[SourceRow]) -> list[Fault]:
    read = {source.file for source in sources}
    if any(not (root / "seeds" / name).exists() for name in read):
        return []  # an article under another name than its ledger file gives
    seeds = sorted(path.name for path in (root / "seeds").glob("*") if not path.name.startswith("."))
    return [Fault(f"seeds/{name}", 0, "no ledger file reads this article",
                  f"draft one with 'evidence add seeds/{name}'") for name in seeds if name not in read]


def _unread_files(root: Path, paths: list[Path]) -> list[Fault]:
    """Files that look like a part of the ledger and are none, and a ledger with no source in it."""
    faults = [Fault(f"ledger/{shorten(path.name)}", 0, "not read: its name does not end in '.yml'", "rename it")
              for path in sorted((root / "ledger").iterdir())
              if path.suffix.lower() in (".yaml", ".yml", ".json") and path.suffix != ".yml"]
    if not paths:
        faults.append(Fault("ledger", 0, "holds no source file", "draft one with 'evidence add FILE'"))
    return faults


def _read_twice(sources: list[SourceRow]) -> list[Fault]:
    return [Fault(f"seeds/{file}", 0, "read by two ledger files", "keep one ledger file an article")
            for file in repeated(source.file for source in sources)]


class _Pair(NamedTuple):
    """Two claims that give a number for the same measure of the same subject."""

    subject: str
    measure: str
    claim: str
    other: str


def unjudged(examined: Examined) -> Iterator[_Pair]:
    """Yield the pairs of claims that measure the same and are not yet compared.

    No fault of the ledger: a large corpus may leave pairs open. A report that promises a complete
    register of agreement and disagreement tests that this list is empty.
    """
    judged = {frozenset(comparison.claims) for comparison in examined.shared.judgements.comparisons}
    together: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in examined.quantities:
        together[row.subject, row.measure][row.claim_id] = None
    # An iterator: the pairs grow with the square of the claims, and nobody reads more than a few.
    return (_Pair(subject, measure, *pair) for (subject, measure), claims in sorted(together.items())
            for pair in combinations(claims, 2) if frozenset(pair) not in judged)
