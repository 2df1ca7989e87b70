"""The chapter's sections on cards in use, shares, equivalents, licences and supply, as facts for its words."""

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd

from analysis.compute.equivalents import Equivalents, Uncounted
from analysis.compute.inputs import LOCAL_SHARE, SUPERNODE
from analysis.compute.installed_base import BreakEven, InstalledBase, long_map
from analysis.compute.known import Ends
from analysis.compute.sections import Sections
from analysis.compute.shares import CARDS_OF, MONEY_OF, PEAKS_OF_WORK, ByLicence, DomesticShares, Yardstick
from analysis.compute.supply import Supply
from evidence.chapter.answers import Answers, Fact, Later, Shown, number

CARDS = ("shipments-2023h1", "domestic-shipments-2023h1", "domestic-shipments-2024", "shipments-2025",
         "domestic-shipments-2025", "domestic-share-2025")
PEAKS = ("ascend-910b-peak", "ascend-910b-peak-low", "ascend-910b-peak-high", "h800-peak", "a800-peak", "h20-peak")
WORLD = ("compute-stock-world-epoch", "compute-stock-world-ai-index")
OWNED, CLUSTERS = ("compute-share-china-owners", *WORLD), ("cluster-share-china-2025",)
ONE_MACHINE = ("ascend-910c-peak", "ascend-910c-peak-paper", "gb200-peak", "h100-peak")
LICENCE = ("h200-delivered", "h200-approved-china", "h200-per-buyer", "h200-buyers", "h200-peak", "h100-peak",
           "shipments-2025", "domestic-shipments-2025")
MISSING = ("smuggled-chips-2024", "rented-abroad-bytedance", "b200-peak", "h100-peak")
SUPPLIED = ("hbm-stacks-china", "ascend-910c-stacks", "ascend-output-2025", "ascend-output-2026",
            "ascend-910c-plan-2026", "ascend-dies-2025", "ascend-dies-plan-2026")
SALES = ("market-value-2025", "market-value-2025-aigazine", "huawei-shipments-2025", "nvidia-shipments-2025",
         "h20-price", "huawei-sales-share-2025", "nvidia-sales-share-2025")


def on_market(found: Sections) -> Answers:
    """Results, figures and tables of these sections; ``found`` of the whole chapter."""
    results = (_on_installed_base(found.base, found.break_even) | _on_shares(found.shares)
               | _on_equivalents(found.equivalents) | _on_licence(found.licence)
               | _on_uncounted(found.uncounted, found.base) | _on_supply(found.supply))
    return Answers(results, Later(lambda: _figures(found)), Later(lambda: _tables(found)))


def _figures(found: Sections) -> dict[str, Shown]:
    base = found.base
    return {
        "stock-and-flow": Shown(_stock_and_flow(base), {"flow": base.flow, "share": base.local_share,
                                                        "claimed": base.claimed, "held": base.both_hold},
                                (LOCAL_SHARE, *CARDS)),
        "stock-map": Shown(long_map(base), {"inside": base.both_hold, "ratio": base.highest_ratio},
                           (LOCAL_SHARE, *CARDS, *PEAKS)),
        "domestic-shares": Shown(_share_rows(found.shares), _latest(found.shares)),
    }


def _tables(found: Sections) -> dict[str, Shown]:
    even, amounts = pd.DataFrame(found.break_even.rows), found.equivalents.amounts
    limits = pd.DataFrame([asdict(limit) for limit in found.supply.limits])
    cases = pd.DataFrame([asdict(case) for case in found.licence.cases])
    return {
        "stock-break-even": Shown(even.assign(unit_share=even["unit_share"] * 100),
                                  {"growth": found.break_even.highest_growth}, (LOCAL_SHARE, *CARDS)),
        "equivalents": Shown(_amount_rows(amounts), {
            "world": _in_millions(found.equivalents.world), "delivered": found.equivalents.delivered,
            "cluster": found.equivalents.cluster}, (SUPERNODE,)),
        "licence": Shown(cases.assign(by_cards=cases["by_cards"] * 100, by_work=cases["by_work"] * 100,
                                      reference_id=cases["reference_id"].replace("", None))),
        "supply": Shown(limits.assign(year=limits["year"].astype("Int64"), h100=limits["h100"].map(_rough),
                                      chips=[_rough(chips, 4) for chips in limits["chips"]]), {}, (SUPERNODE,)),
    }


def _on_installed_base(base: InstalledBase, even: BreakEven) -> dict[str, Fact]:
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
        "growth-bound": number(even.highest_growth, ("nvidia-share-2024", "domestic-shipments-2024", "shipments-2025")),
        "verdict-age": Fact(age, (LOCAL_SHARE, *CARDS)),
        "verdict-ratio": Fact({"ratio": even.ratio, "marks": marks},
                              (LOCAL_SHARE, *CARDS, "ascend-910b-peak"))}



def _on_shares(found: DomesticShares) -> dict[str, Fact]:
    huawei, nvidia = found.price
    behind = f"{CARDS_OF[2025]} {MONEY_OF[2025]} {PEAKS_OF_WORK} huawei-shipments-2025 nvidia-shipments-2025"
    leaders = {name: getattr(found, name) for name in ("by_cards", "by_money", "by_work", "first_by_cards",
                                                       "first_by_money", "first_by_work")}
    return {
        "answer-shares": Fact(_latest(found) | leaders, tuple(behind.split())),
        "verdict-prices": Fact({"huawei": huawei, "nvidia": nvidia, "h20": found.h20_price, "cheap": found.cheap},
                               SALES)}


def _stock_and_flow(base: InstalledBase) -> pd.DataFrame:
    """what, percent, by the names of the model."""
    return pd.DataFrame([("shipped", base.flow * 100), ("in use", base.local_share * 100)],
                        columns=["what", "domestic_percent"])


def _latest(found: DomesticShares) -> dict:
    """Shares of the latest year, in the words of a sentence."""
    return {"year": max(row.year for row in found.shares), "cards": found.latest[Yardstick.CARDS].low,
            "money": found.latest[Yardstick.MONEY], "work": found.latest[Yardstick.WORK]}


def _share_rows(found: DomesticShares) -> pd.DataFrame:
    """year, yardstick, low_percent and high_percent, missing where nothing was read, reference_id."""
    return pd.DataFrame([
        {"year": row.year, "yardstick": row.yardstick.value, "low_percent": row.share.low * 100 if row.share else None,
         "high_percent": row.share.high * 100 if row.share else None, "reference_id": row.reference_id or None}
        for row in found.shares])


def _on_equivalents(found: Equivalents) -> dict[str, Fact]:
    machines = {name: getattr(found, name) for name in ("supernode", "rack", "cluster", "cluster_part")}
    cards = {name: getattr(found, name) for name in ("stock_part", "against", "per_card", "weakest", "weaker")}
    cards |= {"stock": found.stock / 1e6, "stocks": _in_millions(found.stocks), "owned": _in_millions(found.owned)}
    return {"answer-equivalents": Fact(machines | {"world": _in_millions(found.world)},
                                       (SUPERNODE, *ONE_MACHINE, "cm384-cluster", *WORLD)),
            "verdict-stock": Fact(cards, (*CARDS, *PEAKS, "h100-peak", *OWNED))}


def _amount_rows(amounts: Iterable) -> pd.DataFrame:
    """what, h100_low, h100_high, part_low and part_high in percent, reference_id."""
    return pd.DataFrame([
        {"what": row.what, "h100_low": _rough(row.h100.low), "h100_high": _rough(row.h100.high),
         "part_low": row.part.low * 100, "part_high": row.part.high * 100, "reference_id": row.reference_id}
        for row in amounts])


def _rough(number: float, digits: int = 3) -> float:
    """In so many significant digits, for no more is known."""
    return float(f"{number:.{digits}g}")


def _in_millions(ends: Ends) -> Ends:
    return Ends(ends.low / 1e6, ends.high / 1e6)


def _on_licence(found: ByLicence) -> dict[str, Fact]:
    answer = {
        "undelivered": found.setting.chips == 0, "set": found.setting.chips / 1e6, "allowed": found.allowed.chips / 1e6,
        "cards": found.setting.by_cards, "work": found.setting.by_work, "cards_then": found.allowed.by_cards,
        "work_then": found.allowed.by_work, "as_owned": found.as_owned}
    return {"answer-licence": Fact(answer, (*LICENCE, *OWNED))}


def _on_uncounted(found: Uncounted, base: InstalledBase) -> dict[str, Fact]:
    answer = {"read": found.read / 1e6, "local": found.local / 1e6, "local_times": found.local_times,
              "clusters": _in_millions(found.clusters), "clusters_times": found.clusters_times, "claimed": base.claimed,
              "effect": found.effect}
    return {"answer-uncounted": Fact(answer, (LOCAL_SHARE, *MISSING, *OWNED, *CLUSTERS, *CARDS))}


def _on_supply(found: Supply) -> dict[str, Fact]:
    answer = {
        "planned": found.planned.chips, "forecast": found.forecast.chips,
        "planned_systems": found.planned.supernodes, "forecast_systems": found.forecast.supernodes,
        "first": found.binds[2025], "second": found.binds[2026], "one_die": found.one_die_part,
        "mixed": found.one_die_part > 0}
    allowed = {f"{name}_{order}": _rough(chips[year], 4)
               for name, chips in (("memory", found.memory), ("logic", found.logic))
               for order, year in (("first", 2025), ("second", 2026))}
    return {"answer-supply": Fact(answer, (SUPERNODE, *SUPPLIED)),
            "verdict-supply": Fact(allowed | {"turns_at": found.turns_at / 1e6,
                                      "turns_at_two_dies": found.turns_at_two_dies / 1e6}, SUPPLIED),
            "one-die-read": number(found.one_die_read, ("ascend-dies-2025", "ascend-output-2025")),
            "stacks-elsewhere-plan": number(found.elsewhere.low / 1e6, SUPPLIED),
            "stacks-elsewhere-forecast": number(found.elsewhere.high / 1e6, SUPPLIED)}
