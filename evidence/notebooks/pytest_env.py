"""pytest plugin: notebooks are compared under the variables under which they were run, by kernels of their own.

These are forked from one process that has imported what every kernel imports; see ``evidence.running.fork.nursery``.
"""

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest

from evidence.running.fork.parent import Parent

SOCKETS = pytest.StashKey[Path]()
NURSERY = pytest.StashKey[Parent]()


def pytest_addoption(parser) -> None:
    """Which files to begin with, so that no core waits for a long one at the end."""
    parser.addini("longest_first", "files and folders whose tests run before all others, in this order", "linelist")


def pytest_configure(config) -> None:
    """Set the variables before the first kernel starts; give each kernel sockets of its own."""
    from evidence.project import find_root
    from evidence.running.environment import environment
    if root := find_root(config.rootpath):
        os.environ.update(environment(root))
    if os.name == "posix" and config.getoption("nbval", False):
        config.stash[SOCKETS] = folder = Path(tempfile.mkdtemp(prefix="evidence-"))
        _own_kernels(folder, _door(config, folder))


def _door(config, folder: Path) -> str:
    """Where kernels are asked for; xdist's workers ask the nursery of the process that they work for."""
    if hasattr(config, "workerinput"):
        return config.workerinput["nursery"]
    from evidence.running.fork.provisioner import nursery
    if config.option.collectonly:
        return ""
    config.stash[NURSERY] = nursery(folder / "nursery")
    return str(folder / "nursery")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tell one of xdist's workers where to ask."""
    if SOCKETS in node.config.stash:
        node.workerinput["nursery"] = str(node.config.stash[SOCKETS] / "nursery")


def _own_kernels(folder: Path, door: str) -> None:
    """nbval's kernels listen on TCP ports that two of them may choose at once; these do not, and are forked."""
    from nbval import kernel
    numbers = count()

    class Manager(kernel.KernelManager):
        def __init__(self, **given):
            super().__init__(transport="ipc", ip=str(folder / f"k{next(numbers)}"), **given)
            # Here, not by variable: no other kernel that a test may start shall be concerned.
            self.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": "forked", "config": {"door": door}}

    kernel.KernelManager = Manager


def pytest_unconfigure(config) -> None:
    """End the nursery and remove the sockets."""
    if NURSERY in config.stash:
        config.stash[NURSERY].stop()
    if SOCKETS in config.stash:
        shutil.rmtree(config.stash[SOCKETS], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items) -> None:
    """Sort, keeping the order within each file."""
    first = [config.rootpath / name for name in config.getini("longest_first")]
    items.sort(key=lambda item: next((place for place, path in enumerate(first) if item.path.is_relative_to(path)),
                                     len(first)))
