"""Build the book: check, run, stage in a fresh folder, compile with warnings as errors, swap in whole."""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.book.folder import HTML, BookFolder, Built
from evidence.book.inputs import ENGINE, inputs
from evidence.disk import atomic, digest
from evidence.disk.lock import BUILD
from evidence.disk.sources import SOURCES
from evidence.errors import EvidenceError, Fault

if TYPE_CHECKING:  # what is imported while building waits until the compiler has begun
    from evidence.book.compile import Compiler
    from evidence.book.exporter import Exporter
    from evidence.editions.declared import Edition

FIRST = ("_config.yml", "_toc.yml", "references.bib", "chapters")  # what the compiler reads while chapters run
Say = Callable[[str], None]


def book_folder(root: Path, edition: str | None) -> BookFolder:
    """An edition's name becomes a folder's: nothing but a name that stands in ``editions.yml`` will do."""
    if edition is None or edition == "default":
        return BookFolder(root)
    folder = BookFolder(root, edition)
    if not edition.replace("-", "").isalnum() or not folder.state.is_file():  # what has been built is known
        from evidence.editions import declared
        declared.find_edition(root, edition)
    return folder


def forget(folder: BookFolder) -> None:
    """Believe nothing that is kept of earlier builds: neither runs of chapters nor what the pages were made from."""
    from evidence.running import kept_runs
    shutil.rmtree(folder.root / kept_runs.FOLDER, ignore_errors=True)
    folder.state.unlink(missing_ok=True)


def is_current(folder: BookFolder, now: dict[str, str] | None = None) -> bool:
    """Whether the pages are there, and made from what is there ``now``."""
    built = folder.built()
    return (now or inputs(folder.root)) == built.inputs and built.html == digest.of_pages(folder.html)


def build(folder: BookFolder, say: Say) -> None:
    """Publish the book as its sources give it. EvidenceError holds all faults; then the old pages are still there."""
    atomic.heal(folder.html)
    for left in (folder.root / BUILD).glob(".stage-*"):  # by a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    before, built = inputs(folder.root), folder.built()
    if is_current(folder, before):
        say("nothing to do: all that the book is made from is as it was")
        return
    # Named before it is made: a signal between the two would leave it behind. The lock keeps other builds away.
    stage = folder.root / BUILD / f".stage-{os.getpid()}"
    try:
        stage.mkdir(mode=0o700)
        _stage(folder.root, stage, FIRST)
        _build(folder, stage, before, built, say)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _build(folder: BookFolder, stage: Path, before: dict[str, str], built: Built, say: Say) -> None:
    from evidence.book.compile import Compiler
    from evidence.book.exporter import Exporter
    root = folder.root
    from evidence.book.settings import faults_of_settings
    if faults := faults_of_settings(root):  # before the compiler begins: it imports what they name
        raise EvidenceError(faults)
    with Compiler(stage) as compiler, Exporter(root, compiler.pages) as exporter:
        if any(before[kind] != built.inputs.get(kind) for kind in before if kind != "pages"):
            _warm(root)
        elif not folder.edition:
            compiler.get_ready()
        from evidence.diff import record  # only now: the process above begins before this is imported
        edition = _edition(folder, stage)
        _prepare(root, say)
        compiler.get_ready()  # not before: three at once on two cores would hold up the one that chapters wait for
        _complete(folder, stage, edition, _executed(root, edition, say))
        key = _key(stage, before)
        if built.key == key and built.html == digest.of_pages(folder.html):
            say("compiled: unchanged")
            fresh = None
        else:
            exporter.start()
            compiler.read_pages()
            shown = record.of_stage(root, folder.edition or "default", stage)
            fresh = _compiled(compiler, exporter, folder, say)
            record.keep_record(root, shown)  # where there is no room for it, nothing is published
        after = inputs(root)
        steady = all(after[kind] == before[kind] for kind in after if kind != "tables")  # tables are built on the way
        folder.publish(fresh, Built(after if steady else {}, key, digest.of_pages(fresh or folder.html)))


def _compiled(compiler: "Compiler", exporter: "Exporter", folder: BookFolder, say: Say) -> Path:
    from evidence.html.links import check_links
    shown = folder.html.relative_to(folder.root).as_posix()

    def faults_of(pages: Path) -> list[Fault]:
        exporter.finish()
        return check_links(pages, shown)

    fresh = compiler.pages_with(faults_of)
    say("compiled the pages and followed every link")
    return fresh


def _warm(root: Path) -> None:
    """Let the process from which chapters are forked import its libraries while the tables are built."""
    from evidence.running.environment import run_variables
    from evidence.running.fork import parent
    parent.warm_up(root, run_variables(root))


def _edition(folder: BookFolder, stage: Path) -> "Edition | None":
    """The edition that is built, whose page is added to the stage; None for the default book."""
    if not folder.edition:
        return None
    from evidence.book import edition_page
    from evidence.editions import declared
    edition_page.add_page(stage)
    return declared.find_edition(folder.root, folder.edition)


def _prepare(root: Path, say: Say) -> None:
    """Check the pages and the ledger; build the tables."""
    from evidence.book.markup import faults_of_pages
    from evidence.book.settings import syntax_of
    from evidence.ledger.load import source_files
    from evidence.ledger.pages import unshown
    from evidence.tables import package
    if faults := faults_of_pages(root, syntax_of(root)):
        raise EvidenceError(faults)
    files = package.contents(root)
    if faults := unshown(root, (path.stem for path in source_files(root))):
        raise EvidenceError(faults)
    say("checked the ledger against the seeds")
    changed = package.write_tables(root, files)
    say(f"built {len(files)} tables and descriptions{'' if changed else ': unchanged'}")


def _executed(root: Path, edition: "Edition | None", say: Say) -> dict[str, str]:
    """The chapters as run on what is there now, with the edition's values: file name → text."""
    from evidence.notebooks.safe_html import faults_of_outputs
    from evidence.running import kept_runs
    texts = kept_runs.executed(root, say, values=edition.parameters if edition else None)
    if faults := [fault for name, text in texts.items()
                  for fault in faults_of_outputs(json.loads(text)["cells"], f"chapters/{name}")]:
        raise EvidenceError(faults)
    if edition:
        return texts
    differ = [name for name, text in sorted(texts.items()) if text != (root / "chapters" / name).read_text("utf-8")]
    say(f"{len(texts)} chapters run")
    for name in differ:
        say(f"note: chapters/{name} stores other outputs than it now gives; 'make refresh' updates it")
    return texts


def _complete(folder: BookFolder, stage: Path, edition: "Edition | None", texts: dict[str, str]) -> None:
    """Put into the stage all that the pages are made from, the chapters as run."""
    _stage(folder.root, stage, (name for name in SOURCES if name not in FIRST))
    for name, text in texts.items():
        (stage / "chapters" / name).write_text(text, encoding="utf-8")
    if edition:
        from evidence.book import edition_page
        default = BookFolder(folder.root).html / "index.html"
        edition_page.mark_stage(folder.root, stage, edition, f"../../../{HTML}" if default.is_file() else "")


def _key(stage: Path, before: dict[str, str]) -> str:
    """Changes with all that the pages are compiled from."""
    hidden = sorted(path for path in stage.glob(".*.json"))  # what is said of an edition
    return digest.of([*(stage / name for name in SOURCES), *hidden, ENGINE]) + before["environment"]


def _stage(root: Path, stage: Path, names: Iterable[str]) -> None:
    """Copy what the book is made of, hidden files left out."""
    for name in names:
        if (root / name).is_dir():
            shutil.copytree(root / name, stage / name, ignore=shutil.ignore_patterns(".*", "*.failed.ipynb"),
                            dirs_exist_ok=True)
        elif (root / name).is_file():
            shutil.copy(root / name, stage / name)
