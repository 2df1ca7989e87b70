"""Which language a text is in."""

import re

from evidence.language import CODES

# A look at the commonest words spares most texts the model of py3langid, which takes a second to load.
_WORDS = {"en": "the of and to in is that for was with on by it from has are as at be this which",
          "fr": "le la les des du de et en un une est dans que qui pour sur au aux ce il par pas plus"}
_COMMON = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20  # words below which nothing is said
_ENOUGH = 0.15  # share of common words that settles the language


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language that a text is most likely in.

    A text of a few words is taken for the likeliest of the languages that have a reader.
    """
    words, shares = _shares(text)
    likely = max(CODES, key=shares.__getitem__)
    if shares[likely] >= _ENOUGH and all(shares[likely] >= 2 * shares[code] for code in CODES if code != likely):
        return likely
    from py3langid import rank

    ranked = [code for code, _ in rank(text)]
    return ranked[0] if words >= _FEWEST else next(code for code in ranked if code in CODES)


def other_language(text: str, declared: str) -> str | None:
    """Return the language of a text that is not in the one declared; None where it is, or too short to tell."""
    words, shares = _shares(text)
    if words < _FEWEST or shares.get(declared, 0) >= max(_ENOUGH, *shares.values()):
        return None
    found = detect(text)
    return None if found == declared else found


def _shares(text: str) -> tuple[int, dict[str, float]]:
    """Return the number of words, and of each language the share that are common words of it."""
    words = _WORD.findall(text[:20_000].lower())
    return len(words), {code: sum(word in _COMMON[code] for word in words) / max(len(words), 1) for code in CODES}
