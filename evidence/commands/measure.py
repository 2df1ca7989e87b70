"""``evidence measure``: what the pages of the built book ask of a reader, held against ``bars.yml``."""

from argparse import Namespace
from typing import TYPE_CHECKING

from evidence.errors import EvidenceError, fail

if TYPE_CHECKING:
    from evidence.html.measures import Bars, Measured

COLUMNS = ("kilobytes", "kilobytes_packed", "elements", "sentence_words", "paragraph_words", "card_words",
           "card_words_folded", "cards", "opening_words", "opening_marked")


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("measure", help="measure the pages of the built book against bars.yml")
    parser.add_argument("--edition", metavar="NAME", help="the book of a set of parameters of editions.yml")
    parser.add_argument("--texts", action="store_true", help="print each sentence and paragraph that is too long")
    parser.set_defaults(func=_measure)


def _measure(args: Namespace) -> int:
    """Print a table of the measures; 1 where a page is beside a bar and not listed as such."""
    from evidence.book.build import book_folder
    from evidence.html import measures
    from evidence.html.measures import missed
    html = book_folder(args.root, args.edition).html
    if not html.is_dir():
        fail(html.relative_to(args.root), 0, "there is no book to measure", "run 'evidence book' first")
    bars = measures.read_bars(args.root)
    pages = measures.measure(html, bars)
    shown = [{"page": page.page, "values": page.values, "beside": missed(page, bars), "long": page.long}
             for page in pages]
    args.found = {"bars": bars.limits, "pages": shown, "not_met": bars.not_met}
    _print_table(pages, bars)
    if args.texts:
        _print_texts(pages)
    if found := measures.missed_bars(pages, bars):
        raise EvidenceError(found)
    return 0


def _print_table(pages: "list[Measured]", bars: "Bars") -> None:
    """A row a page; ``!`` beside what is over its bar."""
    from evidence.html.measures import missed
    wide = max(len(page.page) for page in pages)
    heads = [name.replace("_", "\n").split("\n") for name in COLUMNS]
    for line in range(max(map(len, heads))):
        print(" " * wide, *(f"{(head[line] if line < len(head) else ''):>10}" for head in heads))
    print(f"{'bar':{wide}}", *(f"{bars.limits[name]:10,.0f}" if name in bars.limits else " " * 10 for name in COLUMNS))
    for page in pages:
        over = missed(page, bars)
        cells = (f"{page.values[name]:,.0f}{'!' if name in over else ' '}" if name in page.values else "- "
                 for name in COLUMNS)
        print(f"{page.page:{wide}}", *(f"{cell:>10}" for cell in cells))
    if bars.not_met:
        print("\nNot met (!), page by page; known and listed in bars.yml:")
    for name, listed in bars.not_met.items():
        print(f"  {name}: {len(listed)} pages")


def _print_texts(pages: "list[Measured]") -> None:
    from evidence.html.running_text import words
    for page in (page for page in pages if "sentence_words" in page.held_to):
        for name, texts in page.long.items():
            for text in texts:
                print(f"\n{page.page}: {name} {words(text)}: {text}")
