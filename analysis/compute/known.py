"""What was read elsewhere of the market for AI chips, of their output and of the next machine; and spans and powers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

ALL_IN = "all-in"
ABROAD, DOMESTIC = ("nvidia", "amd"), ("huawei", "hygon", "cambricon", "t-head", "kunlunxin")  # makers, by sales
Lookup = Callable[..., float]  # (reference_id, column="value") → its number


class Ends(NamedTuple):
    """A span: its lowest and its highest value."""

    low: float
    high: float


class Power(NamedTuple):
    """Power of a system [kW], and its boundary: what it counts, all-in or the rack alone."""

    kw: float
    boundary: str = ALL_IN


@dataclass(frozen=True)
class Market:
    """China's market for AI chips and the world's stock; shares are parts of one, stocks are in H100 equivalents."""

    nvidia_share_2024: float  # by cards, as we read it
    maker_cards: Mapping[str, float]  # shipped in 2025
    maker_sales: Mapping[str, float]  # share of the sales of 2025, by value
    sales: Ends  # of 2025, by two reports of one house [USD]
    domestic_sales_2023: float
    h20_price: Ends  # [USD]
    h100_tflops: float
    h200_tflops: float
    b200_tflops: float
    world_stock: Ends
    owners_share: float  # of the world's stock that Chinese companies own
    clusters_share: float  # of the known clusters that stand in China
    smuggled: float  # chips, in 2024
    rented: float  # B200 abroad
    h200_delivered: float
    h200_approved: float
    h200_per_buyer: float
    h200_buyers: float


@dataclass(frozen=True)
class Output:
    """Chips, dies and stacks of memory, as estimated or planned."""

    chips_2025: float  # all Ascend chips
    planned_2026: float  # Ascend 910C, by one report
    forecast_2026: float  # all Ascend chips, by another
    dies_2025: float
    dies_2026: float
    dies_from_tsmc: float  # in all
    stacks: float  # of memory that came into the country, in all
    stacks_per_chip: float
    systems_delivered: float  # supernodes, at least so many
    systems_in_cluster: float  # in the largest cluster announced


@dataclass(frozen=True)
class NextMachine:
    """The Atlas 950 as announced, and the racks of both machines; rates in eight-bit numbers."""

    chips: int
    pflops: float
    memory_tb: float
    racks: float
    chip_memory_gb: float
    chip_bandwidth_tb_s: float
    racks_before: float


def read_known(known: Lookup) -> tuple[Market, Output, NextMachine]:
    """All three from reference points; ``known`` looks one up."""
    return _market(known), _output(known), _next_machine(known)


def _market(known: Lookup) -> Market:
    makers = ("huawei", "nvidia")
    return Market(
        nvidia_share_2024=known("nvidia-share-2024") / 100,
        maker_cards={maker: known(f"{maker}-shipments-2025") for maker in makers},
        maker_sales={maker: known(f"{maker}-sales-share-2025") / 100 for maker in (*ABROAD, *DOMESTIC)},
        sales=Ends(known("market-value-2025"), known("market-value-2025-aigazine")),
        domestic_sales_2023=known("domestic-sales-share-2023") / 100,
        h20_price=Ends(known("h20-price", "low"), known("h20-price", "high")),
        h100_tflops=known("h100-peak"), h200_tflops=known("h200-peak"), b200_tflops=known("b200-peak"),
        world_stock=Ends(known("compute-stock-world-epoch"), known("compute-stock-world-ai-index")),
        owners_share=known("compute-share-china-owners") / 100, clusters_share=known("cluster-share-china-2025") / 100,
        smuggled=known("smuggled-chips-2024"), rented=known("rented-abroad-bytedance"),
        h200_delivered=known("h200-delivered"), h200_approved=known("h200-approved-china", "low"),
        h200_per_buyer=known("h200-per-buyer", "high"), h200_buyers=known("h200-buyers"))


def _output(known: Lookup) -> Output:
    return Output(
        chips_2025=known("ascend-output-2025"), planned_2026=known("ascend-910c-plan-2026"),
        forecast_2026=known("ascend-output-2026"), dies_2025=known("ascend-dies-2025"),
        dies_2026=known("ascend-dies-plan-2026", "high"), dies_from_tsmc=known("ascend-dies-tsmc"),
        stacks=known("hbm-stacks-china"), stacks_per_chip=known("ascend-910c-stacks"),
        systems_delivered=known("cm384-delivered", "low"), systems_in_cluster=known("cm384-cluster"))


def _next_machine(known: Lookup) -> NextMachine:
    return NextMachine(
        chips=int(known("atlas950-chips")), pflops=known("atlas950-compute-fp8"),
        memory_tb=known("atlas950-memory"), racks=known("atlas950-racks"),
        chip_memory_gb=known("ascend-950dt-memory"), chip_bandwidth_tb_s=known("ascend-950dt-bandwidth"),
        racks_before=known("cm384-racks"))
