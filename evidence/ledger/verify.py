"""Verify the ledger against the seeds and report every fault at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice
from pathlib import Path

from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger.cross_references import judgement_faults, shared_faults, source_faults
from evidence.ledger.load import read_shared, repeated, source_files
from evidence.ledger.models import Shared
from evidence.ledger.parallel import Prepare, resolve_all, uncollected
from evidence.ledger.resolved import Resolved

MOST_PAIRS = 20  # open pairs that are printed
COUNTED = {"sources": 4, "claims": 1, "quantities": 5, "relations": 1}  # what check looks at: columns of each


@dataclass(frozen=True)
class Examined:
    """Everything the ledger says: the shared lists, the rows of each table, and the faults.

    ``written`` and ``unkeyed`` hold what ``prepare`` made of each source: see ``Resolved``.
    """

    shared: Shared
    rows: dict[str, list[tuple]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)
    written: dict[str, dict[str, bytes]] = field(default_factory=dict)
    unkeyed: set[str] = field(default_factory=set)


def whole(resolved: Resolved, _: Shared) -> Resolved:
    """Keep everything."""
    return resolved


def counted(resolved: Resolved, _: Shared) -> Resolved:
    """Keep what check looks at."""
    return resolved.keep(COUNTED)


def examine(root: Path, prepare: Prepare = whole) -> Examined:
    """Read ledger and seeds; EvidenceError only where the shared lists themselves cannot be read."""
    shared, paths = read_shared(root), source_files(root)
    examined, lost = Examined(shared), []
    with uncollected():
        for resolved in resolve_all(root, paths, shared, prepare):
            lost += resolved.lost
            _gather(examined, resolved)
    rows, faults = examined.rows, examined.faults
    faults += _unread_seeds(root, rows, paths) + _unread_files(root, paths) + _repeated_ids(rows)
    faults += shared_faults(root, shared) + source_faults(root, rows.get("sources", []))
    faults += judgement_faults(root, shared, rows, lost)
    faults[:] = sorted(set(faults))
    return examined


def _gather(examined: Examined, resolved: Resolved) -> None:
    examined.faults.extend(resolved.faults)
    examined.unkeyed.update(resolved.unkeyed)
    for table, rows in resolved.rows.items():
        examined.rows[table].extend(rows)
    if resolved.written:
        examined.written[resolved.rows["sources"][0][0]] = resolved.written


def _unread_seeds(root: Path, rows, paths: list[Path]) -> list[Fault]:
    read = {row[1] for row in rows.get("sources", ())}
    if len(read) < len(paths):
        return []  # a ledger file that could not be read is a fault of its own
    seeds = sorted(path.name for path in (root / "seeds").glob("*") if not path.name.startswith("."))
    return [Fault(f"seeds/{name}", 0, "no ledger file reads this article",
                  f"draft one with 'evidence scan seeds/{name}'") for name in seeds if name not in read]


def _unread_files(root: Path, paths: list[Path]) -> list[Fault]:
    """Files that look like a part of the ledger and are none, and a ledger with no source in it."""
    faults = [Fault(f"ledger/{shorten(path.name)}", 0, "not read: its name does not end in '.yml'", "rename it")
              for path in sorted((root / "ledger").iterdir())
              if path.suffix.lower() in (".yaml", ".yml", ".json") and path.suffix != ".yml"]
    if not paths:
        faults.append(Fault("ledger", 0, "holds no source file", "draft one with 'evidence scan seeds/NAME.txt'"))
    return faults


def _repeated_ids(rows) -> list[Fault]:
    faults = [Fault(f"ledger/{one.split('/')[0]}.yml", 0, f"the claim id '{one}' twice", "give one of them another id")
              for one in sorted(repeated(row[0] for row in rows.get("claims", ())))]
    faults += [Fault(f"seeds/{one}", 0, "read by two ledger files", "keep one ledger file an article")
               for one in sorted(repeated(row[1] for row in rows.get("sources", ())))]
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
    examined = examine(args.root, counted)
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
    named = {claim for pair in pairs for claim in pair[2:]}
    for row in (row for row in examined.rows["quantities"] if row[0] in named):
        printed[row[0], row[2], row[3]].append(shorten(row[4], 40))
    said = [f"  {measure} of {subject}: " + ", ".join(
                f"«{' / '.join(printed[claim, subject, measure])}» ({claim})" for claim in pair)
            for subject, measure, *pair in pairs[:MOST_PAIRS]]
    more = ["  … and more"] if len(pairs) > MOST_PAIRS else []
    return ["These pairs measure the same and are not compared; say in ledger/judgements.yml how they stand:",
            *said, *more]
