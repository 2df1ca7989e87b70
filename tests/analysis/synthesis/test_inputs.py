"""What the synthesis takes from the report."""

from analysis import report
from analysis.synthesis.inputs import UNSTATED, read

INPUTS = read(report)


def test_every_claim_has_the_role_of_its_speaker():
    spoken = INPUTS.spoken.set_index("claim_id")
    head = spoken.loc["chip-gap/delangue-chinese-open-models-dominate"]
    assert (head["role"], head["affiliation"]) == ("platform", "hugging-face")
    assert len(spoken) == len(report.table("claims")) and not spoken[["role", "affiliation"]].isna().any(axis=None)
    assert UNSTATED not in spoken["said_by"].tolist()


def test_readings_carry_who_speaks():
    assert len(INPUTS.readings) == len(report.table("bearings"))
    assert {reading.how for reading in INPUTS.readings} == {"supports", "contradicts", "qualifies"}
    roles = INPUTS.spoken.set_index("claim_id")["role"]
    assert all(reading.role == roles[reading.claim_id] for reading in INPUTS.readings)
    assert {reading.proposition for reading in INPUTS.readings} <= INPUTS.statements.keys()
