"""One notebook in a fresh kernel, judged by what it left behind."""

import nbformat
import pytest
from made_up import cell, notebook, write

from evidence import engine, notebooks


def ran(tmp_path, *cells, timeout=60, values=None):
    path = write(tmp_path / "chapters {0}" / "mills.ipynb", *cells)
    return engine.run_notebook(path, tmp_path, values, "chapters/mills.ipynb", timeout)


def stopped(tmp_path, *cells, timeout=60):
    with pytest.raises(engine.RunError) as caught:
        ran(tmp_path, *cells, timeout=timeout)
    assert caught.value.notebook is not None
    return str(caught.value)


def test_runs_in_its_own_folder_with_checked_values(tmp_path):
    done = ran(tmp_path, "import os\nprint(os.getcwd(), os.environ['EVIDENCE_ROOT'])", "power_kw * mills",
               values={"power_kw": 700.0})
    assert done.cells[-1].outputs[0].data["text/plain"] == "2100.0"
    assert done.cells[-2].outputs[0].text.split() == [str(tmp_path / "chapters"), "{0}", str(tmp_path)]
    injected = done.cells[2]
    assert injected.source == "# Parameters\npower_kw = 700.0\n"
    assert injected.metadata.tags == ["injected-parameters", "remove-cell"]


@pytest.mark.parametrize("source, message", [
    ("1 / 0", "cell 3: the run stops here: ZeroDivisionError: division by zero"),
    ("import sys; sys.exit(0)", "cell 3: the run stops here: SystemExit"),
    ("import os; os._exit(0)", "cell 3: the run stops here: its kernel died"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGINT)\nimport time; time.sleep(5)", "KeyboardInterrupt"),
])
def test_stops(tmp_path, source, message):
    assert message in stopped(tmp_path, source, "print('after')")


def test_a_cell_that_hangs(tmp_path):
    assert "cell 3: the run stops here: it took longer than 2 s" in stopped(
        tmp_path, "import time; time.sleep(60)", "1", timeout=2)


def test_a_kernel_that_dies_in_the_last_cell(tmp_path):
    assert "cell 4: the run stops here" in stopped(tmp_path, "1", "import os; os._exit(0)")


def test_preparing_leaves_the_original_alone():
    content = notebook(cell("1"))
    content.cells[-1].execution_count = 7
    before = nbformat.writes(content)
    prepared = engine.prepare(content, {"mills": 4})
    assert nbformat.writes(content) == before and prepared.cells[-1].execution_count is None


def test_normalising_drops_what_differs_between_runs():
    content = notebook("1")
    one = content.cells[-1]
    one.metadata = {"papermill": {"start_time": "2025-01-01"}, "execution": {}, "tags": ["hide-input"]}
    one.outputs = [nbformat.v4.new_output("stream", text="a"), nbformat.v4.new_output("stream", text="b\n"),
                   nbformat.v4.new_output("display_data", {"text/plain": "x"}, metadata={"noise": 1})]
    content.metadata["papermill"] = {"duration": 1}
    clean = notebooks.normalised(content)
    assert clean.metadata == notebooks.METADATA and clean.cells[-1].metadata == {"tags": ["hide-input"]}
    assert [output.get("text") for output in clean.cells[-1].outputs] == ["ab\n", None]
    assert clean.cells[-1].outputs[1].metadata == {}
    text = notebooks.as_text(clean)
    assert notebooks.as_text(notebooks.normalised(nbformat.reads(text, as_version=4))) == text
    assert text.endswith("}\n")


def test_storing_leaves_the_old_file_where_it_fails(tmp_path, monkeypatch):
    (tmp_path / "a.ipynb").write_text("old")
    monkeypatch.setattr(notebooks.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError):
        notebooks.store("new", tmp_path / "a.ipynb")
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"] and (tmp_path / "a.ipynb").read_text() == "old"
