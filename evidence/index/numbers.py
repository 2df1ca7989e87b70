"""Numbers typed in running text, and the names that may hold them."""

import re
from collections.abc import Container, Iterable

# \d holds the digits of every script; the rest are superscripts, fractions, enclosed and Roman numerals.
DIGIT = r"[\d²³¹⁰-₉¼-¾⅐-↉①-⓿]"
TOKEN = re.compile(rf"{DIGIT}+(?:[.,]{DIGIT}+|[   ’']\d{{3}}(?!\d))*")
AREA = re.compile(r"(?<!\w)[cdkmµ]?m[²³](?!\w)")  # a unit, not a number
GAP = r"[\s ]+"


class NumberedNames:
    """The names that hold digits, longest first; everything else with a digit is a number."""

    def __init__(self, names: Iterable[str]):
        wanted = {name for name in names if re.search(DIGIT, name) and re.search(r"[^\W\d_]", name)}
        parts = [GAP.join(map(re.escape, name.split())) for name in sorted(wanted, key=lambda name: (-len(name), name))]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:s(?!\w)|(?!\w))") if parts else None

    def numbers(self, text: str) -> list[re.Match]:
        """Return the numbers in a text that belong to no name, with their places."""
        masked = AREA.sub(_blank, text)
        return list(TOKEN.finditer(self._pattern.sub(_blank, masked) if self._pattern else masked))

    def outside(self, text: str, allowed: Container[float]) -> list[str]:
        """The numbers in a text that belong to no name and are none of those allowed, however they are read."""
        return [number[0] for number in self.numbers(text)
                if not any(reading in allowed for reading in _readings(number[0]))]

    def count(self, text: str) -> int:
        """Return how many names with digits a text holds."""
        return len(self._pattern.findall(text)) if self._pattern else 0


def _blank(found: re.Match) -> str:
    return " " * len(found[0])


def _readings(token: str) -> set[float]:
    """What a token may mean as a number, with points or commas in either use."""
    bare = re.sub(r"[\s  ’']", "", token)
    found = set()
    for text in (bare.replace(",", ""), bare.replace(",", "."), bare.replace(".", "").replace(",", ".")):
        try:
            found.add(float(text))
        except ValueError:
            continue
    return found


def readings_in(text: str) -> set[float]:
    """Every number that a text may name."""
    return {value for token in TOKEN.finditer(text) for value in _readings(token[0])}
