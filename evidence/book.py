"""Build the book: check, run, stage in a fresh folder, compile with warnings as errors, swap in whole."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import EvidenceError, Fault, fail

BUILD, HTML, STATE = "_build", "_build/html", "_build/.book.json"
SOURCES = ("_config.yml", "_toc.yml", "references.bib", "editions.yml", "CITATION.cff", "LICENSE", "chapters", "data",
           "ledger", "seeds")
WARNING = re.compile(r"(?P<file>[^:\s][^:]*?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): (?P<wrong>.*)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def add_parser(subparsers) -> None:
    """Add ``evidence book``."""
    parser = subparsers.add_parser("book", help="check, run and compile the book")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Build the book where something has changed; the old one stays until the new one is whole."""
    root, started = args.root, time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {what}", flush=True)

    with _locked(root), _warming_up(root):
        _clear(root)
        _prepare(root, say)
        texts = _executed(root, say)
        stage = Path(tempfile.mkdtemp(prefix=".stage-", dir=root / BUILD))
        try:
            _stage(root, stage, texts)
            _compile_if_changed(root, stage, say)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    print(f"\nOpen {(root / HTML / 'index.html').as_uri()}")
    return 0


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Hold the build's lock; it ends with the process, however that ends."""
    (root / BUILD).mkdir(exist_ok=True)
    with open(root / BUILD / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            fail(f"{BUILD}/.lock", 0, f"another build is at work ({lock.read().strip() or 'just started'})",
                 "wait until it has ended")
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield


@contextlib.contextmanager
def _warming_up(root: Path) -> Iterator[None]:
    """On the very first build, let the second core compile the modules that are needed later."""
    if (root / BUILD / ".executed").exists():
        yield
        return
    names = "evidence.engine, evidence.present, ipykernel.kernelapp, jupyter_book.sphinx, evidence.sphinxext, " \
            "myst_nb.sphinx_ext, sphinx_book_theme, sphinxcontrib.bibtex"
    with subprocess.Popen([sys.executable, "-c", f"import {names}"], stderr=subprocess.DEVNULL) as warming:
        try:
            yield
        finally:
            warming.kill()


def _clear(root: Path) -> None:
    """Remove what a build that was killed left behind."""
    for pattern in (".stage-*", ".old-*"):
        for left in (root / BUILD).glob(pattern):
            shutil.rmtree(left, ignore_errors=True)


def _prepare(root: Path, say) -> None:
    """Check the settings and the ledger; build the tables."""
    from evidence import config, datapackage
    if faults := config.faults(root):
        raise EvidenceError(faults)
    files = datapackage.contents(root)
    say("checked the ledger against the seeds")
    changed = datapackage.write(root, files)
    say(f"built {len(files)} tables and descriptions{'' if changed else ': unchanged'}")


def _executed(root: Path, say) -> dict[str, str]:
    from evidence import cache
    texts = cache.executed(root, say)
    differ = [name for name, text in sorted(texts.items()) if text != (root / "chapters" / name).read_text("utf-8")]
    say(f"{len(texts)} chapters run")
    for name in differ:
        say(f"note: chapters/{name} stores other outputs than it now gives; 'make refresh' updates it")
    return texts


def _stage(root: Path, stage: Path, texts: dict[str, str]) -> None:
    """Copy what the book is made of; the chapters as just run."""
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, stage / name, ignore=shutil.ignore_patterns(".*", "*.failed.ipynb"))
        elif (root / name).is_file():
            shutil.copy(root / name, stage / name)
    for name, text in texts.items():
        (stage / "chapters" / name).write_text(text, encoding="utf-8")


def _compile_if_changed(root: Path, stage: Path, say) -> None:
    from evidence import cache, links
    key = cache.digest([stage / name for name in SOURCES]) + cache.digest([cache.ENGINE, root / "requirements.txt"])
    if _state(root) == {"key": key, "html": cache.digest([root / HTML])}:
        say("compiled: unchanged")
        return
    fresh = _compile(stage)
    say("compiled the pages")
    if faults := links.check(fresh):
        raise EvidenceError(faults)
    say("followed every link")
    _swap(fresh, root)
    state = {"key": key, "html": cache.digest([root / HTML])}
    (root / STATE).write_text(json.dumps(state), encoding="utf-8")


def _state(root: Path) -> dict | None:
    try:
        return json.loads((root / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _compile(stage: Path) -> Path:
    """The folder of compiled pages; EvidenceError holds every warning."""
    script = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
    call = [sys.executable, "-c", script, "build", ".", "-W", "--keep-going", "-q"]
    done = subprocess.run(call, cwd=stage, capture_output=True, text=True, encoding="utf-8", errors="replace",
                          env=os.environ | {"EVIDENCE_ROOT": str(stage), "NO_COLOR": "1", "PYTHONUTF8": "1"})
    if done.returncode:
        faults = warnings(done.stderr, stage)
        if not faults:
            tail = " / ".join(COLOUR.sub("", done.stderr or done.stdout).strip().splitlines()[-3:])
            faults = [Fault("_config.yml", 0, f"the book does not compile: {tail}", "try 'jupyter-book build .'")]
        raise EvidenceError(faults)
    return stage / HTML


def warnings(text: str, stage: Path) -> list[Fault]:
    """Sphinx's warnings as faults; in a notebook, line 30005 is line 5 of cell 3."""
    faults = []
    for line in COLOUR.sub("", text).replace(f"{stage.resolve()}/", "").splitlines():
        match = WARNING.match(line)
        if not match:
            if "WARNING: " in line:
                faults.append(Fault("_config.yml", 0, line.split("WARNING: ", 1)[1], "mend the settings"))
            continue
        file, number = match["file"], int(match["line"] or 0)
        if file.endswith(".ipynb") and number >= 10_000:
            file, number = f"{file}:cell {number // 10_000}", number % 10_000
        wrong, _, remedy = match["wrong"].partition("; ")
        faults.append(Fault(file, number, wrong, remedy or "mend it there"))
    return faults


def _swap(fresh: Path, root: Path) -> None:
    """Put the new pages in place of the old; the two renames take no time worth speaking of."""
    place, old = root / HTML, Path(tempfile.mkdtemp(prefix=".old-", dir=root / BUILD))
    if place.exists():
        place.rename(old / "html")
    try:
        fresh.rename(place)
    except OSError:
        if (old / "html").exists():
            (old / "html").rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
