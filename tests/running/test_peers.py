"""Notebooks that nbclient ships with its sources, by a kernel and by us: the same but as listed."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import peer_runs
import pytest

PEERS = Path(__file__).with_name("peers")
# Of those in the folder, the ones that have been compared so far.
NOTEBOOKS = [f"nbclient/{name}" for name in (
    "Autokill", "Clear_Output", "Disable_Stdin", "Empty_Cell", "Error", "Factorials", "HelloWorld", "Inline_Image",
    "JupyterWidgets", "Other_Comms", "Output", "SVG", "Skip_Exceptions", "Skip_Exceptions_with_Cell_Tags",
    "UnicodePy3")]
TIMEOUT = 120  # seconds a cell; a kernel under load takes its time
# "What differs" in chapters/rerun.md has the reasons.
ENDED = {"nbclient/Autokill": "DeadKernelError"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Both runs of each, side by side: a kernel mostly waits to start."""
    folder = tmp_path_factory.mktemp("peers")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        asked = {(name, engine): pool.submit(peer_runs.run, PEERS / f"{name}.json", engine,
                                             folder / name / (engine or "kernel"), TIMEOUT)
                 for name in NOTEBOOKS for engine in (None, "forked")}
        yield {key: future.result() for key, future in asked.items()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_same_as_a_kernel(runs, name):
    kernel, ours = runs[name, None], runs[name, "forked"]
    if name in ENDED:
        assert ours["cells"][0]["status"] == "failed" and ours["ended"] == ENDED[name]
        kernel["cells"] = ours["cells"]
    assert kernel == ours
