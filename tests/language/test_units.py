"""Units: one symbol for every spelling, dimensions, conversion."""

import subprocess
import sys

import pytest

from evidence.language import units
from evidence.language.spellings import SPELLINGS


@pytest.mark.parametrize("spelling, symbol", [
    ("pour cent", "%"), ("pétaflops", "PFLOP/s"), ("To", "TB"), ("téraoctets par seconde", "TB/s"), ("Gb/s", "Gbit/s"),
    ("kilowatts", "kW"), ("mm²", "mm**2"), ("jours", "day"), ("ans", "year"), ("$", "USD"), ("yuans", "CNY"),
    ("dollars de Hong Kong", "HKD"), ("paramètres", "parameter"), ("PFLOP/s", "PFLOP/s"), ("tokens", "token"),
    ("person", "person"), ("start up", "start up"), ("FLOP/(s*W)", "FLOP/(s*W)"), ("", ""), (" kW ", "kW"),
])
def test_each_spelling_has_one_symbol(spelling, symbol):
    assert units.canonical(spelling) == symbol


@pytest.mark.parametrize("nonsense", ["xx/yy", "Zork", "9**9**9**9", "kW; rm", "é", "W" * 200])
def test_nonsense_is_no_unit(nonsense):
    with pytest.raises(ValueError, match="no unit"):
        units.canonical(nonsense)


@pytest.mark.parametrize("a, b, same", [
    ("TB", "GB", True), ("TB", "%", False), ("TB/s", "Gbit/s", True), ("USD", "EUR", False), ("day", "minute", True),
    ("chip", "chip", True), ("chip", "model", False), ("person", "year", False), ("rank", "%", False),
    ("%", "permille", True),
    ("FLOP/(s*W)", "FLOP/J", True), ("PFLOP/s", "TFLOP/s", True), ("TPP", "TFLOP/s", False), ("", "kW", False),
    ("%", "percentage point", False),
])
def test_dimensions(a, b, same):
    assert units.same_dimension(a, b) is same


@pytest.mark.parametrize("value, frm, to, expected", [
    (48, "TB", "GB", 48000), (300, "PFLOP/s", "TFLOP/s", 300000), (1, "GB/s", "Gbit/s", 8), (1, "day", "minute", 1440),
    (7, "chip", "chip", 7), (2, "hectare", "m**2", 20000),
])
def test_conversion_is_exact_to_twelve_digits(value, frm, to, expected):
    assert units.convert(value, frm, to) == expected


def test_conversion_between_dimensions_is_refused():
    with pytest.raises(ValueError, match="do not measure the same thing"):
        units.convert(1, "kW", "TB")


@pytest.mark.parametrize("unit, shown", [
    ("mm**2", "mm²"), ("PFLOP/s", "PFLOP/s"), ("degC", "°C"), ("%", "%"), ("minute", "minutes"), ("chip", ""),
    ("rank", ""),
])
def test_display(unit, shown):
    assert units.display(unit) == shown


def test_every_symbol_of_the_vocabulary_is_known_to_pint():
    assert all(units._pint(symbol) for symbol in units.SHOWN if units._physical(symbol))


def test_common_units_and_counting_nouns_do_without_pint():
    code = ("import sys; from evidence.language import for_code, units;"
            "units.canonical('pétaflops'); units.canonical('chip');"
            "units.same_dimension('chip', 'model'); for_code('fr').read_amount('plus de 300 pétaflops');"
            "sys.exit(any(name in sys.modules for name in ('pint', 'babel', 'dateparser')))")
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_short_symbols_keep_their_case():
    """``mhz`` might be a thousandth of one; words of four letters or more are read however they are written."""
    assert "MHz" in SPELLINGS and "mhz" not in SPELLINGS
    assert SPELLINGS["tops"] == SPELLINGS["TOPS"] != ""
