"""An article to be drafted: its file, its id and its language."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from evidence.errors import EvidenceError, brief, fail, shorten
from evidence.language import CODES
from evidence.language.detection import detect
from evidence.ledger.load import SHARED, source_files
from evidence.ledger.quotes import Seed, read_seed
from evidence.ledger.strict_yaml import read_yaml

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Article(NamedTuple):
    """An article to be drafted: its text, the hash of its bytes, the id that its source shall have, its language.

    ``known``: fields of the source that need no person, such as those that the file says of itself.
    """

    seed: Seed
    sha256: str
    source_id: str
    language: str
    known: Mapping[str, str] = MappingProxyType({})

    @property
    def shown(self) -> str:
        """The ledger file, as messages name it."""
        return f"ledger/{self.source_id}.yml"


def open_article(root: Path, name: str, source_id: str | None = None, language: str | None = None) -> Article:
    """Return the article of that file in ``seeds/``; EvidenceError where it cannot be drafted.

    ``source_id``: None for one made of the file's name. ``language``: None for the one that the text reads as.
    """
    file = Path(name).name
    if not re.fullmatch(r"[\w.-]+", file):
        fail(f"seeds/{shorten(file)}", 0, "a file name with spaces or signs",
             "rename it: letters, digits, '.', '-' and '_'")
    seed, raw = read_seed(root, file)
    if not any(sign.isalnum() for sign in seed.text):
        fail(seed.file, 0, "the article is empty", "store its text there")
    return article_of(root, seed, raw, source_id, language)


def article_of(root: Path, seed: Seed, raw: bytes, source_id: str | None, language: str | None,
               known: Mapping[str, str] = MappingProxyType({})) -> Article:
    """Return the article whose text has been read; see ``open_article``."""
    source_id = source_id or id_of(seed.file)
    if len(source_id) > 80 or not _SLUG.fullmatch(source_id) or source_id in SHARED:
        fail(seed.file, 0, f"'{brief(source_id)}' is no source id", "give one with --id, such as le-monde-2025")
    article = Article(seed, hashlib.sha256(raw).hexdigest(), source_id, _language_of(seed, language), known)
    path = root / article.shown
    if path.exists() or path.is_symlink():
        refuse(article)
    if reader := _reader_of(root, Path(seed.file).name):
        fail(seed.file, 0, f"{reader} reads this article already", "edit that, or move it away to draft anew")
    return article


def _reader_of(root: Path, file: str) -> str:
    """The ledger file that reads a seed, if there is one."""
    for path in source_files(root):
        try:
            content = read_yaml(path, path.name).content
        except EvidenceError:
            continue  # its own fault, for 'evidence check'
        source = content.get("source") if isinstance(content, dict) else None
        if isinstance(source, dict) and source.get("file") == file:
            return f"ledger/{path.name}"
    return ""


def _language_of(seed: Seed, given: str | None) -> str:
    language = given or detect(seed.text)
    if language not in CODES:
        wrong = f"no reader for the language '{shorten(language, 20)}'" + ("" if given else ", which the text reads as")
        fail(seed.file, 0, wrong, f"give one of these with --language: {', '.join(CODES)}")
    return language


def refuse(article: Article) -> None:
    """Say that its ledger file exists already."""
    fail(article.shown, 0, "exists already and may hold your edits",
         "edit it, move it away, or draft under another --id")


def id_of(file: str) -> str:
    """Return an id made of the file's name: «Le Monde 2025.txt» → le-monde-2025; "" where none can be made."""
    plain = unicodedata.normalize("NFKD", Path(file).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
