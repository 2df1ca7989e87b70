"""What an edition's book has besides the chapters: a mark that says what it is, and a page on what differs."""

import json
from dataclasses import asdict
from pathlib import Path

import yaml

from evidence.diff import explain, sides
from evidence.diff.text import value_in_words
from evidence.editions.declared import DEFAULT, Edition, find_edition, values_by_chapter
from evidence.index.edition import MARK, CompiledEdition
from evidence.tables import report, selection

EXTENSION = "evidence.sphinxext"
PAGE, FOUND = "chapters/what_differs", ".differences.json"
TEXT = "# What differs from the default book\n\n```{edition-differences}\n```\n"
SELECTING = ("articles_until", "leave_out_article", "leave_out_role")


def add_page(stage: Path) -> None:
    """Add the page to an edition's book, at the end of the first part; before the contents are read.

    A book without our extension has no directive for it, and goes without.
    """
    if EXTENSION not in (stage / "_config.yml").read_text(encoding="utf-8"):
        return
    (stage / f"{PAGE}.md").write_text(TEXT, encoding="utf-8")
    path = stage / "_toc.yml"
    contents = yaml.safe_load(path.read_text(encoding="utf-8"))
    part = contents["parts"][0] if contents.get("parts") else contents
    part.setdefault("sections" if "sections" in part else "chapters", []).append({"file": PAGE})
    path.write_text(yaml.safe_dump(contents, allow_unicode=True, sort_keys=False), encoding="utf-8")


def mark_stage(root: Path, stage: Path, edition: Edition, default_book: str) -> None:
    """Write what the pages of an edition say of it, once the chapters have run; before the pages are read.

    ``default_book``: the address of the default book's pages as seen from this book's, empty where there are none.
    """
    mark = CompiledEdition(edition.name, edition.description, edition.parameters, _left_out(root, edition),
                           default_book)
    text = json.dumps(asdict(mark), ensure_ascii=False, indent=1, sort_keys=True)
    (stage / MARK).write_text(text + "\n", encoding="utf-8")
    if (stage / f"{PAGE}.md").is_file():
        (stage / FOUND).write_text(_what_differs(root, edition) + "\n", encoding="utf-8")


def _left_out(root: Path, edition: Edition) -> dict[str, str]:
    """Claims that count in no chapter of the edition, each with why."""
    chosen = [{name: values[name] for name in SELECTING if name in values}
              for values in values_by_chapter(edition, root).values()]
    whole = report.Report(root)
    gone = [selection.without(whole, **choice)[0] for choice in chosen] or [{}]
    return {claim: why for claim, why in gone[0].items() if all(claim in chapter for chapter in gone)}


def _what_differs(root: Path, edition: Edition) -> str:
    """What that page shows, as JSON: the edition's name, and the chapters with what differs from the default."""
    first, second = (sides.current(root, side) for side in (find_edition(root, DEFAULT), edition))
    chapters = [asdict(chapter) | {"parameters": [[name, value_in_words(old), value_in_words(new)]
                                                  for name, old, new in chapter.parameters]}
                for chapter in explain.compare_sides(root, first, second)]
    return json.dumps({"edition": edition.name, "chapters": chapters}, ensure_ascii=False, sort_keys=True)
