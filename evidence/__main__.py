"""``python -m evidence``."""

from evidence.cli import script

script()
