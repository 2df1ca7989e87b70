"""Numbers that are read otherwise than the words say: each said once, with the words."""

import hashlib
import shutil
from pathlib import Path

import pytest

from evidence.ledger.verify import examine

HERE = Path(__file__).parents[1]
HEAD = """source:
  id: {name}
  file: {name}.txt
  sha256: {sha256}
  cite: moulin2024
  called: the Gazette
  language: {language}
  published: 2024
  dated_by: masthead
  publisher: gazette
claims:
  - id: only
    quote: "{quote}"
{english}    said_by: gazette
    stance: reported
    quantities:
"""
MEASURES = """
- {id: sacks, name: Sacks sold, unit: sack, description: sacks sold in a year}
- {id: visits, name: Visits, unit: visit, description: visits to the mill}
"""
FRENCH = "Le moulin de Valbonne a vendu plus de 800 sacs et reçu 350 000 visites."
ENGLISH = "The mill of Valbonne sold over 800 sacks and drew 350,000 visits."


@pytest.fixture
def faults(tmp_path):
    """Returns what is wrong with a source of one sentence and these quantities: (measure, text)."""
    root = Path(shutil.copytree(HERE / "mini", tmp_path / "mini"))
    with (root / "ledger/measures.yml").open("a", encoding="utf-8") as file:
        file.write(MEASURES)
    with (root / "ledger/entities.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: mill, name: mill of Valbonne, kind: company}\n")

    def check(quote, english, *quantities):
        (root / "seeds/one.txt").write_text(quote, encoding="utf-8")
        head = HEAD.format(name="one", sha256=hashlib.sha256(quote.encode()).hexdigest(), quote=quote,
                           language="fr" if english else "en", english=f'    english: "{english}"\n' if english else "")
        lines = [f'      - {{subject: valbonne, measure: {measure}, text: "{text}"}}\n' for measure, text in quantities]
        (root / "ledger/one.yml").write_text(head + "".join(lines) + "    mentions: []\n", encoding="utf-8")
        return [str(fault) for fault in examine(root).faults]
    return check


def test_all_is_well(faults):
    assert not faults(FRENCH, ENGLISH, ("sacks", "plus de 800"), ("visits", "350 000 visites"))
    assert not faults(ENGLISH, "", ("sacks", "over 800"), ("visits", "350,000 visits"))


@pytest.mark.parametrize("quote, english, words", [(FRENCH, ENGLISH, ("plus de 800", "350 000")),
                                                   (ENGLISH, "", ("over 800", "350,000"))])
def test_two_numbers_given_to_each_others_measures(faults, quote, english, words):
    said, = faults(quote, english, ("visits", words[0]), ("sacks", words[1]))
    assert said == (f"ledger/one.yml:{18 if english else 17}: '{words[0]}' is given as visits and '{words[1]}' as "
                    "sacks, and the words say the reverse; give each number the measure that its words name")


@pytest.mark.parametrize("quote, english, text, whole", [
    (FRENCH, ENGLISH, "800", "plus de 800"), (ENGLISH, "", "800", "over 800"),
    ("Le moulin de Valbonne a vendu de 800 à 900 sacs.", "It sold 800 to 900 sacks.", "800", "de 800 à 900"),
    ("Le moulin de Valbonne a vendu 800 au minimum.", "It sold at least 800.", "800", "800 au minimum"),
    ("Le moulin de Valbonne a vendu près de 2 millions de sacs.", "It sold nearly 2 million sacks.", "2 millions",
     "près de 2 millions"),
])
def test_a_word_of_bound_left_out(faults, quote, english, text, whole):
    others = [("visits", "350 000" if english else "350,000")] if "350" in quote else []
    said = faults(quote, english, ("sacks", text), *others)
    assert len(said) == 1 and "leaves out a word of bound or range" in said[0] and f"«{whole}»" in said[0], said


def test_a_bound_that_is_another_numbers_is_none_of_its_own(faults):
    assert not faults("Le moulin de Valbonne a vendu plus de 800 sacs, dont 12 en mai.",
                      "It sold more than 800 sacks, of which 12 in May.",
                      ("sacks", "plus de 800 sacs"), ("sacks", "12"))


@pytest.mark.parametrize("english", ["It sold more than 8,000 sacks and drew 350,000 visits.",
                                     "It sold more than 800 sacks and drew 350.5 visits.",
                                     "It sold more than 800 sacks and drew 350 million visits.",
                                     "It sold many sacks and drew 350,000 visits."])
def test_a_rendering_with_other_numbers(faults, english):
    said = faults(FRENCH, english, ("sacks", "plus de 800"), ("visits", "350 000 visites"))
    assert said and all("ledger/one.yml:14: english " in fault for fault in said), said


def test_a_rendering_may_write_numbers_in_words(faults):
    quote = "Le moulin de Valbonne a vendu deux millions de sacs à vingt clients, et les deux parties s'en vantent."
    english = "The mill sold 2 million sacks to twenty clients, and both parties boast of it."
    assert not faults(quote, english, ("sacks", "deux millions"), ("visits", "vingt"), ("visits", "deux parties"))
