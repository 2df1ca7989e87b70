"""Notebooks as stored: normalised, and whole or not at all."""

import nbformat
import pytest
from made_up import notebook

from evidence.disk import atomic
from evidence.notebooks import files as notebooks


def test_normalising_drops_what_differs_between_runs():
    content = notebook("1")
    last = content.cells[-1]
    last.metadata = {"papermill": {"start_time": "2025-01-01"}, "execution": {}, "tags": ["hide-input"]}
    last.outputs = [nbformat.v4.new_output("stream", text="a"), nbformat.v4.new_output("stream", text="b\n"),
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
    monkeypatch.setattr(atomic.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError):
        atomic.store("new", tmp_path / "a.ipynb")
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"] and (tmp_path / "a.ipynb").read_text() == "old"
