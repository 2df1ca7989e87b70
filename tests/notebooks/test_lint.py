"""The lint of stored notebooks finds each planted fault, and names its place."""

import nbformat
import pytest
from made_up import cell, notebook, project, write
from nbformat.v4 import new_output

from evidence.cli import main
from evidence.notebooks import files, lint

USES = "print(power_kw, mills, kind, towns, idle)"
FIGURE = {"name": "a", "title": "t", "alt": "words", "data": []}


def stored(*cells, **options):
    """A notebook as it stands after a run."""
    content = notebook(USES, *cells, **options)
    for count, code in enumerate((found for found in content.cells if found.cell_type == "code"), 1):
        code.execution_count = count
    return content


def faults(tmp_path, content):
    path = tmp_path / "mills.ipynb"
    path.write_text(files.as_text(content))
    return [str(fault) for fault in lint.lint_notebook(path, "chapters/mills.ipynb")]


def with_output(kind, data=None, **rest):
    content = stored("1")
    content.cells[-1].outputs = [new_output(kind, data, **rest) if data is not None else new_output(kind, **rest)]
    return content


def test_nothing_to_say(tmp_path):
    assert faults(tmp_path, stored("1")) == []


@pytest.mark.parametrize("counts, message", [
    ([1, 2, None], "cell 4: the cell has not been run"),
    ([1, 3, 4], "cell 3: the cell was run as number 3, not 2"),
    ([1, 2, 2], "cell 4: the cell was run as number 2, not 3"),
    ([None, None, None], "cell 2: the cell has not been run"),
])
def test_order(tmp_path, counts, message):
    content = stored("1")
    for code, count in zip(content.cells[1:], counts):
        code.execution_count = count
    assert message in faults(tmp_path, content)[0]


def test_a_kernel_that_had_run_before_is_one_fault(tmp_path):
    content = stored("1")
    for count, code in enumerate(content.cells[1:], 7):
        code.execution_count = count
    [fault] = faults(tmp_path, content)
    assert "the cells were run as numbers 7 to 9, not 1 to 3" in fault and "Restart Kernel and Run All" in fault


def test_what_jupyter_lab_has_saved(tmp_path):
    content = stored("1")
    content.metadata.language_info = {"name": "python", "version": "3.11.7"}
    [fault] = faults(tmp_path, content)
    assert "saved as Jupyter Lab does it" in fault and "run 'make refresh': it keeps your cells" in fault


@pytest.mark.parametrize("tag", ["raises-exception", "skip-execution", "nbval-skip", "nbval-ignore-output",
                                 "NBVAL_SKIP", "injected-parameters"])
def test_tags_that_hide(tmp_path, tag):
    [fault] = faults(tmp_path, stored(cell("1", tag)))
    assert f"chapters/mills.ipynb:cell 4: the tag '{tag}'" in fault


@pytest.mark.parametrize("key", ["papermill", "execution", "mystnb", "allow_errors"])
def test_metadata_that_hide(tmp_path, key):
    content = stored("1")
    content.metadata[key] = {"allow_errors": True}
    content.cells[-1].metadata[key] = {"x": "1"}
    found = faults(tmp_path, content)
    assert len(found) == 2 and all(f"'{key}'" in fault for fault in found)


@pytest.mark.parametrize("source, message", [
    ("# NBVAL_SKIP\n1", "cell 4:1: 'NBVAL_SKIP' skips a comparison"),
    ("x = 1\n#nbval_ignore_output", "cell 4:2: 'nbval_ignore_output'"),
    ("def f():\n    pass", "cell 4:1: 'f' is defined in a notebook"),
    ("if x:\n    class A: pass", "cell 4:2: 'A' is defined"),
    ("from os import *", "everything is imported from 'os'"),
    ("%matplotlib inline", "cell 4:1: not plain Python"),
    ("\n".join(f"x{i} = {i}" for i in range(13)), "the cell has 13 lines"),
    ("", "the code cell is empty"),
])
def test_sources(tmp_path, source, message):
    [fault] = faults(tmp_path, stored(source))
    assert message in fault


@pytest.mark.parametrize("text, what", [
    ("/root/report/x.csv", "an absolute path"), ("C:\\Users\\x", "an absolute path"),
    ("<object at 0x7f12ab>", "a memory address"), ("2025-01-02T03:04", "a time of day"),
    ("123e4567-e89b-12d3-a456-426614174000", "a random id")])
def test_outputs_that_do_not_reproduce(tmp_path, text, what):
    [fault] = faults(tmp_path, with_output("execute_result", {"text/plain": text}))
    assert "cell 4: the output holds " + what in fault


@pytest.mark.parametrize("text", ["evidence/gazette.html#made", "PFLOP/s", "2025-07-28", "5/root", "and/or",
                                  "https://example.org/home/x"])
def test_outputs_that_do(tmp_path, text):
    assert faults(tmp_path, with_output("execute_result", {"text/plain": text})) == []


@pytest.mark.parametrize("output, message", [
    (("error", None, {"ename": "ValueError", "evalue": "x"}), "the cell failed: ValueError: x"),
    (("stream", None, {"name": "stderr", "text": "careful"}), "the cell warns: careful"),
    (("display_data", {"image/png": "aa"}, {}), "an output of type image/png"),
    (("display_data", {"text/html": "<table>"}, {}), "an output of type text/html"),
    (("display_data", {"application/javascript": "x"}, {}), "an output of type application/javascript"),
    (("display_data", {lint.FIGURE: FIGURE | {"alt": " "}, "text/html": "<svg></svg>"}, {}), "no alternative text"),
])
def test_outputs_refused(tmp_path, output, message):
    kind, data, rest = output
    [fault] = faults(tmp_path, with_output(kind, data, **rest))
    assert message in fault


def test_a_name_given_twice(tmp_path):
    content = with_output("display_data", {lint.FIGURE: FIGURE})
    content.cells[-1].outputs *= 2
    [fault] = faults(tmp_path, content)
    assert "the figure or table 'a' is there already" in fault


def test_a_cell_id_given_twice(tmp_path):
    text = files.as_text(stored("1")).replace('"id": "c04"', '"id": "c03"')
    (tmp_path / "mills.ipynb").write_text(text)
    found = [str(fault) for fault in lint.lint_notebook(tmp_path / "mills.ipynb", "chapters/mills.ipynb")]
    assert len(found) == 2 and all("the cell id 'c03' is given twice" in fault for fault in found)


def test_parameters(tmp_path):
    content = stored("1")
    content.cells[1].metadata.tags = ["parameters"]
    content.cells[2].source = USES.replace(", idle", "")
    found = faults(tmp_path, content)
    assert len(found) == 2
    assert "the parameters cell shows on the page" in found[0] and "'idle' changes nothing" in found[1]
    assert "0 cells tagged" in faults(tmp_path, stored("1", parameters=None))[0]


def test_what_is_no_notebook(tmp_path):
    (tmp_path / "x.ipynb").write_bytes(b"\xff\x00{")
    assert "is no notebook" in str(lint.lint_notebook(tmp_path / "x.ipynb", "x.ipynb")[0])
    content = nbformat.from_dict({"cells": "no"})
    (tmp_path / "y.ipynb").write_text(str(content))
    assert lint.lint_notebook(tmp_path / "y.ipynb", "y.ipynb")


def test_sweeps_are_linted_too(tmp_path, capsys):
    root = project(tmp_path)
    write(root / "chapters" / "mills.ipynb", cell("pass"))
    (root / "editions.yml").write_text("editions:\n  default:\n    description: all\nsweeps:\n  grid:\n"
                                       "    chapter: mills\n    description: d\n    values: {nills: [1]}\n")
    main(["--root", str(root), "lint"])
    assert "no parameter 'nills'" in capsys.readouterr().err
