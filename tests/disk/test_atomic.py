"""Folders swapped: whole or not at all."""

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
