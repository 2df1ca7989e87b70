"""A second user, who may read a report and no more; its path has spaces, accents, quotes and a percent sign."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from made_up_editions import report_with_editions

SWEEP = "sweeps:\n  grid: {chapter: mills, description: few, values: {mills: [1, 2]}}\n"
# As root, who may write anywhere, without the rights that make it so.
AS_ANYBODY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Calls ``evidence`` as that user, in a folder of its own."""
    folder = tmp_path_factory.mktemp("other") / "l'été à 100 % «du» \"moulin\""
    folder.mkdir()
    root, own = report_with_editions(folder), tmp_path_factory.mktemp("own")
    with (root / "editions.yml").open("a") as file:
        file.write(SWEEP)
    (root / "_build" / ".run" / "pid").mkdir(parents=True)
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555 if path.name != "pid" else 0)  # as kernels make it

    def call(*arguments):
        return subprocess.run([*AS_ANYBODY, sys.executable, "-m", "evidence", "--root", root, *arguments], cwd=own,
                              text=True, capture_output=True, env=os.environ | {"HOME": "/proc/nowhere"})

    yield SimpleNamespace(call=call, root=root, own=own)
    for path in folders:
        path.chmod(0o755)


@pytest.mark.parametrize("arguments, said", [
    (["check"], "every quote stands in its seed"),
    (["trace", "gazette-mill/made"], "gazette-mill"),
    (["run", "mills", "out.ipynb", "-p", "mills=4"], "out.ipynb ("),
    (["diff", "default", "water"], "because of kind"),
    (["why", "mills"], "no run with these parameters is kept"),
    (["sweep", "--list"], "grid: 2 runs of mills"),
])
def test_what_only_reads_is_done(reader, arguments, said):
    done = reader.call(*arguments)
    assert done.returncode == 0 and said in done.stdout and done.stderr == "", done.stderr


@pytest.mark.parametrize("arguments, said", [
    (["run", "mills", "-o", "{root}/out.ipynb"], "you may not write in that folder; name a place in another"),
    (["sweep", "grid"], "Permission denied; take a copy of the report, in which you may write"),
    (["book"], "Permission denied; take a copy of the report"),
])
def test_what_writes_is_refused_in_words(reader, arguments, said):
    done = reader.call(*(argument.format(root=reader.root) for argument in arguments))
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert os.listdir(reader.root / "_build") == [".run"]


def test_matplotlib_says_nothing_of_a_home_that_cannot_be_written(reader):
    code = f"from evidence.cli import main; main(['--root', {str(reader.root)!r}, 'sweep', '--list']); " \
           "import matplotlib; matplotlib.get_configdir()"
    done = subprocess.run([sys.executable, "-c", code], cwd=reader.own, text=True, capture_output=True,
                          env={name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
                          | {"HOME": "/proc/nowhere"})
    assert done.returncode == 0 and done.stderr == ""
