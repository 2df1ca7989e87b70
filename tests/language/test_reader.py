"""Numbers, bounds, ranges, units and dates, one by one, in both languages."""

import json
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.language import CODES, for_code

HERE = Path(__file__).parent
FR, EN = for_code("fr"), for_code("en")
TIMES_OF_DAY = ("2h15", "1 h 05", "2 h 48")  # so read in running text; a claim's own words may take them for durations


def cases(name: str) -> list[tuple[str, str]]:
    """The lines of a file of cases: words, and what they are worth."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [tuple(line.rsplit(" | ", 1)) for line in lines if line and not line.startswith("#")]


def reading(amount) -> str:
    """An amount as the cases write it."""
    values = (amount.low, amount.high) if amount.bound == "range" else (amount.value,)
    return " ".join([amount.bound, *(f"{value:.15g}" for value in values), amount.unit]).strip()


@pytest.mark.parametrize("reader, text, expected", [
    *((FR, *case) for case in cases("french_cases.txt")), *((EN, *case) for case in cases("english_cases.txt"))])
def test_an_amount_is_read_alone_and_found_in_running_text(reader, text, expected):
    amount = reader.read_amount(text)
    assert reading(amount) == expected
    assert text[amount.start : amount.end] == amount.text
    found = [reading(each) for each in reader.find_amounts(text)]
    assert found == ([] if text in TIMES_OF_DAY else [expected])


def test_bounds_leave_the_open_side_empty():
    for reader, more, less, about, span in ((FR, "plus de 10", "moins de 10", "environ 10", "de 3 à 5 ans"),
                                            (EN, "more than 10", "under 10", "about 10", "3 to 5 years")):
        assert (reader.read_amount(more).low, reader.read_amount(more).high) == (10, None)
        assert (reader.read_amount(less).low, reader.read_amount(less).high) == (None, 10)
        assert (reader.read_amount(about).value, reader.read_amount(about).low) == (10, None)
        assert reader.read_amount(span).value is None


@pytest.mark.parametrize("reader, text, why", [
    (FR, "plusieurs milliers", "no number"), (FR, "", "no number"), (FR, "1 509 des 3 755", "2 numbers"),
    (FR, "9" * 400, "no number"), (EN, "thousands of people", "no number"), (EN, "", "no number"),
    (EN, "1,509 of 3,755", "2 numbers"), (EN, "9" * 400, "no number"),
])
def test_what_is_not_one_amount_is_refused_with_a_reason(reader, text, why):
    with pytest.raises(ValueError, match=why):
        reader.read_amount(text)


@pytest.mark.parametrize("text", [
    "La puce A100, la 910C, Qwen2, GPT-4 et l'A350-1000.", "Le Supernode 384 et la WAIC 2025 à Shanghai.",
    "En vertu de l'article 49.3, page 12.", "Appelez le 01 23 45 67 89.", "Il habite 12, rue des Lilas.",
    "Le 26 juillet 2025, à 20 h 30, en 2018 et au XXIe siècle.", "Rennes s'est imposé 3-1, puis 2 à 0.",
    "Le Premier ministre est au second plan.", "L'un des plus grands, une fois pour toutes.",
    "Des milliers de personnes et des millions d'euros.", "La Première Guerre mondiale, les matières premières.",
    "Les années 1990 et la saison 2023-2024.", "Voir https://exemple.fr/article-2426703.html ou 3@exemple.fr.",
    "Un logement neuf, à deux pas.", "à Paris, le 2024-01-14", "tél. +86 10 5555 0199", "Tél. : +33 3 21 00 45 67",
    "Le numéro vert 0 800 130 000.", "le considérant 105, les articles 4, 5 et 12", "En semaine 48, au T3 2025.",
    "Au 1er trimestre 2026 et à la mi-2025, début janvier.", "Kaba (n° 9), le lot n° 5, dossier RG n° 24/03187",
    "Il y a un an ; un an plus tôt ; un mois après.", "Le 4-4-2 à 50/50, 2-0 à la pause, 112-98 aux points.",
    "Le règlement (UE) 2016/679, ouvert 7 jours sur 7.", "1. Introduction\n2. Suite", "Une seconde chance.",
    "Windows 11 arrive. Python 3.12 aussi.", "La loi n° 2021-1104, l'affaire C-123/45, 75011 Paris.",
    "Le 116 117 répond.", "Voiture 7, place 61 ; les tranches 1 et 2.",
])
def test_french_names_dates_labels_and_phrases_are_no_amounts(text):
    assert [amount.text for amount in FR.find_amounts(text)] == []


@pytest.mark.parametrize("text", [
    "The A100, the 910C, Qwen2, GLM-4.5, GPT-4 and the H20s.", "The Supernode 384 at WAIC 2025, on Windows 11.",
    "Under Section 232 and Article 5, page 12, sections 4, 5 and 12.", "Call 212-555-0199 or +86 10 5555 0199.",
    "On July 28, 2025, and 28 July, at 9 a.m., in 2018, in the 21st century and the 1990s.",
    "In Q3 2025, the first half of 2024, mid-2025 and early January; FY2025, week 48.", "United won 3-1, then 2-2.",
    "At first glance, a third-party tool, first-hand.", "One of the giants, no one, one another, one day.",
    "Thousands of people and millions of dollars.", "The Second World War; a second later.",
    "Her number 9, Flight No. 12.",
    "Phase 1 and 2 trials, edition 18, Route 66.", "See https://example.com/article-2426703 or 3@example.com.",
    "The 4-3-3 and 3-in-1, 24/7, the 2016-17 season.", "H.R. 2683 and 10 Downing Street.", "1. Start\n2. End",
    "They are in their 30s.", "A year earlier, an hour later.", "Town 1-2 Rovers",
    "Nikkei 225 fell. Claude 3.5 Sonnet won.",
    "Article 5(3), 47 U.S.C. 230, junctions 9 and 10.", "It was fifty-fifty.",
    "100s of firms, no later than 2030, a six-figure sum, on 01632 960 001.",
    "The 9.14 to Euston left, as first reported on 15-Jan-26 under rule 12(b)(6).",
    "Split 2:1, in carriage B, seat 22, at 112 Leith Walk, opened 1874, since Boxing Day '62.",
])
def test_english_names_dates_labels_and_phrases_are_no_amounts(text):
    assert [amount.text for amount in EN.find_amounts(text)] == []


@pytest.mark.parametrize("reader, text, expected", [
    (FR, "deux cents un an plus tôt", ["exact 200"]), (FR, "En 2024 300 sites", ["exact 300"]),
    (FR, "En France 300 sites", ["exact 300"]), (FR, "Chez Renault 450 postes", ["exact 450"]),
    (FR, "passée de 2h15 à 3 heures", ["exact 135 minute", "exact 3 hour"]),
    (FR, "Il est n° 2 derrière Kling.", ["exact 2 rank"]), (FR, "à la 90e+4", ["exact 94 rank"]),
    (FR, "un débat sur cinq thèmes", ["exact 5"]), (FR, "IC 95 % : 0,62-0,81", ["exact 95 %", "range 0.62 0.81"]),
    (FR, "17 tirs à 6", ["exact 17", "exact 6"]), (FR, "des yuans, soit ¥18 milliards", ["exact 18000000000 CNY"]),
    (FR, "à Tokyo, ¥18 milliards", ["exact 18000000000 JPY"]),
    (EN, "In France 300 sites closed", ["exact 300"]), (EN, "the U.S. 300 sites", ["exact 300"]),
    (EN, "Chinese Firm Hires 300 Workers Abroad", ["exact 300"]), (EN, "the No. 2 chipmaker", ["exact 2 rank"]),
    (EN, "over five years", ["exact 5 year"]), (EN, "for over five years", ["more_than 5 year"]),
    (EN, "well over 300 jobs", ["more_than 300"]), (EN, "It edged up to 4.8%", ["exact 4.8 %"]),
    (EN, "a third plant, a third of them", ["exact 3 rank", "exact 0.333333333333333"]),
    (EN, "the first three quarters", ["exact 1 rank", "exact 3"]), (EN, "a two-thirds majority",
                                                                         ["exact 0.666666666666667"]),
    (EN, "60 percent more than a year earlier", ["exact 60 %"]),
    (EN, "£1.6bn more than a year ago", ["exact 1600000000 GBP"]),
    (EN, "it fell from 129 to 122", ["exact 129", "exact 122"]),
    (EN, "The House passes a $1.2 trillion package", ["exact 1200000000000 USD"]),
    (EN, "in 30C heat", ["exact 30 degC"]),
    (EN, "the British lost 240 pounds", ["exact 240"]), (EN, "On Monday 40 people died", ["exact 40"]),
    (EN, "aged 18-24", ["range 18 24"]), (EN, "undercuts rivals by half", ["exact 0.5"]),
    (FR, "deux heures, puis 1 h 30 gagnée", ["exact 2 hour", "exact 90 minute"]),
    (FR, "réduit d'un cinquième, un cinquième homme", ["exact 0.2", "exact 5 rank"]),
    (FR, "il faisait moins 7, -12 ressenti", ["exact -7", "exact -12"]),
    (EN, "40% above the 6g ceiling", ["exact 40 %", "exact 6 g"]), (EN, "on the 3.2 km", ["exact 3.2 km"]),
    (FR, "un résultat net : - 160 millions", ["exact -160000000"]),
    (FR, "IC95 [0,79-0,94]", ["range 0.79 0.94"]),
    (FR, "une entreprise du CAC 40 sur deux", ["exact 0.5"]),
    (EN, "28 goals in 33 games", ["exact 28", "exact 33"]), (EN, "one person was killed", ["exact 1"]),
])
def test_what_stands_around_a_number_is_weighed(reader, text, expected):
    assert [reading(amount) for amount in reader.find_amounts(text)] == expected


def test_a_change_from_one_value_to_another_is_no_range():
    assert [a.text for a in FR.find_amounts("L'inflation est passée de 2 % à 3 %.")] == ["2 %", "3 %"]
    fall = FR.find_amounts("La dette recule de 4,1 à 3,3 milliards d'euros.")
    assert [(a.value, a.unit) for a in fall] == [(4.1e9, "EUR"), (3.3e9, "EUR")]
    assert [a.text for a in EN.find_amounts("Inflation rose from 2% to 3%.")] == ["2%", "3%"]


@pytest.mark.parametrize("reader, text, unit, per", [
    (FR, "1,5 litre par jour", "L", "day"), (FR, "12 tonnes par an", "t", "year"),
    (EN, "$10.85 an hour", "USD", "hour"), (EN, "$97 per kWh", "USD", "kWh"),
    (EN, "12 tonnes a year", "t", "year"), (EN, "12 tonnes a year earlier", "t", ""),
    (EN, "35 micrograms per cubic metre", "ug", "m**3"), (FR, "15 € de l'heure", "EUR", "hour"),
    (EN, "12 tonnes", "t", ""),
])
def test_what_an_amount_is_for_is_kept_beside_its_unit(reader, text, unit, per):
    amount = reader.read_amount(text)
    assert (amount.unit, amount.per) == (unit, per)


@pytest.mark.parametrize("composed", ["À 1\u202f509 mètres, près d’un été : 2,5 °C.",
                                      "«\u00a0dépassé les dix mille\u00a0»"])
def test_places_are_those_of_the_text_as_stored(composed):
    stored = unicodedata.normalize("NFD", composed)
    assert len(stored) > len(composed)
    found, plain = FR.find_amounts(stored), FR.find_amounts(composed)
    assert [a.value for a in found] == [a.value for a in plain] and found
    assert all(stored[a.start : a.end] == a.text for a in found)


@pytest.mark.parametrize("reader, text, expected", [
    (FR, "1 509 des 3 755 modèles", ["1 509", "3 755"]), (FR, "la 910C et Qwen2.5", ["910", "2.5"]),
    (FR, "dix minutes, six start-up et deux alliances", ["dix", "six", "deux"]),
    (FR, "La première, puis la seconde.", ["première", "seconde"]), (FR, "un million d'euros", ["un million"]),
    (FR, "l'un des géants, à la fois, quelques-uns", []), (FR, "le Premier ministre, au second plan", []),
    (FR, "dix pour cent", ["dix"]), (FR, "des dizaines de milliers", []),
    (FR, "une dizaine, les deux tiers", ["une dizaine", "deux tiers"]),
    (FR, "un appartement neuf, neuf appartements", ["neuf"]), (FR, "le 26 juillet 2025", ["26", "2025"]),
    (EN, "1,509 of the 3,755 models", ["1,509", "3,755"]), (EN, "the 910C and Qwen2.5", ["910", "2.5"]),
    (EN, "ten minutes, six start-ups and two alliances", ["ten", "six", "two"]),
    (EN, "The first, then the third.", ["first", "third"]), (EN, "a million dollars", ["a million"]),
    (EN, "one of the giants, no one, at first", []), (EN, "tens of thousands", []),
    (EN, "a dozen, two thirds", ["a dozen", "two thirds"]), (EN, "July 26, 2025", ["26", "2025"]),
])
def test_every_number_is_found_for_the_account(reader, text, expected):
    assert [text[start:end] for start, end in reader.find_numbers(text)] == expected


@pytest.mark.parametrize("reader, text, date, precision", [
    (FR, "26 juillet 2025", "2025-07-26", "day"), (FR, "1er janvier 2024", "2024-01-01", "day"),
    (FR, "le samedi 26 juillet 2025", "2025-07-26", "day"), (FR, "03/04/2025", "2025-04-03", "day"),
    (FR, "2026-01-14", "2026-01-14", "day"), (FR, "en juin 2024", "2024-06", "month"),
    (FR, "août 2023", "2023-08", "month"), (FR, "2018", "2018", "year"), (FR, "depuis 2018", "2018", "year"),
    (FR, "T3 2025", "2025", "third quarter"), (FR, "1er trimestre 2026", "2026", "first quarter"),
    (FR, "deuxième semestre 2024", "2024", "second half"), (FR, "mi-2025", "2025", "middle"),
    (FR, "début janvier 2025", "2025-01", "early"), (FR, "semaine 48 de 2025", "2025", "week 48"),
    (EN, "28 July 2025", "2025-07-28", "day"), (EN, "July 28, 2025", "2025-07-28", "day"),
    (EN, "Monday, July 28th, 2025", "2025-07-28", "day"), (EN, "28/07/2025", "2025-07-28", "day"),
    (EN, "07/28/2025", "2025-07-28", "day"), (EN, "2026-01-14", "2026-01-14", "day"),
    (EN, "in June 2024", "2024-06", "month"), (EN, "since 2018", "2018", "year"),
    (EN, "Q3 2025", "2025", "third quarter"), (EN, "2025 Q3", "2025", "third quarter"),
    (EN, "the third quarter of 2025", "2025", "third quarter"), (EN, "mid-2025", "2025", "middle"),
    (EN, "early January 2025", "2025-01", "early"), (EN, "the second half of 2024", "2024", "second half"),
    (EN, "3/3/2025", "2025-03-03", "day"), (EN, "12/12/2025", "2025-12-12", "day"),  # the same either way
    (EN, "13/12/2025", "2025-12-13", "day"), (EN, "12/13/2025", "2025-12-13", "day"),
    (EN, "Q4 2024", "2024", "fourth quarter"), (EN, "the final quarter of 2024", "2024", "fourth quarter"),
    (EN, "the last half of 2024", "2024", "second half"), (EN, "Q1 '69", "2069", "first quarter"),
    (EN, "Q1 '70", "1970", "first quarter"), (EN, "week 3, 2024", "2024", "week 3"),
    (FR, "dernier trimestre 2024", "2024", "fourth quarter"), (FR, "dernier semestre 2024", "2024", "second half"),
    (FR, "T1 69", "2069", "first quarter"), (FR, "T1 70", "1970", "first quarter"), (FR, "fin 2025", "2025", "late"),
])
def test_a_date_is_read_as_precisely_as_it_is_written(reader, text, date, precision):
    assert reader.read_date(text) == (date, precision)


@pytest.mark.parametrize("reader, text, why", [
    (FR, "26 juillet", "no year"), (FR, "31 février 2024", "no day of the calendar"),
    (FR, "l'an prochain", "not one written date"), (FR, "vendredi", "no year"), (FR, "S4 2025", "a year has no"),
    (EN, "July 26", "no year"), (EN, "February 31, 2024", "no day of the calendar"),
    (EN, "next year", "not one written date"), (EN, "03/04/2025", "day and month or month and day"),
    (EN, "early January", "no year"), (EN, "11/12/2025", "day and month"), (EN, "12/11/2025", "day and month"),
    (EN, "H3 2024", "a year has no 'H3 2024'"), (FR, "quatrième semestre 2024", "a year has no"),
    (FR, "semaine 3", "no year"), (FR, "troisième trimestre", "no year"), (EN, "30.2.2024", "no day of the calendar"),
])
def test_a_date_that_cannot_be_read_is_refused_with_a_reason(reader, text, why):
    with pytest.raises(ValueError, match=why):
        reader.read_date(text)


@pytest.mark.parametrize("reader, text, expected", [
    (FR, "En 2024, les 2000 salariés, soit 1950 familles, fêtaient les 3 et 4 mai la saison 2023-2024.",
     ["2024", "3 et 4 mai", "2023-2024"]),
    (FR, "Vendredi, à la mi-2025, au T3 2025, fin janvier", ["Vendredi", "mi-2025", "T3 2025", "fin janvier"]),
    (EN, "In 2024, 2,000 workers, of them 1,950 in May 2023, on 3 and 4 May, 9 a.m.",
     ["2024", "May 2023", "3 and 4 May", "9 a.m."]),
    (EN, "By mid-2025, in Q3 2025, early January, the 1990s; it may march on.",
     ["mid-2025", "Q3 2025", "early January", "the 1990s"]),
])
def test_dates_are_told_from_counts(reader, text, expected):
    assert [text[start:end] for start, end in reader.find_dates(text)] == expected


def test_another_language_is_refused_by_its_name():
    with pytest.raises(ValueError, match="no reader for the language 'de'; there are: en, fr"):
        for_code("de")


FRAGMENTS = [*"0123456789.,-–/+*^×x²'\"%€$£¥ \n()<>~±h:°ée", "1 000", "1,000", "1.000", "10^", "un ", "one ", "a ",
             "two-to-",
             "vingt et ", "hundred and ", " sur ", " in ", " of a ", "million ", "milliard ", "half ", "une demi-",
             "le double ",
             "de 2 à ", "from 2 to ", "plus de ", "more than ", "well over ", "n° ", "No. ", "art. ", "US$ ", "kg/",
             "Aa-1",
             "mai 2025 ", "May 1, 2025 ", "T3 ", "Q3 ", "2h15", "1 m 85", "9''87", "x3 ", "+86 ", "@", "https://",
             "tél. "]


@settings(deadline=10_000, max_examples=150)  # what a person waits for, also on a busy machine
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8), st.integers(1, 200), st.text(max_size=20))
def test_hostile_text_is_read_in_time_and_its_places_hold(parts, times, tail):
    text = ("".join(parts) * times)[:4000] + tail
    for reader in (FR, EN):
        ends = [0]
        for amount in reader.find_amounts(text):
            assert ends[-1] <= amount.start < amount.end <= len(text) and text[amount.start : amount.end] == amount.text
            ends.append(amount.end)
        for start, end in [*reader.find_numbers(text), *reader.find_dates(text)]:
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", ["deux ", "two ", "un million ", "one million ", "1 000 ", "1,000 ", "1.", "a@",
                                  "de 2 à ", "from 2 to ", "de 2018 à ", "two-to-", "1-2-",
                                  "1:1:", "+1 ", "1/", "9'", "articles 4, 5, ", "10^"])
def test_time_grows_with_the_text_not_faster(code, text):
    reader = for_code(code)
    start = time.process_time()
    long = (text * 3000)[:6000]
    reader.find_amounts(long), reader.find_numbers(long), reader.find_dates(long)
    assert time.process_time() - start < 3


def test_the_press_texts_are_marked_where_their_words_stand():
    for path in sorted((HERE.parent / "press").glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        for each in json.loads(path.read_text("utf-8")):
            assert text[each["start"] : each["start"] + len(each["text"])] == each["text"], path.name
            assert re.search(r"\w", each["text"])
