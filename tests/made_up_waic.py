"""Made-up tables for the answers of the chapter on the conference."""

from dataclasses import replace

import pandas as pd

from analysis.waic.inputs import Inputs, Parameters

ENTITIES = pd.DataFrame(
    [("tencent", "Tencent", "company", "CN"), ("openai", "OpenAI", "company", "US"),
     ("li", "Li Qiang", "person", "CN"), ("hunyuan", "Hunyuan", "model", "CN"), ("robots", "Robots", "group", "CN"),
     ("glasses", "Glasses", "product", "CN"), ("waic-2025", "WAIC 2025", "event", "CN")],
    columns=["entity_id", "name", "kind", "country"])
ANNOUNCED = pd.DataFrame(
    [("a/1", "a", "hunyuan", "model", "tencent", "", "released", "fair"),
     ("b/1", "b", "hunyuan", "model", "tencent", "openai", "shown", ""),
     ("a/2", "a", "glasses", "product", pd.NA, pd.NA, "in_development", pd.NA)],
    columns=["claim_id", "source_id", "thing", "kind", "who", "partners", "stage", "at_event"])
TOLD = pd.DataFrame(
    [("a/7", "a", "hunyuan", "openness", "open_source"), ("a/2", "a", "glasses", "audience", "consumers"),
     ("b/1", "b", "hunyuan", "capability", "worlds"), ("b/8", "b", "li", "role", "Premier")],
    columns=["claim_id", "source_id", "subject", "attribute", "value"])
QUANTITIES = pd.DataFrame(
    [("a/3", "waic-2025", "attendance", 300000.0, 300000.0, pd.NA, "person"),
     ("a/3", "waic-2024", "attendance", 300000.0, 300000.0, 300000.0, "person")],
    columns=["claim_id", "subject", "measure", "value", "low", "high", "unit"])
CLAIMS = pd.DataFrame([("a/3", "forecast")], columns=["claim_id", "stance"])
POINTS = pd.DataFrame(
    [("waic-2025-visits", "waic-2025", "attendance", pd.NA, 350000.0, pd.NA, "person", "read", "estimate"),
     ("waic-2023-visits", "waic-2023", "attendance", 177000.0, pd.NA, pd.NA, "person", "read", pd.NA),
     ("waic-2025-area", "waic-2025", "exhibition_area", 70000.0, pd.NA, pd.NA, "m**2", "read", pd.NA)],
    columns=["reference_id", "subject", "measure", "value", "low", "high", "unit", "status", "nature"])
RELATIONS = pd.DataFrame(
    [("a/1", "a", "tencent", "developer_of", "hunyuan"), ("a/1", "a", "hunyuan", "presented_at", "waic-2025"),
     ("b/9", "b", "openai", "absent_from", "waic-2025"), ("b/8", "b", "li", "spoke_at", "waic-2025"),
     ("b/7", "b", "openai", "partner_of", "waic-2025")],
    columns=["claim_id", "source_id", "subject", "relation", "object"])


def fair_inputs(**some) -> Inputs:
    """What two articles and some pages say of the fair, but for some."""
    called = dict(zip(ENTITIES["entity_id"], ENTITIES["name"]))
    inputs = Inputs(ANNOUNCED, TOLD, CLAIMS, ENTITIES, called, POINTS, QUANTITIES, RELATIONS,
                    {"a": "Clubic, July 2025", "b": "Vietnam.vn, July 2025"}, 300_000, 350_000, 300_000, 70_000, 34.6)
    return replace(inputs, **some)


def fair_parameters(**some) -> Parameters:
    """The parameters of the chapter with both articles, but for some."""
    return replace(Parameters(["a", "b"], ["released"], False, False, 1.0, "all", "none", "none"), **some)
