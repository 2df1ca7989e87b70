"""``evidence serve``: the book on this machine, with what its chapters say at any values of their parameters."""

from argparse import Namespace
from importlib.util import find_spec

from evidence.errors import fail

_NEEDED = ("starlette", "uvicorn", "watchfiles")


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("serve", help="serve the book to this machine, and answer for any values")
    parser.add_argument("--port", metavar="N", type=int, default=0, help="default: any that is free")
    parser.add_argument("--watch", action="store_true", help="build anew when a source changes, and load pages anew")
    parser.set_defaults(func=_serve)


def _serve(args: Namespace) -> int:
    """Serve until a signal."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        fail("evidence serve", 0, f"{', '.join(missing)} not installed", "pip install 'evidence-report[serve]'")
    from evidence.disk.stopping import stoppable
    from evidence.serve.server import serve
    with stoppable():
        serve(args.root, args.port, args.watch, lambda address: print(f"Open {address}", flush=True))
    return 0
