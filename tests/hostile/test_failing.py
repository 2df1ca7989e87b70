"""The n-th write, rename, sync or fork of a command fails, for each n: the old is whole, the next run as from clean."""

from itertools import count

import pytest
from failing import Failing, runner
from made_up import CONFIG, SETUP, cell, project, write
from made_up_page import CONTENTS, PAGE, SACKS, edited_text

pytestmark = pytest.mark.hostile
EDITIONS = "editions:\n  strong:\n    description: Strong.\n    parameters: {mills: {mills: 7}}\n" \
           "sweeps:\n  grid:\n    chapter: mills\n    description: both\n    values: {mills: [1, 2]}\n"
SHOWN = "publish('power', power_kw * mills, f'{power_kw * mills:.0f} kW')\nprint(kind, towns, idle)"
KINDS = pytest.mark.parametrize("sign", [1, -1], ids=["one call", "a full disk"])
EVERY = 60  # of a book's calls, which are hundreds, most of them for files of Sphinx's own


@pytest.fixture(scope="module")
def run():
    with runner() as forked:
        yield forked


@pytest.fixture
def report(tmp_path, run):
    """A small report and its tables; the ledger has been changed since."""
    root = project(tmp_path)
    (root / "chapters/evidence").mkdir(parents=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    (root / "_toc.yml").write_text(CONTENTS)
    with (root / "ledger/measures.yml").open("a") as measures:
        measures.write(SACKS)
    (root / "article.html").write_text(PAGE)
    assert run(root, ["tables"]).code == 0
    ledger = root / "ledger/gazette-mill.yml"
    ledger.write_text(ledger.read_text().replace("The mill made", "That mill made"))
    return root


def until_none_fails(failing, sign=1, every=1):
    """Each call in turn, or some of them; how many there were."""
    return next(which for which in count(1, every) if not failing.at(sign * which))


@KINDS
def test_tables(run, report, sign):
    assert until_none_fails(Failing(run, report, ["tables"], [("data/",)]), sign) > 20


@KINDS
@pytest.mark.parametrize("step", ["draft", "finish", "remove"])
def test_add(run, report, sign, step):
    command, path = ["add", str(report / "article.html")], report / "ledger/article.yml"
    if step != "draft":
        assert run(report, command).code == 0
        path.write_text(edited_text(path.read_text("utf-8")), "utf-8")
        command = ["add", "article"]
    if step == "remove":
        assert run(report, command).code == 0
        command = ["remove", "article"]
    assert until_none_fails(Failing(run, report, command, [("data/",), (
        "seeds/", "ledger/", "originals/", "chapters/", "_toc.yml", "references.bib")]), sign) > 3


@pytest.fixture
def book(report):
    """It has a chapter and settings too."""
    (report / "_config.yml").write_text(CONFIG)
    (report / "_toc.yml").write_text(CONTENTS + "  - file: chapters/mills\n")
    (report / "editions.yml").write_text(EDITIONS)
    (report / "chapters/sources.md").write_text("# Sources\n")
    (report / "chapters/bibliography.md").write_text("# Books\n\n```{bibliography}\n```\n")
    (report / "chapters/index.md").write_text("# Mills\n\nThey grind.\n")
    with (report / "references.bib").open("a") as file:
        file.write("@misc{mill, title={Mill}, year={2024}}\n")
    write(report / "chapters/mills.ipynb", cell(SETUP, "remove-cell"), cell(SHOWN))
    return report


def changed(book):
    write(book / "chapters/mills.ipynb", cell(SETUP, "remove-cell"), cell(SHOWN.replace("kW", "kilowatts")))
    return book


@KINDS
def test_refresh(run, book, sign):
    assert until_none_fails(Failing(run, book, ["refresh"], [("chapters/",)]), sign) > 3


@KINDS
def test_sweep(run, book, sign):
    assert run(book, ["sweep", "grid"]).code == 0
    table = [(f"_build/sweeps/grid/grid.{kind}",) for kind in ("csv", "parquet")]
    assert until_none_fails(Failing(run, changed(book), ["sweep", "grid"], table), sign) > 9


@KINDS
@pytest.mark.parametrize("edition", [[], ["--edition", "strong"]], ids=["the book", "an edition"])
def test_book(run, book, sign, edition):
    for command in (["book"], ["book", *edition]):
        assert run(book, command).code == 0
    whole = [("_build/html/",), ("_build/editions/",), ("data/",)]
    assert until_none_fails(Failing(run, changed(book), ["book", *edition], whole), sign, EVERY) > 100
