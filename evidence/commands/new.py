"""``evidence new``: a report that builds as it comes out."""

from argparse import Namespace
from pathlib import Path


def add_parser(subparsers) -> None:
    """Add the command."""
    from evidence.new.write import LANGUAGES
    parser = subparsers.add_parser("new", help="write a new report, which builds as it comes out")
    parser.add_argument("folder", type=Path, help="where: a folder that is not there yet")
    parser.add_argument("--title", help="what the book is called (default: the folder's name)")
    parser.add_argument("--language", choices=LANGUAGES, default="en",
                        help="language of its first article (default: en)")
    parser.set_defaults(func=_new, anywhere=True)


def _new(args: Namespace) -> int:
    """Write the files, then what is made of them: the tables, and the outputs of the notebook."""
    from importlib.metadata import version

    from evidence.disk.atomic import store
    from evidence.new.write import write_report
    from evidence.notebooks import files
    from evidence.project import make_importable
    from evidence.running import engine
    from evidence.running.task import Task
    from evidence.tables import package
    folder = args.folder.resolve()
    title = args.title or folder.name.replace("-", " ").replace("_", " ").capitalize()
    written = write_report(folder, title, args.language, version("evidence-report"))
    package.write_tables(folder, package.contents(folder))
    make_importable(folder)
    notebook = folder / "chapters" / "trees.ipynb"
    ran = engine.run_task(Task(notebook, folder, shown="chapters/trees.ipynb"))
    store(files.as_text(files.normalised(ran.notebook)), notebook)
    args.found = {"folder": folder, "files": len(written)}
    print(f"{folder}: {len(written)} files, the tables, and the first chapter's outputs.\n"
          f"Next:  cd {args.folder}  and  evidence book   (or: make book, in an environment of its own)")
    return 0
