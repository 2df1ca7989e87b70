"""The chapter's sections on machines, rules, training and time, as facts for its words."""

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd

from analysis.compute.export_rules import Screening
from analysis.compute.headline_figures import ANALYSIS, PAPER, HeadlineFigures
from analysis.compute.inputs import AGAINST_A100, SUPERNODE
from analysis.compute.next_machine import DERIVED, Generations
from analysis.compute.roofline import Roofs, roof_lines
from analysis.compute.sections import Sections
from analysis.compute.systems import SystemComparison
from analysis.compute.timeline import Timeline
from analysis.compute.training import Training
from evidence.chapter.answers import Answers, Fact, Later, Shown, number

MEMORY = "ascend-910c-memory"
OUTSIDE = (ANALYSIS, PAPER, MEMORY, "ascend-910c-bandwidth", "cm384-power", "cm384-power-later", "gb200-peak",
           "gb200-memory", "gb200-memory-usable", "gb200-bandwidth", "nvl72-chips", "nvl72-power")
SYSTEMS, ALONE = (SUPERNODE, *OUTSIDE), "nvl72-power-rack"
RULES = ("rule-2022-tpp", "rule-2022-link", "rule-2023-tpp-lower", "rule-2023-density-lower", "rule-2026-tpp",
         "rule-2026-bandwidth", "a800-link", "h20-peak", "h20-die")
DAYS = ("a100-peak", "ascend-910b-training", "pangu-ultra-moe-utilisation")
NEXT = (SUPERNODE, "cm384-chips", "cm384-racks", *DERIVED.split(), "ascend-910c-memory", "ascend-910c-bandwidth",
        "atlas950-chips", "atlas950-racks", "atlas950-compute-fp8", "atlas950-memory", "ascend-950dt-memory",
        "ascend-950dt-bandwidth")
KNOWN = ["article", "date", "rules", "chips", "systems", "latest_rule", "latest_chip"]
RATIOS = {"ratio-rate": ("system", "peak rate"), "ratio-bandwidth": ("system", "memory bandwidth"),
          "ratio-power": ("system", "power"), "ratio-rate-per-kw": ("kW", "peak rate"),
          "ratio-memory-per-kw": ("kW", "memory")}


def on_machines(found: Sections) -> Answers:
    """Results, figures and tables of these sections; ``found`` of the whole chapter."""
    results = (_on_systems(found.systems) | _on_headline(found.headline) | _on_next_machine(found.generations)
               | _on_work(found.work) | _on_rules(found.rules) | _on_training(found.training) | _on_time(found.time))
    return Answers(results, Later(lambda: _figures(found)), Later(lambda: _tables(found)))


def _figures(found: Sections) -> dict[str, Shown]:
    events = pd.DataFrame(found.time.events, columns=["lane", "what", "date", "reference_id"])
    return {
        "system-ratios": Shown(found.systems.plotted(), _title_of_systems(found.systems), (*SYSTEMS, ALONE)),
        "roofline": Shown(roof_lines(found.systems, found.work.intensity), _who_leads(found.work), SYSTEMS),
        "rule-planes": Shown(found.rules.chips.rename(columns={"reference_ids": "reference_id"}), _limits(found.rules)),
        "training-days": Shown(_readings(found.training), _title_of_training(found.training), (AGAINST_A100, *DAYS)),
        "timeline": Shown(events, _known(found.time)),
    }


def _tables(found: Sections) -> dict[str, Shown]:
    headline, rules = found.headline, found.rules.table
    rate = {"chip": headline.implied_tflops, "apart": abs(headline.rates[0].gap)}
    columns = ["quantity", "unit", "left", "right", "ratio", "low", "high", "unlike"]
    return {
        "systems": Shown(found.systems.plotted()[columns], {}, (*SYSTEMS, ALONE)),
        "headline-rate": Shown(_gaps(headline.rates), rate, (SUPERNODE,)),
        "headline-memory": Shown(_gaps(headline.memory).assign(reference_id=MEMORY), {"unit": headline.unit},
                                 (SUPERNODE,)),
        "next-machine": Shown(pd.DataFrame([asdict(step) for step in found.generations.steps]), {}, (SUPERNODE,)),
        "rule-table": Shown(rules.drop(columns="reference_ids"), {}, tuple(" ".join(rules["reference_ids"]).split())),
        "training-chips": Shown(_readings(found.training), {"chips": found.training.chips}, (AGAINST_A100, *DAYS)),
        "could-know": Shown(pd.DataFrame(found.time.known, columns=KNOWN)),
    }


def _on_systems(found: SystemComparison) -> dict[str, Fact]:
    answer = {
        "lead": found.lead, "rate": found.ends("system", "peak rate"), "memory": found.ends("system", "memory"),
        "chips": found.ends("system", "chips"), "power": found.ends("system", "power"),
        "chip_rate": found.ends("chip", "peak rate"), "thrift": found.ends("kW", "peak rate")}
    short = {name: answer[name] for name in ("lead", "rate", "chips", "power")}
    return {
        "short-answer": Fact(short, SYSTEMS), "answer-systems": Fact(answer, SYSTEMS),
        "ratio-power-unlike": number(found.unlike_power.low, ("cm384-power", "cm384-power-later", ALONE),
                                     ends=found.unlike_power),
        **{name: number(found.ratios[key].ratio, SYSTEMS, ends=found.ends(*key)) for name, key in RATIOS.items()}}


def _title_of_systems(found: SystemComparison) -> dict:
    return {"rate": found.ends("system", "peak rate"), "thrift": found.ends("kW", "peak rate"),
            "but": found.thrift_differs}


def _on_headline(found: HeadlineFigures) -> dict[str, Fact]:
    gap, memory = found.rates[0].gap, {held.counting.value: held.memory for held in found.memory}
    answer = {name: getattr(found, name) for name in (
        "chips", "printed_pflops", "printed_tb", "counting", "unit", "off", "near", "far", "one_gap", "circular")}
    return {
        "implied-chip-rate": number(found.implied_tflops, (SUPERNODE,)),
        "rate-gap": number(gap * 100, (SUPERNODE, PAPER), size=abs(gap)),
        "memory-decimal": number(memory["decimal"], (SUPERNODE, MEMORY)),
        "memory-mixed": number(memory["mixed"], (SUPERNODE, MEMORY)),
        "answer-origin": Fact(answer | memory, (SUPERNODE, ANALYSIS, PAPER, MEMORY))}


def _gaps(derivations: Iterable) -> pd.DataFrame:
    """The derivations of a headline figure as a frame, gaps in percent."""
    frame = pd.DataFrame([asdict(derivation) for derivation in derivations]).rename(columns={"gap": "gap_percent"})
    return frame.assign(gap_percent=frame["gap_percent"] * 100)


def _on_next_machine(found: Generations) -> dict[str, Fact]:
    answer = {name: getattr(found, name) for name in (
        "rate", "chips", "rate_per_chip", "memory", "memory_per_chip", "memory_per_rate", "bandwidth_per_rate",
        "grows")}
    return {
        "answer-next": Fact(answer, NEXT),
        "next-memory": Fact({"binary": found.binary}, ("atlas950-memory", "atlas950-chips", "ascend-950dt-memory")),
        "next-from-chips": number(found.from_chips.low, ("ascend-output-2026", "ascend-910c-plan-2026",
                                                         "atlas950-chips"), ends=found.from_chips)}


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


def _on_time(found: Timeline) -> dict[str, Fact]:
    return {"answer-time": Fact(_known(found), ("letter-2022", "rule-2026-tpp"))}


def _known(found: Timeline) -> dict:
    return {"articles": found.articles, "measures": found.measures, "first": found.first, "last": found.last}
