"""What the yardsticks say, as facts for the words of the chapter."""

from enum import StrEnum

from analysis.models.inputs import COUNT, COUNT_BEFORE, DOWNLOAD_SHARES, DOWNLOADS, RIVAL_BEFORE, Inputs
from analysis.models.rival import Rival
from analysis.models.yardsticks import Yardstick
from evidence.chapter.answers import Fact

RIVALS = (COUNT_BEFORE[1], RIVAL_BEFORE)  # by which the rival's part of the rest is known for the earlier count


class _Standing(StrEnum):
    """What a yardstick says: Chinese models led, they did not, or it is not shown, as the rival's figure is unknown."""

    LED = "led"
    TRAILED = "trailed"
    NOT_SHOWN = "not_shown"


class _When(StrEnum):
    """What a measurement covers: a day, or the year up to a month."""

    DAY = "day"
    YEAR = "year"


class _Checked(StrEnum):
    """How many claims came after the measurement closest to them was over; of one claim, whether it did."""

    NO_CLAIM = "no_claim"
    ONE_COVERED = "one_covered"
    ONE_UNCOVERED = "one_uncovered"
    ONE_BEFORE = "one_before"
    EVERY = "every"
    SEVERAL = "several"


def yardstick_facts(counting: tuple[Yardstick, ...], rival: Rival, inputs: Inputs) -> dict[str, Fact]:
    """What the yardsticks that count say, how that stands to when it was claimed, and the short answer."""
    behind = [name for stick in counting for name in (stick.claim_id, *stick.reference_id.split())]
    behind += RIVALS if COUNT in behind else ()
    short = [{"standing": standing, "yardsticks": [_named(stick) for stick in sticks]}
             for standing, sticks in _by_standing(counting)]
    return {
        "short-answer": Fact({"any_claim": bool(counting), "short": short}, tuple(behind)),
        "yardstick-words": Fact({"any_claim": bool(counting), "statements": _statements(counting, rival),
                                 "counted_before": inputs.counted_before, "part_before": rival.before[1],
                                 "level_at": rival.level_at}, tuple(behind)),
        "checked-words": Fact(_checked(counting), tuple(behind)),
        "downloads-claimed": Fact({"claimed_on": inputs.appeared[DOWNLOADS.partition("/")[0]][0]}, (DOWNLOADS,)),
    }


def led(sticks: tuple[Yardstick, ...]) -> int:
    """By how many yardsticks a lead is shown: the rival was counted too, and China is ahead by more than the margin."""
    return sum(stick.leads and stick.rival_measured for stick in sticks)


def _by_standing(counting: tuple[Yardstick, ...]) -> list[tuple[_Standing, list[Yardstick]]]:
    """The yardsticks, those with one verdict together; one whose rival is not counted stands last."""
    measured = [stick for stick in counting if stick.rival_measured]
    groups = [(_Standing.LED, [stick for stick in measured if stick.leads]),
              (_Standing.TRAILED, [stick for stick in measured if not stick.leads]),
              *((_Standing.NOT_SHOWN, [stick]) for stick in counting if not stick.rival_measured)]
    return [(standing, sticks) for standing, sticks in groups if sticks]


def _statements(counting: tuple[Yardstick, ...], rival: Rival) -> list[dict]:
    """What the yardsticks say, and when."""
    named = any(stick.rival_measured for stick in counting)
    return [{"standing": standing, "yardsticks": [_named(stick) for stick in sticks], "subject_named": named,
             "earlier": rival.earlier} for standing, sticks in _by_standing(counting)]


def _named(stick: Yardstick) -> dict:
    covers = _When.YEAR if DOWNLOAD_SHARES[0] in stick.reference_id.split() else _When.DAY
    return {"name": stick.yardstick, "covers": covers, "to": stick.measured_to}


def _checked(counting: tuple[Yardstick, ...]) -> dict:
    over = [stick for stick in counting if stick.over_before]
    covered = sum(stick.rival_measured for stick in over)
    one = _Checked.ONE_COVERED if covered else _Checked.ONE_UNCOVERED if over else _Checked.ONE_BEFORE
    several = _Checked.EVERY if len(over) == len(counting) else _Checked.SEVERAL
    verdict = several if len(counting) > 1 else one if counting else _Checked.NO_CLAIM
    return {"checked": verdict, "claims": len(counting), "over": len(over), "covered": covered}
