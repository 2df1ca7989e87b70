"""Sentences that a parameter could make false: written by the figures, not by hand."""

from calendar import month_name

ARTICLES = {"clubic-alliances": "Clubic on the alliances", "vietnam-vn-waic": "Vietnam.vn on the fair",
            "chip-gap": "article on the chip gap", "cnbc-fr-models": "CNBC, in French",
            "clubic-glm-image": "Clubic on GLM-Image"}
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


def record_sentence(visits: float, each: float, record: float, other: float) -> str:
    """Whether visits, at ``each`` a person, beat an earlier count of people; and whether another page's count does."""
    rate = "one visit" if each == 1 else f"{each:g} visits"
    estimate, count = (f"would {'' if people > record else 'not '}be a record" for people in (visits / each, other))
    return (f"one page's {visits:,.0f} visits {estimate} at {rate} a person, another page's {other:,.0f} visitors "
            f"{count}, against {record:,.0f} the year before")


def attendance_title(record: str) -> str:
    """``record_sentence`` as the title of a figure."""
    return f"{record[0].upper()}{record[1:]}."


def things_sentence(things: int, ready: int, available: list[str], elsewhere: list[str]) -> str:
    """How many things were announced at the fair, how many of them are at a stage that counts as available, and what
    the same articles announce besides.
    """
    if not things:
        return "no product, model, system or body"
    stages = listed(sorted(s.replace("_", " ") for s in available))
    at_fair = f"{spelt(things)} products, models, systems and bodies, {spelt(ready)} of them {stages}"
    if not elsewhere:
        return at_fair
    it = "it" if len(elsewhere) == 1 else "them"
    return f"{at_fair}, and besides, without placing {it} at the fair, {listed(elsewhere)}"


def both_sentence(names: list[str]) -> str:
    """What more than one article reports."""
    return f"More than one article reports {listed(names)}." if names else "No two articles report the same thing."


def absent_sentence(names: list[str], articles: int) -> str:
    """Whom so many articles call absent."""
    if not names:
        return "No article that counts calls anybody absent."
    who = "One article calls" if articles == 1 else f"{spelt(articles).capitalize()} articles call"
    return f"{who} {listed(names)} absent."


def there_sentence(firms: list[str], people: list[str]) -> str:
    """Whom the articles place at the fair: names of firms, and of people with their offices."""
    if not firms + people:
        return "No article that counts places anybody at the fair."
    both = listed(firms) + (f", and {listed(people)}" if people else "") if firms else listed(people)
    return f"At the fair the articles place {both}."


def lone_sentence(alone: int, things: int) -> str:
    """How many of the things only one article reports."""
    if not things:
        return "No article that counts reports anything."
    of = f"the {spelt(things)} things announced"
    if alone == things:
        return f"Every one of {of} is reported by a single article."
    return f"Of {of}, {spelt(alone)} {'is' if alone == 1 else 'are'} reported by a single article."


def stage_sentence(stages, available: list[str]) -> str:
    """How many of the stages stated are among those that count as available; each cell may hold several."""
    wanted = {s.replace("_", " ") for s in available}
    found = [set(cell.split("; ")) for cell in stages if cell]
    if not found:
        return "No article that counts gives a stage."
    ready, silent = sum(bool(wanted & cell) for cell in found), len(list(stages)) - len(found)
    things = f"{spelt(len(found))} {'thing' if len(found) == 1 else 'things'}"
    rest = f"; for {spelt(silent)} no stage is given" if silent else ""
    return f"Of {things} with a stage, {spelt(ready)} had got as far as {listed(sorted(wanted))}{rest}."


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
