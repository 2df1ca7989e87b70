"""Figures looked up by name: what a reference point is worth, what a claim gives."""

import pandas as pd


def reference(points: pd.DataFrame, reference_id: str, column: str = "value") -> float:
    """Value (or ``low``, ``high``) of one reference point, in the unit of its row.

    Raises KeyError where there is none, ValueError where it is unverified or that column is empty:
    no result may rest on such a figure.
    """
    rows = points[points["reference_id"] == reference_id]
    if len(rows) != 1:
        raise KeyError(f"no reference point {reference_id!r}")
    row = rows.iloc[0]
    if row["status"] == "unverified" or pd.isna(row[column]):
        raise ValueError(f"reference point {reference_id!r} is unverified or has no {column}")
    return float(row[column])


def references(points: pd.DataFrame, **ids: str) -> dict[str, float]:
    """Values of several reference points, by the names given to them."""
    return {name: reference(points, reference_id) for name, reference_id in ids.items()}


def claimed(quantities: pd.DataFrame, claim_id: str, measure: str) -> tuple[float, float]:
    """What a claim gives for a measure, as (low, high): both the value where it gives one; missing where open.

    Raises KeyError unless the claim has exactly one such quantity.
    """
    rows = quantities[(quantities["claim_id"] == claim_id) & (quantities["measure"] == measure)]
    if len(rows) != 1:
        raise KeyError(f"claim {claim_id!r} has {len(rows)} quantities of {measure!r}, not one")
    low, high = rows.iloc[0][["low", "high"]].fillna(rows.iloc[0]["value"]).astype("Float64")
    return _number(low), _number(high)


def _number(end: float) -> float:
    return float("nan") if pd.isna(end) else float(end)
