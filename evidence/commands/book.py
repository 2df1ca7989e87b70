"""``evidence book``: check, run and compile the book; the old one stays until the new one is whole."""

import time
from argparse import Namespace


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("book", help="check, run and compile the book")
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters of editions.yml, beside the default")
    parser.add_argument("--force", action="store_true", help="believe nothing that is kept: run and compile all anew")
    parser.set_defaults(func=_book, dry_run=False)


def _book(args: Namespace) -> int:
    """Build the book where something has changed, and say where to open it."""
    from evidence.book import build
    from evidence.disk.lock import BUILD, locked
    from evidence.disk.stopping import stoppable, without_gc
    started = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {what}", flush=True)

    if args.dry_run:
        args.found = {"current": build.is_current(build.book_folder(args.root, args.edition)) and not args.force}
        print("nothing to do" if args.found["current"] else
              "the book would be built anew; 'evidence why --all' says which chapters would run")
        return 0
    with stoppable(), locked(args.root / BUILD, f"{BUILD}/.lock", "another build is at work"), without_gc():
        folder = build.book_folder(args.root, args.edition)
        if args.force:
            build.forget(folder)
        build.build(folder, say)
    args.found = {"pages": folder.html, "seconds": round(time.monotonic() - started, 1)}
    print(f"\nOpen {(folder.html / 'index.html').as_uri()}")
    return 0
