"""Parts of an amount: a number with its sign, its currency, its letters for thousands, and its unit."""

import itertools
import re
from functools import lru_cache

from evidence.language.amount import BareAmount, Numeral, Span, tidy
from evidence.language.composed import composed
from evidence.language.grammar import Grammar
from evidence.language.names import holds_digits
from evidence.language.numerals import added_by
from evidence.language.spellings import MONEY
from evidence.language.text import merged, touches
from evidence.language.units import LONGEST, symbol_of

_CURRENCY = "(?:" + "|".join(re.sub(r"(?<=[A-Z])(?=\\\$)", " ?", re.escape(sign)) + r"(?!\w)" * sign[-1].isalpha()
                            for sign in MONEY) + ")"
_CURRENCY_BEFORE = re.compile(rf"(?:(?<=\W)|^)({_CURRENCY} ?)$")
_CURRENCY_OF_SPAN = re.compile(rf"({_CURRENCY}) ?[\d.,]{{1,9}}[-–]$")
_CURRENCY_AFTER = re.compile(rf" ?{_CURRENCY}")
_SIGN = re.compile(r"(?:^|(?<=[\s(«\"/:;,]))(?:([+-]) ?|(±) ?|(–))$")
_DETACHED = re.compile(r"(?:\b(?:de|à|of|at|to) |\(|\w ?[:,;] )- $")  # a minus, and no dash
_MEASURED = ("-old", "-olds", "-long", "-wide", "-high", "-tall", "-deep", "-thick")
_HEAD_OF_ITEM = re.compile(r"(?:^|[\d\n]) *$")
_TOKEN = (r"(?:[%‰]|[kMG]?[gt]CO[2₂](?:[eé]q?)?(?![\w/])|° ?[CF]\b|°(?!\w)"
          r"|(?:sq|cu)\. (?=ft|in|m)[a-z]{1,3}\b|[^\W\d_]+(?:[-'/][^\W\d_]+)*[²³](?!\w)"
          r"|[^\W\d_]+(?:\d(?:[eé]q?)?)?(?:/[^\W\d_]+\d?|³|²){1,3}(?!\w)"
          r"|(?:mm|cm|m|km)[23]\b|[^\W\d_]+(?:-[^\W\d_]+)*(?![\w']))")
_OVER = re.compile(rf"(?: ?(?:de )?CO[2₂](?:[eé]q?)?)? ?/ ?(100 ?)?({_TOKEN})")
# What a unit is finer told in, and how many make one; tens keep the unit: 1.62 m, 5 foot 4 is 64 inch.
_FINER = {"hour": ("minute", 60), "minute": ("s", 60), "foot": ("inch", 12), "lb": ("ounce", 16), "m": ("cm", 100),
          "kg": ("g", 1000), "km": ("m", 1000), "EUR": ("cent", 100), "USD": ("cent", 100), "GBP": ("penny", 100)}


def find_parts(text: str, grammar: Grammar, blocked: list[Span], strict: bool) -> list[BareAmount]:
    """Return the numbers of a folded text that count something, outside the ``blocked`` spans, in order.

    ``strict`` also weighs the words around a number, which a claim's own words need not.
    """
    parts: list[BareAmount] = []
    for part in composed(text, grammar):
        if not touches(blocked, part.start, part.end):
            take_unit(text, part, grammar)
            _take_sign(text, part, grammar)
            parts.append(part)
    taken = merged(blocked + [(part.start, part.end) for part in parts])
    for numeral in grammar.numbers.find(text, strict):
        part_of_it = None if touches(taken, numeral.start, numeral.end) else _part(text, numeral, grammar, strict)
        parts += [part_of_it] if part_of_it else []
    return _joined(text, sorted(parts, key=lambda part: part.start), grammar)


def _joined(text: str, parts: list[BareAmount], grammar: Grammar) -> list[BareAmount]:
    """Drop what lies in another part, and join «1 minute et 42 secondes»."""
    kept: list[BareAmount] = []
    for part in parts:
        if kept and part.start < kept[-1].end:
            continue
        if kept and _continues(text, kept[-1], part, grammar):
            _add_finer(kept[-1], part)
        else:
            kept.append(part)
    return kept


def _add_finer(last: BareAmount, part: BareAmount) -> None:
    finer, many = _FINER[last.unit]
    if many < 100:
        last.value, last.unit = last.value * many + part.value, finer
    else:
        last.value = tidy(last.value + part.value / many)
    last.end = part.end


def _continues(text: str, last: BareAmount, part: BareAmount, grammar: Grammar) -> bool:
    """Tell «2 h 48», «1 minute et 42 secondes», «five foot four», «un mètre soixante-deux»: one amount in two units."""
    finer, many = _FINER.get(last.unit, ("", 0))
    if not finer or part.value >= many or "ordinal" in (last.kind, part.kind):
        return False
    gap = text[last.end : part.start]
    if part.unit == finer:
        return gap in (" ", grammar.also, "") or (gap == ", " and many < 100)
    if part.unit or not part.plain or gap not in (" ", ""):
        return False
    if part.kind == "words":  # «trois heures vingt»
        round_enough = part.value % 5 == 0 if many == 60 else part.value >= many / 10 or many < 20
        return round_enough and last.kind in ("words", "one") and not grammar.counted.match(text, part.end)
    if part.kind != "digits":
        return False
    return part.end - part.start == 2 if many == 60 else many == 12 and not grammar.counted.match(text, part.end)


def _part(text: str, numeral: Numeral, grammar: Grammar, strict: bool) -> BareAmount | None:
    """Return the numeral with its sign and unit; None when it belongs to a name."""
    if numeral.kind == "ordinal":
        return BareAmount(numeral.start, numeral.end, numeral.value, "rank", "ordinal", plain=False)
    unit = "times" if numeral.kind == "times" else ""
    part = BareAmount(numeral.start, numeral.end, numeral.value, unit, numeral.kind, numeral.factor == 1,
                      numeral.factor, rough=numeral.kind == "dozen")
    if part.kind == "digits":
        _take_currency(text, part)
        _take_letters(text, part, grammar)
    take_unit(text, part, grammar)
    _take_sign(text, part, grammar)
    if part.kind == "digits" and holds_digits(text, part, grammar, strict):
        return None
    return part


def _take_currency(text: str, part: BareAmount) -> None:
    """Add the currency of «$6M», «US$15 000», «HK$ 131,50» and «RMB 30», and to the 4 of «$3-4m»."""
    before = _CURRENCY_BEFORE.search(text[max(0, part.start - 5) : part.start])
    if match := before or _CURRENCY_OF_SPAN.search(text[max(0, part.start - 15) : part.start]):
        part.unit = symbol_of(match[1].replace(" ", "")) or match[1].strip()
        part.start -= len(match[1]) if before else 0


@lru_cache(maxsize=8)
def _letters_of(grammar: Grammar) -> re.Pattern:
    return re.compile(rf" ?({'|'.join(sorted(grammar.scales, key=len, reverse=True))})")


def _take_letters(text: str, part: BareAmount, grammar: Grammar) -> None:
    """Add «M€», «Md$», «k€», «bn», and the B of «70B» where it stands for billions."""
    if not part.plain:
        return
    match = _letters_of(grammar).match(text, part.end)
    after_currency = match and (bool(part.unit) and not text[match.end() : match.end() + 1].isalnum())
    if match and (after_currency or _CURRENCY_AFTER.match(text, match.end())):
        letter = match[1]
        part.end = match.end()
    elif not part.unit and (match := grammar.letters.match(text, part.end)):
        letter = match[match.lastindex or 0]
        part.end = match.end(match.lastindex or 0)
    else:
        return
    part.factor, part.plain = grammar.scales[letter.strip()], False
    part.value = tidy(part.value * part.factor)


@lru_cache(maxsize=16)
def _unit_after(lead: str) -> re.Pattern:
    more = rf"(?:[ -]({_TOKEN}))?" * (min(4, LONGEST) - 1)
    return re.compile(rf"{lead}({_CURRENCY}|{_TOKEN}){more}")


def _lead(part: BareAmount, grammar: Grammar) -> str:
    """Return what may stand before the unit: «10 de mètres» is no French, «3 millions d'euros» is."""
    if part.kind == "fraction":
        return grammar.fraction_lead
    return grammar.unit_lead if part.plain and part.kind != "dozen" else grammar.linked_lead


def take_unit(text: str, part: BareAmount, grammar: Grammar) -> None:
    """Add the longest spelling of a unit that follows, «et demi» after it, and what it is for."""
    if not part.unit:
        match = _unit_after(_lead(part, grammar)).match(text, part.end)
        found = match and _longest(text, part, match, grammar)
        if found:
            part.unit, part.end = found
            part.rough |= bool(match and match.groupdict().get("rough"))
            if part.plain and (half := grammar.numbers.half.match(text, part.end)):
                part.value, part.end = part.value + added_by(half), half.end()
    if part.unit:
        _take_per(text, part, grammar)


def _longest(text: str, part: BareAmount, match: re.Match, grammar: Grammar) -> tuple[str, int] | None:
    """Return symbol and end of the longest spelling of a unit among the words that follow."""
    first = match.re.groupindex.get("rough", 0) + 1
    start = match.start(first)
    if (part.plain or text[start] == "o") and grammar.no_unit.match(text, start):
        return None
    hyphen = text[part.end : part.end + 1] == "-"
    for last in range(match.re.groups, first - 1, -1):
        unit = _symbol(text[start : match.end(last)]) if match[last] else None
        follow = text[match.end(last) : match.end(last) + 2]
        # Nor is a word one that goes on after a hyphen: «deux an-».
        if unit and (hyphen or not (follow[:1] == "-" and follow[1:].isalpha())):
            return unit, match.end(last)
    if (over := match[first].find("/")) > 0 and (unit := _symbol(match[first][:over])):  # «3 h/soir»
        return unit, start + over
    if grammar.hyphenated and (hyphen or match[first].endswith(_MEASURED)):  # «5-centimetre-wide», «26 year-olds»
        for words in itertools.accumulate(match[first].split("-")[:2], "{}-{}".format):
            if unit := _symbol(words):
                return unit, start + len(words)
    return None


def _symbol(words: str) -> str | None:
    """Return the symbol of a unit, also of a quotient such as Wh/kg; the B of «737s» is none."""
    if words == "B":
        return None
    if (known := symbol_of(words)) or "/" not in words:
        return known
    symbols = [symbol_of(word) for word in words.split("/")]
    return "/".join(filter(None, symbols)) if all(symbols) else None


def _take_per(text: str, part: BareAmount, grammar: Grammar) -> None:
    """Add what follows «/», a part of the unit, and «par», what each is for."""
    over, per = _OVER.match(text, part.end), grammar.per.match(text, part.end)
    unit = symbol_of(over[2]) if over else symbol_of(per["unit"]) if per else None
    if unit and over:
        part.unit, part.end = f"{part.unit}/{unit}", over.end()
        part.value = tidy(part.value / 100) if over[1] else part.value  # «6 L/100 km»
    elif unit and per:
        part.per, part.end = unit, per.end()


def _take_sign(text: str, part: BareAmount, grammar: Grammar) -> None:
    """Add the sign of «+34,6 %», «-5 °C», «-168 millions», «± 1,2» and «moins 5 degrés».

    A minus at the head of a list's item is none, nor one behind another number, where neither has a unit.
    """
    head = text[max(0, part.start - 16) : part.start]
    if part.kind not in ("digits", "words"):
        return
    if (word := grammar.minus.search(head)) and (part.unit == "degC" or not word.groupdict().get("cold")):
        part.start, part.value = part.start - len(word[0]), -part.value
    elif match := _SIGN.search(head):
        minus = (match[1] or match[3]) in ("-", "–")
        if match[1] and match[0].endswith(" ") and not _DETACHED.search(head):
            return
        if minus and part.plain and not part.unit and _HEAD_OF_ITEM.search(head[: match.start()]):
            return
        part.start -= len(match[0])
        part.value = -part.value if minus else part.value
