"""Everything that the chapter on compute publishes, as facts: results, data of figures and tables."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd

from analysis.compute.export_rules import Screening, screen_chips
from analysis.compute.headline_figures import ANALYSIS, PAPER, HeadlineFigures, derive_headline
from analysis.compute.inputs import AGAINST_A100, LOCAL_SHARE, SUPERNODE, Inputs, Parameters, read
from analysis.compute.installed_base import BreakEven, InstalledBase, break_even, count_installed_base, long_map
from analysis.compute.roofline import Roofs, place_work, roof_lines
from analysis.compute.systems import TOTALS, SystemComparison, compare_systems
from analysis.compute.timeline import Timeline, place_in_time
from analysis.compute.training import Training, train
from evidence.chapter.answers import Answers, Fact, Shown, number
from evidence.language.phrases import span
from evidence.tables.report import Report

MEMORY = "ascend-910c-memory"
OUTSIDE = (ANALYSIS, PAPER, MEMORY, "ascend-910c-bandwidth", "cm384-power", "cm384-power-later", "gb200-peak",
           "gb200-memory", "gb200-memory-usable", "gb200-bandwidth", "nvl72-chips", "nvl72-power", "nvl72-power-rack")
SYSTEMS = (SUPERNODE, *OUTSIDE)
RULES = ("rule-2022-tpp", "rule-2022-link", "rule-2023-tpp-lower", "rule-2023-density-lower", "rule-2026-tpp",
         "rule-2026-bandwidth", "a800-link", "h20-peak", "h20-die")
DAYS = ("a100-peak", "ascend-910b-training", "pangu-ultra-moe-utilisation")
CARDS = ("shipments-2023h1", "domestic-shipments-2023h1", "domestic-shipments-2024", "shipments-2025",
         "domestic-shipments-2025", "domestic-share-2025")
PEAKS = ("ascend-910b-peak", "ascend-910b-peak-low", "ascend-910b-peak-high", "h800-peak", "a800-peak", "h20-peak")
KNOWN = ["article", "date", "rules", "chips", "systems", "latest_rule", "latest_chip"]
RATIOS = {"ratio-rate": ("system", "peak rate"), "ratio-bandwidth": ("system", "memory bandwidth"),
          "ratio-power": ("system", "power"), "ratio-rate-per-kw": ("kW", "peak rate"),
          "ratio-memory-per-kw": ("kW", "memory")}


@dataclass(frozen=True)
class _Sections:
    """What each section of the chapter finds."""

    systems: SystemComparison
    headline: HeadlineFigures
    work: Roofs
    rules: Screening
    training: Training
    base: InstalledBase
    break_even: BreakEven
    time: Timeline


def answer(report: Report, parameters: Parameters) -> Answers:
    """All results, figures and tables; ``found`` holds the sections.

    ``report``: with the articles and claims that count. ValueError for parameters that make no machine or cluster.
    """
    return _in_facts(_sections(read(report), parameters))


def _sections(inputs: Inputs, parameters: Parameters) -> _Sections:
    systems = compare_systems(inputs, parameters)
    return _Sections(
        systems, derive_headline(inputs, parameters), place_work(inputs, parameters, systems), screen_chips(inputs),
        train(inputs, parameters), count_installed_base(inputs, parameters), break_even(inputs, parameters),
        place_in_time(inputs))


def _in_facts(found: _Sections) -> Answers:
    return Answers(_results(found), _figures(found), _tables(found), found)


def _results(found: _Sections) -> dict[str, Fact]:
    """Every published result, section by section."""
    return (_on_systems(found.systems) | _on_headline(found.headline) | _on_work(found.work) | _on_rules(found.rules)
            | _on_training(found.training) | _on_installed_base(found) | _on_time(found.time))


def _figures(found: _Sections) -> dict[str, Shown]:
    """Data and words of every figure."""
    events = pd.DataFrame(found.time.events, columns=["lane", "what", "date", "reference_id"])
    return {
        "system-ratios": Shown(found.systems.plotted(), _title_of_systems(found.systems), SYSTEMS),
        "roofline": Shown(roof_lines(found.systems, found.work.intensity), _who_leads(found.work), SYSTEMS),
        "rule-planes": Shown(found.rules.chips.rename(columns={"reference_ids": "reference_id"}), _limits(found.rules)),
        "training-days": Shown(_readings(found.training), _title_of_training(found.training), (AGAINST_A100, *DAYS)),
        "stock-map": Shown(
            long_map(found.base),
            {"inside": found.base.both_hold, "ratio": found.base.highest_ratio}, (LOCAL_SHARE, *CARDS, *PEAKS)),
        "timeline": Shown(events, _known(found.time)),
    }


def _tables(found: _Sections) -> dict[str, Shown]:
    """Data and words of every table."""
    headline, rules = found.headline, found.rules.table
    rate = {"chip": headline.implied_tflops, "apart": abs(headline.rates[0].gap)}
    even = pd.DataFrame(found.break_even.rows)
    columns = ["quantity", "unit", "left", "right", "ratio", "low", "high"]
    return {
        "systems": Shown(found.systems.plotted()[columns], {}, SYSTEMS),
        "headline-rate": Shown(_gaps(headline.rates), rate, (SUPERNODE,)),
        "headline-memory": Shown(_gaps(headline.memory).assign(reference_id=MEMORY), {}, (SUPERNODE,)),
        "rule-table": Shown(rules.drop(columns="reference_ids"), {}, tuple(" ".join(rules["reference_ids"]).split())),
        "training-chips": Shown(_readings(found.training), {"chips": found.training.chips}, (AGAINST_A100, *DAYS)),
        "stock-break-even": Shown(even.assign(unit_share=even["unit_share"] * 100), {}, (LOCAL_SHARE, *CARDS)),
        "could-know": Shown(pd.DataFrame(found.time.known, columns=KNOWN)),
    }


def _on_systems(found: SystemComparison) -> dict[str, Fact]:
    power, all_in = found.ends("system", "power"), found.all_in_power
    answer = {
        "lead": found.lead, "rate": found.ends("system", "peak rate"), "memory": found.ends("system", "memory"),
        "chips": found.ends("system", "chips"), "power": power, "all_in": all_in, "alike": span(power) == span(all_in),
        "chip_rate": found.ends("chip", "peak rate"), "thrift": found.ends("kW", "peak rate")}
    rate, memory, bandwidth = (found.ends("system", quantity) for quantity in TOTALS)
    totals = {"place": found.totals, "rate": rate, "memory": memory, "bandwidth": bandwidth}
    return {
        "answer-systems": Fact(answer, SYSTEMS), "verdict-systems": Fact(totals, SYSTEMS),
        "ratio-power-all-in": number(all_in.high, SYSTEMS, ends=all_in),
        **{name: number(found.ratios[key].ratio, SYSTEMS, ends=found.ends(*key)) for name, key in RATIOS.items()}}


def _title_of_systems(found: SystemComparison) -> dict:
    return {"rate": found.ends("system", "peak rate"), "thrift": found.ends("kW", "peak rate"),
            "but": found.thrift_differs}


def _on_headline(found: HeadlineFigures) -> dict[str, Fact]:
    gap, decimal = found.rates[0].gap, found.memory[0].memory_tb
    answer = {name: getattr(found, name) for name in (
        "chips", "printed_pflops", "printed_tb", "counting", "unit", "off", "near", "far", "one_gap")}
    return {
        "implied-chip-rate": number(found.implied_tflops, (SUPERNODE,)),
        "rate-gap": number(gap * 100, (SUPERNODE, PAPER), size=abs(gap)),
        "memory-decimal": number(decimal, (SUPERNODE, MEMORY)),
        "answer-origin": Fact(answer, (SUPERNODE, ANALYSIS, PAPER, MEMORY))}


def _gaps(derivations: Iterable) -> pd.DataFrame:
    """The derivations of a headline figure as a frame, gaps in percent."""
    frame = pd.DataFrame([asdict(derivation) for derivation in derivations]).rename(columns={"gap": "gap_percent"})
    return frame.assign(gap_percent=frame["gap_percent"] * 100)


def _on_work(found: Roofs) -> dict[str, Fact]:
    decode = "cm384-decode"
    return {
        "decode-part": number(found.decode_part, (decode, "deepseek-r1-active")),
        "decode-peak": number(found.paper_peak_tflops, (decode, "cm384-decode-per-peak")),
        "decode-part-paper": number(found.paper_decode_part, ("cm384-decode-per-peak", "deepseek-r1-active")),
        "ridge-supernode": number(found.ridge_supernode, OUTSIDE), "ridge-rack": number(found.ridge_rack, OUTSIDE),
        "answer-work": Fact(_who_leads(found), SYSTEMS)}


def _who_leads(found: Roofs) -> dict:
    return {name: getattr(found, name)
            for name in ("decides", "leader", "thrifty", "memory_bound", "arithmetic_bound")}


def _on_rules(found: Screening) -> dict[str, Fact]:
    chips = {"eased": list(found.eased), "closed": list(found.closed)}
    return {
        "answer-chips": Fact(_limits(found) | chips, RULES),
        "margin-a800": number(found.link_margin, ("a800-link", "rule-2022-link"), size=abs(found.link_margin)),
        "margin-h20": number(found.performance_margin, ("h20-peak", "rule-2023-tpp-lower"),
                             size=abs(found.performance_margin)),
        "tpp-a100": number(found.tpp_a100, ("a100-peak",)), "tpp-h20": number(found.tpp_h20, ("h20-peak",))}


def _limits(found: Screening) -> dict:
    return {"link": abs(found.link_margin), "link_side": found.link_side,
            "performance": abs(found.performance_margin), "performance_side": found.performance_side}


def _on_training(found: Training) -> dict[str, Fact]:
    answer = {
        "chips": found.chips, "relative": found.printed.relative, "assumed": found.utilisation_matters,
        "range_factor": found.range_factor, "used_factor": found.used_factor}
    for name, ends in (("printed_chips", found.printed.chips), ("split_chips", found.split.chips),
                       ("yardstick_days", found.yardstick.days), ("printed_days", found.printed.days)):
        answer |= {name: ends, f"{name}_alike": f"{ends.low:.0f}" == f"{ends.high:.0f}"}
    days, peaks = found.yardstick.days, ("ascend-910b-peak", "a100-peak")
    return {
        "answer-training": Fact(answer, (AGAINST_A100, *DAYS)),
        "relative-utilisation": number(found.relative_utilisation, ("ascend-910b-training", *peaks)),
        "peak-ratio": number(found.peak_ratio, peaks),
        "training-days-low": number(days.low, DAYS), "training-days-high": number(days.high, DAYS)}


def _title_of_training(found: Training) -> dict:
    return {"range_factor": found.range_factor, "both_factor": found.both_factor, "assumed": found.utilisation_matters,
            "lag": abs(found.lag), "takes": found.lag_verdict}


def _readings(found: Training) -> pd.DataFrame:
    """reading, then relative, days and chips, each with _low and _high."""
    return pd.DataFrame([
        {"reading": row.reading} | {f"{name}_{end}": getattr(getattr(row, name), end)
                                    for name in ("relative", "days", "chips") for end in ("low", "high")}
        for row in (found.yardstick, found.printed, found.split)])


def _on_installed_base(found: _Sections) -> dict[str, Fact]:
    base, even = found.base, found.break_even
    answer = {
        "claimed": base.claimed, "flow": base.flow, "both_hold": base.both_hold, "home": base.made_at_home,
        "performance": float(f"{base.performance_ratio:.3g}"), "share": base.local_share, "ratio": base.highest_ratio,
        "home_limit": base.highest_home_part, "limited": base.highest_home_part < 1}
    age = {"unit_share": base.unit_share, "low": even.unit_share.low, "high": even.unit_share.high, "age": even.age}
    marks = [{"name": name, "ratio": middle, "standing": even.standings[name]}
             for name, (_, middle) in even.marks.items()]
    return {
        "answer-stock": Fact(answer, (LOCAL_SHARE, *CARDS)),
        "unit-share": number(base.unit_share, CARDS),
        "verdict-age": Fact(age, (LOCAL_SHARE, *CARDS)),
        "verdict-ratio": Fact({"low": even.ratio.low, "high": even.ratio.high, "marks": marks},
                              (LOCAL_SHARE, *CARDS, "ascend-910b-peak"))}


def _on_time(found: Timeline) -> dict[str, Fact]:
    return {"answer-time": Fact(_known(found), ("letter-2022", "rule-2026-tpp"))}


def _known(found: Timeline) -> dict:
    return {"articles": found.articles, "measures": found.measures, "first": found.first, "last": found.last}
