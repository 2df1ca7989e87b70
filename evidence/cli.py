"""The ``evidence`` command: thin; each subcommand lives in a module of ``evidence.commands``."""

import argparse
import contextlib
import importlib
import io
import json
import logging
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from evidence.disk import state
from evidence.disk.sources import faults_of_files
from evidence.disk.stopping import Stopped
from evidence.errors import EvidenceError, Fault
from evidence.project import find_root, make_importable

COMMANDS = {"check": "ledger", "tables": "ledger", "trace": "ledger",
            "scan": "add", "add": "add", "remove": "add", "impact": "add",
            "run": "runs", "refresh": "runs", "why": "runs", "lint": "runs",
            "sweep": "sweep", "scenarios": "scenarios", "depends": "scenarios", "sobol": "scenarios",
            "diff": "diff", "book": "book", "export": "export", "measure": "measure", "new": "new", "pdf": "paper",
            "epub": "paper", "serve": "serve"}


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
    """Run one command; 0 when all is well, 1 with one line a fault, 2 for a wrong call, 128 + n after signal n."""
    argv = sys.argv[1:] if argv is None else argv
    return run_command(_parser(argv), argv)


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    """The commands that may be meant. Only the module that is asked for is imported: pandas costs more than a check."""
    parser = _Parser("evidence", description="Check, build and trace a book of evidence.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    parser.add_argument("--print-completion", action=_Completion, choices=("bash", "zsh", "tcsh"),
                        help="print what that shell completes commands by")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    named = next((word for word in argv if word in COMMANDS), None)
    for module in dict.fromkeys([COMMANDS[named]] if named else COMMANDS.values()):
        importlib.import_module(f"evidence.commands.{module}").add_parser(subparsers)
    for command in subparsers.choices.values():
        _add_common(command)
    for each in (parser, *subparsers.choices.values()):
        each.for_machines = "--json" in argv
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call as its caller reads: machines get one object, as for every other fault."""

    for_machines = False

    def error(self, message: str) -> NoReturn:
        if self.for_machines:
            fault = Fault(self.prog, 0, message, " ".join(self.format_usage().split()))
            _tell(self.prog.split()[-1], 2, {}, "", [fault])
            self.exit(2)
        super().error(message)


class _Version(argparse.Action):
    """Print the version; that of an installed package takes a while to find."""

    def __call__(self, parser, *_) -> None:
        from importlib.metadata import version
        print(f"evidence {version('evidence-report')}")
        parser.exit()


class _Completion(argparse.Action):
    """Print a shell's completions of all commands and options."""

    def __call__(self, parser, _, shell, *__) -> None:
        import shtab  # nobody else waits for it
        print(shtab.complete(parser, shell))
        parser.exit()


def _add_common(command: argparse.ArgumentParser) -> None:
    """How any command may speak: to people, to machines, or not at all; ``dry_run`` says whether it can be tried."""
    if command.get_default("dry_run") is not None:
        command.add_argument("--dry-run", action="store_true", help="say what would be done; change no file, run no "
                                                                    "chapter")
    speaks = command.add_mutually_exclusive_group()
    speaks.add_argument("--json", action="store_true", help="print one JSON object instead: command, code, what was "
                                                           "found, what would be printed, faults")
    speaks.add_argument("--quiet", action="store_true", help="print faults alone")
    command.set_defaults(command=command.prog.split()[-1], refuse=command.error)


def run_command(parser: argparse.ArgumentParser, argv: list[str]) -> int:
    """Call the ``func`` that a command line chooses, with its arguments and the report's ``root``; see ``main``.

    A command leaves in ``args.found`` what machines are told with ``--json``, beside the lines that it prints.
    """
    parser.add_argument("--root", type=Path, help="the report's folder (default: the nearest one upwards)")
    args, unknown = parser.parse_known_args(argv)
    refuse = getattr(args, "refuse", parser.error)  # its own parser's, whose usage says what there is
    if unknown:
        refuse(f"unrecognized arguments: {' '.join(unknown)}")
    args.root = (args.root or find_root(Path.cwd()) or Path()).resolve()
    args.found = {}
    if not getattr(args, "anywhere", False):
        if not (args.root / "ledger").is_dir():
            refuse("no report here: go into its folder, or name it with --root DIR; 'evidence new FOLDER' writes one")
        make_importable(args.root)
        logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns where HOME cannot be written
    if not (getattr(args, "json", False) or getattr(args, "quiet", False)):
        return _ended(args, _say)
    faults: list[Fault] = []
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = _ended(args, faults.extend if args.json else _say)
    if args.json:
        _tell(args.command, code, args.found, printed.getvalue(), faults)
    return code


def _tell(command: str, code: int, found: dict[str, Any], printed: str, faults: Iterable[Fault]) -> None:
    """The one object that ``--json`` asks for."""
    print(json.dumps({"command": command, "code": code, "found": found, "printed": printed.splitlines(),
                      "faults": [asdict(fault) for fault in faults]}, ensure_ascii=False, default=str))


def _say(faults: list[Fault]) -> None:
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} fault{'s' * (len(faults) != 1)}", file=sys.stderr)


def _ended(args: argparse.Namespace, report) -> int:
    """Run the command to its end, whatever that is."""
    try:
        if faults := faults_of_files(args.root):
            raise EvidenceError(faults)
        state.mend(args.root)
        return args.func(args)
    except EvidenceError as error:
        report(error.faults)
        return error.code
    except BrokenPipeError:
        # The reader of our output has gone (evidence … | head); nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # A full disk, a folder that cannot be written: nothing is put in place half written.
        remedy = "take a copy of the report, in which you may write, or ask its owner" \
            if isinstance(error, PermissionError) else "mend that, then run it again"
        report([Fault(str(error.filename or args.root), 0, error.strerror or str(error), remedy)])
        return 1
    except KeyboardInterrupt as error:
        print("interrupted", file=sys.stderr)
        return 128 + (error.number if isinstance(error, Stopped) else signal.SIGINT)
