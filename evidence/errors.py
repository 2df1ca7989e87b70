"""Faults: what is wrong, where, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in one place; reads as ``file:line: what is wrong; what to do``."""

    file: str
    line: int
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.wrong}; {self.remedy}"


class EvidenceError(Exception):
    """One or more faults that keep a command from doing its work."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def fail(file: str | Path, line: int, wrong: str, remedy: str) -> None:
    """Raise a single fault."""
    raise EvidenceError([Fault(str(file), line, wrong, remedy)])


def shorten(text: object, limit: int = 80) -> str:
    """The text on one line, cut to ``limit`` characters, safe to print on a terminal."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
