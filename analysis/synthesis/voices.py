"""Who speaks, how firmly, and about themselves or others."""

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from analysis.synthesis.inputs import Inputs
from evidence.tables.selection import found_once

STANCES = ("reported", "announced", "claimed", "forecast", "opinion")
OWNING = ("developer_of", "owner_of", "parent_of", "founder_of", "author_of")
# Rows that only introduce somebody (office, kind, purpose, on whom an agency draws) are not what a claim is about.
INTRODUCING = {"relation": ("role_at", "source_for"), "attribute": ("role", "status", "purpose")}


@dataclass(frozen=True)
class Voices:
    """Who speaks; parts are of one, claims are ids in order."""

    by_stance: pd.DataFrame  # role, a column for each stance, total: claims; most first
    self_talk: pd.DataFrame  # role, itself, others: claims; part: that of itself
    press: float  # part of all claims
    vendors: float  # part of all claims
    vendors_on_themselves: float  # part of the claims of vendors
    claims: tuple[str, ...]  # all
    by_vendors: tuple[str, ...]
    launches: tuple[str, ...]  # those of vendors that only an article reports
    by_officials: tuple[str, ...]


@found_once
def voices(inputs: Inputs) -> Voices:
    """Who speaks; a claim is about its speaker if about what the speaker is, works for, makes, owns or founded."""
    spoken = inputs.spoken.assign(about=_about_whom(inputs))
    talk, parts = _self_talk(spoken), spoken["role"].value_counts(normalize=True)
    vendors = spoken["role"] == "vendor"

    def claims(chosen: pd.Series) -> tuple[str, ...]:
        return tuple(sorted(spoken.loc[chosen, "claim_id"]))

    return Voices(
        _by_stance(spoken), talk, press=float(parts.get("press", 0)), vendors=float(parts.get("vendor", 0)),
        vendors_on_themselves=float(talk.set_index("role")["part"].get("vendor", 0)),
        claims=tuple(sorted(spoken["claim_id"])), by_vendors=claims(vendors),
        launches=claims(vendors & (spoken["stance"] == "announced")), by_officials=claims(spoken["role"] == "official"))


def _by_stance(spoken: pd.DataFrame) -> pd.DataFrame:
    table = pd.crosstab(spoken["role"], spoken["stance"]).reindex(columns=list(STANCES), fill_value=0)
    table = table.assign(total=table.sum(axis=1)).reset_index().rename_axis(columns=None)
    return table.sort_values(["total", "role"], ascending=[False, True], ignore_index=True)


def _self_talk(spoken: pd.DataFrame) -> pd.DataFrame:
    table = pd.crosstab(spoken["role"], spoken["about"]).reindex(columns=["itself", "others"], fill_value=0)
    table = table.assign(part=table["itself"] / (table["itself"] + table["others"])).reset_index()
    return table.rename_axis(columns=None).sort_values(["part", "role"], ascending=[False, True], ignore_index=True)


def _about_whom(inputs: Inputs) -> pd.Series:
    """'itself' where a claim is about what its speaker speaks for, else 'others'; index of ``inputs.spoken``."""
    spoken = inputs.spoken
    about = _subjects(spoken["claim_id"], inputs.relations, inputs.quantities, inputs.attributes)
    owning = inputs.relations[inputs.relations["relation"].isin(OWNING)]
    owned = nx.DiGraph(list(zip(owning["subject"], owning["object"])))
    found = ["itself" if about[claim_id] & _spoken_for({speaker, affiliation} - {""}, owned) else "others"
             for claim_id, speaker, affiliation in zip(spoken["claim_id"], spoken["said_by"], spoken["affiliation"])]
    return pd.Series(found, index=spoken.index, dtype="string")


def _spoken_for(speakers: set[str], owned: nx.DiGraph) -> set[str]:
    """A speaker and its organisation, and what either makes, owns or founded."""
    return speakers.union(*(nx.descendants(owned, speaker) for speaker in speakers if speaker in owned))


def _subjects(claim_ids: Iterable[str], *frames: pd.DataFrame) -> dict[str, set[str]]:
    """What each claim is about: the subjects of its rows in the frames."""
    about: dict[str, set[str]] = {claim_id: set() for claim_id in claim_ids}
    for frame in frames:
        for column, introducing in INTRODUCING.items():
            frame = frame[~frame[column].isin(introducing)] if column in frame else frame
        for claim_id, subject in zip(frame["claim_id"], frame["subject"]):
            if claim_id in about:
                about[claim_id].add(subject)
    return about
