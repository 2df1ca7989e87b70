"""One spelling for spaces, apostrophes, hyphens and accents, without losing the place."""

import unicodedata
from bisect import bisect_right

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ALIKE = ((SPACES, " "), ("’ʼ‘＇", "'"), ("‐‑−", "-"), ("—", "–"))


def fold(text: str) -> str:
    """Return the text with one kind of space, apostrophe and hyphen; same length, same places."""
    if text.isascii():
        return text
    for variants, plain in ALIKE:
        for variant in variants:
            text = text.replace(variant, plain)
    return text


def small(text: str) -> str:
    """Return the text in lower case; same length, same places."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(
        sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def compose(text: str) -> tuple[str, list[int] | None]:
    """Return the text in NFC, and where each of its characters began; None when nothing moved."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    composed, places, start = [], [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            cluster = unicodedata.normalize("NFC", text[start:end])
            composed.append(cluster)
            places.extend([start] * len(cluster))
            start = end
    return "".join(composed), [*places, len(text)]


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word just before ``start`` and the one just after ``end`` on the same line ("" if none)."""
    before = text[max(0, start - 30) : start]
    after = text[end : end + 30]
    left = before.rsplit(None, 1)[-1] if before.endswith(" ") and before.strip() else ""
    if "\n" in before[len(before.rstrip()) :]:
        left = ""
    right = after.split(None, 1)[0] if after.startswith(" ") and after.strip() else ""
    return left, right


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans sorted, with those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of the merged spans overlaps ``start``:``end``."""
    at = bisect_right(spans, (end, 0)) - 1
    return at >= 0 and spans[at][0] < end and start < spans[at][1]


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a word at ``start`` is capitalised only because a sentence begins with it."""
    before = text[max(0, start - 12) : start].rstrip(" «\"“(-–•'")
    return not before or before[-1] in ".!?:;\n…|"


def vulgar(digits: str) -> tuple[str, float]:
    """Return the digits without a vulgar fraction at their end, and what it is worth: «2½» → («2», 0.5)."""
    last = unicodedata.numeric(digits[-1], 0.0)
    return (digits[:-1], last) if 0 < last < 1 else (digits, 0.0)
