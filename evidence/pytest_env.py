"""pytest plugin: notebooks are compared under the same variables as they were run (see ``engine``)."""

import os


def pytest_configure(config) -> None:
    """Set them before the first kernel starts."""
    from evidence.cli import find_root
    from evidence.engine import environment
    if root := find_root(config.rootpath):
        os.environ.update(environment(root))
