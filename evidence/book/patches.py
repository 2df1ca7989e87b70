"""Where the compiler reaches into other libraries, for speed alone; nobody else does.

A Sphinx extension that only the compiler loads. ``EVIDENCE_PATCHES=off`` leaves all of it out: the pages are the same
to the byte, and take a third longer to compile.
"""

import os

SWITCH, OFF = "EVIDENCE_PATCHES", "off"


def setup(app) -> dict:
    """Make the changes, unless they are switched off."""
    if os.environ.get(SWITCH) != OFF:
        _know_the_backend()
        app.connect("env-updated", _write_in_two)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _know_the_backend() -> None:
    """Name pybtex's plain text to pybtex, by its own function for that.

    For each citation on a page, sphinxcontrib-bibtex asks for it, and pybtex looks through all installed packages.
    Without this: it does so a hundred times, which takes a second.
    """
    from pybtex.backends.plaintext import Backend
    from pybtex.plugin import register_plugin
    register_plugin("pybtex.backends", "plaintext", Backend, force=True)  # or the installed one would be looked for


def _write_in_two(app, env) -> None:
    """Let two processes write the pages, once they have been read.

    Sphinx would read in two as well if it were told from the start, and warn that sphinx_multitoc_numbering, which
    comes with sphinx_external_toc, does not say that it bears that. Without this, or if Sphinx asks for the number
    before: one process writes.
    """
    app.parallel = 2
