"""Chromium as a printer: a document to a tagged PDF with an outline."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from evidence.errors import fail

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 600
_SWITCHES = ("--headless=new", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline",
             "--export-tagged-pdf", "--disable-dev-shm-usage", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND")


def find_chromium() -> str:
    """The program: what CHROMIUM names, or the first that is installed. EvidenceError where there is none."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        fail(named or "chromium", 0, "no Chromium or Chrome found, which prints the pages",
             "install Debian's package 'chromium', or name the program: CHROMIUM=/path/to/chrome")
    return found


def print_pdf(document: str, program: str) -> bytes:
    """The document as Chromium prints it, without any network. EvidenceError where it does not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, printed = folder / "book.html", folder / "book.pdf"
        page.write_text(document, encoding="utf-8")
        # A sandbox of its own needs a user other than root.
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        ended = subprocess.run(
            [program, *_SWITCHES, *sandbox, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}",
             page.as_uri()], capture_output=True, text=True, timeout=_SECONDS)
        if not printed.is_file():
            fail(program, 0, f"nothing was printed: {ended.stderr.strip()[-300:]}", "run that program by hand")
        return printed.read_bytes()
