"""Where the compiler changes how other libraries work, for speed alone; nobody else does.

A Sphinx extension that only the compiler loads. ``EVIDENCE_PATCHES=off`` leaves all of it out: the pages are the same
to the byte, and take longer.
"""

import os

SWITCH, OFF = "EVIDENCE_PATCHES", "off"


def setup(app) -> dict:
    """Make the changes, unless they are switched off."""
    if os.environ.get(SWITCH) != OFF:
        _know_the_backend()
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _know_the_backend() -> None:
    """Name pybtex's plain text to pybtex, by its own function for that.

    For each citation on a page, sphinxcontrib-bibtex asks for it, and pybtex looks through all installed packages.
    Without this: it does so a hundred times, which takes a second.
    """
    from pybtex.backends.plaintext import Backend
    from pybtex.plugin import register_plugin
    register_plugin("pybtex.backends", "plaintext", Backend, force=True)  # or the installed one would be looked for
