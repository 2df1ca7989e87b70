"""What the chapter on compute starts from: its parameters, and what it takes from the report."""

from dataclasses import dataclass

import pandas as pd

from analysis.compute.known import Ends, Market, NextMachine, Output, Power, read_known
from analysis.quoted import claimed, reference, same_boundary
from evidence.tables.report import Report
from evidence.tables.selection import found_once

SUPERNODE = "vietnam-vn-waic/supernode-384-announced"
LOCAL_SHARE = "vietnam-vn-waic/local-share-of-compute"
AGAINST_A100 = "chip-gap/wang-910b-against-a100"


@dataclass(frozen=True)
class Parameters:
    """What a reader may set; units as in the notebook."""

    power_kw: float  # all-in power of one supernode
    rack_power_kw: float  # all-in power of one rack
    chip_tflops: float  # dense peak rate of one chip of the supernode
    gpu_tflops: float  # dense peak rate of one GPU of the rack
    counting: str  # how the rack's rate is counted: dense or sparse
    bytes_per_weight: float  # memory read for one weight
    model_billions: float  # size of the model to train
    token_trillions: float  # training tokens
    yardstick_chips: int  # A100 chips whose work is to be matched
    utilisation_low: float  # part of the peak rate put to use in training, of one
    utilisation_high: float
    scaling_loss: float  # part of the time lost, of one
    performance_ratio: float  # a domestic card's work as a share of a foreign one's
    made_at_home: float  # part of domestic cards whose chips were made in the country, of one
    cards_millions: float  # cards shipped in the country in the latest year
    domestic_millions: float  # those of domestic brands among them
    lifetime_years: float  # time that a card stays in use
    shipment_growth: float  # yearly growth of shipments where no total was read, times
    stock_date: float  # when the cards in use are counted, as a decimal year
    foreign_h100: float  # work of a foreign card in the country, in H100 equivalents
    uncounted_millions: float  # millions of H100 equivalents outside the count of cards, smuggled or rented abroad
    h200_millions: float  # millions of H200 delivered under licence, on top of the cards of the latest year
    stacks_elsewhere: float  # millions of stacks of memory that went into earlier and into other chips
    one_die_part: float  # part of the chips of the year of the fair with one die and half the memory, of one
    articles_until: str  # this and the next two choose the articles and claims that count
    leave_out_article: str
    leave_out_role: str


@dataclass(frozen=True, eq=False)
class Inputs:
    """What is taken from the report; numbers from reference points unless said otherwise."""

    chips: int  # of the supernode; this and the next two as an article prints them
    printed_pflops: float
    printed_tb: float
    chip_memory_gb: float  # Ascend 910C
    chip_bandwidth_tb_s: float
    paper_tflops: float  # its rate by the maker's paper
    later_power: Power  # of the supernode, by a later edition of the analysis
    gpus: int  # of the rack
    gpu_memory_gb: float
    usable_gpu_memory_gb: float
    gpu_bandwidth_tb_s: float
    power_of_rack_alone: Power
    decode_tokens: float  # tokens a second and chip of the supernode, with DeepSeek-R1
    active_weights: float  # of DeepSeek-R1, for each token
    decode_tokens_per_tflops: float  # the same rate for each TFLOP/s of peak, by the paper's own count
    relative_performance: Ends  # of an Ascend 910B to an A100, by the article; of one
    training_performance: float  # the same by an earlier report, for training alone
    a100_tflops: float
    ascend_910b_tflops: float
    ascend_910b_range: Ends  # the same by other pages
    rival_tflops: dict[str, float]  # name → NVIDIA's chips for China
    half_year_cards: tuple[float, float]  # at least so many shipped in the first half of 2023: in all, domestic
    domestic_cards_2024: float
    claimed_local_share: float  # below which a vendor puts the local share, of one
    market: Market
    output: Output
    next_machine: NextMachine
    points: pd.DataFrame  # reference points, tests of rules, entities and articles as in their tables
    rule_tests: pd.DataFrame
    entities: pd.DataFrame
    articles: pd.DataFrame


@found_once  # a sweep asks for the same again and again
def read(report: Report) -> Inputs:
    """Everything that the chapter takes from the report. Single claims count even where they are left out of it."""
    points, quantities = report.table("reference_points"), report.everything.table("quantities")

    def known(reference_id: str, column: str = "value") -> float:
        return reference(points, reference_id, column)

    market, output, next_machine = read_known(known)
    return Inputs(
        chips=int(claimed(quantities, SUPERNODE, "chips_per_system")[0]),
        printed_pflops=claimed(quantities, SUPERNODE, "compute_performance")[0],
        printed_tb=claimed(quantities, SUPERNODE, "memory_capacity")[0],
        chip_memory_gb=known("ascend-910c-memory"), chip_bandwidth_tb_s=known("ascend-910c-bandwidth"),
        paper_tflops=known("ascend-910c-peak-paper"), later_power=_power(points, "cm384-power-later"),
        gpus=int(known("nvl72-chips")), gpu_memory_gb=known("gb200-memory"),
        usable_gpu_memory_gb=known("gb200-memory-usable"), gpu_bandwidth_tb_s=known("gb200-bandwidth"),
        power_of_rack_alone=_power(points, "nvl72-power-rack"),
        decode_tokens=known("cm384-decode"), active_weights=known("deepseek-r1-active"),
        decode_tokens_per_tflops=known("cm384-decode-per-peak"),
        relative_performance=Ends(*(end / 100 for end in claimed(quantities, AGAINST_A100, "relative_performance"))),
        training_performance=known("ascend-910b-training") / 100,
        a100_tflops=known("a100-peak"), ascend_910b_tflops=known("ascend-910b-peak"),
        ascend_910b_range=Ends(known("ascend-910b-peak-low"), known("ascend-910b-peak-high")),
        rival_tflops={"H800": known("h800-peak"), "A800": known("a800-peak"), "H20": known("h20-peak")},
        half_year_cards=(known("shipments-2023h1", "low"), known("domestic-shipments-2023h1", "low")),
        domestic_cards_2024=known("domestic-shipments-2024"),
        claimed_local_share=claimed(quantities, LOCAL_SHARE, "domestic_compute_share")[1] / 100,
        market=market, output=output, next_machine=next_machine,
        points=points, rule_tests=report.table("rule_tests"), entities=report.table("entities"),
        articles=report.table("sources"))


def _power(points: pd.DataFrame, reference_id: str) -> Power:
    return Power(reference(points, reference_id), same_boundary(points, reference_id))
