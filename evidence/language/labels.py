"""Digits that are no amounts in any language: telephone numbers, links, versions, footnotes."""

import re

from evidence.language.amount import Span

_NOT_AMOUNTS = re.compile(
    # Telephone numbers: groups behind a country's code that are no thousands, or of the usual national shapes.
    r"\+\d{1,3}(?![\d ]{0,16}(?: \d{3}){1,4}(?![\d ]*\d))(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\d)"
    r"|(?<!\w)(?:\+\d{2} ?)?(?:\(0\) ?)?0?\d(?:[ .-]\d{2}){4}(?!\d)|\b0 ?8\d{2} ?\d{3} ?\d{3}\b"
    r"|\b0 ?8\d{2}(?: \d{2}){3}\b|(?<![\w-])(?:1-)?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w-])"
    r"|\[\+?\d{1,3}\]|https?://\S+|\bwww\.\S+|\S{1,64}@\S{1,80}\.\w+"
    r"|\b(?!\d{1,3}(?:\.\d{3}){2,5}(?![\d.]\d|\w))\d+(?:\.\d{1,9}){2,9}\b"  # versions; 1.500.000 is none
    r"|(?<![\w.,])\d-\d-\d(?:-\d)?(?![\w-])"  # line-ups: 4-4-2
    r"|(?:(?<=\n)|^)\d{1,3}[.)] (?=\W{0,2}(?-i:[A-ZÀ-Ý]))"  # items of a list
    r"|(?<![\w.,-])\d{1,2}[-–]\d{1,2}(?= (?-i:[A-ZÀ-Ý]))", re.IGNORECASE)  # Town 1-2 Rovers
_SCORES = re.compile(r"(?<![\w.,-])(\d{1,3})[-–](\d{1,3})(?![\w/-]|[.,]\d| ?[%€$£°])")


def label_spans(text: str) -> list[Span]:
    """Return the spans of digits that are no amounts, whatever the language."""
    return [match.span() for match in _NOT_AMOUNTS.finditer(text)] + [
        match.span() for match in _SCORES.finditer(text) if int(match[1]) >= int(match[2])]
