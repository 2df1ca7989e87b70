"""Draft the ledger file of a new article: numbers, dates and names in their sentences, nothing invented."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from evidence.disk.atomic import store
from evidence.errors import shorten
from evidence.language import for_code, units
from evidence.language.amount import Amount
from evidence.language.reader import Reader
from evidence.ledger.article import Article, refuse
from evidence.ledger.load import read_shared
from evidence.ledger.proposals import EntityNames, NamedPlace, propose
from evidence.ledger.quotes import Seed, Span
from evidence.ledger.sentences import sentences

_NEXT_WORD = re.compile(r"\s*\S+")
_ASKED = {"cite": "its key in references.bib", "called": "how a sentence calls it",
          "published": "2025-07-28, 2025-07 or 2025", "dated_by": "what that date rests on", "publisher": "an entity",
          "publisher_known_by": "how we know"}  # what a person says of every source
_BOUNDS = {"exact": "", "about": "about ", "more_than": "more than ", "at_least": "at least ",
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

    def said_of(self, article: Article) -> str:
        """What was found, in words, and what to do next."""
        return (f"{article.shown}: language {article.language}, {self.claims} passages, {self.quantities} quantities, "
                f"{self.dates} dates, {self.known} known names, {self.new} new ones; all marked draft.\n"
                f"Edit it, then run 'evidence add {article.source_id}'.")


class _Stub(NamedTuple):
    """A drafted claim, and how many quantities, dates and known names are in it."""

    text: str
    quantities: int
    dates: int
    known: int


def write_draft(root: Path, article: Article, model: Any = None) -> Draft:
    """Draft the article and store the draft in ``ledger/``; nothing is written over.

    ``model`` is what ``proposals.load_model`` returned; without one no new names are proposed.
    """
    drafted = make_draft(root, article, model)
    try:
        store(drafted.text, root / article.shown, new=True)
    except FileExistsError:  # it has come into being meanwhile
        refuse(article)
    return drafted


def make_draft(root: Path, article: Article, model: Any = None) -> Draft:
    """A stub for each sentence that holds a number or a name, all marked ``draft: true``; see ``write_draft``."""
    names = EntityNames(read_shared(root).entities.values())
    spans = sentences(article.seed.text)
    proposed = propose(model, article.seed.text, spans, names)
    stubs: list[_Stub] = []
    for span in spans:
        if stub := _stub(article, span, names, proposed.get(span, []), len(stubs) + 1):
            stubs.append(stub)
    fresh = sorted({name for found in proposed.values() for name in found})
    body = "claims:\n" + "\n".join(stub.text for stub in stubs) if stubs else "claims: []\n"
    return Draft(_head(article, fresh) + body, len(stubs), sum(stub.quantities for stub in stubs),
                 sum(stub.dates for stub in stubs), sum(stub.known for stub in stubs), len(fresh))


def _head(article: Article, fresh: list[str]) -> str:
    lines = ["# Draft: replace each 'todo', check every line against the article, remove each 'draft' as you go.",
             "# Claims that state nothing: move their quote to 'set_aside' with a reason, or delete them."]
    if fresh:
        lines.append("# Names not in ledger/entities.yml (candidates: add those that matter, drop the rest):")
        lines += [f"#   {shorten(name)}" for name in fresh]
    lines += ["source:", "  draft: true", f"  id: {article.source_id}",
              f"  file: {_quoted(article.seed.file.removeprefix('seeds/'))}", f"  sha256: {article.sha256}",
              f"  language: {article.language}"]
    lines += [f"  {field}: {_quoted(article.known[field])}" if field in article.known else f"  {field}: todo  # {what}"
              for field, what in _ASKED.items()]
    lines += [f"  {field}: {_quoted(value)}" for field, value in article.known.items() if field not in _ASKED]
    lines += ["", "set_aside: []", "", ""]
    return "\n".join(lines)


def _stub(article: Article, span: Span, names: EntityNames, fresh: list[str], number: int) -> _Stub | None:
    """Return the claim of one sentence; None where nothing is read in it."""
    seed, reader = article.seed, for_code(article.language)
    quote = seed.text[slice(*span)]
    known = names.find(quote)
    amounts = [amount for amount in reader.find_amounts(quote) if not _in_any(amount.start, amount.end, known)]
    dates = [date for date in reader.find_dates(quote) if not _in_any(*date, known)]
    read = [*dates, *((amount.start, amount.end) for amount in amounts), *((name.start, name.end) for name in known)]
    rest = [place for place in reader.find_numbers(quote)
            if not any(start <= place[0] and place[1] <= end for start, end in read)]
    if not (amounts or dates or rest or known or fresh):
        return None
    lines = [f"  - id: draft-{number:03d}", "    draft: true", f"    quote: {_quoted(quote)}",
             *_prefix(seed, span[0], quote), *(["    english: todo"] if article.language != "en" else []),
             "    said_by: todo",
             "    stance: todo       # reported, announced, claimed, forecast or opinion"]
    lines += ["    quantities:", *(_quantity(reader, quote, amount) for amount in amounts)] if amounts else []
    lines += ["    events:", *(_event(reader, quote, *date) for date in dates)] if dates else []
    entities = sorted({name.entity for name in known})
    lines += [f"    mentions: [{', '.join(entities)}]"] if entities else []
    lines += [f"    # new name? {shorten(name)}" for name in fresh]
    lines += [f"    # a number neither quantity nor date: {shorten(quote[max(0, start - 20) : end + 20])}"
              for start, end in rest]
    return _Stub("\n".join(lines) + "\n", len(amounts), len(dates), len(entities))


def _in_any(start: int, end: int, known: list[NamedPlace]) -> bool:
    return any(name.start <= start and end <= name.end for name in known)


def _quantity(reader: Reader, quote: str, amount: Amount) -> str:
    text = _alone(quote, amount.start, amount.end)
    line = f"      - {{subject: todo, measure: todo, text: {_quoted(text)}}}  # {_in_words(amount)}"
    try:
        same = _in_words(reader.read_amount(text)) == _in_words(amount)
    except ValueError:
        same = False
    return line if same else line + "; not readable by itself: shorten 'text', or add value, unit and why"


def _event(reader: Reader, quote: str, start: int, end: int) -> str:
    text = _alone(quote, start, end)
    try:
        read = " ".join(reader.read_date(quote[start:end]))
    except ValueError:
        read = "add date and why, or drop it where it dates nothing"
    return f"      - {{event: todo, text: {_quoted(text)}}}  # {read}"


def _in_words(amount: Amount) -> str:
    """Return what was read, in words: «more than 10», «80 to 120 %», «rank 1»."""
    unit = units.display(amount.unit) or amount.unit
    if amount.bound == "range":
        value = f"{amount.low:,.15g} to {amount.high:,.15g}"
    else:
        value = _BOUNDS[amount.bound] + f"{amount.value:,.15g}"
    per = f" per {amount.per}" if amount.per else ""
    return f"rank {value}" if amount.ordinal else f"{value} {unit}".strip() + per


def _alone(quote: str, start: int, end: int) -> str:
    """Return the words at ``start``:``end``, with up to eight neighbours that make them occur once in the quote."""
    for _ in range(8):
        if quote.count(quote[start:end]) == 1:
            break
        if right := _NEXT_WORD.match(quote, end):
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
            return [f"    prefix: {_quoted(before.strip())}"]
    return ["    # this quote occurs more than once: quote a few words more"]


def _quoted(text: str) -> str:
    """Return the text as a YAML double-quoted scalar on one line; what cannot be seen is escaped."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() or sign in "\u00a0\u202f" else _escape(ord(sign)) for sign in plain)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
