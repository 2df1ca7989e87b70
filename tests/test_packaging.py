"""The wheel holds the engine, all of it, and nothing else."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def test_the_engine_alone_is_packed():
    assert SETUP["packages"]["find"]["include"] == ["evidence", "evidence.*"]


def test_every_file_that_is_no_module_is_packed():
    packed = {path for package, patterns in SETUP["package-data"].items() for pattern in patterns
              for path in (ROOT / package.replace(".", "/")).glob(pattern)}
    there = {path for path in (ROOT / "evidence").rglob("*")
             if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert sorted(there - packed) == []
