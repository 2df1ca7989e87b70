"""``evidence diff A B``: which figures, sentences, tables and pictures differ between two books, and why."""

from argparse import Namespace
from dataclasses import asdict


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("diff", help="say what differs between two editions, and what caused it")
    sides = "an edition; NAME~1 for the build before; or the path of a notebook that was run"
    parser.add_argument("first", metavar="A", help=sides)
    parser.add_argument("second", metavar="B", help="the same, to compare with")
    parser.add_argument("--all", dest="everything", action="store_true", help="print every row and whole texts")
    parser.add_argument("--only", metavar="NAME", action="append",
                        help="compare this key figure, sentence, picture or table alone; one --only each")
    parser.add_argument("--exit-code", action="store_true", help="end with 1 where anything differs")
    parser.set_defaults(func=_diff)


def _diff(args: Namespace) -> int:
    """Print what differs; 2 where A or B names nothing that can be compared, with --exit-code 1 where they differ."""
    from evidence.diff import explain, sides, text
    first, second = sides.both_sides(args.root, args.first, args.second)
    if args.only:
        first, second = sides.narrowed((first, second), args.only)
    chapters = explain.compare_sides(args.root, first, second)
    args.found = {"first": first.name, "second": second.name, "chapters": [asdict(chapter) for chapter in chapters]}
    print("\n".join(text.as_lines(first.name, second.name, chapters, args.everything)))
    return int(args.exit_code and any(chapter.found for chapter in chapters))
