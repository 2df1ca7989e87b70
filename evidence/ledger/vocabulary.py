"""The words that a ledger may use where it has to choose one of a list."""

STANCES = ("reported", "announced", "claimed", "forecast", "opinion")
BOUNDS = ("exact", "about", "more_than", "at_least", "less_than", "at_most", "range")
STATUSES = ("read", "second-hand", "unverified")
HOW = ("supports", "qualifies", "contradicts")
VERDICTS = ("agree", "differ_by_definition", "differ_by_date", "differ_by_level", "contradict")
CHECK_VERDICTS = ("agrees", "differs_by_unit", "differs_by_definition", "unproven_at_its_date", "disagrees")
SPEAKERS = ("official", "vendor", "investor", "analyst", "platform", "press")
