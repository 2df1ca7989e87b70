"""Tiles: a headline, a number, a small figure of it and the editor's words below."""

import json

import sphinxext_book as book

PAGE = """---
orphan: true
---
# Tiles

```{tiles}
output/flour: Rests on {quantity}`gazette-mill/sacks` {cite}`gazette2020`. [More](output.ipynb)
```
"""


def _result(name, text, **more):
    record = {"name": name, "value": text, "text": text, "rests_on": [], **more}
    return {"output_type": "display_data", "metadata": {},
            "data": {"application/vnd.evidence.result+json": record, "text/plain": text}}


def _built(tmp_path, headline):
    root = book.project(tmp_path)
    (root / "chapters" / "tiles.md").write_text(PAGE, encoding="utf-8")
    path = root / "chapters" / "output.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    outputs = next(cell["outputs"] for cell in notebook["cells"] if cell.get("outputs"))
    outputs += [_result("tile-flour", headline), _result("tile-flour-mark", "half"),
                _result("tile-flour-number", "30 % to 40 %", scale=[0.3, 0.4, 1, 0.5])]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    html, warnings = book.build(root)
    return (html / "chapters" / "tiles.html").read_text(encoding="utf-8"), warnings


def test_a_tile_draws_its_number_on_its_scale(tmp_path):
    html, warnings = _built(tmp_path, "Much flour is ground at night")
    assert warnings == ""
    tile = html.partition('<div class="evidence-tile">')[2]
    assert "Much flour is ground at night" in tile and "30 % to 40 %" in tile and "more than 1,200" in tile
    # the line is 200 wide: the range starts at 60 and is 20 wide, the mark stands at 100
    assert 'class="evidence-tile-range" x="60.0" y="19" width="20.0"' in tile
    assert 'x1="100.0" y1="12" x2="100.0"' in tile and ">half</text>" in tile


def test_a_long_headline_is_a_fault(tmp_path):
    _, warnings = _built(tmp_path, "Much flour is ground at night and by day too")
    assert "has more than 8 words; shorten it" in warnings
