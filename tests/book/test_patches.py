"""What the compiler changes in other libraries: each does what it is for, and pages are the same without any."""

import shutil

import pybtex.plugin
import pytest
import sphinxext_book
from made_up import CONFIG, SETUP, cell, contents, project, write
from sphinx.application import Sphinx

from evidence.book import patches
from evidence.cli import main

PAGE = "# {0}\n\nSee {{cite}}`mill`, and {{term}}`{0}`.\n\n```{{glossary}}\n{0}\n  It turns.\n```\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("patches"))
    names = ["wheel", "sail", "stone", "race", "sluice", "hopper"]
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n" + "".join(
        f"  - file: chapters/{name}\n" for name in ["mills", *names, "evidence/gazette-mill"]))
    with (root / "references.bib").open("a") as file:
        file.write("@misc{mill, title={Mill}, author={Miller, A.}, year={2024}}\n")
    (root / "chapters/evidence").mkdir(parents=True, exist_ok=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    (root / "chapters" / "index.md").write_text("# Mills\n\n```{bibliography}\n```\n")
    for name in names:
        (root / "chapters" / f"{name}.md").write_text(PAGE.format(name.title()))
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), "print(power_kw, mills, kind, towns, idle)")
    return root


def built(report, folder, monkeypatch, switch: str) -> dict:
    monkeypatch.setenv(patches.SWITCH, switch)
    root = shutil.copytree(report, folder)
    assert main(["--root", str(root), "book"]) == 0
    return contents(root)


def test_pages_are_the_same_without_any(report, tmp_path, monkeypatch):
    with_all = built(report, tmp_path / "with", monkeypatch, "")
    without = built(report, tmp_path / "without", monkeypatch, patches.OFF)
    assert with_all.keys() == without.keys() and len(with_all) > 50
    assert [name for name in without if with_all[name] != without[name]] == []
    assert b"Sluice" in without[next(name for name in without if name.name == "searchindex.js")]


@pytest.mark.parametrize("switch, searches", [("", 1), (patches.OFF, 4)])
def test_packages_are_searched_for_pybtex_once_or_for_each_citation(tmp_path, monkeypatch, switch, searches):
    looked, find, init = [], pybtex.plugin.entry_points, Sphinx._init_builder

    def looked_for(**given):
        looked.append(given["name"])
        return find(**given)

    def patched(app):
        app.setup_extension("evidence.book.patches")
        init(app)

    monkeypatch.setenv(patches.SWITCH, switch)
    monkeypatch.setattr(pybtex.plugin, "entry_points", looked_for)
    monkeypatch.setattr(pybtex.plugin, "_RUNTIME_PLUGINS", {})
    monkeypatch.setattr(Sphinx, "_init_builder", patched)
    _, warnings = sphinxext_book.build(sphinxext_book.project(tmp_path / "mill"))
    assert warnings == "" and looked.count("plaintext") == searches
