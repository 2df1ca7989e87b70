"""Write files: whole or not at all."""

import os
import tempfile
from pathlib import Path


def store(text: str, path: Path, new: bool = False) -> None:
    """Write beside, then rename: a full disk or a signal leaves what was there.

    ``new``: raise FileExistsError where there is a file already.
    """
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        (os.link if new else os.replace)(beside, path)  # a link never replaces what came into being meanwhile
    finally:
        Path(beside).unlink(missing_ok=True)
