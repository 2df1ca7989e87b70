"""pytest plugin: notebooks are compared under the variables under which they were run, by kernels of their own."""

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest

SOCKETS = pytest.StashKey[Path]()


def pytest_addoption(parser) -> None:
    """Which files to begin with, so that no core waits for a long one at the end."""
    parser.addini("longest_first", "files and folders whose tests run before all others, in this order", "linelist")


def pytest_configure(config) -> None:
    """Set the variables before the first kernel starts; give each kernel sockets of its own."""
    from evidence.execution.kernel import environment
    from evidence.root import find_root
    if root := find_root(config.rootpath):
        os.environ.update(environment(root))
    if os.name == "posix" and config.getoption("nbval", False):
        config.stash[SOCKETS] = Path(tempfile.mkdtemp(prefix="evidence-"))
        _own_sockets(config.stash[SOCKETS])


def _own_sockets(folder: Path) -> None:
    """nbval's kernels listen on TCP ports that two of them may choose at once; these do not."""
    from nbval import kernel
    numbers = count()

    class Manager(kernel.KernelManager):
        def __init__(self, **given):
            super().__init__(transport="ipc", ip=str(folder / f"k{next(numbers)}"), **given)

    kernel.KernelManager = Manager


def pytest_unconfigure(config) -> None:
    """Remove the sockets."""
    if SOCKETS in config.stash:
        shutil.rmtree(config.stash[SOCKETS], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items) -> None:
    """Sort, keeping the order within each file."""
    first = [config.rootpath / name for name in config.getini("longest_first")]
    items.sort(key=lambda item: next((place for place, path in enumerate(first) if item.path.is_relative_to(path)),
                                     len(first)))
