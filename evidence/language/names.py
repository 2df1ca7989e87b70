"""Digits that are no amounts: in names and labels, telephone numbers, links, versions, scores."""

import re

from evidence.language.amount import BareAmount, Span
from evidence.language.grammar import Grammar
from evidence.language.text import neighbours, opens_sentence, small

_JOINED = re.compile(r"\b(?!(?<=\d-)(?:to|or)-)[^\W\d_]\w*(?:-\w*){0,4}[-.]$")  # A350-1000, GPT-4, V6.5

_LISTED = re.compile(r"([^\W\d_]+\.?) \d{1,4}(?:(?:, ?| (?:and|or|to|et|ou|à) |[-–])\d{1,4}){0,4}"
                     r"(?:, ?| (?:and|or|to|et|ou|à) |[-–])$")  # «articles 4, 5 et 12»

_STATISTIC = re.compile(r"\b(?:[IC][IC] ?95|[IC][IC]|a?OR|HR|RR|SD|ET|IQR) [\[(]?$")  # «OR 0.86 (SD 10.1)»

_NOT_AMOUNTS = re.compile(
    # Telephone numbers: groups behind a country's code that are no thousands, or of the usual national shapes.
    r"\+(?=(?:[ .()-]{0,2}\d){8})\d{1,3}(?![\d ]{0,16}(?: \d{3}){1,4}(?![\d ]*\d))(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\d)"
    r"|(?<!\w)(?:\+\d{2} ?)?(?:\(0\) ?)?0?\d(?:[ .-]\d{2}){4}(?!\d)|\b0 ?8\d{2} ?\d{3} ?\d{3}\b"
    r"|\b0 ?8\d{2}(?: \d{2}){3}\b|\b0\d{2,4} \d{3,4} \d{3,4}\b"
    r"|(?<![\w-])(?:1-)?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w-])"
    r"|(?<=[\d)])\(\d{1,3}\)(?!\w)|\[\+?\d{1,3}\]|https?://\S+|\bwww\.\S+|\S{1,64}@\S{1,80}\.\w+"
    r"|\b(?!\d{1,3}(?:\.\d{3}){2,5}(?![\d.]\d|\w))\d+(?:\.\d{1,9}){2,9}\b"  # versions; 1.500.000 is none
    r"|(?<![\w.,])\d{1,4}-\d-\d(?:-\d)?(?![\w-])"  # line-ups and articles of a law: 4-4-2, 441-2-3
    r"|(?<![\w:.,])\d{1,3}:\d(?![\w:]|[.,]\d)"  # ratios: 2:1
    r"|(?:(?<=\n)|^)\d{1,3}[.)] (?=\W{0,2}(?-i:[A-ZÀ-Ý]))"  # items of a list
    r"|(?<![\w.,-])\d{1,2}[-–]\d{1,2}(?= (?-i:[A-ZÀ-Ý]))", re.IGNORECASE)  # Town 1-2 Rovers
_SCORES = re.compile(r"(?<![\w.,-])(?<!\d )(\d{1,3})[-–](\d{1,3})(?![\w/-]|[.,]\d| \d{3}(?!\d)| ?[%€$£°])")


def label_spans(text: str, grammar: Grammar) -> list[Span]:
    """Return the spans of digits that are no amounts, whatever stands around them."""
    return [match.span() for pattern in (_NOT_AMOUNTS, grammar.labels) for match in pattern.finditer(text)] + [
        match.span() for match in _SCORES.finditer(text) if int(match[1]) >= int(match[2])]


def holds_digits(text: str, part: BareAmount, grammar: Grammar, strict: bool) -> bool:
    """Tell whether the digits of ``part`` belong to a name: B52, 737s, Apollo-11, Boeing 747, article 49.

    ``strict`` also weighs a capitalised word before them, which a claim's own words need not.
    """
    before, after = text[part.start - 1 : part.start], text[part.end : part.end + 2]
    if before.isalnum() or before == "_" or after[:1].isalpha() or after[:1] == "_":
        return True
    head = text[max(0, part.start - 30) : part.start]
    joined = before in ("-", ".") and text[part.start].isdigit()
    if joined and _JOINED.search(head) and not grammar.bound_before.search(small(head)):  # «sub-20mph»
        return True
    goes_on = after[:1] == "-" and after[1:].isalpha() and not (grammar.hyphenated and after[1:].islower())
    signed = not text[part.start].isdigit()
    if goes_on or not strict or part.unit or not part.plain or signed:
        return goes_on
    return _labelled(text, part, grammar)


def _labelled(text: str, part: BareAmount, grammar: Grammar) -> bool:
    """Tell whether the word before a bare number makes it a name or a label."""
    word, follow = neighbours(text, part.start, part.end)
    word = word.lstrip("«\"'“(").rpartition("'")[2]
    if word.lower() in grammar.singular and part.value > 1:
        return True
    if _STATISTIC.search(text[max(0, part.start - 8) : part.start]):
        return False
    if grammar.thousands in text[part.start : part.end]:  # «54 700»: names have no thousands
        return False
    if (gap := grammar.gap.match(text, part.end)) and gap["to"] and text[gap.end() : gap.end() + 1].isdigit():
        return False
    if (listed := _LISTED.search(text[max(0, part.start - 40) : part.start])) and (
            {listed[1].lower(), listed[1].lower().removesuffix("s")} & grammar.label_words):
        return True
    if word.lower() in grammar.label_words or word.lower().removesuffix("s") in grammar.label_words:
        return True
    headline = word.isupper() and follow.isupper() and min(len(word), len(follow)) > 1
    if headline or grammar.counts_after_name(text, part):
        return False
    if _named(text, part.start, word):
        return True
    opens = word.isalpha() and word.istitle() and word.lower() not in grammar.openers  # «Windows 11 arrive»
    return opens and not grammar.counted.match(text, part.end)


def _named(text: str, start: int, word: str) -> bool:
    """Tell whether ``word`` before ``start`` is a name, not a word that opens a sentence."""
    if not word or not word[-1].isalnum() or word.isdigit():
        return False
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 or (capitals > 0 and not opens_sentence(text, start - 1 - len(word)))
