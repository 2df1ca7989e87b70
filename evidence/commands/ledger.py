"""``evidence check``, ``tables`` and ``trace``: the ledger verified, made into tables, followed."""

from argparse import Namespace
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from evidence.errors import EvidenceError, shorten

if TYPE_CHECKING:
    from evidence.ledger.verify import Examined

_MOST_PAIRS = 20  # open pairs that are printed


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("check", help="verify the ledger against the seeds")
    parser.set_defaults(func=_check)
    parser = subparsers.add_parser("tables", help="build data/ from the ledger")
    parser.add_argument("--check", dest="dry_run", action="store_true",
                        help="only say whether data/ is as the ledger gives it; the same as --dry-run")
    parser.set_defaults(func=_tables)
    parser = subparsers.add_parser("trace", help="print the whole chain of a claim, reference point or result")
    parser.add_argument("id", help="source/claim, a reference point, or chapter/result")
    parser.set_defaults(func=_trace)


def _check(args: Namespace) -> int:
    """Print every fault, or what was verified."""
    from evidence.book.needed import missing_settings
    from evidence.ledger.load import source_files
    from evidence.ledger.pages import unshown
    from evidence.tables.build import examine_all
    faults = missing_settings(args.root) + unshown(args.root, (path.stem for path in source_files(args.root)))
    try:
        examined = examine_all(args.root)
    except EvidenceError as error:
        raise EvidenceError(error.faults + faults) from None
    if faults:
        raise EvidenceError(faults)
    args.found = {"sources": len(examined.sources), "claims": len(examined.claims),
                  "quantities": len(examined.quantities), "relations": examined.relations}
    print(f"{len(examined.sources)} sources, {len(examined.claims):,} claims, "
          f"{len(examined.quantities):,} quantities, {examined.relations:,} relations: "
          "every quote stands in its seed, every number is accounted for.")
    for line in _open_pairs(examined):
        print(line)
    return 0


def _open_pairs(examined: "Examined") -> list[str]:
    """What a new source confirms, contradicts or adds: pairs that measure the same, still to be compared."""
    from evidence.ledger.verify import unjudged
    pairs = list(islice(unjudged(examined), _MOST_PAIRS + 1))
    if not pairs:
        return []
    printed: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    named = {claim for pair in pairs for claim in (pair.claim, pair.other)}
    for row in examined.quantities:
        if row.claim_id in named:
            printed[row.claim_id, row.subject, row.measure].append(shorten(row.text, 40))
    said = [f"  {pair.measure} of {pair.subject}: " + ", ".join(
                f"«{' / '.join(printed[claim, pair.subject, pair.measure])}» ({claim})"
                for claim in (pair.claim, pair.other))
            for pair in pairs[:_MOST_PAIRS]]
    more = ["  … and more"] if len(pairs) > _MOST_PAIRS else []
    return ["These pairs measure the same and are not compared; say in ledger/judgements.yml how they stand:",
            *said, *more]


def _tables(args: Namespace) -> int:
    """Build ``data/``, or with --check name the first line of each file that differs."""
    from evidence.tables import package
    files = package.contents(args.root)
    if args.dry_run:
        if faults := package.stale_tables(args.root, files):
            raise EvidenceError(faults)
        args.found = {"files": len(files), "changed": False}
        print(f"data/: {len(files)} files, as the ledger gives them")
        return 0
    changed = package.write_tables(args.root, files)
    args.found = {"files": len(files), "changed": changed}
    print(f"data/: {len(files)} files, {'written' if changed else 'nothing to do'}")
    return 0


def _trace(args: Namespace) -> int:
    """Print the chain of an id; EvidenceError where it names nothing."""
    from evidence.index.trace import chain
    lines = chain(args.root, args.id)
    args.found = {"id": args.id, "chain": lines}
    print("\n".join(lines))
    return 0
