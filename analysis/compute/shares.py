"""The domestic share by cards, by money and by work, year by year, and what H200 by licence would do to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.installed_base import BreakEven
from analysis.compute.known import ABROAD, Ends

Yardstick = StrEnum("Yardstick", "CARDS MONEY WORK")
Rank = StrEnum("Rank", "NVIDIA HUAWEI LEVEL")  # whose share is the larger; level, or either by the chips taken
CARDS_OF = {2023: "shipments-2023h1 domestic-shipments-2023h1", 2024: "domestic-shipments-2024 nvidia-share-2024",
            2025: "shipments-2025 domestic-shipments-2025"}
MONEY_OF = {2023: "domestic-sales-share-2023",
            2025: "huawei-sales-share-2025 hygon-sales-share-2025 cambricon-sales-share-2025 t-head-sales-share-2025 "
                  "kunlunxin-sales-share-2025 nvidia-sales-share-2025 amd-sales-share-2025"}
# H200 on top of the cards of 2025: those delivered, approved by Beijing, allowed by the licences, and as set
_Case = StrEnum("_Case", "DELIVERED APPROVED ALLOWED SET")
PEAKS_OF_WORK = "ascend-910b-peak h800-peak a800-peak h20-peak"


@dataclass(frozen=True)
class _Share:
    """Domestic share of one year by one yardstick, of one; a span, or missing where nothing was read."""

    year: int
    yardstick: Yardstick
    share: Ends | None
    reference_id: str


@dataclass(frozen=True)
class DomesticShares:
    """``shares``: year by year, by cards, money and work; by work over NVIDIA's chips for China against an Ascend 910B.

    ``latest``: those of 2025. ``by_cards``, ``by_money``: (Huawei's, NVIDIA's) share of 2025; ``by_work``: Huawei's
    work ÷ NVIDIA's; with who is ahead. ``price``: (Huawei's, NVIDIA's) money for a card, over the reports of sales
    [USD]; ``cheap``: whether even the highest of NVIDIA's lies below the price of an H20.
    """

    shares: tuple[_Share, ...]
    latest: dict[Yardstick, Ends]
    by_cards: tuple[float, float]
    by_money: tuple[float, float]
    by_work: Ends
    first_by_cards: Rank
    first_by_money: Rank
    first_by_work: Rank
    price: tuple[Ends, Ends]
    h20_price: Ends
    cheap: bool


@dataclass(frozen=True)
class _Licensed:
    """So many H200 on top of the cards of 2025, and the domestic share by cards and by work, of one."""

    what: _Case
    chips: float
    by_cards: float
    by_work: float
    reference_id: str


@dataclass(frozen=True)
class ByLicence:
    """``cases``: those delivered, as last read; what was approved; what the licences have ``allowed`` at most; the
    page's ``setting``, where it is another. ``as_owned``: what the licences allow, in H100 equivalents, ÷ what Chinese
    companies own by an outside count.
    """

    cases: tuple[_Licensed, ...]
    allowed: _Licensed
    setting: _Licensed
    as_owned: Ends


def share_by_yardstick(inputs: Inputs, parameters: Parameters, even: BreakEven) -> DomesticShares:
    """The domestic share by every yardstick; ``even`` of the same parameters gives the cards of 2024."""
    market = inputs.market
    shares = tuple(_shares(inputs, parameters, even))
    cards = parameters.cards_millions * 1e6
    by_cards, by_money = ((of["huawei"], of["nvidia"]) for of in
                          ({maker: sold / cards for maker, sold in market.maker_cards.items()}, market.maker_sales))
    rates = [inputs.ascend_910b_tflops, parameters.chip_tflops]
    works = [by_cards[0] * rate / (by_cards[1] * rival) for rate in rates for rival in inputs.rival_tflops.values()]
    price = (_price(inputs, "huawei"), _price(inputs, "nvidia"))
    return DomesticShares(
        shares, {row.yardstick: row.share for row in shares if row.year == 2025 and row.share},
        by_cards, by_money, Ends(min(works), max(works)), _rank(Ends(*[by_cards[0] / by_cards[1]] * 2)),
        _rank(Ends(*[by_money[0] / by_money[1]] * 2)), _rank(Ends(min(works), max(works))), price, market.h20_price,
        price[1].high < market.h20_price.low)


def allow_h200(inputs: Inputs, parameters: Parameters) -> ByLicence:
    """What H200 on top of the cards of 2025 would do to the domestic share."""
    market = inputs.market
    limit = market.h200_per_buyer * market.h200_buyers
    cases = ((_Case.DELIVERED, market.h200_delivered, "h200-delivered"),
             (_Case.APPROVED, market.h200_approved, "h200-approved-china"),
             (_Case.ALLOWED, limit, "h200-per-buyer h200-buyers"),
             (_Case.SET, parameters.h200_millions * 1e6, ""))
    worth = limit * market.h200_tflops / market.h100_tflops / market.owners_share
    delivered, approved, allowed, setting = (_licensed(inputs, parameters, *case) for case in cases)
    shown = (delivered, approved, allowed) if setting.chips == delivered.chips else (
        delivered, approved, allowed, setting)
    return ByLicence(shown, allowed, setting,
                     Ends(worth / market.world_stock.high, worth / market.world_stock.low))


def _shares(inputs: Inputs, parameters: Parameters, even: BreakEven) -> Iterable[_Share]:
    total, domestic = inputs.half_year_cards
    latest = parameters.domestic_millions / parameters.cards_millions
    cards = {2023: Ends(domestic / total, domestic / total), 2024: even.share_2024, 2025: Ends(latest, latest)}
    sales = inputs.market.maker_sales
    abroad = sum(sales[maker] for maker in ABROAD)
    before = inputs.market.domestic_sales_2023
    money = {2023: Ends(before, before), 2025: Ends(sum(sales.values()) - abroad, 1 - abroad)}
    for year, share in cards.items():
        work = [_of_work(part, middle) for part in share for _, middle in even.marks.values()]
        yield _Share(year, Yardstick.CARDS, share, CARDS_OF[year])
        yield _Share(year, Yardstick.MONEY, money.get(year), MONEY_OF.get(year, ""))
        yield _Share(year, Yardstick.WORK, Ends(min(work), max(work)), f"{CARDS_OF[year]} {PEAKS_OF_WORK}")


def _of_work(share: float, ratio: float) -> float:
    """Domestic share of the work where it has ``share`` of the cards, each ``ratio`` times a foreign one."""
    return ratio * share / (ratio * share + 1 - share)


def _price(inputs: Inputs, maker: str) -> Ends:
    """Money for one card of a maker, over the reports of sales [USD]."""
    share, cards = inputs.market.maker_sales[maker], inputs.market.maker_cards[maker]
    return Ends(*(share * sales / cards for sales in inputs.market.sales))


def _rank(ratio: Ends) -> Rank:
    """Who is ahead by Huawei's share ÷ NVIDIA's."""
    if ratio.high < 1:
        return Rank.NVIDIA
    return Rank.HUAWEI if ratio.low > 1 else Rank.LEVEL


def _licensed(inputs: Inputs, parameters: Parameters, what: _Case, chips: float, reference_id: str) -> _Licensed:
    domestic, cards = parameters.domestic_millions * 1e6, parameters.cards_millions * 1e6
    as_foreign = inputs.market.h200_tflops / inputs.market.h100_tflops / parameters.foreign_h100
    work = parameters.performance_ratio * domestic
    return _Licensed(what, chips, domestic / (cards + chips),
                     work / (work + cards - domestic + chips * as_foreign), reference_id)
