"""Sentences that a parameter could make false: written by the figures, not by hand."""

from calendar import month_name

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelt(count: int) -> str:
    """A small whole number in words, a larger one in digits."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def month(iso: str) -> str:
    """'2027-12-05' or '2027-12' as 'December 2027'."""
    year, number, *_ = iso.split("-")
    return f"{month_name[int(number)]} {year}"


def percent(part: float, decimals: int = 1) -> str:
    """0.4019 as '40.2 %', with a space that does not break."""
    return f"{100 * part:.{decimals}f}\N{NO-BREAK SPACE}%"


def listed(words: list[str]) -> str:
    """'a, b and c'; 'nobody' for an empty list."""
    if not words:
        return "nobody"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def verdicts_sentence(verdicts: list[str]) -> str:
    """How the propositions stand."""
    n = len(verdicts)
    words = {"supported": ("is borne out by what they say", "are borne out by what they say"),
             "qualified": ("is heavily qualified", "are heavily qualified"),
             "opposed": ("is denied", "are denied"), "divided": ("divides them", "divide them"),
             "thin": ("rests on too little", "rest on too little"), "silent": ("meets silence", "meet silence")}
    parts = [f"{spelt(verdicts.count(v))} {pair[verdicts.count(v) > 1]}" for v, pair in words.items() if v in verdicts]
    return f"Of {spelt(n)} propositions put to the articles, {listed(parts)}."


def contradicted_sentence(against: dict[str, list[str]]) -> str:
    """Which statements some claim contradicts, and whose claims these are."""
    if not against:
        return "No claim that counts contradicts any of them."
    parts = [f"claims of {listed(names)} speak against “{statement.rstrip('.')}”" for statement, names in against.items()]
    return f"As we read them, {'; '.join(parts)}."


def lone_voice_sentence(lone: int) -> str:
    """On how many of the propositions a single article takes a side."""
    if not lone:
        return "On each of the propositions more than one article takes a side."
    return f"On {spelt(lone)} of the propositions only one article takes a side; the others qualify at most."


def bearing_sentence(supports: int, qualifies: int, contradicts: int) -> str:
    """What the claims say to one proposition, by counts."""
    words = ((supports, "supports", "support"), (qualifies, "qualifies", "qualify"),
             (contradicts, "contradicts", "contradict"))
    parts = [f"{spelt(n)} {one if n == 1 else many} it" for n, one, many in words]
    return f"of the claims, {listed(parts)}"


def voices_sentence(press: float, vendors: float, own: float) -> str:
    """Who speaks: parts of all claims by press and vendors, and the part of vendors' claims about themselves."""
    first = f"The press speaks {percent(press, 0)} of the claims in its own voice and vendors {percent(vendors, 0)}"
    if not vendors:
        return f"{first}."
    return f"{first}; of what vendors say, {percent(own, 0)} is about themselves or what they make."


def fragile_sentence(changed: list[str], total: int, what: str) -> str:
    """How many verdicts hang on a single one of something."""
    if not changed:
        return f"No verdict hangs on a single {what}."
    verb = "changes" if len(changed) == 1 else "change"
    count = spelt(len(changed)).capitalize()
    return f"{count} of the {spelt(total)} verdicts {verb} when some single {what} is left out."


def stays_sentence(holding: int, stays: dict[str, float], total: int) -> str:
    """How many headlines hold as set, and which no single parameter can turn.

    ``stays``: these headlines → the part of the draws of all parameters at once in which each holds.
    """
    if not total:
        return "No headline is left to test."
    set_here = "all hold" if holding == total else f"{spelt(holding)} {'holds' if holding == 1 else 'hold'}"
    first = f"Of {spelt(total)} statements of the chapters {set_here} with the assumptions as set"
    over = "over the whole declared range of every parameter taken alone"
    if not stays:
        return f"{first}; each turns somewhere in the declared range of at least one parameter."
    if len(stays) == total:
        return f"{first}, and {over}."
    which = "; ".join(f"{name.rstrip('.')}: in {percent(part, 0)} of the draws of all parameters at once"
                      for name, part in stays.items())
    shown = f" ({which})" if len(stays) < 4 else ""
    verb = "stays" if len(stays) == 1 else "stay"
    return f"{first}; {spelt(len(stays))} {verb} {over}{shown}, the others turn somewhere in it."
