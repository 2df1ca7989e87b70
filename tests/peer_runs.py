"""One notebook by papermill's own engine and by ours, each in an empty folder: what is the same for both."""

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from papermill.execute import execute_notebook

# What is never the same twice: process, address, name of a task, time of day, ids of widgets and displays.
PASSING = re.compile(r"ipykernel_\d+|0x[0-9a-f]+|Task-\d+|\d\d:\d\d:\d\d[.,\d]*|[0-9a-f]{32}|\x1b\[[\d;]*m")


def run(notebook: Path, engine: str | None, folder: Path, timeout: int) -> dict[str, Any]:
    """How the run ended, and what the stored notebook then holds."""
    folder.mkdir(parents=True)
    os.chdir(folder)  # with no report above it, so that both run where we are
    out = folder / "out.ipynb"
    os.environ["NBEXECUTE_TEST_PARALLEL_TMPDIR"] = str(folder)
    os.environ["EVIDENCE_ROOT"] = str(folder.parents[2])  # one warm process for all
    given = nbformat.from_dict(json.loads(notebook.read_text("utf-8")))
    try:
        execute_notebook(nbformat.v4.upgrade(given), str(out), engine_name=engine, kernel_name="python3",
                         progress_bar=False, execution_timeout=timeout)
        ended = "ok"
    except BaseException as error:
        ended = f"{type(error).__name__} {getattr(error, 'ename', '')}".strip()
    stored = json.loads(out.read_text("utf-8")) if out.exists() else {"cells": [], "metadata": {}}
    about = stored["metadata"]
    models = about.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {}).get("state", {}).values()
    return {"ended": ended, "language": about.get("language_info"), "cells": list(map(_cell, stored["cells"])),
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
    return PASSING.sub("", json.dumps(output, sort_keys=True, ensure_ascii=False))
