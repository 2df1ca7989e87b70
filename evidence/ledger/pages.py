"""The page of each source, ``chapters/evidence/<id>.md``, and its line in the contents."""

import re
from collections.abc import Iterable
from pathlib import Path

from evidence.errors import Fault

FOLDER = "chapters/evidence"
CONTENTS = "_toc.yml"
_PAGE = "# {called}\n\n```{{evidence-source}} {source}\n```\n"


def page_of(source: str) -> str:
    """The path of a source's page in the report."""
    return f"{FOLDER}/{source}.md"


def page_text(source: str, called: str) -> str:
    """A page that shows a source and nothing else."""
    return _PAGE.format(called=called[:1].upper() + called[1:], source=source)


def is_listed(contents: str, source: str) -> bool:
    """Whether the contents hold the line of a source's page."""
    return re.search(_line_of(source), contents, re.MULTILINE) is not None


def with_page(contents: str, source: str) -> str | None:
    """The contents with a line for the page, behind those of other sources; None where no place for it shows."""
    lines = list(re.finditer(_line_of(r"[\w-]+", escaped=False), contents, re.MULTILINE))
    if not lines:
        return None
    last = lines[-1]
    new = f"{last['lead']}{FOLDER}/{source}\n"
    before = contents[:last.end()]
    return before + ("" if before.endswith("\n") else "\n") + new + contents[last.end():]


def without_page(contents: str, source: str) -> str:
    """The contents without the line of a source's page."""
    return re.sub(_line_of(source), "", contents, flags=re.MULTILINE)


def unshown(root: Path, sources: Iterable[str]) -> list[Fault]:
    """A fault for each source that no page shows; none where there is no book yet."""
    try:
        contents = (root / CONTENTS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # a fault of the book's settings
        return []
    return [Fault(f"ledger/{source}.yml", 1, f"no page of the book shows '{source}'",
                  f"'evidence add {source}' writes {page_of(source)} and its line in {CONTENTS}")
            for source in sources if not (root / page_of(source)).is_file() or not is_listed(contents, source)]


def _line_of(source: str, escaped: bool = True) -> str:
    name = re.escape(source) if escaped else source
    return rf"^(?P<lead>[ \t]*- file: *){re.escape(FOLDER)}/{name}(?:\.md)?[ \t]*(?:#.*)?(?:\n|\Z)"
