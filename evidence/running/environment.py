"""Variables under which every run goes, in a kernel or without."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from multiprocessing import util
from pathlib import Path

from evidence.disk.atomic import store

# A kernel warns on every start that it listens on TCP; it does so on this machine alone.
KERNEL_CONFIG = '{"IPKernelApp": {"log_level": 50}, "HistoryManager": {"enabled": false}}'


def run_variables(root: Path, pictures: bool = True) -> dict[str, str]:
    """Variables under which every run goes, so that nothing of the user's own set-up shows in outputs.

    ``pictures``: draw the figures; see ``evidence.chapter.figures``.
    """
    scratch = _scratch(root)
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (scratch / "matplotlib").mkdir(exist_ok=True)
    settings = profile / "ipython_kernel_config.json"
    if not settings.is_file() or settings.read_bytes() != KERNEL_CONFIG.encode():
        store(KERNEL_CONFIG, settings)  # kernels may be starting elsewhere: never half a file
    return {
        "EVIDENCE_ROOT": str(root),
        "EVIDENCE_PICTURES": "yes" if pictures else "no",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _scratch(root: Path) -> Path:
    """A folder that runs may fill; of a report that we may only read, one that ends with this process."""
    folder = root / "_build" / ".run"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else Path(util.get_temp_dir(), "run")
    except PermissionError:
        return Path(util.get_temp_dir(), "run")


@contextlib.contextmanager
def variables_set(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables of this process for a while."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
