"""Folders swapped: whole or not at all."""

import os

import pytest

from evidence.disk import atomic


def folder(path, page):
    path.mkdir(parents=True)
    (path / "page.html").write_text(page)
    return path


@pytest.mark.parametrize("at_once", [True, False])
def test_swap(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(atomic, "_exchanged", lambda *_: False)
    for page in ("first", "second"):
        atomic.swap(folder(tmp_path / page, page), tmp_path / "html")
        assert (tmp_path / "html/page.html").read_text() == page
        assert [path.name for path in tmp_path.iterdir()] == ["html"]


@pytest.mark.parametrize("at_once", [True, False])
def test_swap_leaves_the_old_where_it_fails(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(atomic, "_exchanged", lambda *_: False)
    folder(tmp_path / "html", "old")
    with pytest.raises(OSError):
        atomic.swap(tmp_path / "nothing", tmp_path / "html")
    assert (tmp_path / "html/page.html").read_text() == "old"


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_all_or_none(tmp_path, monkeypatch, call, at):
    """One new, one changed, one removed; a call that fails, and nothing that is left beside."""
    for name in ("changed", "removed"):
        (tmp_path / name).write_text("old")
    files = {tmp_path / "sub" / "new": "new", tmp_path / "changed": b"new", tmp_path / "again": "new",
             tmp_path / "removed": None}
    calls, real = [], getattr(os, call)

    def failing(*given):
        calls.append(given)
        if len(calls) == at:
            raise OSError(28, "No space left on device")
        return real(*given)

    monkeypatch.setattr(atomic.os, call, failing)
    with pytest.raises(OSError):
        atomic.store_all(files)
    assert {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {
        "changed": "old", "removed": "old"}
    atomic.store_all(files)
    assert {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == dict.fromkeys(
        ("new", "changed", "again"), "new")
