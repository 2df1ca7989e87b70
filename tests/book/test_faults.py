"""Builds that are killed, stopped, meet another, or cannot write: what was published stays, one line says why."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_up import CONFIG, SETUP, cell, contents, project, write

from evidence.cli import main

HOME = "# Mills\n\nSee [the chapter](mills.ipynb).\n"
CALL = [sys.executable, "-m", "evidence", "book"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("faults"))
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n  - file: chapters/mills\n"
                                   "  - file: chapters/evidence/gazette-mill\n")
    (root / "chapters/evidence").mkdir(parents=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    with (root / "references.bib").open("a") as bibliography:
        bibliography.write("@misc{mill, title={Mill}, year={2024}}\n")
    write(root / "chapters/mills.ipynb", cell(SETUP, "remove-cell"), cell("print(mills, power_kw, kind, towns, idle)"))
    (root / "chapters/index.md").write_text(HOME + "\n```{bibliography}\n```\n")
    assert main(["--root", str(root), "book"]) == 0
    return root


@pytest.fixture
def report(built, tmp_path):
    """A book as published, whose chapter has been changed since: there is everything to do."""
    return changed(shutil.copytree(built, tmp_path / "report"))


def changed(root, word="changed"):
    write(root / "chapters/mills.ipynb", cell(SETUP, "remove-cell"),
          cell(f"print(mills, power_kw, kind, towns, idle, '{word}')"))
    return root


def start(root, **how):
    return subprocess.Popen(CALL, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def said(process):
    _, errors = process.communicate(timeout=120)
    return errors.splitlines()


def builds(root):
    assert main(["--root", str(root), "book"]) == 0
    assert "changed" in (root / "_build/html/chapters/mills.html").read_text()
    left = {path.name for path in (root / "_build").iterdir()}
    assert left == {".book.json", ".lock", ".records", ".run", ".runs", "html"}


def at_work_in(root):
    """Processes whose folder lies in ``root``."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            folder = os.readlink(entry / "cwd")
        except OSError:
            continue
        if folder.startswith(str(root)):
            found.append((entry / "cmdline").read_text().replace("\0", " "))
    return found


def gone(root, seconds=5):
    until = time.monotonic() + seconds
    while (left := at_work_in(root)) and time.monotonic() < until:
        time.sleep(0.1)
    return not left


def wait_for(process, report, moment):
    """Wait for a moment of the build: a line that it prints, or a file that appears."""
    if "*" in moment:
        until = time.monotonic() + 60
        while not list((report / "_build").glob(moment)) and time.monotonic() < until:
            time.sleep(0.005)
    else:
        for line in process.stdout:
            if moment in line:
                return


# from the first import to the writing of pages
MOMENTS = [".stage-*", "tables", "chapters run", ".stage-*/_build/html/_static", "compiled the pages"]


def test_killed_at_any_moment(report):
    before = contents(report)
    for moment in MOMENTS:
        process = start(report)
        wait_for(process, report, moment)
        process.kill()
        process.communicate()
        assert contents(report) == before, moment
        assert gone(report), (moment, at_work_in(report))
    builds(report)


@pytest.mark.parametrize("number, moment", [
    (signal.SIGINT, ".stage-*"), (signal.SIGINT, "tables"), (signal.SIGTERM, ".stage-*/_build/html/_static"),
    (signal.SIGHUP, ".stage-*")])
def test_told_to_stop(report, number, moment):
    before = contents(report)
    process = start(report, start_new_session=True)
    wait_for(process, report, moment)
    os.killpg(process.pid, number)  # as a terminal does
    assert said(process) == ["interrupted"]
    assert process.returncode in (128 + number, -number)  # Python may choose to end by the signal itself
    assert contents(report) == before and gone(report)
    assert not list((report / "_build").glob(".stage-*"))


def test_two_builds_do_not_mix(report):
    first = start(report)
    wait_for(first, report, ".stage-*")
    second = start(report)
    [message] = [line for line in said(second) if "fault" not in line]
    assert message.startswith(f"_build/.lock: another build is at work (process {first.pid} on ")
    assert second.returncode == 1
    assert said(first) == [] and first.returncode == 0
    builds(report)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, of a size that can be changed."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def resize(place, option):
    subprocess.run(["mount", "-o", f"remount,{option}", place], check=True)


def test_a_full_disk_and_one_that_cannot_be_written(built, small_disk):
    report = changed(shutil.copytree(built, small_disk / "report"))
    before, used = contents(report), shutil.disk_usage(small_disk).used
    for free_kb in (0, 40, 4000):
        resize(small_disk, f"size={used // 1024 + free_kb}k")
        process = start(report)
        line, count = said(process)
        assert process.returncode == 1 and "No space left on device" in line and count == "1 fault", (free_kb, line)
        assert contents(report) == before
    resize(small_disk, "size=60m,ro")
    process = start(report)
    line, _ = said(process)
    assert process.returncode == 1 and "Read-only file system; mend that" in line and contents(report) == before
    resize(small_disk, "rw")
    builds(report)
