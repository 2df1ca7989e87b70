"""The ``evidence`` command: thin; each subcommand lives in a module of ``evidence.commands``."""

import argparse
import importlib
import os
import sys
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.project import find_root

COMMANDS = {"check": "ledger", "tables": "ledger", "scan": "ledger", "trace": "ledger",
            "run": "runs", "refresh": "runs", "why": "runs", "lint": "runs",
            "sweep": "sweep", "scenarios": "scenarios", "depends": "scenarios", "sobol": "scenarios",
            "diff": "diff", "book": "book"}


def script() -> None:
    """The command ``evidence``; it ends at once, without taking its memory apart: a quarter of a second for a book."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    os._exit(code or 0)


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 with one line a fault, 2 for a wrong call."""
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser("evidence", description="Check, build and trace a book of evidence.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    # Only the module that is asked for is imported: pandas alone costs more than a whole check.
    named = next((word for word in argv if word in COMMANDS), None)
    for module in dict.fromkeys([COMMANDS[named]] if named else COMMANDS.values()):
        importlib.import_module(f"evidence.commands.{module}").add_parser(subparsers)
    return run_command(parser, argv)


def run_command(parser: argparse.ArgumentParser, argv: list[str]) -> int:
    """Call the ``func`` that a command line chooses, with its arguments and the report's ``root``; see ``main``."""
    parser.add_argument("--root", type=Path, help="the report's folder (default: the nearest one upwards)")
    args = parser.parse_args(argv)
    args.root = (args.root or find_root(Path.cwd()) or Path()).resolve()
    if not (args.root / "ledger").is_dir():
        parser.error("no report here: go into its folder, or name it with --root DIR")
    try:
        return args.func(args)
    except EvidenceError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{len(error.faults)} fault{'s' * (len(error.faults) != 1)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (evidence … | head); nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # A full disk, a folder that cannot be written: nothing is put in place half written.
        print(f"{error.filename or args.root}: {error.strerror or error}; mend that, then run it again",
              file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
