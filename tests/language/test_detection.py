"""Which language a text is in: settled by its commonest words, or by the model of py3langid."""

import subprocess
import sys
from pathlib import Path

import pytest

from evidence.language import CODES, for_code
from evidence.language.detection import detect, other_language

HERE = Path(__file__).parents[1]
PRESS = sorted((HERE / "press").glob("*.txt"))
TITLES = "Nvidia Google Huawei Tencent Alibaba Baidu " * 5  # names alone: of no language


@pytest.mark.parametrize("path", PRESS, ids=lambda path: path.stem)
def test_every_press_text_is_told(path):
    language = "en" if path.stem.startswith("english") else "fr"
    text = path.read_text("utf-8")
    assert detect(text) == language
    assert other_language(text, language) is None
    assert other_language(text, "fr" if language == "en" else "en") == language


@pytest.mark.parametrize("text, language", [
    ("Die Zahl der Arbeitslosen ist im Juli um 3 Prozent gestiegen, wie das Amt am Dienstag in Nürnberg mitteilte, und "
     "die Fachleute rechnen damit, dass sie weiter steigt.", "de"),
    ("El número de parados subió en julio un 3 por ciento, según informó el martes el instituto nacional, y los "
     "expertos creen que todavía puede subir más antes de fin de año.", "es"),
])
def test_other_languages_are_told_apart_too(text, language):
    assert detect(text) == language
    assert other_language(text, "fr") == language
    assert other_language(text, "es" if language == "de" else "de") == language  # of which we have no words
    assert other_language(text, language) is None


@pytest.mark.parametrize("text", ["", "12", "OK", "3 sacs", "\n", "½ × 10^25"])
def test_a_few_words_are_taken_for_a_language_that_can_be_read(text):
    assert detect(text) in CODES
    assert other_language(text, "fr") is None and other_language(text, "en") is None


def test_a_plain_text_does_without_the_model():
    code = ("import sys; from evidence.language.detection import detect, other_language;"
            f"text = open({str(PRESS[0])!r}, encoding='utf-8').read();"
            "assert detect(text) == 'fr' and other_language(text, 'fr') is None;"
            "sys.exit('py3langid' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_every_language_has_a_reader_of_its_name():
    assert [for_code(code).grammar.code for code in CODES] == list(CODES)
