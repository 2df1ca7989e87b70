"""What a page loads before anything is opened, and how many elements it then has."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element

_LOADED_BY = {"script": "src", "img": "src", "source": "srcset", "iframe": "src", "object": "data", "image": "href"}
_LOADED_LINKS = {"stylesheet", "preload", "icon", "manifest"}
_STYLE_LOADS = re.compile(rb"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


def elements(root: _Element) -> int:
    """Elements of a page as a browser with scripts opens it: what a ``<template>`` or ``<noscript>`` holds is none."""
    return int(root.xpath("count(//*[not(ancestor::template or ancestor::noscript)])"))


def loaded(page: Path, root: _Element) -> set[Path]:
    """The page and the files it asks for at first, with what its style sheets ask for."""
    files = {page}
    for element in root.iter(*_LOADED_BY, "link"):
        if any(above.tag in ("template", "noscript") for above in element.iterancestors()):
            continue
        if address := _address(element):
            files |= _with_its_own(_place(page, address))
    return files


def size(files: set[Path]) -> tuple[int, int]:
    """Bytes of the files, as they are and with gzip."""
    sizes = [_sizes(path) for path in files]
    return sum(plain for plain, _ in sizes), sum(packed for _, packed in sizes)


def _address(element: _Element) -> str:
    if element.tag == "link":
        return element.get("href", "") if _LOADED_LINKS & set(element.get("rel", "").split()) else ""
    if element.get("loading") == "lazy":
        return ""
    return element.get(_LOADED_BY[str(element.tag)], "").split(" ")[0]


def _place(page: Path, address: str) -> Path | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = (page.parent / unquote(parts.path)).resolve()
    return path if path.is_file() else None


def _with_its_own(path: Path | None) -> set[Path]:
    """A file, and where it is a style sheet the fonts and pictures it names, shown or not."""
    if path is None:
        return set()
    if path.suffix != ".css":
        return {path}
    named = (one or other for one, other in _STYLE_LOADS.findall(path.read_bytes()))
    return {path}.union(*(_with_its_own(_place(path, name.decode("utf-8", "replace"))) for name in named))


@cache
def _sizes(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), len(gzip.compress(content, 6, mtime=0))
