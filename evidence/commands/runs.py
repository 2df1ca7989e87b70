"""``evidence run``, ``refresh``, ``why`` and ``lint``: chapters run, their outputs stored, their faults found."""

from argparse import Namespace
from pathlib import Path

from evidence.disk.atomic import store
from evidence.errors import EvidenceError, Fault, fail
from evidence.project import chapters, find_chapter

ENGINES = ("forked", "nbclient")
ENGINE_HELP = "forked: in a process forked from a warm parent (default); nbclient: in a kernel, papermill's own way"


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("run", help="run a chapter with other parameters")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("-p", dest="assignments", metavar="NAME=VALUE", action="append", default=[])
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters of editions.yml")
    parser.add_argument("-o", dest="out", metavar="OUT", type=Path, help="where to store the notebook")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.add_argument("--help-parameters", action="store_true", help="list the chapter's parameters")
    parser.set_defaults(func=_run)
    parser = subparsers.add_parser("refresh", help="run the chapters and store their new outputs in them")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: all")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.set_defaults(func=_refresh)
    parser = subparsers.add_parser("why", help="say what made the kept run of a chapter stale")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("--edition", metavar="NAME", help="as run for that edition")
    parser.set_defaults(func=_why)
    parser = subparsers.add_parser("lint", help="lint the chapters, their words, the settings, editions and sweeps")
    parser.set_defaults(func=_lint)


def _run(args: Namespace) -> int:
    """Check the parameters, run the chapter, store it; nothing is written where something is wrong."""
    from evidence.notebooks import files, parameters
    from evidence.running import engine
    from evidence.running.task import RunError, Task
    chapter = find_chapter(args.root, args.chapter)
    shown = f"chapters/{chapter.name}"
    declared = parameters.describe(chapter, shown)
    if args.help_parameters:
        print(parameters.help_text(chapter.stem, declared))
        return 0
    values = _edition(args, chapter) | parameters.read_assignments(declared, args.assignments)
    out = _target(args)
    try:
        ran = engine.run_task(Task(chapter, args.root, values, shown, engine=args.engine))
    except RunError as error:
        if error.notebook is not None:
            failed = out.with_suffix(".failed.ipynb")
            store(files.as_text(error.notebook), failed)
            print(f"as far as it got: {failed}")
        raise
    store(files.as_text(files.normalised(ran.notebook)), out)
    print(f"{out} ({ran.seconds:.1f} s)", flush=True)
    return 0


def _edition(args: Namespace, chapter: Path) -> dict:
    """What the edition says for the chapter; -p goes before it."""
    if not args.edition:
        return {}
    from evidence.editions.declared import find_edition
    return find_edition(args.root, args.edition).values(chapter.stem)


def _target(args: Namespace) -> Path:
    """Where the run goes; checked before anything runs."""
    if args.out is None:
        fail("-o", 0, "no place to store the notebook", "name one: -o OUT.ipynb")
    out = args.out.absolute()
    if out.suffix != ".ipynb" or out.is_dir() or not out.parent.is_dir():
        fail(f"-o {args.out}", 0, "not the path of a notebook in a folder that exists", "name a file ending in .ipynb")
    if out.resolve() in {path.resolve() for path in chapters(args.root)}:
        fail(f"-o {args.out}", 0, "this is a chapter of the report", "name another file; 'make refresh' updates it")
    return out


def _refresh(args: Namespace) -> int:
    """Store new outputs in the chapters, normalised; a chapter that fails is left as it was."""
    from evidence.notebooks import files
    from evidence.running import engine
    from evidence.running.task import RunError, Task
    wanted = [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root)
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
        print(f"{task.shown}: {'new outputs' if changed else 'unchanged'} ({ran.seconds:.1f} s)", flush=True)
    if faults:
        raise EvidenceError(faults)
    return 0


def _why(args: Namespace) -> int:
    """Print what made the kept run stale, or that it is not."""
    from evidence.running import kept_runs
    chapter = find_chapter(args.root, args.chapter)
    reasons = kept_runs.stale_because(args.root, chapter, _edition(args, chapter))
    print("\n".join(reasons) if reasons else
          f"chapters/{chapter.name} is up to date: nothing that its kept run depends on has changed")
    return 0


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
