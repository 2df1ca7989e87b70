"""Sweeps as processes: stopped, killed, resumed, and on a Dask cluster of a scheduler and two workers."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from types import SimpleNamespace

import psutil
import pytest
from made_up import FEWER, cell, project, write

from evidence.cli import main
from evidence.notebooks.parameters import describe
from evidence.sweeps import executors
from evidence.sweeps.plan import find_plan
from evidence.sweeps.sets import Axis
from evidence.sweeps.sweep import sweep as run_sweep

BIN = os.path.dirname(sys.executable)
EDITIONS = """\
sweeps:
  grid:
    chapter: mills
    description: twenty sets
    values: {mills: {low: 1, high: 10, steps: 10}, power_kw: [100, 200]}
"""
CELLS = [cell("import os, time\nfrom evidence.chapter.present import publish", "remove-cell"),
         cell("started = time.time()\ntime.sleep(0.15)"),
         cell("publish('power', power_kw * mills)\npublish('process', os.getppid())")]
HANGS = cell("if mills == 4:\n    open('../hangs', 'w').close()\n    time.sleep(60)")


@pytest.fixture
def report(tmp_path):
    root = project(tmp_path)
    write(root / "chapters" / "mills.ipynb", *CELLS)
    (root / "editions.yml").write_text(EDITIONS)
    return SimpleNamespace(root=root, folder=root / "_build" / "sweeps" / "grid")


def start(report, *arguments):
    command = [sys.executable, "-m", "evidence", "--root", str(report.root), "sweep", "grid", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def swept(report, capsys, *arguments) -> tuple[int, str, str]:
    """The same in this process, where only its outcome counts: the code, and what it says."""
    code = main(["--root", str(report.root), "sweep", "grid", *arguments])
    return code, *capsys.readouterr()


def done(report) -> int:
    journal = report.folder / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def wait_for(condition, process=None, seconds=90):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to that"
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.02)


def gone(processes) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


def rows(report) -> list[dict]:
    with open(report.folder / "grid.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_table(report) -> None:
    powers = [row for row in rows(report) if row["name"] == "power"]
    assert [row["run"] for row in powers] == [str(run) for run in range(1, 21)]
    assert all(float(row["value"]) == float(row["power_kw"]) * int(row["mills"]) for row in powers)


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_stopped_at_any_moment_and_resumed(report, capsys, number, code):
    sweep = start(report, "--workers", "2")
    wait_for(lambda: done(report) >= 4, sweep)
    processes = psutil.Process(sweep.pid).children(recursive=True)
    sweep.send_signal(number)
    _, errors = sweep.communicate(timeout=20)
    assert sweep.returncode == code and processes and "Traceback" not in errors
    wait_for(lambda: gone(processes), seconds=10)
    kept = done(report)
    assert 4 <= kept < 20 and not (report.folder / "grid.csv").exists()
    if code > 0:
        assert f"stopped: {kept} of 20 runs are kept; 'evidence sweep grid' goes on from there" in errors
    code, out, errors = swept(report, capsys, "--workers", "2")
    assert code == 0 and f"{20 - kept} now, in" in out and f"{kept} kept from before" in out, errors
    check_table(report)


def test_a_cell_that_hangs_does_not_hold_up_the_stop(report):
    write(report.root / "chapters" / "mills.ipynb", *CELLS, HANGS)
    sweep = start(report, "--workers", "1")
    wait_for((report.root / "hangs").exists, sweep)
    started = time.monotonic()
    sweep.send_signal(signal.SIGINT)
    sweep.communicate(timeout=20)
    assert sweep.returncode == 130 and time.monotonic() - started < 8


def test_a_run_whose_process_is_killed_is_one_failed_run(report, capsys):
    killed = cell("import signal\nif mills == 4:\n    os.kill(os.getpid(), signal.SIGKILL)")
    write(report.root / "chapters" / "mills.ipynb", *CELLS, killed)
    code, out, errors = swept(report, capsys)
    assert code == 1 and "2 failed" in out and errors.count("(mills=4 power_kw=") == 2
    assert "its process died" in errors and len(rows(report)) == 18 * 2


def test_the_second_says_who_is_at_work(report):
    write(report.root / "chapters" / "mills.ipynb", *CELLS, HANGS)
    sweep = start(report, "--workers", "1")
    wait_for((report.root / "hangs").exists, sweep)
    second = start(report)
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 1 and f"at work already (process {sweep.pid} on " in errors
    sweep.terminate()
    sweep.communicate(timeout=20)


def test_figures_are_drawn_only_if_asked_for(report):
    broken = cell("import pandas\nfrom evidence.chapter import figures, present\nfrom matplotlib.artist import Artist\n"
                  "class Broken(Artist):\n    def draw(self, renderer):\n        1 / 0\n"
                  "figure, axes = figures.subplots()\naxes.add_artist(Broken())\n"
                  "present.show_figure(figure, 'mill', 'It turns', 'a mill', pandas.DataFrame({'a': [1]}))")
    write(report.root / "chapters" / "mills.ipynb", *CELLS[:1], broken, CELLS[2])
    assert main(["--root", str(report.root), "sweep", "grid"]) == 0
    check_table(report)
    (report.root / "editions.yml").write_text(EDITIONS.replace("{low: 1, high: 10, steps: 10}", "[4]"))
    assert main(["--root", str(report.root), "sweep", "grid", "--pictures"]) == 1  # what is kept is no answer
    assert "ZeroDivisionError" in (report.folder / "failed" / "failed.txt").read_text()


def test_the_heaviest_chapter(pytestconfig, tmp_path):
    root = pytestconfig.rootpath
    plan = find_plan(root, "verdicts", 4)
    few = {name: Axis((count,)) for name, count in FEWER["synthesis"].items()}
    declared = {one.name: one for one in describe(plan.chapter)}
    plan = replace(plan, axes=plan.axes | few, parameters=plan.parameters | {name: declared[name] for name in few})
    with executors.local_executor() as (pool, workers):
        outcome = run_sweep(root, plan, pool, workers, folder=tmp_path)
    assert (outcome.ran, outcome.failed.first) == (4, [])
    assert outcome.rows % 4 == 0 and outcome.rows >= 4 * 5


class Cluster:
    """A scheduler and workers as processes of their own on this machine."""

    def __init__(self, folder):
        self.folder, self.file, self.processes = folder, folder / "scheduler.json", []
        self._start("scheduler", "--port", "0")
        wait_for(lambda: self.file.exists() and self.file.read_text().endswith("}"))
        self.address = json.loads(self.file.read_text())["address"]

    def _start(self, kind, *arguments):
        with open(self.folder / f"{kind}-{len(self.processes)}.log", "w") as log:
            self.processes.append(subprocess.Popen(
                [f"{BIN}/dask", kind, "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self.file),
                 *arguments], stdout=log, stderr=log, cwd=self.folder))
        return self.processes[-1]

    def worker(self, *arguments):
        return self._start("worker", "--nthreads", "1", "--local-directory", str(self.folder), *arguments)

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path):
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.stop()


def test_the_same_sweep_on_a_cluster_one_of_whose_workers_is_killed(report, cluster):
    cluster.worker()  # under a nanny, as a daemon that may not fork by itself
    killed = cluster.worker("--no-nanny")
    sweep = start(report, "--scheduler", cluster.address)
    wait_for(lambda: done(report) >= 6, sweep)
    processes = [psutil.Process(killed.pid), *psutil.Process(killed.pid).children(recursive=True)]
    killed.kill()
    out, errors = sweep.communicate(timeout=180)
    assert sweep.returncode == 0 and "20 now, in" in out, errors
    check_table(report)
    assert len({row["value"] for row in rows(report) if row["name"] == "process"}) == 2  # both have had their share
    wait_for(lambda: gone(processes), seconds=10)


def test_a_cluster_that_goes_away_and_comes_back(report, cluster, capsys):
    cluster.worker()
    sweep = start(report, "--scheduler", cluster.address)
    wait_for(lambda: done(report) >= 2, sweep)
    cluster.stop()
    _, errors = sweep.communicate(timeout=120)
    assert sweep.returncode == 1 and "Traceback" not in errors, errors
    assert "the workers are gone" in errors and "goes on from there" in errors
    kept = done(report)
    assert 2 <= kept < 20
    code, out, errors = swept(report, capsys)
    assert code == 0 and f"{kept} kept from before" in out, errors
    check_table(report)


def test_stopped_on_a_cluster(report, cluster):
    cluster.worker()
    sweep = start(report, "--scheduler", cluster.address)
    wait_for(lambda: done(report) >= 2, sweep)
    sweep.send_signal(signal.SIGINT)
    _, errors = sweep.communicate(timeout=30)
    assert sweep.returncode == 130 and "Traceback" not in errors
    assert f"stopped: {done(report)} of 20 runs are kept" in errors


def test_a_cluster_that_cannot_do_it(report, cluster, monkeypatch, capsys):
    monkeypatch.setattr(executors, "SECONDS", 2)
    for address, message in ((cluster.address, "this scheduler has no workers; start some: dask worker"),
                             ("tcp://127.0.0.1:1", "no scheduler answers there"),
                             ("what", "no scheduler answers there")):
        assert main(["--root", str(report.root), "sweep", "grid", "--scheduler", address]) == 1
        assert f"--scheduler {address}: {message}" in capsys.readouterr().err
    assert done(report) == 0
