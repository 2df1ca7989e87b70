"""``evidence export``: the tables as CSV, Parquet and SQLite, with descriptions for catalogues and archives."""

from argparse import Namespace
from pathlib import Path


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("export", help="write the tables as CSV, Parquet and SQLite into a folder")
    parser.add_argument("folder", type=Path, help="the folder, made where it is missing; files of those names go")
    parser.set_defaults(func=_export)


def _export(args: Namespace) -> int:
    """Write the files and say where they are."""
    from evidence.exports import write_exports
    names = write_exports(args.root, args.folder)
    args.found = {"folder": args.folder, "files": names}
    print(f"{len(names)} files in {args.folder}")
    return 0
