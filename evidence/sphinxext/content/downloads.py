"""The evidence for machines: schema.org citations, W3C Web Annotations, files to take away."""

import base64
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from markupsafe import Markup

from evidence.index.addresses import address_of
from evidence.index.edition import CompiledEdition
from evidence.index.facts import Facts
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.render import PageContext

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows; the archive must not depend on the clock
# What would end a script element, and what changes the order in which the text around it is shown.
INERT = {code: f"\\u{code:04x}" for code in (*b"<>&", 0x2028, 0x2029, *range(0x202a, 0x202f), *range(0x2066, 0x206a))}


def source_script(page: PageContext, source) -> Markup:
    """A source as schema.org JSON-LD, safe inside a script element."""
    citation = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "name": source.title or page.cite(source.cite).text,
        "inLanguage": source.language,
        "datePublished": source.published,
        "publisher": {"@type": "Organization", "name": page.name(source.publisher)},
        "identifier": _named_information(source.sha256),
        "citation": page.cite(source.cite).text,
    }
    if source.url:
        citation["url"] = source.url
    if page.state.edition.name:
        citation["subjectOf"] = {"@type": "Book", "name": page.env.config.project,
                                 "bookEdition": page.state.edition.name}
    if source.upstream:
        citation["isBasedOn"] = source.upstream
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(_inert_json(citation)))


def _inert_json(content) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).translate(INERT)


def _named_information(sha256: str) -> str:
    """The bytes of a file as a name (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _annotations(facts: Facts, edition: CompiledEdition) -> dict[str, Any]:
    """All claims as a W3C annotation collection; positions are code points of the seed as stored.

    An edition's collection bears its name, and a tag on each claim that it leaves out.
    """
    items = [_annotation(facts, edition, claim) for source in sorted(facts.claims_of)
             for claim in facts.claims_of[source]]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations.jsonld",
        "type": "AnnotationCollection",
        "label": "Claims read from the sources" + (f", edition {edition.name}" if edition.name else ""),
        "total": len(items),
        "first": {"id": "annotations.jsonld#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(facts: Facts, edition: CompiledEdition, claim) -> dict[str, Any]:
    source = facts.sources[claim.source_id]
    page, anchor = address_of("claim", claim.claim_id)
    target = {
        "source": {"id": source.url or _named_information(source.sha256), "type": "Text",
                   "language": source.language, "format": "text/plain"},
        "selector": [
            {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": claim.prefix, "suffix": claim.suffix},
            {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
        ],
    }
    said = [_body(claim.english, "describing")] if claim.english else []
    if claim.claim_id in edition.left_out:
        said.append(_body(f"left out of edition {edition.name}: {edition.left_out[claim.claim_id]}", "tagging"))
    return {"id": f"../{page}.html#{anchor}", "type": "Annotation",
            "motivation": "describing" if claim.english else "highlighting",
            **({"body": said} if said else {}), "target": target}


def _body(words: str, purpose: str) -> dict:
    return {"type": "TextualBody", "value": words, "language": "en", "format": "text/plain", "purpose": purpose}


def write_downloads(app, error) -> None:
    """When the build has ended well: put the files for machines beside the pages."""
    if error is not None or app.builder.format != "html":
        return
    state = domain_of(app.env).state
    facts = state.facts
    folder = Path(app.outdir) / "downloads"
    folder.mkdir(exist_ok=True)
    text = json.dumps(_annotations(facts, state.edition), ensure_ascii=False, indent=1)
    (folder / "annotations.jsonld").write_text(text.translate(INERT) + "\n", encoding="utf-8", newline="\n")
    shutil.copyfile(facts.root / "data" / "claims.csv", folder / "claims.csv")
    if (facts.root / "references.bib").is_file():
        shutil.copyfile(facts.root / "references.bib", folder / "references.bib")
    _package(facts.root / "data", folder / "data-package.zip")


def _package(data: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in data.iterdir() if path.suffix in (".csv", ".json")):
            entry = zipfile.ZipInfo(path.name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, path.read_bytes())
