"""Writing by two processes: what they leave is what one leaves, to the byte, and faults of both are told."""

from functools import partial

import pytest
import sphinxext_book
from sphinx.application import Sphinx
from sphinx.errors import SphinxParallelError

from evidence.book import parallel_write

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


@pytest.fixture
def in_two(monkeypatch):
    """Builds from now on are written by two processes; the list tells by how many pages each."""
    shares, build, split = [], Sphinx.build, parallel_write.split

    def patient(app, *given, **options):
        app.parallel, app.builder.parallel_ok = 2, True
        app.builder._write_parallel = partial(parallel_write.write, app.builder)
        return build(app, *given, **options)

    def noted(sizes):
        shares.append(tuple(map(len, split(sizes))))
        return split(sizes)

    monkeypatch.setattr(Sphinx, "build", patient)
    monkeypatch.setattr(parallel_write, "split", noted)
    monkeypatch.setattr(Sphinx, "is_parallel_allowed", lambda app, kind: kind == "write")
    return shares


def mill(folder, last: str = ""):
    root = sphinxext_book.project(folder)
    for name in ("upper", "lower"):  # as long as each other, and longer than all others: one for each half
        words = f"Of {name} pages\n\n![a wheel](wheel-{name}.svg)\n\n" + "A wheel turns. " * 600
        (root / "chapters" / f"{name}.md").write_text(f"---\norphan: true\n---\n# {name.title()} page\n\n{words}\n\n{last}\n")
        (root / "chapters" / f"wheel-{name}.svg").write_text(PICTURE)
    return root


def files(html) -> dict:
    paths = (path for path in sorted(html.rglob("*")) if path.is_file() and path.name != ".buildinfo")  # knows its folder
    return {path.relative_to(html).as_posix(): path.read_bytes() for path in paths}


def test_two_leave_what_one_leaves(tmp_path, request):
    one, said = sphinxext_book.build(mill(tmp_path / "one"))
    shares = request.getfixturevalue("in_two")
    two, said_too = sphinxext_book.build(mill(tmp_path / "two"))
    assert len(shares) == 1 and min(shares[0]) > 1
    assert (said, said_too) == ("", "")
    written, expected = files(two), files(one)
    assert written.keys() == expected.keys() and {"_images/wheel-upper.svg", "_images/wheel-lower.svg"} <= written.keys()
    assert [name for name in expected if written[name] != expected[name]] == []


def test_warnings_of_both_are_told(tmp_path, in_two):
    _, said = sphinxext_book.build(mill(tmp_path / "mill", "{ref}`nowhere`"))
    assert len(in_two) == 1
    assert all(f"chapters/{name}.md" in said for name in ("upper", "lower")), said


@pytest.mark.parametrize("page", ["upper", "lower"])
def test_a_half_that_breaks_breaks_the_build(tmp_path, in_two, monkeypatch, page):
    from sphinx.builders.html import StandaloneHTMLBuilder
    write_doc = StandaloneHTMLBuilder.write_doc

    def broken(builder, docname, doctree):
        if docname.endswith(page):
            raise ValueError("the wheel is broken")
        write_doc(builder, docname, doctree)

    monkeypatch.setattr(StandaloneHTMLBuilder, "write_doc", broken)
    with pytest.raises((ValueError, SphinxParallelError), match="the wheel is broken"):
        sphinxext_book.build(mill(tmp_path / "mill"))


@pytest.mark.parametrize("sizes, shares", [
    ({}, ([], [])),
    ({"a": 5}, (["a"], [])),
    ({"a": 500_000, "b": 100_000, "c": 90_000, "d": 0}, (["a"], ["b", "c", "d"])),
])
def test_shares(sizes, shares):
    assert parallel_write.split(sizes) == shares
