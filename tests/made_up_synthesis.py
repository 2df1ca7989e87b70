"""Made-up claims for the answers of the synthesis, and headlines that turn where anyone can see."""

from dataclasses import replace

import pandas as pd

from analysis.synthesis.inputs import Inputs, Parameters, SpokenBearing
from analysis.synthesis.sensitivity import Headline
from evidence.notebooks.parameters import Parameter

SPOKEN = pd.DataFrame(
    [("a/1", "wang", "claimed", "platform", "hub"), ("a/2", "clubic", "reported", "press", ""),
     ("b/1", "huawei", "announced", "vendor", ""), ("b/2", "crowd", "opinion", "unstated", "")],
    columns=["claim_id", "said_by", "stance", "role", "affiliation"])
RELATIONS = pd.DataFrame(
    [("b/1", "huawei", "developer_of", "ascend"), ("b/1", "ascend", "variant_of", "chips"),
     ("a/1", "hub", "owner_of", "leaderboard")],
    columns=["claim_id", "subject", "relation", "object"])
ABOUT = ["claim_id", "subject"]
READINGS = (
    ("a/1", "a", "wang", "platform", "lead", "supports"), ("a/2", "a", "clubic", "press", "lead", "contradicts"),
    ("b/1", "b", "huawei", "vendor", "lead", "supports"), ("b/2", "b", "crowd", "unstated", "spur", "qualifies"))
STATEMENTS = {"lead": "China leads.", "spur": "Rules spur China."}
LENGTH = Parameter("length_m", "float", 1, "length", "m", 0.0, 10.0)
COUNT = Parameter("count", "int", 2, "count", "firm", 0.0, 10.0)
MODE = Parameter("mode", "str", "dense", "mode", choices=("dense", "sparse"))


def synthesis_inputs(**some) -> Inputs:
    """Four claims by four speakers in two articles, but for some."""
    nothing = pd.DataFrame(columns=ABOUT)
    return replace(Inputs(SPOKEN, RELATIONS, nothing, nothing, tuple(map(SpokenBearing._make, READINGS)), STATEMENTS,
                          {name: name.capitalize() for name in SPOKEN["said_by"]}, {}), **some)


def synthesis_parameters(**some) -> Parameters:
    """The parameters of the chapter, but for some."""
    return replace(Parameters(3, 2, 2.0, 1.0, 40, 200, 1000, 1, "all", "none", "none"), **some)


def below(name: str, limit: float, rests_on: tuple[str, ...] = ()) -> Headline:
    """A headline that holds as long as the length, 1 m of 0 to 10 as set, is below a limit."""
    return Headline(name, lambda values: values["length_m"] < limit, (LENGTH,), rests_on)
