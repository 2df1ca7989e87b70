"""Jupyter Lab in a real browser: a chapter is run, changed, run again and saved; then lint says what to do."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from evidence.cli import main

pytestmark = pytest.mark.lab
LAB = Path(sys.executable).with_name("jupyter-lab")
CHAPTER = "compute_and_sanctions"
SECONDS = 120
IDLE = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
# All cells stand on the page, not only those in view.
SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


@pytest.fixture(scope="module")
def report(pytestconfig, tmp_path_factory):
    """A copy of the book's sources, to write in."""
    folder = tmp_path_factory.mktemp("lab") / "report"
    shutil.copytree(pytestconfig.rootpath, folder, ignore=shutil.ignore_patterns(".*", "_build", "*.egg-info", "tests"))
    return folder


@pytest.fixture(scope="module")
def lab(report, tmp_path_factory):
    """The address of a Lab whose folder is the report; with settings of its own, none of the user's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    (home / "overrides.json").write_text(json.dumps(SETTINGS))
    options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
               "--IdentityProvider.token=", f"--ServerApp.root_dir={report}", f"--LabApp.app_settings_dir={home}",
               "--LabApp.expose_app_in_browser=True"]
    with open(home / "log", "w") as log:
        running = subprocess.Popen([LAB, *options], stdout=log, stderr=log, cwd=report,
                                   env=os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)})
    try:
        _wait_until_it_answers(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)


def _wait_until_it_answers(port):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/api/status")
            return
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise AssertionError("Jupyter Lab does not answer")


@pytest.fixture
def tab(browser, lab):
    """The chapter, opened, with a kernel that waits, and without the outputs that are stored."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(1000 * SECONDS)
    opened.goto(f"{lab}/lab/tree/chapters/{CHAPTER}.ipynb")
    opened.wait_for_function(IDLE)
    choose(opened, "Edit", "Clear Outputs of All Cells")
    yield opened
    opened.close()


def choose(tab, menu, name):
    """Choose from the menu."""
    tab.get_by_role("menuitem", name=menu, exact=True).click()
    tab.get_by_role("menuitem", name=re.compile(f"^{name}")).click()


def run_all(tab, report, times):
    """All cells, by the menu, for the so-manieth time; what two cells then show: a sentence, and a figure."""
    cells = json.loads((report / "chapters" / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [place for place, cell in enumerate(cells) if cell["cell_type"] == "code"]
    choose(tab, "Run", "Run All Cells")
    stand = tab.locator(".jp-Notebook .jp-Cell")
    stand.nth(code[-1]).locator(".jp-InputPrompt", has_text=f"[{times * len(code)}]:").wait_for()
    answers, figure = (stand.nth(place).locator(".jp-OutputArea-output") for place in code[1:3])
    return answers.filter(has_text="short-answer:").inner_text(), figure.locator("svg").first.inner_html()


def saved(tab, path):
    """Save, and wait until that is done."""
    before = path.stat().st_mtime_ns
    tab.keyboard.press("Control+s")
    until = time.monotonic() + SECONDS
    beside = path.with_name(f".~{path.name}")  # there while Lab writes
    while (path.stat().st_mtime_ns == before or beside.exists()) and time.monotonic() < until:
        tab.wait_for_timeout(100)
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_parameter_changed_in_lab(tab, report, capsys):
    sentence, figure = run_all(tab, report, 1)
    assert "3.9 to 4.1 times" in sentence
    tab.locator(".cm-line", has_text="power_kw: float = 559").first.click()
    for keys in ("Home", "Shift+End"):
        tab.keyboard.press(keys)
    tab.keyboard.type("power_kw: float = 900  # all-in power of one CloudMatrix 384 [kW; 100..2000]")
    changed, drawn = run_all(tab, report, 2)
    assert "4.1 to 6.2 times" in changed and drawn != figure
    path = report / "chapters" / f"{CHAPTER}.ipynb"
    assert "power_kw: float = 900 " in "".join(saved(tab, path)["cells"][1]["source"])
    assert main(["--root", str(report), "lint"]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if CHAPTER in line]
    assert len(said) == 2 and all("run 'make refresh'" in line for line in said), said
    assert main(["--root", str(report), "refresh", CHAPTER]) == 0  # what 'make refresh' does, for this chapter alone
    assert main(["--root", str(report), "lint"]) == 0, capsys.readouterr().err
    assert "power_kw: float = 900 " in path.read_text(encoding="utf-8")
