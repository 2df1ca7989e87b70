"""The head of each page: what may be fetched, and what the page says of itself to search engines and to Zotero."""

import json
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from lxml.html import fragment_fromstring
from markupsafe import Markup

from evidence.html.policy import policy
from evidence.html.running_text import paragraphs
from evidence.language import english
from evidence.sphinxext.content.downloads import INERT
from evidence.sphinxext.feed import FEED
from evidence.sphinxext.light import STYLE_SHEET, our_scripts

FIRST_SCRIPT = (Path(__file__).parent / "theme" / "first.js").read_text(encoding="utf-8").strip()
_PACKAGE = "downloads/data-package.zip"  # a page that offers it describes a data set
_LONGEST = 200  # characters of a description
_ENOUGH = 20_000  # characters of a page, in which its first paragraph is found


def add_head(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Put ``head`` into the context of a page, before anything is added to its text."""
    about = _citation_file(Path(app.srcdir))
    page = SimpleNamespace(
        title=Markup(context.get("title", "")).striptags(), book=app.config.html_title or app.config.project,
        text=_description(context.get("body", "")) if doctree is not None else "", url=context.get("pageurl") or "",
        is_written=doctree is not None, is_data=_PACKAGE in context.get("body", ""), author=app.config.author,
        to_root="../" * pagename.count("/"), language=app.config.language or "en")
    page.is_front = page.title in (page.book, "") or pagename == app.config.root_doc
    context["head"] = SimpleNamespace(
        policy=policy(FIRST_SCRIPT), first_script=Markup(FIRST_SCRIPT), style_sheet=STYLE_SHEET,
        scripts=our_scripts(app), feed=FEED if (Path(app.srcdir) / "CHANGELOG.md").is_file() else "",
        title=page.book if page.is_front else f"{page.title} — {page.book}",
        named=_named(page, about), properties=_properties(page), linked_data=Markup(_linked_data(page, about)),
        version=about.get("version", ""), date=english.date(_released(about)) if _released(about) else "",
        author=page.author, licences=about.get("license", []))


@cache
def _citation_file(root: Path) -> dict[str, Any]:
    """What CITATION.cff says; nothing where there is none."""
    path = root / "CITATION.cff"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _description(body: str) -> str:
    """The first paragraph of running text, with the next where it is a question, cut after a whole word."""
    if not body.strip():
        return ""
    first, answer = islice(chain(paragraphs(fragment_fromstring(body[:_ENOUGH], create_parent="div")), ("", "")), 2)
    text = f"{first} {answer}".strip() if first.endswith("?") else first
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)] + "…"


def _released(about: dict[str, Any]) -> str:
    given = about.get("date-released", "")
    return given.isoformat() if isinstance(given, date) else str(given)


def _named(page: SimpleNamespace, about: dict[str, Any]) -> list[tuple[str, str]]:
    """``<meta name>``: the description, and what Zotero and Google Scholar read."""
    if not page.is_written:
        return []
    told = [("description", page.text), ("author", page.author), ("citation_title", page.title),
            ("citation_author", page.author), ("citation_publication_date", _released(about).replace("-", "/")),
            ("citation_inbook_title", "" if page.is_front else page.book),
            ("citation_language", page.language), ("citation_public_url", page.url)]
    return [(name, text) for name, text in told if text]


def _properties(page: SimpleNamespace) -> list[tuple[str, str]]:
    """``<meta property>``: Open Graph, for those who show a link to the page."""
    if not page.is_written:
        return []
    told = [("og:title", page.title), ("og:type", "article"), ("og:description", page.text),
            ("og:site_name", page.book), ("og:url", page.url), ("og:locale", page.language)]
    return [(name, text) for name, text in told if text]


def _linked_data(page: SimpleNamespace, about: dict[str, Any]) -> str:
    """schema.org's ``ScholarlyArticle``, or ``Dataset`` where the tables are offered, safe in a script element."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ("Dataset" if page.is_data else "ScholarlyArticle") if page.is_written else "WebPage",
        "name": page.title, "description": page.text, "inLanguage": page.language, "url": page.url,
        "datePublished": _released(about), "version": str(about.get("version", "")),
        "author": {"@type": "Organization", "name": page.author} if page.author else "",
        "license": [f"https://spdx.org/licenses/{licence}" for licence in about.get("license", [])],
        "keywords": about.get("keywords", []), "isAccessibleForFree": True,
        "isPartOf": {"@type": "Book", "name": page.book},
    }
    if page.is_data:
        found |= {"headline": "", "creator": found["author"], "description": about.get("abstract") or page.text,
                  "distribution": [{"@type": "DataDownload", "encodingFormat": "application/zip",
                                    "contentUrl": page.to_root + _PACKAGE}]}
    else:
        found["headline"] = page.title
    return json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False, indent=1,
                      sort_keys=True).translate(INERT)
