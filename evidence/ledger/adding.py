"""Take an article in: its text to ``seeds/``, its bytes to ``originals/``, its draft to ``ledger/``; all or nothing."""

import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple

from evidence.disk.atomic import store_all
from evidence.errors import fail
from evidence.ledger.article import Article, article_of, id_of, open_article
from evidence.ledger.draft import Draft, make_draft
from evidence.ledger.extract import extract
from evidence.ledger.quotes import seed_of
from evidence.ledger.source import ORIGINALS


class Incoming(NamedTuple):
    """An article that can be drafted, and the files that come with it."""

    article: Article
    files: dict[Path, str | bytes]


def open_file(root: Path, path: Path, source_id: str | None, language: str | None) -> Incoming:
    """Read an article from wherever it lies; EvidenceError where it cannot be taken in."""
    if path.suffix.lower() in ("", ".txt") and path.resolve().parent == (root / "seeds").resolve():
        return Incoming(open_article(root, path.name, source_id, language), {})
    found = extract(path)
    name = source_id or id_of(path.name)
    file = f"{name}.txt"
    raw = found.text.encode("utf-8") if found.by else found.raw
    seed = seed_of(raw, f"seeds/{file}")
    known = {"cite": name, **found.said}
    files: dict[Path, str | bytes] = {root / "seeds" / file: raw}
    if "published" in found.said:
        known["dated_by"] = "the page's own metadata"
    if found.by:
        original = f"{name}{path.suffix.lower()}"
        known |= {"original": original, "original_sha256": hashlib.sha256(found.raw).hexdigest(),
                  "extracted_by": found.by}
        files[root / ORIGINALS / original] = found.raw
    article = article_of(root, seed, raw, name, language, known)
    for target, content in files.items():
        if target.exists() and target.read_bytes() != content:
            fail(target.relative_to(root), 0, "exists already, with other content", "give another --id")
    return Incoming(article, files)


def take_in(root: Path, incoming: Incoming, model: Any = None, dry: bool = False) -> Draft:
    """Draft the article and, unless ``dry``, store all its files; where one cannot be stored, none is."""
    drafted = make_draft(root, incoming.article, model)
    if not dry:
        store_all({**incoming.files, root / incoming.article.shown: drafted.text})
    return drafted


def source_named(root: Path, what: str) -> str | None:
    """The id of a source that is in the ledger: given as such, as its ledger file, or as a file it was made from."""
    name = Path(what).name.removesuffix(".yml")
    names = [name] if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) else []
    names += [id_of(name)] if Path(what).suffix else []
    return next((each for each in names if (root / "ledger" / f"{each}.yml").is_file()), None)
