"""Numbers, bounds, ranges, units and dates as French writes them."""

from evidence.language.french.amounts import Amount, find_amounts, read_amount
from evidence.language.french.dates import find_dates, read_date
from evidence.language.french.numerals import find_numbers

__all__ = ["Amount", "find_amounts", "find_dates", "find_numbers", "read_amount", "read_date"]
