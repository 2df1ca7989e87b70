"""Verify the ledger against the seeds and report every fault at once."""

import gc
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations, islice
from pathlib import Path

from evidence import units, yamlfile
from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import Shared, read_shared, repeated, source_files
from evidence.resolve import Names, Resolved, resolve

MOST_PAIRS = 20  # open pairs that are printed
PARALLEL_FROM = 64  # files; below, starting a second process costs more than it saves


@dataclass(frozen=True)
class Examined:
    """Everything the ledger says: the shared lists, the rows of each table, and the faults."""

    shared: Shared
    rows: dict[str, list[tuple]]
    faults: list[Fault]

    @property
    def claims(self) -> int:
        return len(self.rows.get("claims", ()))


def examine(root: Path) -> Examined:
    """Read ledger and seeds; EvidenceError only where the shared lists themselves cannot be read."""
    shared = read_shared(root)
    paths = source_files(root)
    rows: dict[str, list[tuple]] = defaultdict(list)
    faults: list[Fault] = []
    for resolved in _resolve_all(root, paths, shared):
        faults += resolved.faults
        for table, more in resolved.rows.items():
            rows[table] += more
    faults += _unread_seeds(root, rows, paths)
    faults += _repeated_ids(rows)
    faults += _shared_faults(root, shared)
    faults += _judgement_faults(root, shared, rows)
    return Examined(shared, dict(rows), sorted(set(faults)))


_worker: tuple = ()


def _start(root: Path, shared: Shared) -> None:
    global _worker  # one set-up a process: the shared lists are large, the tasks small
    _worker = (root, shared, Names(shared))
    gc.disable()  # rows and events are plain and free of cycles; collecting them costs a third of the time


def _work(path: Path) -> Resolved:
    root, shared, names = _worker
    return resolve(root, path, shared, names)


def _resolve_all(root: Path, paths: list[Path], shared: Shared):
    if len(paths) < PARALLEL_FROM:
        yield from map(partial(resolve, root, shared=shared, names=Names(shared)), paths)
        return
    with ProcessPoolExecutor(os.cpu_count(), initializer=_start, initargs=(root, shared)) as pool:
        yield from pool.map(_work, paths, chunksize=32)


def _unread_seeds(root: Path, rows, paths: list[Path]) -> list[Fault]:
    read = {row[1] for row in rows.get("sources", ())}
    if len(read) < len(paths):
        return []  # a ledger file that could not be read is a fault of its own
    seeds = sorted(path.name for path in (root / "seeds").glob("*") if not path.name.startswith("."))
    return [Fault(f"seeds/{name}", 0, "no ledger file reads this article",
                  f"draft one with 'evidence scan seeds/{name}'") for name in seeds if name not in read]


def _repeated_ids(rows) -> list[Fault]:
    faults = []
    for table, kind in (("sources", "source"), ("claims", "claim")):
        for one in sorted(repeated(row[0] for row in rows.get(table, ()))):
            faults.append(Fault(f"ledger/{one.split('/')[0]}.yml", 0, f"the {kind} id '{one}' twice",
                                "give one of them another id"))
    return faults


def _shared_faults(root: Path, shared: Shared) -> list[Fault]:
    """Entities, measures and citations that shared lists point to must exist."""
    faults = [_fault(root, "entities", index, "affiliation", f"unknown entity '{one.affiliation}'")
              for index, one in enumerate(shared.entities.values())
              if one.affiliation and one.affiliation not in shared.entities]
    faults += [_fault(root, name, index, "unit", f"unknown unit '{one.unit}'")
               for name in ("measures", "reference_points")
               for index, one in enumerate(getattr(shared, name).values()) if not _is_unit(one.unit)]
    cited = bib_keys(root)
    for index, one in enumerate(shared.reference_points.values()):
        if one.subject not in shared.entities:
            faults.append(_fault(root, "reference_points", index, "subject", f"unknown entity '{one.subject}'"))
        if one.measure not in shared.measures:
            faults.append(_fault(root, "reference_points", index, "measure", f"unknown measure '{one.measure}'"))
        if one.cite not in cited:
            faults.append(_fault(root, "reference_points", index, "cite", f"'{one.cite}' is not in references.bib"))
    return faults


def _is_unit(unit: str) -> bool:
    try:
        return bool(units.canonical(unit))
    except ValueError:
        return False


def bib_keys(root: Path) -> set[str]:
    """Return the keys of ``references.bib``."""
    path = root / "references.bib"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return set(re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", text, re.MULTILINE))


def _fault(root: Path, name: str, index: int | tuple, key: str, wrong: str) -> Fault:
    shown = f"ledger/{name}.yml"
    place = (*index, key) if isinstance(index, tuple) else (index, key)
    line = yamlfile.line_of(yamlfile.lines(root / "ledger" / f"{name}.yml", shown), place)
    return Fault(shown, line, wrong, "correct the id, or add what it names")


def _judgement_faults(root: Path, shared: Shared, rows) -> list[Fault]:
    known = {row[0] for row in rows.get("claims", ())}
    if len(rows.get("sources", ())) < len(source_files(root)):
        return []  # a source that could not be read would only repeat its fault here
    faults = []
    for index, one in enumerate(shared.judgements.comparisons):
        faults += [_fault(root, "judgements", ("comparisons", index), "claims", f"unknown claim '{claim}'")
                   for claim in one.claims if claim not in known]
    for index, one in enumerate(shared.judgements.external_checks):
        if one.claim not in known:
            faults.append(_fault(root, "judgements", ("external_checks", index), "claim",
                                 f"unknown claim '{one.claim}'"))
        if one.reference not in shared.reference_points:
            faults.append(_fault(root, "judgements", ("external_checks", index), "reference",
                                 f"unknown reference point '{one.reference}'"))
    return faults


def unjudged(examined: Examined) -> Iterator[tuple[str, str, str, str]]:
    """Yield (subject, measure, claim, other) for claims that measure the same and are not yet compared.

    No fault of the ledger: a large corpus may leave pairs open. A report that promises a complete
    register of agreement and disagreement tests that this list is empty.
    """
    judged = {frozenset(one.claims) for one in examined.shared.judgements.comparisons}
    together: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in examined.rows.get("quantities", ()):
        together[row[2], row[3]][row[0]] = None
    # An iterator: the pairs grow with the square of the claims, and nobody reads more than a few.
    return ((*matter, *pair) for matter, claims in sorted(together.items())
            for pair in combinations(claims, 2) if frozenset(pair) not in judged)


def add_parser(subparsers) -> None:
    """Add ``evidence check``."""
    parser = subparsers.add_parser("check", help="verify the ledger against the seeds")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Print every fault, or what was verified."""
    examined = examine(args.root)
    if examined.faults:
        raise EvidenceError(examined.faults)
    count = {name: len(rows) for name, rows in examined.rows.items()}
    print(f"{count.get('sources', 0)} sources, {count.get('claims', 0):,} claims, "
          f"{count.get('quantities', 0):,} quantities, {count.get('relations', 0):,} relations: "
          "every quote stands in its seed, every number is accounted for.")
    for line in _open_pairs(examined):
        print(line)
    return 0


def _open_pairs(examined: Examined) -> list[str]:
    """What a new source confirms, contradicts or adds: pairs that measure the same, still to be compared."""
    pairs = list(islice(unjudged(examined), MOST_PAIRS + 1))
    if not pairs:
        return []
    printed: dict[tuple, list[str]] = defaultdict(list)
    for row in examined.rows["quantities"]:
        printed[row[0], row[2], row[3]].append(shorten(row[4], 40))
    said = [f"  {measure} of {subject}: " + ", ".join(
                f"«{' / '.join(printed[claim, subject, measure])}» ({claim})" for claim in pair)
            for subject, measure, *pair in pairs[:MOST_PAIRS]]
    more = ["  … and more"] if len(pairs) > MOST_PAIRS else []
    return ["These pairs measure the same and are not compared; say in ledger/judgements.yml how they stand:",
            *said, *more]
