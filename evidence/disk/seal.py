"""Seals on what is kept from run to run: what this environment did not write itself is not believed.

The key lies in the environment, which no report brings along; an entry that was copied in, or made up, has none.
"""

import hashlib
import hmac
import os
import secrets
import sys
from functools import cache
from pathlib import Path

LENGTH = 32  # bytes of the key


def seal(content: bytes) -> str:
    """64 hexadecimal digits that follow from the content and the key."""
    return hmac.new(_key(), content, hashlib.sha256).hexdigest()


def holds(content: bytes, given: object) -> bool:
    """Whether the seal is that of the content."""
    return isinstance(given, str) and hmac.compare_digest(seal(content).encode(), given.encode("utf-8", "replace"))


@cache
def _key() -> bytes:
    """The key of this environment, made once; where none can be kept, one for this process: then nothing is kept."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    for folder in (Path(sys.prefix) / "var", state / "evidence"):
        try:
            return _kept(folder / "seal.key")
        except OSError:
            continue
    return secrets.token_bytes(LENGTH)


def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or not path.is_file() or path.stat().st_size != LENGTH:
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(path)
        beside = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
        os.replace(beside, path)
    return path.read_bytes()
