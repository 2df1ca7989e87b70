"""What notebooks published, read from their stored outputs."""

import json

from evidence.notebooks.published import publications, typed_texts


def test_publications_of_a_notebook(tmp_path):
    payload = {"name": "gap", "text": "50", "rests_on": ["a/b"]}
    cell = {"cell_type": "code", "source": ["x = 1\n", "y"], "metadata": {},
            "outputs": [{"data": {"application/vnd.evidence.result+json": payload, "text/plain": "50"}}]}
    path = tmp_path / "output.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": "#"}, cell]}), encoding="utf-8")
    found = publications(path)
    assert [(shown.id, shown.anchor, shown.cell, shown.rests_on, shown.code) for shown in found] == [
        ("output/gap", "result-gap", 1, ("a/b",), "x = 1\ny")]
    path.write_text("{", encoding="utf-8")
    assert publications(path) == []


def test_typed_words_leave_out_what_is_computed(tmp_path):
    source = 'show_table(f(3, "in 4"), name="n2", caption=f"made {x:.2f} of 77" + "!", headers={"c1": "in 88"})'
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": source}]}), encoding="utf-8")
    assert [typed.text for typed in typed_texts(path)] == ["made ", " of 77", "!", "in 88"]
