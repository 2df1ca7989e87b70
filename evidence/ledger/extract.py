"""The text of an article as it was received: plain text, a saved web page, a PDF or a Word file."""

import io
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from evidence.errors import fail, shorten
from evidence.ledger.strict_yaml import regular_size

_MAX_BYTES = 50_000_000
_SECONDS, _MEMORY = 10, 2_000_000_000  # of a processor, and bytes: what is packed may unpack to any size
_INSTALL = "pip install 'evidence-report[extract]'"


class Extracted(NamedTuple):
    """An article's bytes and text; ``by``: the extractor with its version, "" where the bytes are the text.

    ``said``: what the file says of itself (title, url, published), as far as it does.
    """

    raw: bytes
    text: str
    by: str
    said: dict[str, str]


def extract(path: Path) -> Extracted:
    """Return the text of a file; EvidenceError where it is none, or nothing of it can be read."""
    shown, size = path.name, regular_size(path)
    if size is None:
        fail(shown, 0, "no such file" if not path.exists() else "not a regular file", "name the article's file")
    if size > _MAX_BYTES:
        fail(shown, 0, f"larger than {_MAX_BYTES:,} bytes", "give one article a file")
    raw, kind = path.read_bytes(), path.suffix.lower()
    if kind in ("", ".txt"):
        return Extracted(raw, "", "", {})
    if kind not in _READERS:
        fail(shown, 0, f"no way to read '{kind}'", f"save the article as one of: .txt, {', '.join(_READERS)}")
    library, read = _READERS[kind]
    try:
        with _bounded():
            text, said = read(raw)
    except ImportError as error:
        fail(shown, 0, f"{library}, which reads '{kind}', cannot be loaded: {shorten(error, 80)}", _INSTALL)
    except Exception as error:  # each of the three raises what the libraries below it raise
        fail(shown, 0, f"{library} cannot read it ({type(error).__name__})", "save it anew, or as plain text")
    text = "\n".join(line.rstrip() for line in text.replace("\0", "").splitlines()).strip()
    if not text:
        fail(shown, 0, f"{library} finds no text in it", "save the article as plain text")
    return Extracted(raw, text + "\n", f"{library} {version(library)}", said)


@contextmanager
def _bounded() -> Iterator[None]:
    before, limits = signal.signal(signal.SIGPROF, _stop), resource.getrlimit(resource.RLIMIT_AS)
    statm = Path("/proc/self/statm")
    if statm.exists():
        taken = int(statm.read_text().split()[0]) * resource.getpagesize()
        most = [limit for limit in (taken + _MEMORY, *limits) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(most), limits[1]))
    signal.setitimer(signal.ITIMER_PROF, _SECONDS, 1)  # again each second, where a library goes on after an error
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, limits)


def _stop(*_) -> None:
    raise TimeoutError


def _html(raw: bytes) -> tuple[str, dict[str, str]]:
    import trafilatura
    text = trafilatura.extract(raw, output_format="txt", include_comments=False, include_tables=True) or ""
    found = trafilatura.extract_metadata(raw)
    said = {"title": found.title, "url": found.url, "published": found.date} if found else {}
    return text, {field: " ".join(str(value).split()) for field, value in said.items() if value}


def _pdf(raw: bytes) -> tuple[str, dict[str, str]]:
    import pdfplumber
    with pdfplumber.open(io.BytesIO(raw)) as file:
        return "\n\n".join(page.extract_text() or "" for page in file.pages), {}


def _docx(raw: bytes) -> tuple[str, dict[str, str]]:
    import mammoth
    return mammoth.extract_raw_text(io.BytesIO(raw)).value, {}


_READERS: dict[str, tuple[str, Callable[[bytes], tuple[str, dict[str, str]]]]] = {
    ".html": ("trafilatura", _html), ".htm": ("trafilatura", _html), ".pdf": ("pdfplumber", _pdf),
    ".docx": ("mammoth", _docx)}
