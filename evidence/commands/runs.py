"""``evidence run``, ``refresh``, ``why`` and ``lint``: chapters run, their outputs stored, their faults found."""

import os
from argparse import Action, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.disk.atomic import store
from evidence.errors import EvidenceError, Fault, fail, shorten
from evidence.project import chapters, find_chapter

if TYPE_CHECKING:
    from evidence.notebooks.parameters import Parameter

ENGINES = ("forked", "nbclient")
ENGINE_HELP = "forked: in a process forked from a warm parent (default); nbclient: in a kernel, papermill's own way"


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("run", help="run a chapter with other parameters")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="where to store the notebook")
    parser.add_argument("-p", "--parameters", "-r", "--parameters_raw", dest="given", action=_Assignment, nargs="+",
                        metavar=("NAME=VALUE", "VALUE"),
                        help="a parameter's value, one -p each; 'NAME VALUE' does too, as for papermill")
    parser.add_argument("-y", "--parameters_yaml", dest="given", action=_Yaml, metavar="YAML",
                        help="values as YAML: '{price: 600}'")
    parser.add_argument("-f", "--parameters_file", dest="given", action=_Yaml, metavar="FILE", help="values in a file")
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters of editions.yml")
    parser.add_argument("-o", dest="out_named", metavar="OUT", type=Path, help="the same as OUT")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.add_argument("--help-parameters", "--help-notebook", action="store_true",
                        help="list the chapter's parameters")
    parser.set_defaults(func=_run, dry_run=False)
    parser = subparsers.add_parser("refresh", help="run the chapters and store their new outputs in them")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: all")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.set_defaults(func=_refresh, edition=None, dry_run=False)
    parser = subparsers.add_parser("why", help="say what made the kept run of a chapter stale")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="its name, with or without .ipynb")
    parser.add_argument("--all", action="store_true", help="all chapters")
    parser.add_argument("--edition", metavar="NAME", help="as run for that edition")
    parser.add_argument("--exit-code", action="store_true", help="end with 1 where a kept run is stale")
    parser.set_defaults(func=_why)
    parser = subparsers.add_parser("lint", help="lint the chapters, their words, the settings, editions and sweeps")
    parser.set_defaults(func=_lint)


class _Assignment(Action):
    """``-p NAME=VALUE``, or as papermill takes it: ``-p NAME VALUE``."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        first, *rest = values
        if "=" not in first and rest:
            first = f"{first}={rest.pop(0)}"
        if rest:
            parser.error(f"{option_string} {shorten(' '.join(values))}: one parameter at a time: "
                         "write -p before each; OUT follows CHAPTER")
        namespace.given = [*(namespace.given or ()), first]


class _Yaml(Action):
    """``-y`` and ``-f``: values as a YAML text, or in a file of that."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        namespace.given = [*(namespace.given or ()), (option_string, values)]


def _given(declared, given) -> dict:
    """All values of a command line in their types, the last of a name first; EvidenceError names every fault."""
    from evidence.ledger.strict_yaml import parse_yaml, read_yaml
    from evidence.notebooks.values import check_values, read_assignments
    values: dict = {}
    for source in (source for source in given if isinstance(source, tuple)):
        option, text = source
        shown = f"{option} {shorten(text, 60)}"
        is_file = option in ("-f", "--parameters_file")
        content = (read_yaml(Path(text), shown) if is_file else parse_yaml(text, shown)).content
        if not isinstance(content, dict):
            fail(shown, 0, "no values", "write 'NAME: VALUE'")
        values |= check_values(declared, content, shown)
    return values | read_assignments(declared, [source for source in given if isinstance(source, str)])


def _run(args: Namespace) -> int:
    """Check the parameters, run the chapter, store it; nothing is written where something is wrong."""
    from evidence.notebooks import files, parameters
    from evidence.notebooks.values import check_together, typed
    from evidence.running import engine
    from evidence.running.task import RunError, Task
    chapter = find_chapter(args.root, args.chapter)
    shown = f"chapters/{chapter.name}"
    declared = parameters.describe(chapter, shown)
    if args.help_parameters:
        args.found = {"chapter": chapter.stem, "parameters": [asdict(parameter) for parameter in declared]}
        print(_help_text(chapter.stem, declared))
        return 0
    values = _edition(args, chapter) | _given(declared, args.given or ())
    check_together(declared, values, shown)
    out = _target(args)
    args.found = {"chapter": chapter.stem, "values": values, "out": out}
    if args.dry_run:
        print(f"would run {shown} with {typed(declared, values) or 'its defaults'} and store {out}")
        return 0
    try:
        ran = engine.run_task(Task(chapter, args.root, values, shown, engine=args.engine))
    except RunError as error:
        if error.notebook is not None:
            failed = out.with_suffix(".failed.ipynb")
            store(files.as_text(error.notebook), failed)
            print(f"as far as it got: {failed}")
        raise
    store(files.as_text(files.normalised(ran.notebook)), out)
    args.found["seconds"] = ran.seconds
    print(f"{out} ({ran.seconds:.1f} s)", flush=True)
    return 0


def _help_text(chapter: str, parameters: "Iterable[Parameter]") -> str:
    """What ``evidence run CHAPTER --help-parameters`` prints."""
    lines = [f"Parameters of {chapter}:"]
    for parameter in parameters:
        lines.append(f"  {parameter.name} = {parameter.typed(parameter.default)}")
        lines.append(f"      {parameter.meaning}: {parameter.expects()}")
    return "\n".join(lines)


def _edition(args: Namespace, chapter: Path) -> dict:
    """What the edition says for the chapter; -p goes before it."""
    if not args.edition:
        return {}
    from evidence.editions.declared import find_edition
    return find_edition(args.root, args.edition).values(chapter.stem)


def _target(args: Namespace) -> Path:
    """Where the run goes; checked before anything runs."""
    if args.out and args.out_named:
        fail(f"-o {args.out_named}", 0, "two places to store the notebook", "name one of them")
    named = args.out or args.out_named
    if named is None:
        fail("-o", 0, "no place to store the notebook", "name one: -o OUT.ipynb")
    out = named.absolute()
    if out.suffix != ".ipynb" or out.is_dir() or not out.parent.is_dir():
        fail(f"-o {named}", 0, "not the path of a notebook in a folder that exists", "name a file ending in .ipynb")
    if not os.access(out.parent, os.W_OK):
        fail(f"-o {named}", 0, "you may not write in that folder", "name a place in another")
    if out.resolve() in {path.resolve() for path in chapters(args.root)}:
        fail(f"-o {named}", 0, "this is a chapter of the report", "name another file; 'make refresh' updates it")
    return out


def _refresh(args: Namespace) -> int:
    """Store new outputs in the chapters, normalised; a chapter that fails is left as it was."""
    from evidence.notebooks import files
    from evidence.running import engine
    from evidence.running.task import RunError, Task
    wanted = [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root)
    if args.dry_run:
        args.found = _reasons(args, wanted)
        for name, reasons in args.found.items():
            print(f"chapters/{name}.ipynb: {'; '.join(reasons) or 'up to date'}")
        return 0
    tasks = [Task(path, args.root, shown=f"chapters/{path.name}", engine=args.engine) for path in wanted]
    faults: list[Fault] = []
    for task, ran in engine.run_many(tasks):
        if isinstance(ran, RunError):
            faults += ran.faults
            continue
        text = files.as_text(files.normalised(ran.notebook))
        changed = text != task.notebook.read_text(encoding="utf-8")
        if changed:
            store(text, task.notebook)
        args.found[task.notebook.stem] = {"changed": changed, "seconds": ran.seconds}
        print(f"{task.shown}: {'new outputs' if changed else 'unchanged'} ({ran.seconds:.1f} s)", flush=True)
    if faults:
        raise EvidenceError(faults)
    return 0


def _why(args: Namespace) -> int:
    """Print what made each kept run stale, or that it is not."""
    if bool(args.chapters) == args.all:
        fail("why", 0, "no chapter is named" if args.chapters == [] else "chapters are named beside --all",
             "name chapters, or give --all")
    args.found = _reasons(args, [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root))
    for name, reasons in args.found.items():
        print("\n".join(reasons) if reasons else
              f"chapters/{name}.ipynb is up to date: nothing that its kept run depends on has changed")
    return int(args.exit_code and any(args.found.values()))


def _reasons(args: Namespace, wanted: list[Path]) -> dict[str, list[str]]:
    """chapter → why its kept run is stale, also by what the ledger has not yet given to the tables."""
    from evidence.running import kept_runs
    from evidence.tables import package
    # A ledger that does not pass has no tables to compare with; 'check' says what is wrong with it.
    unbuilt = {fault.file for fault in package.stale_tables(args.root, package.contents(args.root))}
    return {path.stem: kept_runs.stale_because(args.root, path, _edition(args, path), unbuilt) for path in wanted}


def _lint(args: Namespace) -> int:
    """Print every fault, or how many chapters were read."""
    from evidence.book.markup import faults_of_pages
    from evidence.book.settings import faults_of_settings, syntax_of
    from evidence.notebooks.lint import lint_notebook
    paths = chapters(args.root)
    faults = faults_of_settings(args.root) or faults_of_pages(args.root, syntax_of(args.root))
    for path in paths:
        faults += lint_notebook(path, f"chapters/{path.name}")
    if not faults:
        faults = _faults_of_words(args.root, paths)
    faults += _faults_of_editions(args.root)
    if faults:
        raise EvidenceError(faults)
    args.found = {"chapters": [path.stem for path in paths]}
    print(f"{len(paths)} chapters: every cell run in order, nothing skipped, every parameter declared.")
    return 0


def _faults_of_editions(root: Path) -> list[Fault]:
    from evidence.editions.declared import read_editions
    from evidence.sweeps.plan import read_plans
    faults: list[Fault] = []
    for read in (read_editions, read_plans):
        try:
            read(root)
        except EvidenceError as error:
            faults += [fault for fault in error.faults if fault not in faults]  # both say what is wrong with the file
    return faults


def _faults_of_words(root: Path, paths: list[Path]) -> list[Fault]:
    """The chapters' words are tried on their answers, which takes chapters in order."""
    from evidence.chapter import words_lint
    from evidence.index.facts import Facts
    from evidence.notebooks.parameters import describe
    numbers = Facts(root).names.numbers
    return [fault for path in paths for fault in words_lint.faults(root, path.stem, describe(path), numbers)]
