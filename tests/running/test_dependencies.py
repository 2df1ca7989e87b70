"""Imports are followed to the files behind them, whatever stands around them."""

from evidence.running import dependencies


def test_imports_are_followed_however_they_are_written(tmp_path):
    package = tmp_path / "pack"
    (package / "deep").mkdir(parents=True)
    for name, text in {"__init__": "", "a": "from . import b\nfrom .deep.c import x", "b": "import pack.a",
                       "deep/__init__": "", "deep/c": "from .. import d\nx = 1", "d": "", "e": "broken ("}.items():
        (package / f"{name}.py").write_text(text)
    found = [path.relative_to(package).as_posix() for path in dependencies.behind(["import pack.a as one"], tmp_path)]
    assert found == ["__init__.py", "a.py", "b.py", "d.py", "deep/__init__.py", "deep/c.py"]
    assert [path.name for path in dependencies.behind(["from pack import e"], tmp_path)] == ["__init__.py", "e.py"]
    assert dependencies.behind(["import numpy"], tmp_path) == []


def test_magics_do_not_hide_imports_and_what_cannot_be_read_imports_everything(tmp_path):
    (tmp_path / "pack").mkdir()
    for name in ("__init__", "a", "b"):
        (tmp_path / "pack" / f"{name}.py").write_text("")
    magic = "%matplotlib inline\nif True:\n    !echo\n    from pack import a"
    assert [path.name for path in dependencies.behind([magic], tmp_path)] == ["__init__.py", "a.py"]
    assert {path.name for path in dependencies.behind(["import pack ; ("], tmp_path)} >= {"__init__.py", "a.py", "b.py"}
