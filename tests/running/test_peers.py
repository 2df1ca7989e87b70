"""Notebooks by a kernel and by us, all that papermill and nbclient ship and small ones: the same but as listed."""

import json
import os
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import peer_runs
import pytest
from made_up import cell, write

PEERS = Path(__file__).with_name("peers")
SHIPPED = {path.relative_to(PEERS).with_suffix("").as_posix(): path for path in sorted(PEERS.glob("*/*.json"))}
SMALL: dict[str, list] = {
    "the same": ["%matplotlib inline", cell("1 / 0", "raises-exception"), "'later'",
                 "import asyncio\nasync def late():\n    print('late')\ntask = asyncio.create_task(late())",
                 "await task",
                 "import ipywidgets\ntaken = ipywidgets.Output()\nwith taken:\n    print('in')\n    raise ValueError"],
    "no such magic": ["%nothing like it", "1"],
    "input": ["input()", "1"],
    "exit": ["exit()", "1"],
    "taken": ["import ipywidgets\ntaken = ipywidgets.Output()\nwith taken:\n    print('in')", "len(taken.outputs)"],
    "kept": [cell("x = 5\n%store x", "raises-exception"), "get_ipython().kernel.iopub_socket is None",
             "import os\nprint(os.environ.get('MILL'))"],
    "below": ["import os, time\nprint('first')\nos.system('echo below')\ntime.sleep(1)\nprint('last')\n'shown'"],
}
NOTEBOOKS = [*SHIPPED, *(f"small/{name}" for name in SMALL)]
# What is small is run by a kernel that sets a variable.
KERNEL = {"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "language": "python",
          "display_name": "mill", "env": {"MILL": "wind"}}
TIMEOUT = 120  # seconds a cell; a kernel under load takes its time
NEVER_END = {"nbclient/Interrupt": 2, "papermill/keyboard_interrupt": 2}
# These two wait for each other, the first sleeps for 15 s: they begin, and others run meanwhile.
FIRST = ["nbclient/Parallel_Execute_A", "nbclient/Parallel_Execute_B", "papermill/gcs-simple_notebook"]


def left(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """A cell that leaves by ``sys.exit`` fails its run, for others have not run; papermill takes it for success."""
    assert (kernel.pop("ended"), ours.pop("ended")) == ("ok", "PapermillExecutionError SystemExit")


def broke_off(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """A cell that is killed or takes too long is marked as failed, and those after it as never begun."""
    stopped, *after = _code(ours)
    assert stopped["status"] == "failed" and stopped["failed"] and not stopped["outputs"]
    assert all(cell["status"] == "pending" for cell in after)
    assert kernel.pop("cells") != ours.pop("cells")


def ended(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """By ``exit`` the process ends: a kernel may be gone before the next cell, which is no success, or not yet."""
    died = ours.pop("ended")
    assert died == "SystemExit  138" and kernel.pop("ended") in ("ok", died)
    assert ours.pop("language") == {"name": "python"} and kernel.pop("language")["name"] == "python"
    broke_off(kernel, ours)


def taken(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """A later cell of a kernel finds what a widget has taken; the notebook holds it either way."""
    assert [_shown(_code(each)[-1]) for each in (kernel, ours)] == ["1", "0"]
    assert '"text": "in' in ours["widgets"][-1]


def kept(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """There is neither a store nor a socket, and of a kernel's settings nothing is taken."""
    assert [list(map(_shown, _code(each))) for each in (kernel, ours)] == [
        ["Stored 'x' (int)\n", "False", "wind\n"],
        ["UsageError: Line magic function `%store` not found.\n", "True", "None\n"]]


def below(kernel: dict[str, Any], ours: dict[str, Any]) -> None:
    """What a program writes by itself stands at the end; a kernel has all of it, somewhere."""
    [[one], [other]] = map(_code, (kernel, ours))
    assert [json.loads(output).get("text") for output in other["outputs"]] == ["first\nlast\n", None, "below\n"]
    lines = [sorted(line for output in each.pop("outputs") for line in json.loads(output).get("text", "").splitlines())
             for each in (one, other)]
    assert lines[0] == lines[1]


def _code(ran: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in ran["cells"] if each["type"] == "code"]


def _shown(cell: dict[str, Any]) -> str:
    """The text of the one output of a cell, taken out of it."""
    [output] = map(json.loads, cell.pop("outputs"))
    return output["text"] if "text" in output else "".join(output["data"]["text/plain"])


# As "What differs" in chapters/rerun.md has it; each says what is as listed, and takes it away.
LISTED: list[dict[str, Callable]] = [
    dict.fromkeys(["papermill/sysexit", "papermill/sysexit0", "papermill/systemexit"], left) | {"small/exit": ended},
    dict.fromkeys(["nbclient/Autokill", *NEVER_END], broke_off),
    {"small/taken": taken}, {"small/kept": kept}, {"small/below": below}]
DIFFERENT = {name: check for entry in LISTED for name, check in entry.items()}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Both runs of each, side by side: a kernel mostly waits to start."""
    folder = tmp_path_factory.mktemp("peers")
    paths = SHIPPED | {f"small/{name}": write(folder / "given" / f"{name}.json", *cells, parameters=None)
                       for name, cells in SMALL.items()}
    (mill := folder / "kernels" / "mill").mkdir(parents=True)
    (mill / "kernel.json").write_text(json.dumps(KERNEL))
    with ProcessPoolExecutor(1 + (os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        asked = {}
        for name, engine in sorted(((name, engine) for name in NOTEBOOKS for engine in ("kernel", "forked")),
                                   key=lambda run: (run[0] not in FIRST, run[1], run[0])):
            (together := folder / engine).mkdir(exist_ok=True)
            run = partial(peer_runs.run, paths[name], None if engine == "kernel" else engine)
            asked[name, engine] = pool.submit(run, folder / name / engine, NEVER_END.get(name, TIMEOUT), together,
                                              "mill" if name.startswith("small/") else "python3")
        yield {key: future.result() for key, future in asked.items()}


def test_all_that_they_ship_is_there():
    assert [sum(name.startswith(peer) for name in NOTEBOOKS) for peer in ("nbclient", "papermill")] == [23, 24]


def test_a_list_of_five_at_most_is_all_that_differs(pytestconfig):
    text = (pytestconfig.rootpath / "chapters" / "rerun.md").read_text(encoding="utf-8")
    listed = re.search(r"What is known to differ:\n\n((?:- .*\n)+)\n", text)
    assert listed and listed[1].count("\n") == len(LISTED) <= 5


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_same_as_a_kernel(runs, name):
    kernel, ours = runs[name, "kernel"], runs[name, "forked"]
    if name in DIFFERENT:
        DIFFERENT[name](kernel, ours)
    assert kernel == ours
