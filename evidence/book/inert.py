"""Sphinx extension of the compiler: what templates and the search page would print as HTML is text.

The theme prints the names of book and pages as they are; Sphinx's search sets headings as HTML.
"""

import json
from pathlib import Path

from markupsafe import escape

PRINTED = ("project", "docstitle", "shorttitle", "author", "copyright", "root_title", "pagetitle")
HEAD, TAIL = "Search.setIndex(", ")"


def setup(app) -> dict:
    """See to both."""
    app.connect("html-page-context", _escape, priority=900)  # after the theme has put its own there
    app.connect("build-finished", _escape_headings, priority=400)  # before anybody is told that the pages are written
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _escape(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Where a template escapes it too, nothing is escaped twice: what this returns knows that it is."""
    for name in PRINTED:
        if isinstance(context.get(name), str):
            context[name] = escape(context[name])


def _escape_headings(app, error) -> None:
    # Hashes of settings, paths among them: no two folders would give the same bytes. Each stage is built from nothing.
    (Path(app.outdir) / ".buildinfo").unlink(missing_ok=True)
    index = Path(app.outdir) / "searchindex.js"
    if error is not None or not index.is_file():
        return
    text = index.read_text(encoding="utf-8").strip().removesuffix(";")
    content = json.loads(text.removeprefix(HEAD).removesuffix(TAIL))
    content["alltitles"] = {str(escape(title)): places for title, places in content.get("alltitles", {}).items()}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    index.write_text(f"{HEAD}{body}{TAIL}", encoding="utf-8")
