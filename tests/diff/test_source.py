"""What a source does to chapters that know no way without it is said, not passed over."""

from evidence.diff import source


def test_chapters_that_are_not_compared_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "chapters", lambda root: [tmp_path / "trees.ipynb", tmp_path / "broken.ipynb"])
    monkeypatch.setattr(source, "describe", lambda path, shown: [])
    monkeypatch.setattr(source, "ran", lambda root, wanted: {
        stem: object() if stem == "trees" else None for stem in wanted})
    broken, trees = source.effect_of(tmp_path, "article")
    assert broken.startswith("chapters/broken.ipynb does not run with it")
    assert trees.startswith("chapters/trees.ipynb runs with it, and is not compared: it has no parameter")
