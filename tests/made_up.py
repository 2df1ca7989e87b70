"""Made-up chapters for tests, and whether what they started has ended."""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from evidence.notebooks import files
from evidence.running import engine
from evidence.running.task import Task

MINI = Path(__file__).with_name("mini")
FEWER = {"synthesis": {"draws": 500, "lists": 50}}  # by chapter: the fewest draws that it may have, where that will do
CONFIG = """\
title: Mills
execute:
  execute_notebooks: "off"
parse: {myst_enable_extensions: [dollarmath]}
bibtex_bibfiles: [references.bib]
sphinx:
  extra_extensions: [sphinxcontrib.bibtex, evidence.book.settings]
  config:
    suppress_warnings: [myst.domains, mystnb.unknown_mime_type]
"""
PARAMETERS = """\
power_kw: float = 559  # power of one mill [kW; 100..2000]
mills: int = 3  # how many mills [mill; 1..10]
kind: str = "wind"  # what drives them [one of: wind, water]
towns: list[str] = ["Old Town", "Port"]  # towns to count [list of: Old Town, Port, Hill]
idle: bool = False  # whether idle mills count"""
SETUP = """\
import pandas as pd
from evidence.chapter import figures
from evidence.chapter.present import publish, show_figure, show_table"""
FRAME = "frame = pd.DataFrame({'kind': [kind], 'kw': [power_kw * mills], 'claim_id': ['gazette-mill/made']})"
FIGURE = FRAME + """
figure, axes = figures.subplots()
axes.barh(frame['kind'], frame['kw'], color=figures.COLOURS['blue'])
show_figure(figure, name='power', title='Mills draw power', alt='One bar', data=frame)"""


def cell(source: str, *tags: str):
    """A code cell with tags."""
    return new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


def notebook(*cells, parameters: str | None = PARAMETERS) -> nbformat.NotebookNode:
    """A notebook not yet run; strings become code cells."""
    head = [new_markdown_cell("# Mills\n\nSee {cite}`mill`.")]
    head += [cell(parameters, "parameters", "remove-cell")] if parameters else []
    made = head + [cell(given) if isinstance(given, str) else given for given in cells]
    for place, made_cell in enumerate(made, 1):
        made_cell.id = f"c{place:02}"
    return new_notebook(cells=made, metadata=files.METADATA)


def write(path: Path, *cells, **options) -> Path:
    """Write such a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(*cells, **options), path)
    return path


def run_notebook(path: Path, root: Path, values=None, shown: str | None = None, **how) -> nbformat.NotebookNode:
    """The notebook with new outputs; ``how``: see Task."""
    return engine.run_task(Task(path, root, values or {}, shown, **how)).notebook


def project(folder: Path) -> Path:
    """A small report with sources and ledger, without chapters."""
    return Path(shutil.copytree(MINI, folder / "report"))


def still_there(pids: Iterable[int], seconds: float) -> list[int]:
    """Those of the processes that have not ended by then."""
    until = time.monotonic() + seconds
    while (left := [pid for pid in pids if _runs(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def contents(root: Path) -> dict[Path, bytes]:
    """Every file of a built book, by its name."""
    return {path.relative_to(root): path.read_bytes() for path in (root / "_build/html").rglob("*") if path.is_file()}
