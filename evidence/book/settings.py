"""Check ``_config.yml`` and ``_toc.yml``: Jupyter Book passes over a misspelt key in silence."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import yaml
from jupyter_book.config import PATH_JSON_SCHEMA, PATH_YAML_DEFAULT
from sphinx.util import logging

from evidence.errors import EvidenceError, Fault, did_you_mean, shorten
from evidence.ledger.strict_yaml import Document, read_yaml

CONFIG, TOC = "_config.yml", "_toc.yml"
OPEN = (("sphinx", "config"), ("sphinx", "local_extensions"), ("parse", "myst_substitutions"))
TOC_KEYS = {"format", "root", "defaults", "options", "parts", "chapters", "sections", "subtrees", "file", "url", "glob",
            "title", "caption", "maxdepth", "numbered", "hidden", "reversed", "titlesonly", "name", "class"}
PAGES = (".md", ".ipynb", ".rst")
logger = logging.getLogger(__name__)


def faults_of_settings(root: Path) -> list[Fault]:
    """Everything wrong with the two files, each with its line."""
    found: list[Fault] = []
    for name, check in ((CONFIG, _config_faults), (TOC, _toc_faults)):
        try:
            document = read_yaml(root / name, name)
            content = yaml.safe_load((root / name).read_text(encoding="utf-8"))
            found += check(root, content, document)
        except EvidenceError as error:
            found += error.faults
    return found


def _config_faults(root: Path, content: Any, document: Document) -> Iterator[Fault]:
    schema, default = json.loads(PATH_JSON_SCHEMA.read_text("utf-8")), _default()
    for error in jsonschema.Draft7Validator(schema).iter_errors(content):
        place = tuple(error.path)
        yield document.fault(place, f"{'.'.join(map(str, place)) or 'the file'}: {shorten(error.message, 100)}",
                             "see jupyterbook.org/v1/customize/config")
    if isinstance(content, Mapping):
        yield from _unknown_keys(content, schema, default, (), document)


@cache
def _default() -> dict:
    return yaml.safe_load(PATH_YAML_DEFAULT.read_text(encoding="utf-8"))


def _unknown_keys(content: Mapping, schema: Mapping, default: Mapping, place: tuple,
                  document: Document) -> Iterator[Fault]:
    """Keys that neither Jupyter Book's schema nor its list of defaults has."""
    properties = schema.get("properties", {})
    known = set(properties) | set(default) | ({"project"} if not place else set())
    for key, value in content.items():
        inner = (*place, key)
        if key not in known:
            remedy = did_you_mean(str(key), known, f"use one of {', '.join(sorted(known))}")
            yield document.fault(inner, f"'{'.'.join(map(str, inner))}' means nothing", remedy)
        elif isinstance(value, Mapping) and inner not in OPEN:
            below = default.get(key)
            yield from _unknown_keys(value, properties.get(key, {}), below if isinstance(below, Mapping) else {},
                                     inner, document)


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
            yield Fault(TOC, line, f"'{key}' means nothing", "see sphinx-external-toc.readthedocs.io")
        elif key in ("file", "root"):
            yield from _page_faults(root, str(value), line)
        elif key == "url" and not str(value).startswith(("https://", "http://")):
            yield Fault(TOC, line, f"'{shorten(value, 60)}' is no web address", "write one with https://")
        elif key not in ("options", "defaults"):
            yield from _toc_faults(root, value, document, inner)


def _page_faults(root: Path, page: str, line: int) -> Iterator[Fault]:
    path = PurePosixPath(page)
    if path.is_absolute() or ".." in path.parts:
        yield Fault(TOC, line, f"'{shorten(page, 60)}' lies outside the book", "name a page below this folder")
    elif not any((root / f"{page.removesuffix(suffix)}{suffix}").is_file() for suffix in PAGES):
        yield Fault(TOC, line, f"no page '{shorten(page, 60)}'", "write it, or take it out of the list")


def setup(app) -> dict:
    """As a Sphinx extension: each fault is a warning of the build."""
    app.connect("config-inited", _warn)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _warn(app, config) -> None:
    root = Path(app.srcdir)
    for fault in faults_of_settings(root) if (root / CONFIG).is_file() else ():
        logger.warning("%s; %s", fault.wrong, fault.remedy, location=f"{fault.file}:{fault.line}", type="evidence",
                       subtype="config")
