"""Run a chapter with other parameters, and store new outputs in the chapters themselves."""

from pathlib import Path

from evidence.disk.atomic import store
from evidence.errors import EvidenceError, fail
from evidence.project import chapters, find_chapter

ENGINES = ("forked", "nbclient")
ENGINE_HELP = "forked: in a process forked from a warm parent (default); nbclient: in a kernel, papermill's own way"


def add_parser(subparsers) -> None:
    """Add ``evidence run``, ``evidence refresh`` and ``evidence why``."""
    parser = subparsers.add_parser("run", help="run a chapter with other parameters")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("-p", dest="assignments", metavar="NAME=VALUE", action="append", default=[])
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters of editions.yml")
    parser.add_argument("-o", dest="out", metavar="OUT", type=Path, help="where to store the notebook")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.add_argument("--help-parameters", action="store_true", help="list the chapter's parameters")
    parser.set_defaults(func=run)
    parser = subparsers.add_parser("refresh", help="run the chapters and store their new outputs in them")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: all")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=ENGINE_HELP)
    parser.set_defaults(func=refresh)
    parser = subparsers.add_parser("why", help="say what made the kept run of a chapter stale")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("--edition", metavar="NAME", help="as run for that edition")
    parser.set_defaults(func=why)


def run(args) -> int:
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
    values = _edition(args, chapter) | parameters.read(declared, args.assignments)
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


def _edition(args, chapter: Path) -> dict:
    """What the edition says for the chapter; -p goes before it."""
    if not args.edition:
        return {}
    from evidence.editions.declared import find
    return find(args.root, args.edition).values(chapter.stem)


def _target(args) -> Path:
    """Where the run goes; checked before anything runs."""
    if args.out is None:
        fail("-o", 0, "no place to store the notebook", "name one: -o OUT.ipynb")
    out = args.out.absolute()
    if out.suffix != ".ipynb" or out.is_dir() or not out.parent.is_dir():
        fail(f"-o {args.out}", 0, "not the path of a notebook in a folder that exists", "name a file ending in .ipynb")
    if out.resolve() in {path.resolve() for path in chapters(args.root)}:
        fail(f"-o {args.out}", 0, "this is a chapter of the report", "name another file; 'make refresh' updates it")
    return out


def refresh(args) -> int:
    """Store new outputs in the chapters, normalised; a chapter that fails is left as it was."""
    from evidence.notebooks import files
    from evidence.running import engine
    from evidence.running.task import RunError, Task
    wanted = [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root)
    tasks = [Task(path, args.root, shown=f"chapters/{path.name}", engine=args.engine) for path in wanted]
    faults = []
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


def why(args) -> int:
    """Print what made the kept run stale, or that it is not."""
    from evidence.running import kept_runs
    chapter = find_chapter(args.root, args.chapter)
    reasons = kept_runs.why(args.root, chapter, _edition(args, chapter))
    print("\n".join(reasons) if reasons else
          f"chapters/{chapter.name} is up to date: nothing that its kept run depends on has changed")
    return 0
