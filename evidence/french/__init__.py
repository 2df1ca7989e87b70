"""Numbers, bounds, ranges, units and dates as French writes them."""

from evidence.french.amounts import Amount, find_amounts, read_amount
from evidence.french.dates import find_dates, read_date
from evidence.french.numerals import find_numbers

__all__ = ["Amount", "find_amounts", "find_dates", "find_numbers", "read_amount", "read_date"]
