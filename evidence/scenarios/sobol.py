"""Which parameter matters most for which headline: first-order and total indices over Sobol' sequences, by SALib.

Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications 181 (2010), 259.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from evidence.disk.atomic import store
from evidence.errors import fail
from evidence.notebooks.parameters import Parameter
from evidence.scenarios.explore import SLOW
from evidence.scenarios.found import Found, State, find
from evidence.scenarios.kept import HEADLINE, HOLDS, INDICES, Kept, read_indices
from evidence.scenarios.pack import made_from
from evidence.scenarios.states import SELECTING, opened
from evidence.scenarios.sweep import in_order

_NUMERIC, _WORDS = ("int", "float"), ("str", "bool")


def sobol(root: Path, path: Path, executor: Executor, workers: int, base: int = 256, seed: int = 1) -> Kept:
    """The indices of each headline and number of a chapter, over the declared ranges of its parameters, all at once.

    ``base``: a power of two; ``base`` × (parameters + 2) states are computed. Parameters that choose claims, take
    lists, or make a state slow are left at the book's values. EvidenceError where SALib is not installed.
    """
    if importlib.util.find_spec("SALib") is None:
        fail("evidence sobol", 0, "needs SALib, which is not installed",
             f"run {sys.prefix}/bin/uv pip install --python {sys.executable} salib")
    from SALib.sample import sobol as sequences
    varied = _varied(root, path)
    problem = {"num_vars": len(varied), "names": [parameter.name for parameter in varied],
               "bounds": [[0, 1]] * len(varied)}
    shares = sequences.sample(problem, base, calc_second_order=False, seed=seed)
    sets = (_values(varied, row) for row in shares.tolist())
    found = in_order(executor, find, (State(root, path, values) for values in sets), workers)
    outputs, failed = _gathered(found, len(shares))
    return {"made_from": made_from(root, path), "seed": seed, "base": base, "states": len(shares), "failed": failed,
            "answers": dict(_analysed(problem, outputs, seed))}


def keep_indices(root: Path, found: dict[str, Kept]) -> Path:
    """Put the indices of some chapters beside those that are kept."""
    kept = read_indices(root) | found
    store(json.dumps(kept, indent=1, sort_keys=True) + "\n", root / INDICES)
    return root / INDICES


def _varied(root: Path, path: Path) -> list[Parameter]:
    find(State(root, path, {}))  # reads all that is read once
    parameters = [parameter for parameter in opened(root, path).parameters.values()
                  if parameter.name not in SELECTING and parameter.type_name in (*_NUMERIC, *_WORDS)]
    return [parameter for parameter in parameters
            if find(State(root, path, {parameter.name: _value(parameter, 1.0)})).seconds < SLOW]


def _values(varied: list[Parameter], shares: list[float]) -> dict[str, Any]:
    """The value of each; what is to be at most another takes its share of what that leaves, so that all can be set.

    One parameter deep: what bounds another is bounded by none.
    """
    values = {parameter.name: _value(parameter, share) for parameter, share in zip(varied, shares)}
    for parameter, share in zip(varied, shares):
        if parameter.at_most in values:
            high = max(parameter.low or 0, min(parameter.high or 0, values[parameter.at_most]))
            values[parameter.name] = _value(replace(parameter, high=high), share)
    return values


def _value(parameter: Parameter, share: float) -> Any:
    """The value at a share, from 0 to 1, of the way over a range; each word and whole number is as likely."""
    if parameter.type_name in _WORDS:
        words = parameter.choices or (False, True)
        return words[min(int(share * len(words)), len(words) - 1)]
    low, high = float(parameter.low or 0), float(parameter.high or 0)
    if parameter.type_name == "int":
        return min(int(low + share * (high - low + 1)), int(high))
    return low + share * (high - low)


def _gathered(found: Iterator[Found], count: int) -> tuple[dict[str, np.ndarray], int]:
    """Every headline (1 where it holds) and every number, over all states; missing where it was not to be had."""
    outputs: dict[str, np.ndarray] = {}
    failed = 0
    for place, state in enumerate(found):
        failed += bool(state.failure)
        held = {name: float(text == HOLDS) for name, text in state.texts.items() if name.startswith(HEADLINE)}
        for name, number in (held | dict(state.numbers)).items():
            outputs.setdefault(name, np.full(count, np.nan))[place] = number
    return outputs, failed


def _analysed(problem: dict[str, Any], outputs: dict[str, np.ndarray], seed: int) -> Iterator[tuple[str, Kept]]:
    """Of each output that varies its mean, and by parameter the index alone, the total, and half its 95 % interval."""
    from SALib.analyze import sobol as analysis
    for name, values in outputs.items():
        whole = np.where(np.isnan(values), np.nanmean(values), values)
        if np.ptp(whole) == 0:
            continue
        indices = analysis.analyze(problem, whole, calc_second_order=False, seed=seed)
        rows = zip(problem["names"], indices["S1"], indices["ST"], indices["ST_conf"])
        of = {parameter: [_short(index) for index in found] for parameter, *found in rows if found[1] > 0.005}
        yield name, {"mean": float(f"{whole.mean():.4g}"),
                     "of": dict(sorted(of.items(), key=lambda item: -item[1][1]))}


def _short(index: float) -> float:
    return round(float(index), 3)
