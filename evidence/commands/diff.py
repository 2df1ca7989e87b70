"""``evidence diff A B``: which figures, sentences, tables and pictures differ between two books, and why."""

import difflib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import yaml

from evidence.errors import shorten

EXTENSION = "evidence.sphinxext"
PAGE, FILE = "chapters/what_differs", ".differences.json"
TEXT = "# What differs from the default book\n\n```{edition-differences}\n```\n"
MOST_ROWS, MOST_CELLS, WIDE = 6, 4, 160


def add_parser(subparsers) -> None:
    """Add ``evidence diff``."""
    parser = subparsers.add_parser("diff", help="say what differs between two editions, and what caused it")
    sides = "an edition; NAME~1 for the build before; or the path of a notebook that was run"
    parser.add_argument("one", metavar="A", help=sides)
    parser.add_argument("other", metavar="B", help="the same, to compare with")
    parser.add_argument("--all", dest="everything", action="store_true", help="print every row and whole texts")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Print what differs; 0 whether or not anything does, 2 where A or B names nothing that can be compared."""
    from evidence.diff import explain, sides
    try:
        one, other = sides.two(args.root, args.one, args.other)
    except sides.WrongCall as error:
        print("\n".join(map(str, error.faults)), file=sys.stderr)
        return 2
    print("\n".join(as_lines(one.name, other.name, explain.compared(args.root, one, other), args.everything)))
    return 0


def as_lines(one: str, other: str, chapters: list, everything: bool = False) -> list[str]:
    """What the terminal shows: chapter by chapter, old → new, cause."""
    from evidence.diff.causes import counted
    found = [each for chapter in chapters for each in chapter.found]
    shown = sum(chapter.shown for chapter in chapters)
    if not found:
        return [f"{one} → {other}: nothing that is shown differs ({shown} compared)"]
    kinds = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in counted(found).items())
    lines = [f"{one} → {other}: {len(found)} of {shown} differ ({kinds})"]
    for chapter in (one for one in chapters if one.found):
        lines += ["", f"{chapter.chapter}: {len(chapter.found)} of {chapter.shown}"]
        lines += [f"  with {name}: {_value(old)} → {_value(new)}" for name, old, new in chapter.parameters]
        for each in chapter.found:
            lines += _lines(each, everything)
    return lines


def _lines(each, everything: bool) -> list[str]:
    lines = [f"  {each.what} {each.name}{'' if each.change == 'changed' else f' ({each.change})'}"]
    lines += [f"      {sign} {text}" for sign, text in _texts(each, everything)]
    if each.left_out:
        lines.append(f"      rests on what is left out: {_few(each.left_out, everything)}")
    lines += [f"      {name}: {_short(old, everything)} → {_short(new, everything)}" for name, old, new in each.texts]
    if each.drawn_only:
        lines.append("      drawn otherwise; title and data are the same")
    if each.rows:
        of = f" of {each.of_rows}" if len(each.rows) <= each.of_rows else ""  # else gone and new ones are counted
        lines.append(f"      {len(each.rows)}{of} {_plural('row', each.of_rows)}:")
        most = len(each.rows) if everything else MOST_ROWS
        lines += [f"        {_row(row, everything)}" for row in each.rows[:most]]
        lines += [f"        and {len(each.rows) - most} more; see --all"] if len(each.rows) > most else []
    return [*lines, f"      because of {'; '.join(each.causes)}"]


def _texts(each, everything: bool) -> list[tuple[str, str]]:
    """Old and new words; of prose only the lines that differ."""
    if each.was == each.now:
        return [("·", _short(each.now, everything))] if each.now else []
    if each.what == "words":
        compared = difflib.ndiff(each.was.splitlines(), each.now.splitlines())
        return [(line[0], _short(line[2:], everything)) for line in compared if line[0] in "+-"]
    start = 0 if everything or not (each.was and each.now) else _alike(each.was, each.now)
    return [(sign, _short(("…" if start else "") + text[start:], everything))
            for sign, text in (("-", each.was), ("+", each.now)) if text]


def _alike(one: str, other: str) -> int:
    """Where to begin two long texts so that what differs is seen: some words before the first difference."""
    first = next((place for place, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), 0)
    if max(len(one), len(other)) <= WIDE or first < WIDE // 2:
        return 0
    return one.rfind(" ", 0, first - WIDE // 4) + 1


def _row(row, everything: bool) -> str:
    cells = list(row.cells if everything else row.cells[:MOST_CELLS])
    if row.change != "changed":
        return shorten(f"{row.change}: {row.label}", 10_000 if everything else WIDE)
    more = f", and {len(row.cells) - len(cells)} more cells" if len(row.cells) > len(cells) else ""
    changes = ", ".join(f"{column} {_short(old, everything, 60)} → {_short(new, everything, 60)}"
                        for column, old, new in cells)
    return f"{shorten(row.label, 80)}: {changes}{more}"


def _short(text: str, everything: bool, limit: int = WIDE) -> str:
    return shorten(text, 100_000 if everything else limit)


def _few(names: tuple[str, ...], everything: bool) -> str:
    return ", ".join(names) if everything or len(names) <= 3 else f"{', '.join(names[:3])} and {len(names) - 3} more"


def _value(value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else \
        f"{value:g}" if isinstance(value, float) else str(value)


def _plural(word: str, count: int) -> str:
    return word if count == 1 or word.endswith("s") else f"{word}s"


def page(root: Path, edition: str) -> str:
    """What the page on an edition shows, as JSON: its name, and the chapters with what differs from the default."""
    from evidence.diff import explain, sides
    from evidence.editions import declared
    one, other = (sides.current(root, declared.find(root, name)) for name in (declared.DEFAULT, edition))
    chapters = [asdict(chapter) | {"parameters": [[name, _value(old), _value(new)]
                                                  for name, old, new in chapter.parameters]}
                for chapter in explain.compared(root, one, other)]
    return json.dumps({"edition": edition, "chapters": chapters}, ensure_ascii=False, sort_keys=True)


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


def fill_page(root: Path, stage: Path, edition: str) -> None:
    """Write what that page shows, once the chapters have run; before the pages are read."""
    if (stage / f"{PAGE}.md").is_file():
        (stage / FILE).write_text(page(root, edition) + "\n", encoding="utf-8")
