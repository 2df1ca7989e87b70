"""Digits that are no amounts: in names and labels."""

import re

from evidence.language.amount import Part
from evidence.language.grammar import Grammar
from evidence.language.text import neighbours, opens_sentence

_JOINED = re.compile(r"[^\W\d_]\w*(?:-\w*){0,4}[-.]$")  # A350-1000, GPT-4, V6.5

_LISTED = re.compile(r"([^\W\d_]+\.?) \d{1,4}(?:(?:, ?| (?:and|or|to|et|ou|à) |[-–])\d{1,4}){0,4}"
                     r"(?:, ?| (?:and|or|to|et|ou|à) |[-–])$")  # «articles 4, 5 et 12»


def holds_digits(text: str, part: Part, grammar: Grammar, strict: bool) -> bool:
    """Tell whether the digits of ``part`` belong to a name: A100, 910C, GPT-4, Supernode 384, article 49.

    ``strict`` also weighs a capitalised word before them, which a claim's own words need not.
    """
    before, after = text[part.start - 1 : part.start], text[part.end : part.end + 2]
    if before.isalnum() or before == "_" or after[:1].isalpha() or after[:1] == "_":
        return True
    if before in ("-", ".") and _JOINED.search(text[max(0, part.start - 30) : part.start]):
        return True
    goes_on = after[:1] == "-" and after[1:].isalpha() and not (grammar.hyphenated and after[1:].islower())
    if goes_on or not strict or part.unit or not part.plain:
        return goes_on
    return _labelled(text, part, grammar)


def _labelled(text: str, part: Part, grammar: Grammar) -> bool:
    """Tell whether the word before a bare number makes it a name or a label."""
    if grammar.thousands in text[part.start : part.end]:  # «54 700»: names have no thousands
        return False
    if (gap := grammar.gap.match(text, part.end)) and gap["to"] and text[gap.end() : gap.end() + 1].isdigit():
        return False
    if (listed := _LISTED.search(text[max(0, part.start - 40) : part.start])) and (
            listed[1].lower() in grammar.label_words):
        return True
    word, follow = neighbours(text, part.start, part.end)
    word = word.lstrip("«\"'“(").rpartition("'")[2]
    if word.lower() in grammar.label_words or (word.lower() in grammar.singular and part.value > 1):
        return True
    headline = word.isupper() and follow.isupper() and min(len(word), len(follow)) > 1
    return not headline and _named(text, part.start, word) and not grammar.counts_after_name(text, part)


def _named(text: str, start: int, word: str) -> bool:
    """Tell whether ``word`` before ``start`` is a name, not a word that opens a sentence."""
    if not word or not word[-1].isalnum() or word.isdigit():
        return False
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 or (capitals > 0 and not opens_sentence(text, start - 1 - len(word)))
