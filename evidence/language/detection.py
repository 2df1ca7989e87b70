"""Which language a text is in."""

import re

from evidence.language import CODES

# A look at words common in no other large language spares most texts the model of py3langid: a second to load.
_WORDS = {"en": "the of and to that for with by it from has have are as at this which their",
          "fr": "les des du et est dans qui pour sur au aux ce cette une pas plus avec par ont sont"}
_COMMON = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20  # words below which nothing is said
_ENOUGH = 0.06  # share of common words that settles the language, with a quarter as many of any other


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language that a text is most likely in.

    A text of a few words is taken for the likeliest of the languages that have a reader.
    """
    words, shares = _shares(text)
    for code in CODES:
        if _settled(shares, code):
            return code
    from py3langid import rank

    ranked = [code for code, _ in rank(text)]
    return ranked[0] if words >= _FEWEST else next(code for code in ranked if code in CODES)


def other_language(text: str, declared: str) -> str | None:
    """Return the language of a text that is not in the one declared; None where it is, or too short to tell."""
    words, shares = _shares(text)
    if words < _FEWEST or _settled(shares, declared):
        return None
    found = detect(text)
    return None if found == declared else found


def _settled(shares: dict[str, float], code: str) -> bool:
    share = shares.get(code, 0.0)
    return share >= _ENOUGH and all(share >= 4 * of_other for other, of_other in shares.items() if other != code)


def _shares(text: str) -> tuple[int, dict[str, float]]:
    """Return the number of words, and of each language the share that are common words of it."""
    words = _WORD.findall(text[:20_000].lower())
    return len(words), {code: sum(word in _COMMON[code] for word in words) / max(len(words), 1) for code in CODES}
