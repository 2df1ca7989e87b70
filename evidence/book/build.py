"""Build the book: check, run, stage in a fresh folder, compile with warnings as errors, swap in whole."""

import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from evidence.book import inputs
from evidence.disk import digest
from evidence.disk.lock import BUILD, locked
from evidence.disk.stopping import stoppable, without_gc
from evidence.errors import EvidenceError

EDITIONS = "_build/editions"
HTML, STATE, MARK = "html", ".book.json", ".edition.json"
FIRST = ("_config.yml", "_toc.yml", "references.bib", "chapters")  # what the compiler reads while chapters run


@dataclass(frozen=True)
class Place:
    """Where one edition of the book is published, and what is kept about it; ``edition`` "" is the default."""

    root: Path
    edition: str = ""

    @property
    def folder(self) -> Path:
        return self.root / EDITIONS / self.edition if self.edition else self.root / BUILD

    @property
    def html(self) -> Path:
        return self.folder / HTML

    @property
    def state(self) -> Path:
        return self.folder / STATE


def add_parser(subparsers) -> None:
    """Add ``evidence book``."""
    parser = subparsers.add_parser("book", help="check, run and compile the book")
    parser.add_argument("--edition", metavar="NAME", help="a set of parameters of editions.yml, beside the default")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Build the book where something has changed; the old one stays until the new one is whole."""
    started = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {what}", flush=True)

    with stoppable(), locked(args.root), without_gc():
        place = _place(args.root, args.edition)
        build(place, say)
    print(f"\nOpen {(place.html / 'index.html').as_uri()}")
    return 0


def _place(root: Path, edition: str | None) -> Place:
    """An edition's name becomes a folder's: nothing but a name that stands in ``editions.yml`` will do."""
    if edition in (None, "default"):
        return Place(root)
    state = Place(root, edition).state if edition.replace("-", "").isalnum() else None
    if state is None or not state.is_file():  # what has been built once need not be looked up again
        from evidence.editions import declared
        declared.find(root, edition)
    return Place(root, edition)


def build(place: Place, say) -> None:
    """Publish the book as its sources give it. EvidenceError holds all faults; then the old pages are still there."""
    from evidence.disk import atomic
    atomic.heal(place.html)
    _clear(place.root)
    before, state = inputs.inputs(place.root), atomic.read_state(place.state)
    if before == state.get("inputs") and state.get("html") == digest.of_pages(place.html):
        say("nothing to do: all that the book is made from is as it was")
        return
    stage = Path(tempfile.mkdtemp(prefix=".stage-", dir=place.root / BUILD))
    try:
        _stage(place.root, stage, FIRST)
        if place.edition:
            from evidence.commands import diff
            diff.add_page(stage)
        _build(place, stage, before, state, say)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _build(place: Place, stage: Path, before: dict, state: dict, say) -> None:
    from evidence.book.compile import Compiler
    root = place.root
    with Compiler(stage) as compiler:
        if any(before[kind] != state.get("inputs", {}).get(kind) for kind in before if kind != "pages"):
            _warm(root)
        else:
            compiler.get_ready()
        from evidence.commands import diff  # only now: the process above begins before these are imported
        from evidence.diff import record as history
        edition = _edition(place)
        _prepare(root, say)
        compiler.get_ready()  # not before: three at once on two cores would hold up the one that chapters wait for
        texts = _executed(place, edition, say)
        _stage(root, stage, tuple(name for name in inputs.SOURCES if name not in FIRST))
        for name, text in texts.items():
            (stage / "chapters" / name).write_text(text, encoding="utf-8")
        if edition:
            (stage / MARK).write_text(_about(root, edition), encoding="utf-8")
            diff.fill_page(root, stage, edition.name)
        made_of = (*inputs.SOURCES, MARK, diff.FILE)
        key = digest.of([*(stage / name for name in made_of), inputs.ENGINE])
        key += before["environment"]
        fresh = None
        if state.get("key") == key and state.get("html") == digest.of_pages(place.html):
            say("compiled: unchanged")
        else:
            compiler.start()
            record = history.of_stage(root, place.edition or "default", stage)
            fresh = _compiled(compiler, place, say)
            history.keep(root, record)  # where there is no room for it, nothing is published
    _publish(place, fresh, before, key)


def _compiled(compiler, place: Place, say) -> Path:
    from evidence.html import links
    shown = place.html.relative_to(place.root).as_posix()
    fresh = compiler.pages_with(lambda pages: links.check(pages, shown))
    say("compiled the pages and followed every link")
    return fresh


def _publish(place: Place, fresh: Path | None, before: dict, key: str) -> None:
    """Swap the pages in, then say what they were made from: where the state is missing, the next run builds anew."""
    from evidence.disk import atomic
    after = inputs.inputs(place.root)
    steady = all(after[kind] == before[kind] for kind in after if kind != "tables")  # tables were built on the way
    state = {"inputs": after if steady else {}, "key": key, "html": digest.of_pages(fresh or place.html)}
    beside = place.state.with_name(f"{STATE}-new")
    place.folder.mkdir(parents=True, exist_ok=True)
    beside.write_text(json.dumps(state), encoding="utf-8")
    if fresh:
        atomic.swap(fresh, place.html)
    os.replace(beside, place.state)


def _clear(root: Path) -> None:
    """Remove what a build that was killed left behind."""
    for left in (root / BUILD).glob(".stage-*"):
        shutil.rmtree(left, ignore_errors=True)


def _warm(root: Path) -> None:
    """Let the process from which chapters are forked import its libraries while the tables are built."""
    from evidence.running import environment
    from evidence.running.fork import parent
    parent.get_ready(root, environment.environment(root))


def _edition(place: Place):
    from evidence.editions import declared
    return declared.find(place.root, place.edition) if place.edition else None


def _prepare(root: Path, say) -> None:
    """Check the settings and the ledger; build the tables."""
    from evidence.book import settings
    from evidence.tables import package
    if faults := settings.faults(root):
        raise EvidenceError(faults)
    files = package.contents(root)
    say("checked the ledger against the seeds")
    changed = package.write_tables(root, files)
    say(f"built {len(files)} tables and descriptions{'' if changed else ': unchanged'}")


def _executed(place: Place, edition, say) -> dict[str, str]:
    """The chapters as run on what is there now, with the edition's values."""
    from evidence.running import kept_runs
    if edition:
        return kept_runs.executed(place.root, say, values=edition.parameters)
    texts = kept_runs.executed(place.root, say)
    stored = place.root / "chapters"
    differ = [name for name, text in sorted(texts.items()) if text != (stored / name).read_text("utf-8")]
    say(f"{len(texts)} chapters run")
    for name in differ:
        say(f"note: chapters/{name} stores other outputs than it now gives; 'make refresh' updates it")
    return texts


def _stage(root: Path, stage: Path, names: tuple[str, ...]) -> None:
    """Copy what the book is made of, hidden files left out."""
    for name in names:
        if (root / name).is_dir():
            shutil.copytree(root / name, stage / name, ignore=shutil.ignore_patterns(".*", "*.failed.ipynb"),
                            dirs_exist_ok=True)
        elif (root / name).is_file():
            shutil.copy(root / name, stage / name)


def _about(root: Path, edition) -> str:
    """What the pages of an edition say of it: its name, its values, the claims that count in no chapter of it."""
    from evidence.editions import declared
    from evidence.tables import report, selection
    values = declared.values_by_chapter(edition, root)
    chosen = [{name: given[name] for name in ("articles_until", "leave_out_article", "leave_out_role") if name in given}
              for given in values.values()]
    whole = report.Report(root)
    gone = [selection.without(whole, **one)[0] for one in chosen] or [{}]
    left_out = {claim: why for claim, why in gone[0].items() if all(claim in other for other in gone)}
    about = {"name": edition.name, "description": edition.description, "parameters": edition.parameters,
             "left_out": left_out,
             "default_book": f"../../../{HTML}" if (Place(root).html / "index.html").is_file() else ""}
    return json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
