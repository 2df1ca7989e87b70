"""One notebook by papermill's command, its own engine or ours, in an empty folder: what is the same for both."""

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from papermill.cli import papermill

# What is never the same twice: process, address, name of a task, time of day, ids of widgets and displays.
PASSING = re.compile(r"ipykernel_\d+|0x[0-9a-f]+|Task-\d+|\d\d:\d\d:\d\d[.,\d]*|[0-9a-f]{32}|\x1b\[[\d;]*m")


def run(notebook: Path, engine: str | None, folder: Path, timeout: int, together: Path,
        kernel: str) -> dict[str, Any]:
    """How the run ended, and what the stored notebook then holds.

    ``timeout``: seconds a cell; ``together``: a folder for two that wait for each other; ``kernel``: its name, which
    may be one of those in ``kernels`` above.
    """
    folder.mkdir(parents=True)
    os.chdir(folder)  # with no report above it, so that both run where we are
    given = json.loads(notebook.read_text("utf-8").replace("timeout = 5\\n", f"timeout = {timeout}\\n"))
    nbformat.write(nbformat.v4.upgrade(nbformat.from_dict(given)), "in.ipynb")
    os.environ["NBEXECUTE_TEST_PARALLEL_TMPDIR"] = str(together)
    above = folder.parents[2]
    os.environ |= {"EVIDENCE_ROOT": str(above),  # one warm process for all
                   "JUPYTER_PATH": str(above), "IPYTHONDIR": str(above / "ipython")}
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # under pytest, a kernel does not watch its file descriptors
    out, how = Path("out.ipynb"), ["--engine", engine] if engine else []
    try:
        papermill.main(["in.ipynb", str(out), *how, "-k", kernel, "--no-progress-bar", "--execution-timeout",
                        str(timeout)], standalone_mode=False)
        ended = "ok"
    except BaseException as error:
        ended = " ".join(map(str, [type(error).__name__, getattr(error, "ename", ""), getattr(error, "code", "")]))
    stored = json.loads(out.read_text("utf-8")) if out.exists() else {"cells": [], "metadata": {}}
    about = stored["metadata"]
    models = about.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {}).get("state", {}).values()
    return {"ended": ended.strip(), "language": about.get("language_info"), "cells": list(map(_cell, stored["cells"])),
            "widgets": sorted(_words([model["model_name"], model["state"].get("outputs")]) for model in models)}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    passing = cell["metadata"].get("papermill") or {}
    return {"type": cell["cell_type"], "count": cell.get("execution_count"),
            "times": sorted(cell["metadata"].get("execution", ())),
            "status": passing.get("status"), "failed": passing.get("exception") is True,
            "outputs": [_words(output) for output in _joined(cell.get("outputs", ()))]}


def _joined(outputs) -> list[dict[str, Any]]:
    """Outputs with text that arrived in pieces joined, stdout before stderr: a kernel sends them as time has it."""
    joined: list[dict[str, Any]] = []
    for output in outputs:
        output = {**output, "text": "".join(output["text"])} if output["output_type"] == "stream" else output
        if joined and joined[-1].get("name") == output.get("name") and output["output_type"] == "stream":
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    return joined


def _words(output: Any) -> str:
    return PASSING.sub("", json.dumps(output, sort_keys=True, ensure_ascii=False).replace(os.getcwd(), "."))
