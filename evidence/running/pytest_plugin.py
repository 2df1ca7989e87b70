"""pytest plugin: stored outputs are compared under the variables under which chapters run, the longest files first.

Kernels are nbval's own. Two that start at once may be given the same port ("Address already in use"), as a port is free
again from when it is chosen to when the kernel listens; so they start one after the other.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.project import find_root, make_importable
from evidence.running.environment import run_variables

LOCK = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which files to begin with, so that no core waits for a long one at the end."""
    parser.addini("longest_first", "files and folders whose tests run before all others, in this order", "linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Set the variables before the first kernel starts."""
    if root := find_root(config.rootpath):
        make_importable(root)
        os.environ.update(run_variables(root))
        config.stash[LOCK] = root / "_build" / ".run" / "kernels.lock"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Before the first cell of a notebook, its kernel starts; until it answers, no other does."""
    lock = item.config.stash.get(LOCK, None)
    if lock is None or item.path.suffix != ".ipynb":
        return (yield)
    with open(lock, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sort, keeping the order within each file."""
    first = [config.rootpath / name for name in config.getini("longest_first")]
    items.sort(key=lambda item: next((place for place, path in enumerate(first) if item.path.is_relative_to(path)),
                                     len(first)))
