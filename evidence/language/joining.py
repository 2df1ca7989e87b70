"""Parts put together: ranges, shares («un Français sur cinq»), scores; and single ones with their bounds."""

import re

from evidence.language.amount import Amount, BareAmount, amount_of, tidy
from evidence.language.grammar import Grammar
from evidence.language.parts import take_unit
from evidence.language.text import small
from evidence.language.units import convert, same_dimension

_SIGNS = {"<": "less_than", ">": "more_than", "≤": "at_most", "<=": "at_most", "=<": "at_most", "≥": "at_least",
          ">=": "at_least", "~": "about", "≈": "about", "±": "exact"}
_SIGN_BEFORE = re.compile(r"(?:(?<![\w<>=-])|(?<=\b[pP]))(<=|>=|=<|[<>≤≥~≈]) ?$")
_WINDOW = 60  # characters before a number in which a bound is looked for
_PLUS_AFTER = re.compile(r" ?\+(?![\w+])")
_INTERVAL = re.compile(r"(?:\[|\bage[sd]? |\b(?:IC|CI|95 ?%)[^.;]{0,12}[:,(\[] ?)$")
_WHOLE = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000, 1_000_000})


def join_parts(text: str, parts: list[BareAmount], grammar: Grammar) -> list[Amount]:
    """Join ranges and shares, add bounds, and drop scores, and «un» and «a» where they are mere articles."""
    found, index = [], 0
    while index < len(parts):
        part, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
        amount = (_share(text, part, following, grammar) or _range(text, part, following, grammar)
                  ) if following else None
        index += 2 if amount else 1
        if not amount and following and _score(text, part, following, grammar):
            index += 1
            continue
        amount = amount or _single(text, part, grammar)
        if amount:
            found.append(amount)
    return found


def _bound_before(text: str, start: int, grammar: Grammar) -> tuple[str, int]:
    """Return the bound stated just before ``start`` and where its words begin; ("exact", start) if none."""
    if sign := _SIGN_BEFORE.search(text[max(0, start - 4) : start]):
        return _SIGNS[sign[1]], start - len(sign[0])
    fused = len(grammar.fused) if text[start : start + len(grammar.fused)].lower() == grammar.fused else 0
    head = text[max(0, start - _WINDOW) : start + fused]
    match = grammar.bound_before.search(small(head))  # the one that begins first: «un peu plus de» wins over «plus de»
    if not match or any(before.search(head) and after.match(text, start) for before, after in grammar.unbound):
        return "exact", start
    return match.lastgroup or "", start + fused - len(head) + match.start()


def _bound_after(text: str, end: int, grammar: Grammar) -> tuple[str, int]:
    """Return the bound stated just after ``end`` and where its words end; ("exact", end) if none."""
    if plus := _PLUS_AFTER.match(text, end):
        return "at_least", plus.end()
    match = grammar.bound_after.match(text, end) if text[end : end + 1] in (" ", "-", ",") else None
    return (match.lastgroup or "", match.end()) if match else ("exact", end)


def _single(text: str, part: BareAmount, grammar: Grammar) -> Amount | None:
    if part.kind == "ordinal":
        return Amount(part.start, part.end, text[part.start : part.end], part.value, part.value, part.value, "exact",
                      part.unit, ordinal=True)
    bound, start = _bound_before(text, part.start, grammar)
    end = part.end
    if bound == "exact":
        bound, end = _bound_after(text, part.end, grammar)
        if text[part.end : part.end + 1] in ("-", "+") and not part.unit:  # «30-odd miles», «100+ km»
            part.end = end
            take_unit(text, part, grammar)
            end = part.end
    if part.kind == "one" and part.plain and not grammar.one_counts(text, part, bound):
        return None
    if part.rough and bound == "exact":
        bound = "about"
    return amount_of(text, (start, end), part.value, bound, part.unit, part.per)


def _share(text: str, part: BareAmount, whole: BareAmount, grammar: Grammar) -> Amount | None:
    """Return «un Français sur cinq» and «412 cas pour 100 000» as one part of one."""
    gap = text[part.end : whole.start]
    match = grammar.share.fullmatch(gap) or grammar.rate.fullmatch(gap)
    whole_enough = whole.value in _WHOLE or part.kind == "one"  # «one in 3.5 million»
    if not match or whole.unit or part.value >= whole.value or not whole_enough or part.kind == "ordinal":
        return None
    if match.re is grammar.rate:
        if whole.value < 100 or part.unit:
            return None
    elif not _shares(text, part, whole, match, grammar):
        return None
    bound, start = _bound_before(text, part.start, grammar)
    return amount_of(text, (start, whole.end), tidy(part.value / whole.value), bound)


def _shares(text: str, part: BareAmount, whole: BareAmount, match: re.Match, grammar: Grammar) -> bool:
    """Tell «un Français sur cinq» from «un débat sur cinq thèmes»: where both name things, none is a part."""
    named = bool(match["noun"] or part.unit) and not match.groupdict().get("sure")
    scaled = part.factor != 1 or (whole.factor != 1 and part.kind != "one")
    return not scaled and not (named and grammar.counted.match(text, whole.end))


def _range(text: str, low: BareAmount, high: BareAmount, grammar: Grammar) -> Amount | None:
    """Return «80 % à 120 %», «entre 3 et 5 ans», «de 10 à 20 millions», «10-15 %» as one amount."""
    gap = grammar.gap.fullmatch(text[low.end : high.start])
    if not gap or "ordinal" in (low.kind, high.kind) or high.kind in ("dozen", "one", "times"):
        return None
    if (high.kind == "fraction") != (low.kind == "fraction"):
        return None
    head = text[max(0, low.start - 60) : low.start]
    between = grammar.between.search(head)
    opening = between or grammar.opening.search(head)
    if bool(gap["both"]) != bool(between) and not (between and gap["dash"]):
        _lend_unit(low, high, gap)
        return None
    if gap["dash"] and not between and not _spans(text, low, high, head, gap, grammar):
        return None
    _tail(text, high, grammar)
    ends = _ends(low, high)
    if opening and not between and grammar.moves(head[: opening.start()].rstrip(), low):
        ends = None
    if ends and ends[1] < ends[0] < 0:  # «minus 20 to minus 30»
        ends = ends[::-1]
    if ends is None or not ends[0] < ends[1]:
        _lend_unit(low, high, gap)
        return None
    if low.kind == "one" and low.plain and gap["either"] and ends[1] > 3:
        return None
    start, bound = low.start, "range"
    if opening:
        start -= len(opening[0])
    return Amount(start, high.end, text[start : high.end], None, *ends, bound, high.unit or low.unit,
                  per=high.per or low.per)


def _spans(text: str, low: BareAmount, high: BareAmount, head: str, gap: re.Match, grammar: Grammar) -> bool:
    """Tell «10-15 %», «300-400 salariés» and «IC 95 % : 0,62-0,81» from a score or a name."""
    if high.unit or low.unit or not high.plain:
        return True
    if _INTERVAL.search(head):
        return True
    if gap["dash"] == "/" and not grammar.counted.match(text, high.end):
        return False
    if 1000 <= low.value < high.value or not (low.value.is_integer() or high.value.is_integer()):
        return True
    bracketed = text[low.start - 1 : low.start] == "(" and text[high.end : high.end + 1] == ")"
    return low.kind == high.kind == "digits" and low.value < high.value and bool(
        (bracketed and high.value >= 100) or
        grammar.counted.match(text, high.end) or (gap[0] == "–" and high.value > 20) or (
            grammar.hyphenated and high.value >= 10 and re.match(r" [a-z]", text[high.end : high.end + 2])))


def _tail(text: str, high: BareAmount, grammar: Grammar) -> None:
    """Let «six à sept mille» and «three to four hundred» lend their last word to the first number."""
    words = text[high.start : high.end]
    tail = words[max(words.rfind(" "), words.rfind("-")) + 1 :].lower()
    if high.kind == "words" and len(words) > len(tail) and tail in grammar.tails:
        high.factor, high.plain = max(high.factor, grammar.tails[tail]), False


def _lend_unit(low: BareAmount, high: BareAmount, gap: re.Match) -> None:
    """Let «recule de 4,1 à 3,3 milliards d'euros» give its first number the unit of the second."""
    if not gap["dash"] and low.plain and not low.unit and (high.unit or not high.plain):
        low.unit = high.unit
        low.value = tidy(low.value * high.factor) if low.value < 1000 else low.value


def _ends(low: BareAmount, high: BareAmount) -> tuple[float, float] | None:
    """Return both ends in the unit of the upper one; the lower one may leave unit and «millions» to it."""
    first, money = low.value, len(low.unit) == 3 and low.unit.isupper()
    if low.plain and high.factor > 1 and low.value < 1000 and (not low.unit or (money and low.unit == high.unit)
                                                               or (money and not high.unit)):
        lent = tidy(low.value * high.factor)
        first = lent if lent < high.value or low.value < 100 else first
    if low.plain and high.plain and low.value * 1000 < high.value and high.value % 1000 == 0:  # «3 à 4 000 euros»
        first = low.value * 1000
    if low.unit and high.unit and low.unit != high.unit:
        return (convert(first, low.unit, high.unit), high.value) if same_dimension(low.unit, high.unit) else None
    if low.unit and not high.unit and not money:
        return None
    return first, high.value


def _score(text: str, part: BareAmount, following: BareAmount, grammar: Grammar) -> bool:
    """Tell whether two numbers are a score («3-1», «2 à 0», «50/50»), which is no amount."""
    gap = text[part.end : following.start]
    if part.unit or following.unit or part.kind != "digits" or following.kind != "digits":
        return False
    opened = grammar.opening.search(text[max(0, part.start - 20) : part.start])
    falls = part.value >= following.value and part.value < 200 and not opened
    return gap in ("-", "–", " - ", " – ", "/") or (gap in (" à ", " to ") and falls)
