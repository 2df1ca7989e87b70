"""The columns of a sweep's table: a number with its ends and its unit, whole."""

import pytest

from evidence.sweeps.run import KeyFigure
from evidence.sweeps.table import _measured


@pytest.mark.parametrize("text, value, ends, row", [
    ("3.9 to 4.1", 3.9, (3.9, 4.1), (3.9, 3.9, 4.1, "")),
    ("3.9 to 4.1 times", 4.0, (3.9, 4.1), (4.0, 3.9, 4.1, "times")),
    ("49.2 TB", 49.15, (None, None), (49.15, 49.15, 49.15, "TB")),
    ("1,200 GB a second", 1200, (None, None), (1200.0, 1200.0, 1200.0, "GB a second")),
    ("33 %", 0.333, (None, None), (0.333, 0.333, 0.333, "of one")),
    ("120 %", 120, (None, None), (120.0, 120.0, 120.0, "%")),
    ("−1.3", -1.3, (None, None), (-1.3, -1.3, -1.3, "")),
    ("yes", True, (None, None), (1.0, 1.0, 1.0, "")),
    ("July 2025", "July 2025", (None, None), (None, None, None, "")),
])
def test_a_figure_is_whole(text, value, ends, row):
    assert _measured(KeyFigure("name", value, text, *ends)) == row
