"""Run a chapter with other parameters, and store new outputs in the chapters themselves."""

import difflib
import time
from pathlib import Path

from evidence.errors import EvidenceError, fail, shorten


def add_parser(subparsers) -> None:
    """Add ``evidence run`` and ``evidence refresh``."""
    parser = subparsers.add_parser("run", help="run a chapter with other parameters")
    parser.add_argument("chapter", metavar="CHAPTER", help="its name, with or without .ipynb")
    parser.add_argument("-p", dest="assignments", metavar="NAME=VALUE", action="append", default=[])
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters, or a sweep, of editions.yml")
    parser.add_argument("-o", dest="out", metavar="OUT", type=Path,
                        help="where to store the notebook; a folder for a sweep")
    parser.add_argument("--help-parameters", action="store_true", help="list the chapter's parameters")
    parser.set_defaults(func=run)
    parser = subparsers.add_parser("refresh", help="run the chapters and store their new outputs in them")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: all")
    parser.set_defaults(func=refresh)


def chapters(root: Path) -> list[Path]:
    """The notebooks of the report, sorted."""
    return sorted(path for path in (root / "chapters").glob("*.ipynb") if not path.name.startswith("."))


def find_chapter(root: Path, name: str) -> Path:
    """The chapter of that name, or at that path."""
    known = {path.stem: path for path in chapters(root)}
    if Path(name).suffix == ".ipynb" and Path(name).resolve() in {path.resolve() for path in known.values()}:
        return known[Path(name).stem]
    stem = name.removesuffix(".ipynb").removeprefix("chapters/")
    if stem not in known:
        near = difflib.get_close_matches(stem, known, 1)
        remedy = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known) or 'none yet'}"
        fail("chapters", 0, f"no chapter '{shorten(name, 60)}'", remedy)
    return known[stem]


def run(args) -> int:
    """Check the parameters, run the chapter, store it; nothing is written where something is wrong."""
    from evidence import parameters
    chapter = find_chapter(args.root, args.chapter)
    shown = f"chapters/{chapter.name}"
    declared = parameters.describe(chapter, shown)
    if args.help_parameters:
        print(parameters.help_text(chapter.stem, declared))
        return 0
    values = parameters.read(declared, args.assignments)
    sets, sweep = _sets(args, chapter, values)
    tasks = {out: (chapter, args.root, one, shown) for out, one in zip(_targets(args, sets, sweep), sets)}
    return _run_all(tasks, args.out)


def _sets(args, chapter: Path, values: dict) -> tuple[list[dict], bool]:
    """The sets of values to run, and whether they form a sweep; -p goes before what the edition says."""
    if not args.edition:
        return [values], False
    from evidence.editions import read_editions
    known = {name: one for name, one in read_editions(args.root).items() if one.chapter == chapter.stem}
    if args.edition not in known:
        fail("editions.yml", 0, f"no edition '{shorten(args.edition, 60)}' of {chapter.stem}",
             f"there are {', '.join(known)}" if known else "there is none; add one, or use -p")
    edition = known[args.edition]
    return [one | values for one in edition.sets], edition.sweep


def _targets(args, sets: list[dict], sweep: bool) -> list[Path]:
    """Where each run goes; checked before anything runs."""
    out = args.out
    if out is None:
        fail("-o", 0, "no place to store the notebook", "name one: -o OUT.ipynb, or a folder for a sweep")
    out = out.absolute()
    if sweep:
        if out.exists() and not out.is_dir():
            fail(f"-o {args.out}", 0, "a sweep writes several notebooks; this is a file", "name a folder")
        return [out / f"{args.edition}-{number:03}.ipynb" for number in range(1, len(sets) + 1)]
    if out.suffix != ".ipynb" or out.is_dir() or not out.parent.is_dir():
        fail(f"-o {args.out}", 0, "not the path of a notebook in a folder that exists", "name a file ending in .ipynb")
    if out.resolve() in {path.resolve() for path in chapters(args.root)}:
        fail(f"-o {args.out}", 0, "this is a chapter of the report", "name another file; 'make refresh' updates it")
    return [out]


def _run_all(tasks: dict[Path, tuple], shown_out: Path) -> int:
    from evidence import engine, notebooks
    places = {id(task): out for out, task in tasks.items()}
    faults, started = [], time.monotonic()
    for task, ran in engine.run_many(tasks.values()):
        out = places[id(task)]
        out.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(ran, engine.RunError):
            faults += ran.faults
            if ran.notebook is not None:
                failed = out.with_suffix(".failed.ipynb")
                notebooks.store(notebooks.as_text(ran.notebook), failed)
                print(f"as far as it got: {failed}")
        else:
            notebooks.store(notebooks.as_text(notebooks.normalised(ran)), out)
            print(f"{out} ({time.monotonic() - started:.1f} s)", flush=True)
    if faults:
        raise EvidenceError(faults)
    return 0


def refresh(args) -> int:
    """Store new outputs in the chapters, normalised; a chapter that fails is left as it was."""
    from evidence import engine, notebooks
    wanted = [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root)
    faults, started = [], time.monotonic()
    for (path, *_), ran in engine.run_many([(path, args.root, {}, f"chapters/{path.name}") for path in wanted]):
        if isinstance(ran, engine.RunError):
            faults += ran.faults
            continue
        text = notebooks.as_text(notebooks.normalised(ran))
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            notebooks.store(text, path)
        done = "new outputs" if changed else "unchanged"
        print(f"chapters/{path.name}: {done} ({time.monotonic() - started:.1f} s)", flush=True)
    if faults:
        raise EvidenceError(faults)
    return 0
