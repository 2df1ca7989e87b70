"""How languages write numbers, units and dates: ``for_code("fr").find_amounts(text)``."""

from functools import lru_cache
from importlib import import_module

from evidence.language.reader import Reader

CODES = ("en", "fr")  # ISO 639-1; each a package of that name


@lru_cache(maxsize=8)
def for_code(code: str) -> Reader:
    """Return the reader of a language; ValueError names those that there are."""
    if code not in CODES:
        raise ValueError(f"no reader for the language '{code}'; there are: {', '.join(CODES)}")
    return Reader(import_module(f"evidence.language.{code}").GRAMMAR)
