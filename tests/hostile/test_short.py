"""One input of each kind, in the ordinary suite; all of them by ``make hostile``."""

import os
import shutil

import pytest
from failing import Failing, runner
from made_up import MINI, run_notebook, still_there, write

from evidence.book import markup
from evidence.cli import main
from evidence.disk import seal
from evidence.errors import printable
from evidence.language import units
from evidence.notebooks import safe_html
from evidence.running.task import RunError


@pytest.mark.parametrize("text", [
    "---\nmyst: {enable_extensions: [substitution]}\n---", "```{include} x\n```", "{download}`x`", "<script>1</script>",
    "[x](javascript:1)", "[x](../../etc/passwd)", "```{figure} ../../x.png\n```", ":::{note}\n{raw}`x`\n:::",
    "![x](https://x/y.png)", "```{eval-rst}\n.. raw:: html\n```"])
def test_pages(tmp_path, text):
    reader = markup._Reader(tmp_path, frozenset({"colon_fence"}))
    assert [fault.line > 0 for fault in reader.page(text, tmp_path / "chapters" / "x.md", "x.md")]


@pytest.mark.parametrize("html", ["<script>1</script>", "<img src=//x>", '<p style="background:url(//x)">x</p>',
                                  '<svg><use href="//x#y"/></svg>', "<p onclick=x>y</p>", '<a href="javascript:x">y</a>'])
def test_outputs(html):
    assert not safe_html.is_safe(html) and safe_html.is_safe(safe_html.clean(html))


@pytest.mark.parametrize("settings, word", [
    ("sphinx: {local_extensions: {x: .}}", "local_extensions"), ("parse: {myst_enable_extensions: [substitution]}", "parse"),
    ("title: x", "'parse.myst_enable_extensions' is missing"), ("html: {extra_footer: <b>}", "extra_footer")])
def test_settings(tmp_path, capsys, settings, word):
    root = shutil.copytree(MINI, tmp_path / "report")
    (root / "_config.yml").write_text(settings)
    assert main(["--root", str(root), "lint"]) == 1
    assert word in capsys.readouterr().err


def test_a_pipe_is_not_waited_for(tmp_path, capsys):
    root = shutil.copytree(MINI, tmp_path / "report")
    (root / "seeds" / "moulin.txt").unlink()
    os.mkfifo(root / "seeds" / "moulin.txt")
    assert main(["--root", str(root), "check"]) == 1
    assert "seeds/moulin.txt: a named pipe, not a regular file" in capsys.readouterr().err


@pytest.mark.parametrize("sql", ["SELECT current_timestamp AS a", "SELEC", "WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL "
                                 "SELECT a FROM t) SELECT a FROM t"])
def test_views(tmp_path, capsys, sql):
    root = shutil.copytree(MINI, tmp_path / "report")
    with (root / "ledger" / "views.yml").open("a") as file:
        file.write(f'- id: odd\n  description: d\n  columns: {{a: A.}}\n  sql: "{sql}"\n')
    assert main(["--root", str(root), "check"]) == 1
    assert "ledger/views.yml:8: view 'odd' fails" in capsys.readouterr().err


def test_a_power_of_a_power_is_no_unit():
    with pytest.raises(ValueError):
        units.canonical("meter**9**9**9")


def test_seals():
    assert seal.holds(b"x", seal.seal(b"x")) and not seal.holds(b"y", seal.seal(b"x")) and not seal.holds(b"x", None)


def test_names():
    assert printable("a\n\u202e\x1b") == "a\\n\\u202e\\x1b"


def test_a_daemon_ends_with_its_run(tmp_path):
    path = write(tmp_path / "chapters" / "x.ipynb", "import subprocess, os\nopen('pid', 'w').write(str("
                 "subprocess.Popen(['sleep', '60'], start_new_session=True).pid))", "os._exit(0)")
    with pytest.raises(RunError):
        run_notebook(path, tmp_path)
    assert still_there([int((tmp_path / "chapters" / "pid").read_text())], 5) == []


def test_a_call_that_fails_loses_nothing(tmp_path):
    """A write among many, the last rename, and a disk that is full from the start."""
    root = shutil.copytree(MINI, tmp_path / "report")
    with runner() as run:
        assert run(root, ["tables"]).code == 0
        ledger = root / "ledger" / "gazette-mill.yml"
        ledger.write_text(ledger.read_text().replace("The mill made", "That mill made"))
        failing = Failing(run, root, ["tables"], [("data/",)])
        assert [failing.at(which) for which in (9, 40, -1, 10_000)] == [True, True, True, False]
