"""What a real kernel needs: variables, sockets of its own, and papermill's run to a file."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import nbformat
from traitlets.config import Config

from evidence.notebooks import store

# A kernel warns on every start that it listens on TCP; it does so on this machine alone.
KERNEL_CONFIG = '{"IPKernelApp": {"log_level": 50}, "HistoryManager": {"enabled": false}}'


def environment(root: Path, pictures: bool = True) -> dict[str, str]:
    """Variables under which every run goes, so that nothing of the user's own set-up shows in outputs.

    ``pictures``: draw the figures; see ``evidence.figures``.
    """
    scratch = root / "_build" / ".run"
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (scratch / "matplotlib").mkdir(exist_ok=True)
    settings = profile / "ipython_kernel_config.json"
    if not settings.is_file() or settings.read_text(encoding="utf-8") != KERNEL_CONFIG:
        store(KERNEL_CONFIG, settings)  # kernels may be starting elsewhere: never half a file
    return {
        "EVIDENCE_ROOT": str(root),
        "EVIDENCE_PICTURES": "yes" if pictures else "no",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def run(root: Path, folder: Path, execute: Callable[..., str | None]) -> tuple[nbformat.NotebookNode | None, str | None]:
    """Call ``execute(target, **papermill's options)``; the notebook it left behind, and what it says went wrong."""
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch, _variables(environment(root)):
        after = Path(scratch, "out.ipynb")
        # papermill fills braces in a path as a format string
        target = str(after).replace("{", "{{").replace("}", "}}")
        problem = execute(target, cwd=str(folder), config=_channels(Path(scratch)))
        return nbformat.v4.reads(after.read_text(encoding="utf-8")) if after.exists() else None, problem


def _channels(folder: Path) -> Config:
    """Sockets in a folder of the run's own, where there are any: kernels side by side fight over TCP ports."""
    ip = str(folder / "k")
    if os.name != "posix" or len(ip) > 100:  # a socket's path has room for 104 bytes
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": ip}})


@contextlib.contextmanager
def _variables(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
