"""The wheel holds the engine, all of it, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
BUILD = "import setuptools.build_meta, sys; setuptools.build_meta.build_wheel(sys.argv[1])"
CALL = "from evidence import cli; print(cli.__file__); cli.script()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder into which a wheel is unpacked that was built from a copy of the sources."""
    copy, folder = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("installed")
    for name in ("evidence", "analysis", "benchmarks"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, copy)
    subprocess.run([sys.executable, "-c", BUILD, copy], cwd=copy, check=True, stdout=subprocess.DEVNULL)
    [wheel] = copy.glob("*.whl")
    ZipFile(wheel).extractall(folder)
    return folder


def test_the_engine_alone_is_packed(installed):
    [about] = installed.glob("*.dist-info")
    assert {path.name for path in installed.iterdir()} == {"evidence", about.name}
    assert (about / "top_level.txt").read_text().split() == ["evidence"]
    recorded = {line.partition(",")[0] for line in (about / "RECORD").read_text().splitlines()}
    assert {name.partition("/")[0] for name in recorded} == {"evidence", about.name}


def test_every_file_of_it_is_packed(installed):
    there, packed = ({path.relative_to(root).as_posix() for path in (root / "evidence").rglob("*")
                      if path.is_file() and path.suffix != ".pyc"} for root in (ROOT, installed))
    assert there == packed


def test_it_runs_outside_the_checkout(installed, tmp_path):
    def call(*arguments):
        return subprocess.run([sys.executable, "-c", CALL, *arguments], cwd=tmp_path, text=True, capture_output=True,
                              env={"PATH": os.environ["PATH"], "PYTHONPATH": str(installed)})

    begun = call("new", "mills")
    assert begun.stdout.startswith(f"{installed}/evidence/cli.py") and begun.returncode == 0, begun.stderr
    checked = call("--root", "mills", "check")
    assert checked.returncode == 0 and "every quote stands in its seed" in checked.stdout, checked.stderr
