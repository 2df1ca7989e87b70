"""What changed from version to version, as an Atom feed made from CHANGELOG.md."""

import re
import uuid
from pathlib import Path
from typing import NamedTuple

from evidence.sphinxext.render import render

FEED = "changes.atom"
_VERSION = re.compile(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_CHANGE = re.compile(r"^- ", re.MULTILINE)
_OURS = uuid.UUID("5b7c1d0e-3a49-4d54-9f9c-0a8f6f0b6a11")  # the namespace in which our feeds and entries are named


class Version(NamedTuple):
    """One version of the book: its number, its day, and what changed."""

    number: str
    day: str
    changes: list[str]
    name: str


def versions(changelog: str, book: str) -> list[Version]:
    """The dated versions of a changelog, the newest first, as they stand there."""
    return [Version(number, day, [" ".join(change.split()) for change in _CHANGE.split(text)[1:]],
                    uuid.uuid5(_OURS, f"{book} {number}").urn)
            for number, day, text in _VERSION.findall(changelog)]


def write_feed(app, error) -> None:
    """When the build has ended well: write the feed beside the pages."""
    path = Path(app.srcdir) / "CHANGELOG.md"
    if error is not None or app.builder.name != "html" or not path.is_file():
        return
    book = app.config.html_title or app.config.project
    found = versions(path.read_text(encoding="utf-8"), book)
    text = render("feed.xml", book=book, author=app.config.author, versions=found, base=app.config.html_baseurl,
                  name=uuid.uuid5(_OURS, book).urn, feed=FEED)
    (Path(app.outdir) / FEED).write_text(text, encoding="utf-8", newline="\n")
