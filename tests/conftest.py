"""A suite started with ``&`` ignores Ctrl-C, and so would all that it starts; tests that send it need it heard."""

import fcntl
import os
import shutil
import signal
from pathlib import Path

import pytest

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A report of its own, whose notebook the tests run in a copy.
collect_ignore = ["cycling"]


@pytest.fixture(scope="session")
def mill_pages(tmp_path_factory) -> Path:
    """The mill's book with the theme of the real one: a copy of what the first of pytest's workers has built."""
    import sphinxext_book as book
    here = tmp_path_factory.getbasetemp()
    kept = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "mill-pages"
    with open(kept.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            folder, warnings = book.build(book.project(tmp_path_factory.mktemp("mill")), theme="sphinx_book_theme")
            assert warnings == ""
            folder.rename(kept)
    return shutil.copytree(kept, tmp_path_factory.mktemp("pages") / "html")
