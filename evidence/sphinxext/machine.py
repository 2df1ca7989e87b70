"""The evidence for machines: schema.org citations, W3C Web Annotations, files to take away."""

import base64
import json
import shutil
import zipfile
from pathlib import Path

from markupsafe import Markup

from evidence.sphinxext import links

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows; the archive must not depend on the clock
INERT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def source_script(page, source) -> Markup:
    """A source as schema.org JSON-LD, safe inside a script element."""
    citation = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "name": source.title or page.cite(source.cite).text,
        "inLanguage": source.language,
        "datePublished": source.published,
        "publisher": {"@type": "Organization", "name": page.name(source.publisher)},
        "identifier": named_information(source.sha256),
        "citation": page.cite(source.cite).text,
    }
    if source.url:
        citation["url"] = source.url
    if source.upstream:
        citation["isBasedOn"] = source.upstream
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(_inert_json(citation)))


def _inert_json(content) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).translate(INERT)


def named_information(sha256: str) -> str:
    """The bytes of a file as a name (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def annotations(facts) -> dict:
    """All claims as a W3C annotation collection; positions are code points of the seed as stored."""
    items = [_annotation(facts, claim) for source in sorted(facts.claims_of) for claim in facts.claims_of[source]]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations.jsonld",
        "type": "AnnotationCollection",
        "label": "Claims read from the sources",
        "total": len(items),
        "first": {"id": "annotations.jsonld#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(facts, claim) -> dict:
    source = facts.sources[claim.source_id]
    page, anchor = links.place("claim", claim.claim_id)
    target = {
        "source": {"id": source.url or named_information(source.sha256), "type": "Text",
                   "language": source.language, "format": "text/plain"},
        "selector": [
            {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": claim.prefix, "suffix": claim.suffix},
            {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
        ],
    }
    body = {"type": "TextualBody", "value": claim.english, "language": "en", "format": "text/plain",
            "purpose": "describing"}
    return {"id": f"../{page}.html#{anchor}", "type": "Annotation", "motivation": "highlighting"
            if not claim.english else "describing", **({"body": [body]} if claim.english else {}), "target": target}


def write_downloads(app, error) -> None:
    """When the build has ended well: put the files for machines beside the pages."""
    if error is not None or app.builder.format != "html":
        return
    facts = app.evidence.facts
    folder = Path(app.outdir) / "downloads"
    folder.mkdir(exist_ok=True)
    text = json.dumps(annotations(facts), ensure_ascii=False, indent=1)
    (folder / "annotations.jsonld").write_text(text + "\n", encoding="utf-8", newline="\n")
    shutil.copyfile(facts.root / "data" / "claims.csv", folder / "claims.csv")
    if (facts.root / "references.bib").is_file():
        shutil.copyfile(facts.root / "references.bib", folder / "references.bib")
    _package(facts.root / "data", folder / "data-package.zip")


def _package(data: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(one for one in data.iterdir() if one.suffix in (".csv", ".json")):
            entry = zipfile.ZipInfo(path.name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, path.read_bytes())
