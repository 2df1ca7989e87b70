"""Sentences of the compute chapter that a parameter could make false, and the short forms of their numbers."""

from collections.abc import Mapping

import pandas as pd

from analysis.sentences import listed

Spans = Mapping[tuple[str, str], tuple[float, float]]  # (basis, quantity) → lowest and highest ratio
PERCENT = "\N{NO-BREAK SPACE}%"


def short(value: float) -> str:
    """A number in two significant digits, thousands separated: 0.4316 → 0.43, 853.3 → 850, 5.333 → 5.3."""
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:.2g}"


def between(low: float, high: float) -> str:
    """A span in two significant digits: 3.855 and 5 → 3.9 to 5.0; one number where both ends round to it."""
    ends = [f"{float(f'{end:.2g}'):{',.0f' if abs(end) >= 10 else '#.2g'}}" for end in (low, high)]
    return short(low) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def percent(share: float) -> str:
    """A share in percent: one decimal below ten, whole above; 0.0133 → 1.3 %, 0.276 → 28 %."""
    value = share * 100
    return f"{value:.1f}{PERCENT}" if abs(value) < 10 else f"{value:.0f}{PERCENT}"


def systems_title(spans: Spans) -> str:
    """Finding of the comparison: per system against per kilowatt."""
    total, frugal = spans["system", "peak rate"], spans["kW", "peak rate"]
    joint = "but" if (total[0] > 1) != (frugal[1] > 1) else "and"
    return (f"On paper the supernode has {between(*total)} times the rack's peak rate, {joint} {between(*frugal)} times "
            f"per kilowatt")


def systems_answer(spans: Spans, all_in: tuple[float, float]) -> str:
    """Answer on system against rack: totals, and what they cost.

    ``all_in``: the span of the power ratio without the figure that counts the rack alone.
    """
    times = {key: between(*span) for key, span in spans.items()}
    low, high = spans["system", "peak rate"]
    verb = "outruns" if low > 1 else "falls short of" if high <= 1 else "is about level with"
    power, alike = times["system", "power"], between(*all_in)
    unlike = f" ({alike} without the page that counts the rack alone)" if alike != power else ""
    return (f"On paper Huawei's supernode (CloudMatrix 384) {verb} the NVIDIA rack it is set against (GB200 NVL72), with "
            f"{times['system', 'peak rate']} times the peak rate and {times['system', 'memory']} times the memory, by the "
            f"figures of different pages; it takes {times['system', 'chips']} times the chips and {power} times the "
            f"power{unlike}, and reaches {times['chip', 'peak rate']} times the rate per chip and "
            f"{times['kW', 'peak rate']} times the rate per kilowatt.")


def origin_answer(chips: int, printed: tuple[float, float], rates: pd.DataFrame, memory: pd.DataFrame) -> str:
    """Answer on where the headline figures come from.

    ``printed``: rate [PFLOP/s] and memory [TB] of the article; ``rates`` and ``memory`` as of compute.derivations and
    compute.memory_derivations. The way of counting is the one that comes nearest.
    """
    rate, held = rates.loc[rates["gap_percent"].abs().idxmin()], memory.loc[memory["gap_percent"].abs().idxmin()]
    low, high = (end(rates.loc[rates["counting"] == rate["counting"], "gap_percent"]) for end in (min, max))
    return (f"The {printed[0]:,.0f} PFLOP/s and {printed[1]:,.0f} TB printed for the supernode agree with sums over "
            f"its {chips:,} chips, of {rate['counting']} peak rates and of memory in {held['counting']} units; by the "
            f"rates that other pages give for one chip the total would be {_off(low, high)}.")


def _off(low: float, high: float) -> str:
    """How far off two gaps in percent are, in words: lower, higher, or one of each."""
    near, far = sorted((abs(low), abs(high)))
    if low < 0 < high:
        return f"{-low:.1f}{PERCENT} lower to {high:.1f}{PERCENT} higher"
    span = f"{far:.1f}{PERCENT}" if round(near, 1) == round(far, 1) else f"{near:.1f}{PERCENT} to {far:.1f}{PERCENT}"
    return f"{span} {'lower' if high <= 0 else 'higher'}"


def roofline_title(winners: Mapping[str, list[str]]) -> str:
    """Finding of the rooflines: does the winner depend on the ratio of arithmetic to memory traffic?"""
    total, frugal = winners["system"], winners["kW"]
    if len(total) == len(frugal) == 1:
        rest = "and per kilowatt" if total == frugal else f"{frugal[0]} per kilowatt"
        joint = " " if total == frugal else ", "
        return f"On paper, at every ratio of arithmetic to memory traffic, {total[0]} is faster as a whole{joint}{rest}"
    switch = total if len(total) > 1 else frugal
    basis = "as a whole" if len(total) > 1 else "per kilowatt"
    return (f"On paper, the ratio of arithmetic to memory traffic decides {basis}: {switch[0]} leads when memory binds, "
            f"{switch[-1]} when arithmetic does")


def chips_answer(link: float, performance: float, screened: pd.DataFrame) -> str:
    """Answer on the rules: how near them the designs for China lie, and what the last of them opens.

    ``link`` and ``performance`` are margins as shares of the thresholds, negative below them; ``screened`` as of
    rules.screen, with the chips' names as ``label``.
    """
    last = screened[screened["rule"] == "2026"]
    eased, closed = (listed(list(last.loc[last["outcome"] == outcome, "label"]) or ["none"])
                     for outcome in ("case by case", "not eased"))
    return (f"The chips that NVIDIA cut for China lay {_under(link)} the limit of the first rule (A800, speed of the "
            f"link) and {_under(performance)} that of the second (H20, processing performance); the third opens a "
            f"way case by case for {eased}, but not for {closed}.")


def training_answer(chips: int, carried: pd.DataFrame) -> str:
    """Answer on what a share of an A100 comes to: rows as for training_title."""
    yardstick, article, split = carried.to_dict("records")
    claimed, used, _ = _spreads(carried)
    assumed = f", a factor of {short(used)} from the utilisation assumed" if used > 1 else ""
    return (f"Huawei's answer, the Ascend 910B, said by one manager to do {percent(article['relative_low'])} to "
            f"{percent(article['relative_high'])} of an A100's work, means {_span(article, 'chips')} chips for the work "
            f"of {chips:,}, or {_span(split, 'chips')} if only the lower end was measured in training. With "
            f"{chips:,} A100s the training run assumed here takes {_span(yardstick, 'days')} days{assumed}; the "
            f"manager's range adds a factor of {short(claimed)}, and as many 910Bs take {_span(article, 'days')} days.")


def _span(row: Mapping, what: str) -> str:
    low, high = (f"{row[f'{what}_{end}']:,.0f}" for end in ("low", "high"))
    return low if low == high else f"{low} to {high}"


def rules_title(link: float, performance: float) -> str:
    """Finding of the rule planes."""
    return (f"The A800 lay {_under(link)} the first rule's limit on the link, the H20 {_under(performance)} the second "
            f"rule's lower class")


def _under(margin: float) -> str:
    return f"{percent(abs(margin))} {'under' if margin < 0 else 'over'}"


def training_title(carried: pd.DataFrame) -> str:
    """Finding on training days: yardstick in the first row, the article in the second, the split in the third."""
    yardstick, _, split = carried.to_dict("records")
    claimed, used, both = _spreads(carried)
    assumed = f" ({short(both)} with the range of utilisation)" if used > 1 else ""
    lag = split["days_low"] / yardstick["days_low"] - 1
    longer = f"{percent(abs(lag))} {'longer' if lag > 0 else 'less time'}" if lag else "as long"
    return (f"The article's range leaves a factor of {short(claimed)} in training time{assumed}; kept to training "
            f"alone, the 910B takes {longer}")


def _spreads(carried: pd.DataFrame) -> tuple[float, float, float]:
    """Factors between longest and shortest training: from the article's range, from utilisation, from both."""
    yardstick, article, _ = carried.to_dict("records")
    return (article["relative_high"] / article["relative_low"], yardstick["days_high"] / yardstick["days_low"],
            article["days_high"] / article["days_low"])


def timeline_title(known: pd.DataFrame, measures: int) -> str:
    """Finding of the timeline: how many of the ``measures`` the first and the last article could know."""
    if known.empty:
        return "No article is left to place among the measures"
    first, last = known["rules"].iloc[0], known["rules"].iloc[-1]
    if len(known) == 1:
        return f"Of {measures} American measures on chips listed here the only article could know {first}"
    return f"Of {measures} American measures on chips listed here the earliest article could know {first}, the latest {last}"


def stock_answer(share: float, claimed: float, flow: float, limits: tuple[float, float],
                 setting: tuple[float, float]) -> str:
    """Answer on stock and flow: whether both figures hold at a setting, and where they do.

    ``limits``: highest performance ratio with every domestic card made at home, highest part made at home at the
    setting's ratio; ``setting``: performance ratio, part made at home.
    """
    ratio, home = setting
    verdict = "can both be true" if share < claimed else "cannot both be true"
    second = ("." if limits[1] >= 1 else
              f", or where fewer than {percent(limits[1])} of domestic cards carry chips made in the country.")
    return (f"That less than {percent(claimed)} of computing power is local, read as a part of all that is installed, "
            f"and {percent(flow)} of the cards shipped are domestic {verdict} with a domestic card doing {ratio:.3g} times the work of a foreign one and "
            f"{percent(home)} of them made at home, for {percent(share)} of the stock would then be local; they fit where "
            f"a domestic card does less than {short(limits[0])} times that work{second}")


def stock_verdict(unit_share: float, claimed: float, low: float, high: float) -> str:
    """Can age alone explain the gap? ``unit_share`` of the cards in use; ``low``, ``high`` over the assumptions."""
    span = f"{percent(low)} to {percent(high)}"
    if low >= claimed:
        lead = "age explains part of the gap between stock and flow, but not the whole of it"
    elif high < claimed:
        lead = "age alone would explain the gap between stock and flow"
    else:
        lead = "whether age alone explains the gap between stock and flow depends on growth and lifetime"
    return (f"Counting cards, {percent(unit_share)} of those in use would be domestic, and {span} over the lifetimes "
            f"and growth rates of the table: {lead}.")


def marks_verdict(marks: Mapping[str, tuple[float, float, float]], low: float, high: float) -> str:
    """Where ratios of peak rates (low, middle, high) lie against the ratio below which the figure holds."""
    def place(mark):
        if mark[1] < low:
            return "below it"
        return "within the spread of the table" if mark[1] <= high else "above it"
    words = ", ".join(f"{name} is {mark[1]:.2f} ({place(mark)})" for name, mark in marks.items())
    return (f"The vendor's figure holds where a domestic card does less than {short(low)} to {short(high)} times the "
            f"work of a foreign one; by peak rate, {words}.")


def systems_verdict(spans: Spans) -> str:
    """Which machine is ahead in totals, by figures from outside the articles."""
    total = {name: spans["system", name] for name in ("peak rate", "memory", "memory bandwidth")}
    if all(low > 1 for low, _ in total.values()):
        place = "is ahead"
    else:
        place = "is ahead in part only" if any(high > 1 for _, high in total.values()) else "is not ahead"
    figures = ", ".join(f"{between(*span)} times the {name}" for name, span in total.items())
    return f"In totals, by figures from outside, the supernode {place}: {figures}."


def stock_title(share: float, claimed: float, ratio: float) -> str:
    """Finding of the map."""
    there = "inside" if share < claimed else "outside"
    return (f"Both figures hold only in part of the map: below {short(ratio)} in performance if brand counts as local; "
            f"this page's setting lies {there}")


def origin_title(chip_tflops: float, spread_percent: float) -> str:
    """Finding on where the headline rate comes from."""
    return (f"The headline rate is chips times a dense peak of some {chip_tflops:,.0f} TFLOP/s; "
            f"sources differ by {abs(spread_percent):.1f}{PERCENT}")
