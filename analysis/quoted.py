"""What is looked up by name: the worth of a reference point, what it counts, what a claim gives."""

from math import isnan

import numpy as np
import pandas as pd

_UNSTATED = "unstated"  # a boundary that the reference does not give: nothing is known to be like it


def reference(points: pd.DataFrame, reference_id: str, column: str = "value") -> float:
    """Value (or ``low``, ``high``) of one reference point, in the unit of its row.

    Raises KeyError where there is none, ValueError where it is unverified or that column is empty:
    no result may rest on such a figure.
    """
    places = _where(points, reference_id=reference_id)
    if len(places) != 1:
        raise KeyError(f"no reference point {reference_id!r}")
    value = points[column].iat[places[0]]
    if points["status"].iat[places[0]] == "unverified" or pd.isna(value):
        raise ValueError(f"reference point {reference_id!r} is unverified or has no {column}")
    return float(value)


def same_boundary(points: pd.DataFrame, *reference_ids: str, note: str = "") -> str:
    """What all these reference points count (rack, all-in, …), so that a ratio of them sets like against like.

    Where they differ, or one does not say, ``note`` has to tell the reader so, and is returned instead.
    Raises KeyError where there is no such point, ValueError where one has no boundary at all or the note is missing.
    """
    counts = {name: _boundary(points, name) for name in reference_ids}
    first, *others = set(counts.values())
    if not others and first != _UNSTATED:
        return first
    if not note:
        said = ", ".join(f"{name} ({boundary})" for name, boundary in counts.items())
        raise ValueError(f"a ratio of unlike boundaries needs a note: {said}")
    return note


def _boundary(points: pd.DataFrame, reference_id: str) -> str:
    places = _where(points, reference_id=reference_id)
    if len(places) != 1:
        raise KeyError(f"no reference point {reference_id!r}")
    boundary = points["boundary"].iat[places[0]]
    if pd.isna(boundary):
        raise ValueError(f"reference point {reference_id!r} has no boundary")
    return str(boundary)


def claimed(quantities: pd.DataFrame, claim_id: str, measure: str) -> tuple[float, float]:
    """What a claim gives for a measure, as (low, high): both the value where it gives one; missing where open.

    Raises KeyError unless the claim has exactly one such quantity.
    """
    places = _where(quantities, claim_id=claim_id, measure=measure)
    if len(places) != 1:
        raise KeyError(f"claim {claim_id!r} has {len(places)} quantities of {measure!r}, not one")
    value, low, high = (_number(quantities[column].iat[places[0]]) for column in ("value", "low", "high"))
    return value if isnan(low) else low, value if isnan(high) else high


def _where(frame: pd.DataFrame, **wanted: str) -> np.ndarray:
    """Places of the rows with these values; by columns, since whole rows of a frame are slow to take."""
    return np.flatnonzero(np.logical_and.reduce([frame[name].to_numpy(object) == it for name, it in wanted.items()]))


def _number(end: float) -> float:
    return float("nan") if pd.isna(end) else float(end)
