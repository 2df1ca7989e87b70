"""Made-up inputs and parameters of the chapter on open models: round figures where nothing else is asked for."""

import pandas as pd

from analysis.models.inputs import (
    ARENA,
    ARENA_LEADS,
    COUNT_OUTSIDE,
    DOWNLOAD_SHARES,
    LAG,
    NOTABLE,
    OUTSIDE,
    RIVAL_BEFORE,
    Inputs,
    Parameters,
)

TABLES = {"named": ["claim_id", "source_id", "published", "start", "model", "kind", "said_by"],
          "entities": ["entity_id", "name", "kind", "speaks_as"],
          "relations": ["claim_id", "subject", "relation", "object"],
          "attributes": ["claim_id", "subject", "attribute", "value"],
          "claims": ["claim_id", "said_by", "stance"]}
OPEN, ALL = ARENA["open"], ARENA["all"]
NOTABLE_POINTS = [point for pair in NOTABLE for point in pair]
VALUES = {ARENA["china"]: 1424.0, OPEN: 1361.0, ALL: 1473.0, **dict(zip(DOWNLOAD_SHARES, (17.1, 15.8))),
          RIVAL_BEFORE: 44.0, **dict(zip(ARENA_LEADS, (103.0, 23.0, 39.0))),
          **dict(zip(NOTABLE_POINTS, (40.0, 15.0, 50.0, 30.0))), LAG: 7.0}
ENDS = {ARENA["china"]: "2025-07-01", OPEN: "2025-07-01", ALL: "2025-07-01",
        **dict.fromkeys(COUNT_OUTSIDE, "2025-07-28"), **dict.fromkeys(DOWNLOAD_SHARES, "2025-08"),
        **dict(zip(ARENA_LEADS, ("2024-01", "2025-02", "2026-03"))),
        **dict(zip(NOTABLE_POINTS, ("2024", "2024", "2025", "2025"))), LAG: "2026-01"}


def inputs(**given) -> Inputs:
    """The book's figures, and no model named; a table is given as its rows, by the columns in TABLES."""
    tables = {name: pd.DataFrame(given.pop(name, []), columns=columns) for name, columns in TABLES.items()}
    figures = {"china": 1509.0, "others": 2246.0, "world_before": 1328.0, "percent_before": 36.0,
               "counted_on": "2025-07-28", "counted_before": "2024-07", "left_out": set(),
               "outside": dict.fromkeys(OUTSIDE, 1.0) | VALUES, "measured_to": ENDS,
               "appeared": {"vietnam-vn-waic": ("2025-07-28", "2025-07-31"), "chip-gap": ("2024-08-01", "2024-08-31"),
                            "cnbc-fr-models": ("2024-12-17", "2024-12-31")}}
    return Inputs(**tables, **figures | given)


def parameters(**given) -> Parameters:
    """No error, one year between the counts, nothing left out."""
    return Parameters(**{
        "count_error": 0.0, "years_apart": 1.0, "horizon": 5.0, "remaining": 1.0, "large_ratio": 1.0, "rival_part": 1.0,
        "lead_margin": 0.0, "arena_against": "open", "articles_until": "all", "leave_out_article": "none",
        "leave_out_role": "none"} | given)
