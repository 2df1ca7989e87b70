"""Where a report is, and where derived files are kept."""

from evidence import project


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path, monkeypatch):
    (tmp_path / "var").write_text("in the way")
    monkeypatch.setattr(project.sys, "prefix", str(tmp_path))
    assert project.beside_packages("jinja") is None
