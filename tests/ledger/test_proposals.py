"""Names as a model proposes them, by tokens written by hand: what is kept of each, and what is none."""

from types import SimpleNamespace

import pytest

from evidence.ledger.proposals import EntityNames, propose

KNOWN = EntityNames([SimpleNamespace(id="valbonne", name="Valbonne", aliases=("Moulin de Valbonne",))])


def read(text, start, end, stop=(), others=()):
    """A text whose tokens stand between spaces, and its words ``start`` to ``end`` as the one name found in it."""
    document, tokens = SimpleNamespace(text=text), []
    for i, word in enumerate(text.split(" ")):
        tokens.append(SimpleNamespace(
            text=word, i=i, idx=sum(len(each.text) + 1 for each in tokens), doc=tokens, is_stop=word in stop,
            is_punct=not any(map(str.isalnum, word)), pos_="NOUN" if word in others else "PROPN",
            nbor=lambda by, i=i: tokens[i + by]))
    inside = tokens[start:end]

    class Name:
        doc, start_char, end_char = document, inside[0].idx, inside[-1].idx + len(inside[-1].text)

        def __iter__(self):
            return iter(inside)

    document.ents = [Name()]
    return SimpleNamespace(pipe=lambda texts: [document for _ in texts]), text


@pytest.mark.parametrize("given, found", [
    (read("on vit Mathis Lenoir hier", 2, 4), "Mathis Lenoir"),
    (read("on vit le grand Mathis Lenoir sortir", 2, 7, others=("le", "grand", "sortir")), "Mathis Lenoir"),
    (read("on vit Léa hier", 2, 3), "Léa"),  # three letters are enough, two are not
    (read("on vit Li hier", 2, 3), None),
    (read("avec Llama 4 hier", 1, 3), "Llama 4"),  # digits after a capital
    (read("avec les 4 hier", 1, 3), None),
    (read("4 Lenoir hier", 0, 2), "Lenoir"),
    (read("avec 7 Llama 4", 1, 4), "Llama 4"),
    (read("il y a 12 Mds ici", 4, 5), None),  # a unit
    (read("le Premier parle", 1, 2), None),
    (read("Lenoir parle", 0, 1), "Lenoir"),
    (read("Demain il pleut", 0, 1, others=("Demain",)), None),  # a word that only opens the sentence
    (read("Cependant il pleut", 0, 1, stop=("Cependant",)), None),
    (read("Énergie : il pleut", 0, 1), None),  # a topic before a colon
    (read("on vit ONU hier", 2, 3, others=("ONU",)), "ONU"),
    (read("on vit Onu hier", 2, 3, others=("Onu",)), None),
    (read("on vit Onu hier", 2, 3, stop=("Onu",)), None),
    (read("vers Valbonne hier", 1, 2), None),  # known already
    (read("au Moulin de Valbonne hier", 3, 4), None),
    (read("de Valbonne Lenoir sort", 2, 3), "Lenoir"),  # beside a known name, not in it
    (read("de Lenoir Valbonne", 1, 2), "Lenoir"),
])
def test_what_is_kept_of_a_name(given, found):
    model, text = given
    span = (0, len(text))
    assert propose(model, text, [span], KNOWN) == ({span: [found]} if found else {})


def test_a_name_is_proposed_once_and_without_a_model_none_is():
    model, text = read("Lenoir", 0, 1)
    [document] = model.pipe([text])
    document.ents *= 2
    assert propose(model, text, [(0, 6)], KNOWN) == {(0, 6): ["Lenoir"]}
    assert propose(None, text, [(0, 6)], KNOWN) == {}


def test_the_longest_of_the_known_names_is_found():
    found = KNOWN.find("Le Moulin de Valbonne, à Valbonne.")
    assert [(place.start, place.end) for place in found] == [(3, 21), (25, 33)]
