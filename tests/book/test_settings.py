"""Settings of the book: a key that means nothing is a fault, and no page is listed that is not there."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from evidence.book import settings

ROOT = Path(__file__).resolve().parents[2]
TOC = "format: jb-book\nroot: chapters/index\nchapters:\n  - file: chapters/mills\n"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "chapters").mkdir()
    for name in ("index.md", "mills.ipynb"):
        (tmp_path / "chapters" / name).write_text("")
    (tmp_path / "_config.yml").write_text((ROOT / "_config.yml").read_text())
    (tmp_path / "_toc.yml").write_text(TOC)
    return tmp_path


def found(root):
    return [str(fault) for fault in settings.faults_of_settings(root)]


def test_our_own_settings_are_in_order(root):
    assert found(root) == []


@pytest.mark.parametrize("text, message", [
    ("titel: x", "_config.yml:1: 'titel' means nothing; did you mean 'title'?"),
    ("title: x\nexecute:\n  execute_notebook: off", "_config.yml:3: 'execute.execute_notebook' means nothing; did you"),
    ("html:\n  analytics:\n    google_id: x", "_config.yml:2: 'html.analytics' means nothing"),
    ("title: x\ntitle: y", "_config.yml:2: the key 'title' twice"),
    ("title: [3]", "_config.yml:1: 'title' is '['3']'; give a text"),
    ("- title", "_config.yml:1: no settings"),
    ("title: [", "_config.yml:2: not readable as YAML"),
])
def test_settings(root, text, message):
    (root / "_config.yml").write_text(text)
    assert message in found(root)[0]


@pytest.mark.parametrize("line, message", [
    ("  - file: ../secret", "_toc.yml:5: '../secret' lies outside the book"),
    ("  - file: /etc/passwd", "lies outside the book"),
    ("  - file: chapters/none", "_toc.yml:5: no page 'chapters/none'"),
    ("  - url: javascript:alert(1)", "'javascript:alert(1)' is no web address"),
    ("  - fil: chapters/mills", "'fil' means nothing"),
])
def test_table_of_contents(root, line, message):
    (root / "_toc.yml").write_text(TOC + line + "\n")
    assert message in found(root)[0]


def test_files_that_are_not_there(root):
    (root / "_toc.yml").unlink()
    assert "_toc.yml" in found(root)[0]


def test_nothing_runs_from_the_pages_and_nothing_is_fetched():
    text = (ROOT / "_config.yml").read_text()
    assert "substitution]" not in text and ", substitution" not in text
    assert 'execute_notebooks: "off"' in text


NOT_IMPORTED = {"sphinxcontrib-bibtex": "an extension of the book", "pystemmer": "makes snowballstemmer fast",
                "nbval": "a pytest plugin", "pytest-xdist": "a pytest plugin", "dask": "the commands of a cluster",
                "ploomber-engine": "what we are measured against", "axe-playwright-python": "carries axe-core",
                "ruff": "a command", "mypy": "a command", "import-linter": "a command", "types-docutils": "for mypy",
                "types-psutil": "for mypy", "types-pyyaml": "for mypy",
                "pre-commit": "a command", "lxml-html-clean": "what trafilatura asks lxml for",
                "ipywidgets": "what notebooks of the tests show"}


def imported(*folders):
    """Distributions that the code of these folders imports."""
    found = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.partition(".")[0])
    known = packages_distributions()
    outside = found - set(sys.stdlib_module_names) - {path.stem for path in (ROOT / "tests").rglob("*.py")}
    outside -= {"evidence", "analysis", "benchmarks", "subject"}  # the last: of a report that 'evidence new' starts
    return {known[name][0].lower().replace("_", "-") for name in outside if name in known} | (outside - set(known))


def declared(requirements):
    return {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements}


def test_every_dependency_is_declared_and_used():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = declared(project["dependencies"])
    extras = {name: declared(packages) for name, packages in project["optional-dependencies"].items()}
    ours, tests = imported("evidence", "analysis", "benchmarks"), imported("tests")
    assert ours - set().union(*extras.values()) == needed - (set(NOT_IMPORTED) - ours)
    assert tests <= needed | extras["test"] | extras["scan"]
    assert set().union(*extras.values()) - extras["scan"] <= ours | tests | set(NOT_IMPORTED)


def test_every_dependency_is_pinned():
    pins = (ROOT / "requirements.txt").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name in declared(project["dependencies"]) | declared(project["optional-dependencies"]["test"]):
        assert re.search(rf"^{name}==\d", pins, re.MULTILINE), name
    assert "-e ." not in pins.splitlines()  # a line without a hash would let none be asked for
