"""How far two counts of bikes lie apart."""

from dataclasses import dataclass

from evidence.chapter import Answers, Report, number


@dataclass(frozen=True)
class Parameters:
    """The parameters of the chapter."""

    part_seen: float


def answer(report: Report, parameters: Parameters) -> Answers:
    """Everything that the chapter publishes."""
    counted = report.table("quantities").query("measure == 'bikes_counted'")
    ends = counted["value"].fillna(counted["low"])
    return Answers({"apart": number(float(ends.max() - ends.min()) / parameters.part_seen, tuple(counted["claim_id"]))})
