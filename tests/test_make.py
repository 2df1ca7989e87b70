"""``make`` in any checkout: where HOME cannot be written, and with as many jobs as one likes."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = """\
show:
\t@echo "[$$UV_NO_CACHE]"
one two:
\t@mkdir busy && sleep 0.3 && rmdir busy
"""


def make(folder, *arguments, home):
    (folder / "ours.mk").write_text(OURS)
    return subprocess.run(["make", "-f", ROOT / "Makefile", "-f", "ours.mk", *arguments], cwd=folder, text=True,
                          capture_output=True, env={"PATH": os.environ["PATH"], "HOME": str(home)})


@pytest.mark.parametrize("home, said", [("", "[]\n"), ("/proc/nowhere", "[1]\n")])
def test_uv_keeps_nothing_where_home_cannot_be_written(tmp_path, home, said):
    assert make(tmp_path, "show", home=home or tmp_path).stdout == said


@pytest.mark.parametrize("made_in, fetched", [("here", False), ("", False), ("elsewhere", True)])
def test_an_environment_that_was_moved_is_made_anew(tmp_path, made_in, fetched):
    (report := tmp_path / "a report").mkdir()
    for name in ("requirements.txt", "pyproject.toml", "venv/.ready"):
        (path := report / name).parent.mkdir(exist_ok=True)
        path.write_text("")
    (report / "venv" / ".ready").write_text({"here": f"{report}\n", "": "", "elsewhere": f"{tmp_path}\n"}[made_in])
    done = make(report, "-n", "book", "VENV=venv", home=tmp_path)
    assert "venv/bin/evidence book" in done.stdout and ("rm -rf venv" in done.stdout) is fetched, done.stderr


def test_jobs_side_by_side_wait_for_each_other(tmp_path):
    """Two builds in one folder would lock each other out."""
    done = make(tmp_path, "-j4", "one", "two", home=tmp_path)
    assert done.returncode == 0, done.stderr
