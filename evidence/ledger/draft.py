"""Draft the ledger file of a new article: numbers, dates and names in their sentences, nothing invented."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from evidence.disk.atomic import store
from evidence.errors import fail, shorten
from evidence.language import french, units
from evidence.ledger.load import OTHER, SHARED, read_shared
from evidence.ledger.models import Shared
from evidence.ledger.proposals import Known, load, propose
from evidence.ledger.quotes import Seed, read_seed

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ENDS = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(–-]*\s*[A-ZÀ-ÖØ-Þ0-9])|\n+")
SHORT = re.compile(r"(?:^|[\s(«])(?:MM?|Mme|Mlle|Dr|Pr|St|Ste|art|p|n|[A-Z])\.$")
NEXT_WORD = re.compile(r"\s*\S+")
OTHERWISE = "edit it, move it away, or draft under another --id"
LONGEST = 1000  # characters of a quote: a text without full stops is cut at a space
BOUNDS = {"exact": "", "about": "about ", "more_than": "more than ", "at_least": "at least ",
          "less_than": "less than ", "at_most": "at most ", "range": ""}


@dataclass(frozen=True)
class Draft:
    """A drafted ledger file and what is in it."""

    text: str
    claims: int
    quantities: int
    dates: int
    known: int
    new: int


def draft(seed: Seed, raw: bytes, source_id: str, shared: Shared, model=None) -> Draft:
    """Return the draft: a stub for each sentence that holds a number or a name, all marked ``draft: true``.

    ``model`` is what ``candidates.load`` returned; without one no new names are proposed.
    """
    names, file = Known(shared.entities), seed.file.rpartition("/")[2]
    spans = sentences(seed.text)
    proposed = propose(model, seed.text, spans, names)
    stubs, counted = [], [0, 0, 0]
    for start, end in spans:
        stub, found = _stub(seed, (start, end), names, proposed, len(stubs) + 1)
        if stub:
            stubs.append(stub)
            counted = [a + b for a, b in zip(counted, found)]
    fresh = sorted({name for found in proposed.values() for name in found})
    head = _head(source_id, file, hashlib.sha256(raw).hexdigest(), fresh)
    body = "claims:\n" + "\n".join(stubs) if stubs else "claims: []\n"
    return Draft(head + body, len(stubs), *counted, len(fresh))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the sentences, none longer than 1000 characters, none over a line break."""
    spans, start = [], 0
    for gap in [*ENDS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if gap and "\n" not in gap[0] and SHORT.search(text[max(start, end - 6) : end]):
            continue
        spans += _cut(text, start, end)
        start = gap.end() if gap else end
    return spans


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is longer than a quote may be at spaces, and trim the pieces."""
    cuts = [start]
    while end - cuts[-1] > LONGEST:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + LONGEST)
        cuts.append(space if space > 0 else cuts[-1] + LONGEST)
    trimmed = [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in zip(cuts, [*cuts[1:], end])]
    return [(a, b) for a, b in trimmed if a < b]


def _head(source_id: str, file: str, sha256: str, fresh: list[str]) -> str:
    lines = ["# Draft: replace each 'todo', check every line against the article, remove each 'draft' as you go.",
             "# Claims that state nothing: move their quote to 'set_aside' with a reason, or delete them."]
    if fresh:
        lines.append("# Names not in ledger/entities.yml (candidates: add those that matter, drop the rest):")
        lines += [f"#   {shorten(name)}" for name in fresh]
    lines += ["source:", "  draft: true", f"  id: {source_id}", f"  file: {quoted(file)}", f"  sha256: {sha256}",
              "  cite: todo           # its key in references.bib", "  language: fr",
              "  published: todo      # 2025-07-28, 2025-07 or 2025",
              "  dated_by: todo       # what that date rests on",
              "  publisher: todo      # an entity", "  publisher_known_by: todo", "", "set_aside: []", "", ""]
    return "\n".join(lines)


def _stub(seed: Seed, span: tuple[int, int], names: Known, proposed: dict, number: int) -> tuple[str, tuple]:
    """Return a claim's YAML and (quantities, dates, known names) in it; ("", ...) where nothing is read."""
    start, end = span
    quote = seed.text[start:end]
    known = names.find(quote)
    amounts = [a for a in french.find_amounts(quote) if not _in_any(a.start, a.end, known)]
    dates = [d for d in french.find_dates(quote) if not _in_any(*d, known)]
    rest = [n for n in french.find_numbers(quote) if not _in_any(*n, known)
            and not any(a <= n[0] and n[1] <= b for a, b in [*dates, *((x.start, x.end) for x in amounts)])]
    fresh = proposed.get(span, [])
    if not (amounts or dates or rest or known or fresh):
        return "", (0, 0, 0)
    lines = [f"  - id: draft-{number:03d}", "    draft: true", f"    quote: {quoted(quote)}"]
    lines += _prefix(seed, start, quote)
    lines += ["    english: todo", "    said_by: todo",
              "    stance: todo       # reported, announced, claimed, forecast or opinion"]
    if amounts:
        lines += ["    quantities:", *(_quantity(quote, amount) for amount in amounts)]
    if dates:
        lines += ["    events:", *(_event(quote, *date) for date in dates)]
    if known:
        ids = sorted({entity for _, _, entity in known})
        lines.append(f"    mentions: [{', '.join(ids)}]")
    lines += [f"    # new name? {shorten(name)}" for name in fresh]
    lines += [f"    # a number neither quantity nor date: {shorten(_around(quote, *n))}" for n in rest]
    return "\n".join(lines) + "\n", (len(amounts), len(dates), len({e for _, _, e in known}))


def _quantity(quote: str, amount: french.Amount) -> str:
    text = alone(quote, amount.start, amount.end)
    line = f"      - {{subject: todo, measure: todo, text: {quoted(text)}}}  # {reading(amount)}"
    try:
        same = reading(french.read_amount(text)) == reading(amount)
    except ValueError:
        same = False
    return line if same else line + "; not readable by itself: shorten 'text', or add value, unit and why"


def _event(quote: str, start: int, end: int) -> str:
    text = alone(quote, start, end)
    try:
        read = " ".join(french.read_date(quote[start:end]))
    except ValueError:
        read = "add date and why, or drop it where it dates nothing"
    return f"      - {{event: todo, text: {quoted(text)}}}  # {read}"


def reading(amount: french.Amount) -> str:
    """Return what was read, in words: «more than 10», «80 to 120 %», «rank 1»."""
    unit = units.display(amount.unit) or amount.unit
    if amount.bound == "range":
        value = f"{amount.low:,.15g} to {amount.high:,.15g}"
    else:
        value = BOUNDS[amount.bound] + f"{amount.value:,.15g}"
    return f"rank {value}" if amount.ordinal else f"{value} {unit}".strip()


def alone(quote: str, start: int, end: int) -> str:
    """Return the words at ``start``:``end``, with up to eight neighbours that make them occur once in the quote."""
    for _ in range(8):
        if quote.count(quote[start:end]) == 1:
            break
        if right := NEXT_WORD.match(quote, end):
            end = right.end()
        else:
            start = quote.rfind(" ", 0, max(0, start - 1)) + 1
    return quote[start:end]


def _prefix(seed: Seed, start: int, quote: str) -> list[str]:
    """Return the ``prefix`` line of a quote that occurs twice, none where it occurs once."""
    if len(seed.find(quote)) == 1:
        return []
    for length in (20, 60, 200, 600):
        before = seed.text[max(0, start - length) : start]
        if before.strip() and seed.text.count(before.lstrip() + quote) == 1:
            return [f"    prefix: {quoted(before.strip())}"]
    return ["    # this quote occurs more than once: quote a few words more"]


def _in_any(start: int, end: int, known: list[tuple[int, int, str]]) -> bool:
    return any(a <= start and end <= b for a, b, _ in known)


def _around(quote: str, start: int, end: int) -> str:
    return quote[max(0, start - 20) : end + 20]


def quoted(text: str) -> str:
    """Return the text as a YAML double-quoted scalar on one line; what cannot be seen is escaped."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else _escape(c) for c in plain)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def source_id_of(file: str) -> str:
    """Return an id made of the file's name: «Le Monde 2025.txt» → le-monde-2025; "" where none can be made."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", Path(file).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def add_parser(subparsers) -> None:
    """Add ``evidence scan``."""
    parser = subparsers.add_parser("scan", help="draft the ledger file of a new article in seeds/")
    parser.add_argument("seed", help="the article: seeds/NAME.txt, or NAME.txt")
    parser.add_argument("--id", help="the source's id (default: made of the file's name)")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Draft ``ledger/<id>.yml`` and say what was found; nothing is written over."""
    file = Path(args.seed).name
    if not re.fullmatch(r"[\w.-]+", file):
        fail(f"seeds/{shorten(file)}", 0, "a file name with spaces or signs",
             "rename it: letters, digits, '.', '-' and '_'")
    seed, raw = read_seed(args.root, file)
    source_id = args.id or source_id_of(file)
    if len(source_id) > 80 or not SLUG.fullmatch(source_id) or source_id in SHARED + OTHER:
        fail(seed.file, 0, f"'{shorten(source_id, 40)}' is no source id",
             "give one with --id, such as le-monde-2025")
    shown = f"ledger/{source_id}.yml"
    path, taken = args.root / shown, "exists already and may hold your edits"
    if path.exists() or path.is_symlink():
        fail(shown, 0, taken, OTHERWISE)
    drafted = draft(seed, raw, source_id, read_shared(args.root), load())
    try:
        store(drafted.text, path, new=True)
    except FileExistsError:  # it has come into being meanwhile
        fail(shown, 0, taken, OTHERWISE)
    print(f"{shown}: {drafted.claims} passages, {drafted.quantities} quantities, {drafted.dates} dates, "
          f"{drafted.known} known names, {drafted.new} new ones; all marked draft.\n"
          "Edit it, then run 'evidence check'.")
    return 0
