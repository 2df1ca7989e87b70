"""Faults: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in one place; reads as ``file:line: what is wrong; what to do``."""

    file: str
    line: int
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return printable(f"{place}: {self.wrong}; {self.remedy}")


def printable(text: str) -> str:
    """The text with whatever would act on a terminal, or not show, written as an escape."""
    return "".join(sign if sign.isprintable() or sign in _BLANKS else sign.encode("unicode_escape").decode("ascii")
                   for sign in text)


class EvidenceError(Exception):
    """One or more faults that keep a command from doing its work; ``code`` is what it then ends with."""

    code = 1

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def fail(file: str | Path, line: int, wrong: str, remedy: str) -> NoReturn:
    """Raise a single fault."""
    raise EvidenceError([Fault(str(file), line, wrong, remedy)])


def shorten(text: object, limit: int = 80) -> str:
    """The text on one line, cut to ``limit`` characters, safe to print on a terminal."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def brief(name: object) -> str:
    """What a message quotes of the ledger's own words, cut to what suffices to find it."""
    return shorten(name, 40)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like one that is not known; "" where none is."""
    return next(iter(get_close_matches(word, list(known), 1)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy for an unknown word: the known one most like it, or ``otherwise`` where none is."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else otherwise
