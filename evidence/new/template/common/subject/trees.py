"""How many trees were planted, and how many of them live."""

from dataclasses import dataclass

from evidence.chapter import Answers, Fact, Report, Shown, number


@dataclass(frozen=True)
class Parameters:
    """The parameters of the chapter, as its notebook declares them."""

    part_that_lives: float


def growth(before: float, now: float) -> float:
    """By how much there are more now than before [%]."""
    return (now / before - 1) * 100


def answer(report: Report, parameters: Parameters) -> Answers:
    """Everything that the chapter publishes."""
    planted = report.table("quantities").query(
        "measure == 'trees_planted' and subject == 'millbrook'").sort_values("as_of", kind="stable")
    ends = planted.iloc[[0, -1]]  # the first year and the last, however many articles tell of them
    before, now = (float(value) for value in ends["value"])
    rests_on = tuple(ends["claim_id"])
    percent = growth(before, now)
    years = planted[["as_of", "value", "claim_id"]].set_axis(["year", "trees", "claim_id"], axis=1)
    return Answers(
        results={"growth": number(percent, rests_on),
                 "growth-words": Fact({"grew": percent > 0, "percent": percent}, rests_on),
                 "alive": number(now * parameters.part_that_lives, rests_on[-1:])},
        tables={"years": Shown(years.reset_index(drop=True))})
