"""Sphinx extension of the compiler: the theme prints the names of book and pages as they are; here they are text."""

from pathlib import Path

from markupsafe import escape

PRINTED = ("project", "docstitle", "shorttitle", "author", "copyright", "root_title", "pagetitle")


def setup(app) -> dict:
    """See to both."""
    app.connect("html-page-context", _escape, priority=900)  # after the theme has put its own there
    app.connect("build-finished", _drop_settings, priority=400)  # before anybody is told that the pages are written
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _escape(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Where a template escapes it too, nothing is escaped twice: what this returns knows that it is."""
    for name in PRINTED:
        if isinstance(context.get(name), str):
            context[name] = escape(context[name])


def _drop_settings(app, error) -> None:
    # Hashes of settings, paths among them: no two folders would give the same bytes. Each stage is built from nothing.
    (Path(app.outdir) / ".buildinfo").unlink(missing_ok=True)
