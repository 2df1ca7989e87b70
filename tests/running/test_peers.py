"""Every notebook that papermill and nbclient ship with their sources, by a kernel and by us: the same but as listed."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import peer_runs
import pytest

PEERS = Path(__file__).with_name("peers")
NOTEBOOKS = sorted(f"{path.parent.name}/{path.stem}" for path in PEERS.glob("*/*.json"))
TIMEOUT = 120  # seconds a cell; a kernel under load takes its time
# "What differs" in chapters/rerun.md has the reasons.
LEFT = {"papermill/sysexit", "papermill/sysexit0", "papermill/systemexit"}
ENDED = {"nbclient/Autokill": "DeadKernelError", "nbclient/Interrupt": "CellTimeoutError"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Both runs of each, side by side: a kernel mostly waits to start."""
    folder = tmp_path_factory.mktemp("peers")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        asked = {(name, engine): pool.submit(peer_runs.run, PEERS / f"{name}.json", engine,
                                             folder / name / (engine or "kernel"), 5 if name in ENDED else TIMEOUT)
                 for name in NOTEBOOKS for engine in (None, "forked")}
        yield {key: future.result() for key, future in asked.items()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_same_as_a_kernel(runs, name):
    kernel, ours = runs[name, None], runs[name, "forked"]
    if name in LEFT:
        assert (kernel["ended"], ours["ended"]) == ("ok", "PapermillExecutionError SystemExit")
        kernel["ended"] = ours["ended"]
        for run in (kernel, ours):
            run["cells"] = [cell["outputs"] for cell in run["cells"]]
    if name in ENDED:
        assert ours["cells"][0]["status"] == "failed" and ours["ended"] == ENDED[name]
        kernel["cells"] = ours["cells"]
    assert kernel == ours


def test_all_of_them_are_here():
    assert len(NOTEBOOKS) == 24 + 23
