"""Every notebook that papermill and nbclient ship with their sources, by a kernel and by us: the same but as listed."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import peer_runs
import pytest

PEERS = Path(__file__).with_name("peers")
NOTEBOOKS = sorted(path.relative_to(PEERS).with_suffix("").as_posix() for path in PEERS.glob("*/*.json"))
TIMEOUT = 120  # seconds a cell; a kernel under load takes its time
NEVER_END = {"nbclient/Interrupt": 2, "papermill/keyboard_interrupt": 2}
# These two wait for each other, the first sleeps for 15 s: they begin, and others run meanwhile.
FIRST = ["nbclient/Parallel_Execute_A", "nbclient/Parallel_Execute_B", "papermill/gcs-simple_notebook"]


def left(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """A cell that leaves by ``exit`` fails its run, for others have not run; papermill takes it for success."""
    assert (kernel.pop("ended"), ours.pop("ended")) == ("ok", "PapermillExecutionError SystemExit")


def broke_off(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """A cell that is killed or takes too long is marked as failed, and those after it as never begun."""
    stopped, *after = ours.pop("cells")
    assert kernel.pop("cells") and stopped["status"] == "failed" and stopped["failed"] and not stopped["outputs"]
    assert all(cell["status"] == "pending" for cell in after)


# As "What differs" in chapters/rerun.md has it; each says what is as listed, and takes it away.
DIFFERENT: dict[str, Callable] = dict.fromkeys([f"papermill/{name}" for name in ("sysexit", "sysexit0", "systemexit")],
                                               left) | dict.fromkeys(["nbclient/Autokill", *NEVER_END], broke_off)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Both runs of each, side by side: a kernel mostly waits to start."""
    folder = tmp_path_factory.mktemp("peers")
    with ProcessPoolExecutor(1 + (os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        asked = {}
        for name, engine in sorted(((name, engine) for name in NOTEBOOKS for engine in ("kernel", "forked")),
                                   key=lambda run: (run[0] not in FIRST, run[1], run[0])):
            (together := folder / engine).mkdir(exist_ok=True)
            run = partial(peer_runs.run, PEERS / f"{name}.json", None if engine == "kernel" else engine)
            asked[name, engine] = pool.submit(run, folder / name / engine, NEVER_END.get(name, TIMEOUT), together)
        yield {key: future.result() for key, future in asked.items()}


def test_all_that_they_ship_is_there():
    assert [sum(name.startswith(peer) for name in NOTEBOOKS) for peer in ("nbclient", "papermill")] == [23, 24]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_same_as_a_kernel(runs, name):
    kernel, ours = runs[name, "kernel"], runs[name, "forked"]
    if name in DIFFERENT:
        assert kernel != ours
        DIFFERENT[name](kernel, ours)
    assert kernel == ours
