"""What the chapter on compute starts from, in round figures, so that its sections can be worked by hand."""

import pandas as pd

from analysis.compute.inputs import Ends, Inputs, Parameters


def inputs() -> Inputs:
    """A supernode of 384 chips, a rack of 72, cards by the hundred."""
    nothing = pd.DataFrame()
    return Inputs(
        chips=384, printed_pflops=300, printed_tb=48, chip_memory_gb=128, chip_bandwidth_tb_s=3.2, paper_tflops=752,
        later_power_kw=600, gpus=72, gpu_memory_gb=192, usable_gpu_memory_gb=186, gpu_bandwidth_tb_s=8,
        power_of_rack_alone_kw=120, decode_tokens=1943, active_weights=37e9, decode_tokens_per_tflops=1.25,
        relative_performance=Ends(0.8, 1.2), training_performance=0.8, a100_tflops=312, ascend_910b_tflops=320,
        ascend_910b_range=Ends(256, 384), rival_tflops={"H800": 1000, "A800": 320, "H20": 160},
        half_year_cards=(50, 5), domestic_cards_2024=20, claimed_local_share=0.1,
        points=nothing, rule_tests=nothing, entities=nothing, articles=nothing)


def parameters() -> Parameters:
    """Cards in millions of millionths, so that they come by the hundred."""
    return Parameters(
        power_kw=559, rack_power_kw=145, chip_tflops=780, gpu_tflops=2500, counting="dense", bytes_per_weight=2,
        model_billions=72, token_trillions=7, yardstick_chips=1000, utilisation_low=0.3, utilisation_high=0.4,
        scaling_loss=0.1, performance_ratio=1, made_at_home=1.0, cards_millions=300e-6, domestic_millions=120e-6,
        lifetime_years=3, shipment_growth=1.5, stock_date=2026, articles_until="2026", leave_out_article="none",
        leave_out_role="none")
