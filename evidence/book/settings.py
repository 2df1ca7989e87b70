"""Check ``_config.yml`` and ``_toc.yml``: what the book may say of itself, and nothing that runs, loads or reaches out.

Jupyter Book passes over a misspelt key in silence, and Sphinx would import what a setting names.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from evidence.errors import EvidenceError, Fault, did_you_mean, shorten
from evidence.ledger.strict_yaml import Document, read_yaml

CONFIG, TOC = "_config.yml", "_toc.yml"
TOC_KEYS = {"format", "root", "defaults", "options", "parts", "chapters", "sections", "subtrees", "file", "url", "glob",
            "title", "caption", "maxdepth", "numbered", "hidden", "reversed", "titlesonly", "name", "class"}
PAGES = (".md", ".ipynb")
EXTENSIONS = {
    "evidence.book.settings", "evidence.sphinxext", "evidence.sphinxext.mathml", "jupyter_book", "myst_nb",
    "sphinx_book_theme", "sphinx_comments", "sphinx_copybutton", "sphinx_design", "sphinx_external_toc",
    "sphinx_jupyterbook_latex", "sphinx_multitoc_numbering", "sphinx_togglebutton", "sphinxcontrib.bibtex"}
SYNTAX = {"amsmath", "colon_fence", "deflist", "dollarmath", "replacements", "smartquotes", "strikethrough", "tasklist"}
WITHOUT_SYNTAX = "Jupyter Book's own list has 'substitution', which runs what stands in {{ }}"

Check = Callable[[Path, Any], str]  # what is wanted instead; nothing where all is well


def _text(_: Path, value: Any) -> str:
    return "" if isinstance(value, str) else "a text"


def _plain(_: Path, value: Any) -> str:
    return "" if isinstance(value, str) and not re.search(r"[<>&\"\\]", value) else "a text without markup"


def _truth(_: Path, value: Any) -> str:
    return "" if value in ("true", "false") else "true or false"


def _number(_: Path, value: Any) -> str:
    return "" if isinstance(value, str) and re.fullmatch(r"-?\d{1,4}", value) else "a number"


def _of(*known: str) -> Check:
    return lambda _, value: "" if isinstance(value, str) and value in known else f"one of {', '.join(known) or 'none'}"


def _list(each: Check) -> Check:
    def check(root: Path, value: Any) -> str:
        if not isinstance(value, list):
            return "a list"
        return next((wanted for item in value if (wanted := each(root, item))), "")
    return check


def _file(*suffixes: str) -> Check:
    def check(root: Path, value: Any) -> str:
        fine = isinstance(value, str) and value.endswith(suffixes) and not Path(value).is_absolute()
        fine = fine and (root / value).resolve().is_relative_to(root.resolve())
        return "" if fine else f"a file of the book ({', '.join(suffixes)})"
    return check


def _web(_: Path, value: Any) -> str:
    return "" if isinstance(value, str) and re.fullmatch(r"(https?://[^\s<>\"'\\]+)?", value) else "a web address"


def _nothing(_: Path, value: Any) -> str:
    return "" if not value else "nothing"


_PICTURE = _file(".png", ".jpg", ".ico", ".webp")  # SVG may run scripts
_EXTENSIONS = _list(_of(*sorted(EXTENSIONS)))
ALLOWED: dict[str, Any] = {
    "title": _text, "author": _text, "copyright": _text, "logo": _PICTURE, "description": _text,
    "exclude_patterns": _list(_text), "only_build_toc_files": _truth, "bibtex_bibfiles": _list(_file(".bib")),
    "execute": {"execute_notebooks": _of("off")},
    "parse": {"myst_enable_extensions": _list(_of(*sorted(SYNTAX))), "myst_heading_anchors": _number,
              "myst_url_schemes": _list(_of("http", "https", "mailto")), "myst_footnote_transition": _truth,
              "myst_dmath_double_inline": _truth},
    "html": {"favicon": _PICTURE, "baseurl": _web, "extra_footer": _nothing, "extra_navbar": _nothing,
             "home_page_in_navbar": _truth, "navbar_number_sections": _truth, "use_multitoc_numbering": _truth,
             "use_repository_button": _truth, "use_issues_button": _truth, "use_edit_page_button": _truth},
    "latex": {"use_jupyterbook_latex": _truth, "latex_engine": _of("lualatex", "pdflatex", "xelatex"),
              "latex_documents": {"targetname": _plain, "title": _plain}},
    "launch_buttons": {"thebe": _of("false"), "notebook_interface": _of("classic", "jupyterlab")},
    "repository": {"url": _web, "path_to_book": _plain, "branch": _plain},
    "sphinx": {
        "extra_extensions": _EXTENSIONS, "recursive_update": _truth,
        "config": {
            "extensions": _EXTENSIONS, "language": _of("en", "fr"), "numfig": _truth,
            "html_math_renderer": _of("mathml"), "bibtex_reference_style": _plain, "bibtex_default_style": _plain,
            "suppress_warnings": _list(_plain), "html_show_sphinx": _truth, "html_use_index": _truth,
            "html_show_copyright": _truth,
            "html_show_sourcelink": _truth, "html_copy_source": _truth, "nb_merge_streams": _truth,
            "nb_ipywidgets_js": _nothing, "nb_code_prompt_show": _plain, "nb_code_prompt_hide": _plain,
            "epub_show_urls": _of("no", "footnote", "inline"),
            "html_theme_options": {
                "use_download_button": _truth, "use_fullscreen_button": _truth, "show_toc_level": _number,
                "navbar_persistent": _list(_of("search-button-field.html", "search-button")),
                "home_page_in_toc": _truth, "show_navbar_depth": _number, "max_navbar_depth": _number,
                "collapse_navbar": _truth}}},
}


def faults_of_settings(root: Path) -> list[Fault]:
    """Everything wrong with the two files, each with its line."""
    found: list[Fault] = []
    for name, check in ((CONFIG, _config_faults), (TOC, _toc_faults)):
        try:
            document = read_yaml(root / name, name)
            found += check(root, document.content, document)
        except EvidenceError as error:
            found += error.faults
    return found


def syntax_of(root: Path) -> list[str]:
    """MyST's extensions that the settings switch on; none where they cannot be read."""
    try:
        content = read_yaml(root / CONFIG, CONFIG).content
    except EvidenceError:
        return []
    named = content.get("parse") if isinstance(content, dict) else None
    named = named.get("myst_enable_extensions") if isinstance(named, dict) else None
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []


def _config_faults(root: Path, content: Any, document: Document) -> Iterator[Fault]:
    if not isinstance(content, Mapping):
        yield document.fault((), "no settings", "write 'title: …' and what else the book says of itself")
        return
    yield from _refused(root, content, ALLOWED, (), document)
    parse = content.get("parse")
    if not isinstance(parse, Mapping) or "myst_enable_extensions" not in parse:
        yield document.fault(("parse",), "'parse.myst_enable_extensions' is missing", f"name them: {WITHOUT_SYNTAX}")


def _refused(root: Path, content: Mapping, allowed: Mapping, place: tuple, document: Document) -> Iterator[Fault]:
    """Keys that are not on the list, and values that are not of their kind."""
    for key, value in content.items():
        inner = (*place, key)
        shown, check = shorten(".".join(inner), 80), allowed.get(key)
        if check is None:
            remedy = did_you_mean(str(key), allowed, f"use one of {', '.join(sorted(allowed))}")
            yield document.fault(inner, f"'{shown}' means nothing", remedy)
        elif isinstance(check, Mapping):
            if isinstance(value, Mapping):
                yield from _refused(root, value, check, inner, document)
            elif value:
                yield document.fault(inner, f"'{shown}' is no list of settings", "write 'name: value' lines below it")
        elif wanted := check(root, value):
            yield document.fault(inner, f"'{shown}' is '{shorten(value, 60)}'", f"give {wanted}")


def _toc_faults(root: Path, content: Any, document: Document, place: tuple = ()) -> Iterator[Fault]:
    """Keys without meaning, pages outside the book and pages that are not there."""
    if isinstance(content, list):
        for index, item in enumerate(content):
            yield from _toc_faults(root, item, document, (*place, index))
    if not isinstance(content, Mapping):
        return
    for key, value in content.items():
        inner = (*place, key)
        line = document.line_of(inner)
        if key not in TOC_KEYS:
            yield Fault(TOC, line, f"'{shorten(key, 40)}' means nothing", "see sphinx-external-toc.readthedocs.io")
        elif key in ("file", "root", "glob"):
            yield from _page_faults(root, str(value), line, pattern=key == "glob")
        elif key == "url" and not str(value).startswith(("https://", "http://")):
            yield Fault(TOC, line, f"'{shorten(value, 60)}' is no web address", "write one with https://")
        elif key not in ("options", "defaults"):
            yield from _toc_faults(root, value, document, inner)


def _page_faults(root: Path, page: str, line: int, pattern: bool) -> Iterator[Fault]:
    path = PurePosixPath(page)
    if path.is_absolute() or ".." in path.parts:
        yield Fault(TOC, line, f"'{shorten(page, 60)}' lies outside the book", "name a page below this folder")
    elif not pattern and not any((root / f"{page.removesuffix(suffix)}{suffix}").is_file() for suffix in PAGES):
        yield Fault(TOC, line, f"no page '{shorten(page, 60)}'", "write it, or take it out of the list")


def setup(app) -> dict:
    """As a Sphinx extension: each fault is a warning of the build."""
    app.connect("config-inited", _warn)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _warn(app, config) -> None:
    from sphinx.util import logging  # only here: the settings are checked before anything large is imported
    logger, root = logging.getLogger(__name__), Path(app.srcdir)
    for fault in faults_of_settings(root) if (root / CONFIG).is_file() else ():
        logger.warning("%s; %s", fault.wrong, fault.remedy, location=f"{fault.file}:{fault.line}", type="evidence",
                       subtype="config")
