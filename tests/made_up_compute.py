"""What the chapter on compute starts from, in round figures, so that its sections can be worked by hand."""

import pandas as pd

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.known import Ends, Market, NextMachine, Output, Power


def inputs() -> Inputs:
    """A supernode of 384 chips, a rack of 72, cards by the hundred."""
    nothing = pd.DataFrame()
    return Inputs(
        chips=384, printed_pflops=300, printed_tb=48, chip_memory_gb=128, chip_bandwidth_tb_s=3.2, paper_tflops=752,
        later_power=Power(600), gpus=72, gpu_memory_gb=192, usable_gpu_memory_gb=186, gpu_bandwidth_tb_s=8,
        power_of_rack_alone=Power(120, "rack"), decode_tokens=1943, active_weights=37e9, decode_tokens_per_tflops=1.25,
        relative_performance=Ends(0.8, 1.2), training_performance=0.8, a100_tflops=312, ascend_910b_tflops=320,
        ascend_910b_range=Ends(256, 384), rival_tflops={"H800": 1000, "A800": 320, "H20": 160},
        half_year_cards=(50, 5), domestic_cards_2024=20, claimed_local_share=0.1, market=market(), output=output(),
        next_machine=NextMachine(chips=3840, pflops=2984.448, memory_tb=540, racks=160, chip_memory_gb=144,
                                 chip_bandwidth_tb_s=4, racks_before=16),
        points=nothing, rule_tests=nothing, entities=nothing, articles=nothing)


def market() -> Market:
    """A market of 300 cards, 120 of them domestic; a world of a thousand H100s."""
    return Market(
        nvidia_share_2024=1 - 40 / 300, maker_cards={"huawei": 60, "nvidia": 150},
        maker_sales={"nvidia": 0.4, "amd": 0.04, "huawei": 0.3, "hygon": 0.1, "cambricon": 0.05, "t-head": 0.03,
                     "kunlunxin": 0.02},
        sales=Ends(6000, 12000), domestic_sales_2023=0.2, h20_price=Ends(40, 50), h100_tflops=1000, h200_tflops=1000,
        b200_tflops=2000, world_stock=Ends(1000, 1250), owners_share=0.05, clusters_share=0.15, smuggled=20, rented=10,
        h200_delivered=0, h200_approved=50, h200_per_buyer=10, h200_buyers=10)


def output() -> Output:
    """Chips by the hundred."""
    return Output(chips_2025=500, planned_2026=768, forecast_2026=384, dies_2025=800, dies_2026=1900,
                  dies_from_tsmc=2000, stacks=12_000, stacks_per_chip=8, systems_delivered=2, systems_in_cluster=10)


def parameters() -> Parameters:
    """Cards and stacks in millions of millionths, so that they come by the hundred."""
    return Parameters(
        power_kw=559, rack_power_kw=145, chip_tflops=780, gpu_tflops=2500, counting="dense", bytes_per_weight=2,
        model_billions=72, token_trillions=7, yardstick_chips=1000, utilisation_low=0.3, utilisation_high=0.4,
        scaling_loss=0.1, performance_ratio=1, made_at_home=1.0, cards_millions=300e-6, domestic_millions=120e-6,
        lifetime_years=3, shipment_growth=1.5, stock_date=2026, foreign_h100=0.32, uncounted_millions=0,
        h200_millions=0, stacks_elsewhere=800e-6, one_die_part=0, articles_until="all", leave_out_article="none",
        leave_out_role="none")
