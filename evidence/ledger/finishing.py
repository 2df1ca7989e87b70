"""What a checked source still needs in the book: its page, its line in the contents, its entry in the bibliography."""

from pathlib import Path

from evidence.disk.atomic import store_all
from evidence.errors import EvidenceError, Fault, fail
from evidence.ledger.bibliography import FILE as BIBLIOGRAPHY
from evidence.ledger.cross_references import not_cited
from evidence.ledger.impact import bearings_of
from evidence.ledger.lists import Shared
from evidence.ledger.pages import CONTENTS, is_listed, page_of, page_text, with_page
from evidence.ledger.rows import SourceRow
from evidence.ledger.verify import Examined, examine

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "&%$#_{}"}}


def finish(root: Path, source_id: str, dry: bool = False) -> tuple[Examined, list[str]]:
    """Write, unless ``dry``, what is missing for a source without fault; return also the names of the files.

    EvidenceError lists every fault of the ledger: nothing is written then.
    """
    examined = examine(root, bearings_of)
    source = next((row for row in examined.sources if row.source_id == source_id), None)
    faults = examined.faults if source is None else [fault for fault in examined.faults
                                                     if not _uncited(fault, source, examined.shared)]
    if faults or source is None:
        raise EvidenceError(faults or [Fault(f"ledger/{source_id}.yml", 0, "no such source", "draft it first")])
    files = {**_page(root, source), **_listed(root, source), **_entry(root, source, examined.shared)}
    if not dry:
        store_all({root / name: text for name, text in files.items()})
    return examined, list(files)


def _uncited(fault: Fault, source: SourceRow, shared: Shared) -> bool:
    return fault.file == f"ledger/{source.source_id}.yml" and fault.wrong == not_cited(source.cite, shared.cited or ())


def _page(root: Path, source: SourceRow) -> dict[str, str]:
    name = page_of(source.source_id)
    # A title with a figure in it would be a bare number on the page.
    heading = source.called if any(letter.isdigit() for letter in source.title) else source.title or source.called
    return {} if (root / name).exists() else {name: page_text(source.source_id, heading)}


def _listed(root: Path, source: SourceRow) -> dict[str, str]:
    path = root / CONTENTS
    if not path.is_file():
        return {}
    contents = path.read_text(encoding="utf-8")
    if is_listed(contents, source.source_id):
        return {}
    listed = with_page(contents, source.source_id)
    if listed is None:
        fail(CONTENTS, 0, "no page of another source in it, after which the new one could stand",
             f"add the line '- file: {page_of(source.source_id).removesuffix('.md')}' yourself")
    return {CONTENTS: listed}


def _entry(root: Path, source: SourceRow, shared: Shared) -> dict[str, str]:
    if source.cite in (shared.cited or ()):
        return {}
    path = root / BIBLIOGRAPHY
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {BIBLIOGRAPHY: f"{text.rstrip()}\n\n{entry_of(source, shared)}".lstrip()}


def entry_of(source: SourceRow, shared: Shared) -> str:
    """An entry for the bibliography, as far as the ledger knows the source."""
    publisher = shared.entities.get(source.publisher)
    year, *rest = source.published.split("-")
    fields = [("author", f"{{{{{_escaped(publisher.name)}}}}}" if publisher else ""),
              ("title", f"{{{{{_escaped(source.title or source.called)}}}}}"), ("year", f"{{{year}}}"),
              ("month", _MONTHS[int(rest[0]) - 1] if rest else ""),
              ("url", f"{{{source.url}}}" if source.url else ""), ("langid", f"{{{source.language}}}")]
    lines = [f"  {name} = {value}" for name, value in fields if value]
    return f"@misc{{{source.cite},\n" + ",\n".join(lines) + "\n}\n"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))
