"""What lies below ``_build`` and ``.venv/var`` is a cache: whatever it is replaced by is made anew, never believed."""

import hashlib
import json
import os
import pickle
import shutil

import pytest
from made_up import CONFIG, SETUP, cell, contents, project, write

from evidence.cli import main
from evidence.disk import seal
from evidence.running import kept_runs

pytestmark = pytest.mark.hostile


class Runs:
    """What runs when it is read as a pickle."""

    def __reduce__(self):
        return os.system, (f"touch {os.environ.get('HOSTILE_MARK', 'ran')}",)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("state"))
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n  - file: chapters/mills\n"
                                   "  - file: chapters/evidence/gazette-mill\n")
    (root / "chapters/evidence").mkdir(parents=True, exist_ok=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    with (root / "references.bib").open("a") as file:
        file.write("@misc{mill, title={Mill}, year={2024}}\n")
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell("publish('x', 1, 'one')"))
    (root / "chapters" / "index.md").write_text("# Mills\n\n```{bibliography}\n```\n")
    assert main(["--root", str(root), "book"]) == 0
    return root


def put(path, content):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def a_folder(path):
    put(path, b"")
    path.unlink()
    (path / "inside").mkdir(parents=True)
    (path / "inside" / "file").write_text("x")


def a_pipe(path):
    put(path, b"")
    path.unlink()
    os.mkfifo(path)


def a_link(path):
    put(path, b"")
    path.unlink()
    path.symlink_to("/etc/passwd")


def an_endless_device(path):
    put(path, b"")
    path.unlink()
    path.symlink_to("/dev/zero")


def a_loop(path):
    put(path, b"")
    path.unlink()
    path.symlink_to(path)


def cut(path):
    put(path, path.read_bytes()[:-9] if path.is_file() else b"x")


def one_byte(path):
    before = bytearray(path.read_bytes() if path.is_file() else b"xx")
    before[len(before) // 2] ^= 1
    put(path, bytes(before))


KINDS = [a_folder, a_pipe, a_link, an_endless_device, a_loop, cut, one_byte]
TEXTS = {"empty": b"", "null": b"null", "list": b"[1]", "text": b'"x"', "number": b"1e999", "object": b"{}",
         "inputs": b'{"inputs": null}', "types": b'{"inputs": [1], "key": {}, "html": 3}', "binary": b"\xff\x00" * 99,
         "deep": b"[" * 100_000, "nested": b'{"built": {"inputs": {}}, "seal": null}', "surrogate": b'"\\ud800"',
         "manifest": b'{"manifest": {"cells": 1}, "text": 2}', "pickle": pickle.dumps(Runs()), "lines": b"\n\n\n"}
STATE = [".book.json", ".lock", ".records/default.json", ".runs/mills/*.json", ".run/ipython/profile_default/*.json",
         ".run/matplotlib/fontlist*.json"]
PLACES = [".records", ".runs", ".run", ".run/matplotlib", ".run/ipython", ".runs/mills", "html", "html/index.html",
          "html/_static", "html/chapters/mills.html", "html/searchindex.js"]


def rebuilt(root, expected, monkeypatch, capsys):
    mark = root.parent / "ran"
    monkeypatch.setenv("HOSTILE_MARK", str(mark))
    assert main(["--root", str(root), "book"]) == 0, capsys.readouterr().err
    assert contents(root) == expected and not mark.exists()
    assert main(["--root", str(root), "book"]) == 0
    assert "nothing to do" in capsys.readouterr().out


@pytest.fixture
def report(built, tmp_path):
    return shutil.copytree(built, tmp_path / "report")


@pytest.mark.parametrize("change", KINDS)
def test_every_file_at_once(report, built, change, monkeypatch, capsys):
    for pattern in STATE:
        for path in list((report / "_build").glob(pattern)):
            change(path)
    for pattern in PLACES[7:]:
        change(report / "_build" / pattern)
    rebuilt(report, contents(built), monkeypatch, capsys)


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_at_once(report, built, name, monkeypatch, capsys):
    for pattern in STATE:
        for path in list((report / "_build").glob(pattern)):
            path.write_bytes(TEXTS[name])
    rebuilt(report, contents(built), monkeypatch, capsys)


@pytest.mark.parametrize("place", PLACES[:7])
def test_folders(report, built, place, monkeypatch, capsys):
    put(report / "_build" / place, pickle.dumps(Runs()))
    rebuilt(report, contents(built), monkeypatch, capsys)


def test_all_of_it(report, built, monkeypatch, capsys):
    put(report / "_build", b"x")
    rebuilt(report, contents(built), monkeypatch, capsys)


def test_forged_runs_and_pages(report, built, monkeypatch, capsys):
    """Entries that are whole, by the rules that anybody can read, and hold other words."""
    [path] = (report / "_build/.runs/mills").glob("*.json")
    body = path.read_bytes().partition(b"\n")[2].replace(b"one", b"two")
    path.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert kept_runs.fresh(report, report / "chapters/mills.ipynb", {}) is None
    page = report / "_build/html/chapters/mills.html"
    page.write_text(page.read_text() + "<script>1</script>")
    from evidence.disk import digest
    state = json.loads((report / "_build/.book.json").read_text())
    state["built"] = json.dumps(json.loads(state["built"]) | {"html": digest.of_pages(report / "_build/html")})
    state["seal"] = hashlib.sha256(state["built"].encode()).hexdigest()
    (report / "_build/.book.json").write_text(json.dumps(state))
    rebuilt(report, contents(built), monkeypatch, capsys)


def test_settings_of_other_programs_are_not_run(report, monkeypatch, tmp_path):
    mark = tmp_path / "ran"
    code = f"open({str(mark)!r}, 'w')\n"
    profile = report / "_build/.run/ipython/profile_default"
    (profile / "startup").mkdir(parents=True, exist_ok=True)
    for name in ("startup/00-x.py", "startup/x.ipy", "ipython_config.py", "ipython_kernel_config.py", "ipython_config.json"):
        (profile / name).write_text(code)
    (report / "_build/.run/matplotlib/matplotlibrc").write_text("backend: module://evil\n")
    (report / "chapters").mkdir(exist_ok=True)
    out = tmp_path / "out.ipynb"
    assert main(["--root", str(report), "run", "mills", "-o", str(out), "--engine", "nbclient"]) == 0
    assert out.exists() and not mark.exists()


@pytest.mark.parametrize("change", [*KINDS, *(lambda path, text=text: put(path, text) for text in TEXTS.values())])
def test_the_key_itself(change, tmp_path, monkeypatch):
    monkeypatch.setattr(seal.sys, "prefix", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seal._key.cache_clear()
    first = seal.seal(b"x")
    path = tmp_path / "var" / "seal.key"
    assert len(path.read_bytes()) == seal.LENGTH and path.stat().st_mode & 0o077 == 0
    change(path)
    seal._key.cache_clear()
    try:
        assert seal.seal(b"x") != first and not seal.holds(b"x", first)
        again = seal.seal(b"x")
        seal._key.cache_clear()
        assert seal.seal(b"x") == again
    finally:
        seal._key.cache_clear()


def test_no_pickle_is_read_from_a_file():
    from pathlib import Path

    import evidence
    read = [path for path in Path(evidence.__file__).parent.rglob("*.py")
            if any(word in path.read_text() for word in ("pickle.load", "read_pickle", "shelve", "marshal.load", "joblib"))]
    assert read == []
