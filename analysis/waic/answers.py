"""Everything that the chapter on the conference publishes, as facts."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.waic.announcements import Announced, announced, articles_read
from analysis.waic.attendance import AttendanceRecord, area_before, attendance, attendance_record, sizes
from analysis.waic.inputs import AREA, AREA_GROWTH, RECORD, VISITORS, VISITS, Inputs, Parameters, read
from analysis.waic.presence import Presence, presence
from evidence.chapter.answers import Answers, Fact, Scale, Shown, number
from evidence.tables.report import Report

__all__ = ["Inputs", "Parameters", "announced", "answer", "attendance_record", "presence", "read"]
Results = dict[str, Fact]


class _Single(StrEnum):
    """How many of the things only one article reports."""

    NO_THINGS = "no_things"
    ALL = "all"
    SOME = "some"


class _Record(StrEnum):
    """Whether two figures from outside make the fair a record."""

    BOTH = "both"
    NEITHER = "neither"
    UNDECIDED = "undecided"


class _Against(StrEnum):
    """Where the visitors of one page stand against the people of the edition before."""

    ABOVE = "above"
    LEVEL = "level"
    BELOW = "below"


class _There(StrEnum):
    """Whom the articles place at the fair."""

    NOBODY = "nobody"
    FIRMS = "firms"
    PEOPLE = "people"
    BOTH = "both"


@dataclass(frozen=True)
class _Fair:
    """The sections of the chapter on the conference."""

    announced: Announced
    record: AttendanceRecord
    attendance: pd.DataFrame  # every figure for it, of articles and from outside
    presence: Presence


def answer(report: Report, parameters: Parameters) -> Answers:
    """All results, figures and tables of the chapter."""
    inputs = read(report)
    found = _Fair(announced(inputs, parameters), attendance_record(inputs, parameters), attendance(inputs),
                 presence(inputs, parameters))
    labels = "; ".join(inputs.sources[article] for article in articles_read(inputs, parameters))
    things, seen = found.announced.things, found.presence.seen
    figures = {"who-reports": Shown(found.announced.matrix.assign(claim_id=things["claim_id"]), {"sources": labels}),
               "attendance": Shown(found.attendance, _on_record(found.record), (RECORD, VISITS, VISITORS))}
    tables = {"announcements": Shown(things.drop(columns=["source_id"])), "sizes": Shown(sizes(inputs)),
              "presence": Shown(seen.assign(**{side: _labelled(seen[side], inputs) for side in ("there", "absent")}))}
    results = _announced(found.announced) | _record(found.record) | _presence(found.presence) | _short(found)
    results["area-before"] = number(area_before(inputs), (AREA, AREA_GROWTH))
    return Answers(results, figures, tables, found)


def _announced(found: Announced) -> Results:
    rests_on, things = tuple(found.claims), len(found.single)
    silent = things - found.staged
    at_fair = {"any": found.at_fair > 0, "at_fair": found.at_fair, "ready": found.ready, "stages": found.stages,
               "any_stage": bool(found.stages),
               "any_elsewhere": bool(found.elsewhere), "elsewhere": found.elsewhere, "count": len(found.elsewhere)}
    staged = {"any": found.staged > 0, "staged": found.staged, "ready": found.staged_ready, "stages": found.stages,
              "any_stage": bool(found.stages), "any_silent": silent > 0, "silent": silent}
    told = {f"with-{name}": number(int((found.things[name] != "").sum()), rests_on)
            for name in ("openness", "audience")}
    return {"things-words": Fact(at_fair, rests_on), "lone-words": Fact(_single(found.single), rests_on),
            "both-words": Fact({"any": bool(found.several), "several": found.several}, rests_on),
            "stage-words": Fact(staged, rests_on)} | told


def _single(single: list[bool]) -> dict[str, _Single | int]:
    verdict = _Single.NO_THINGS if not single else _Single.ALL if all(single) else _Single.SOME
    return {"verdict": verdict, "things": len(single), "single": sum(single)}


def _short(found: _Fair) -> Results:
    """The chapter's answer in a sentence, and its tile on the opening page."""
    record, rests_on = found.record, (RECORD, VISITS, VISITORS)
    people = sorted((record.visits / record.per_person, record.visitors))
    agreed = {(True, True): _Record.BOTH, (False, False): _Record.NEITHER}
    verdict = agreed.get((record.by_visits, record.by_visitors), _Record.UNDECIDED)
    lone = _single(found.announced.single)
    scale = Scale(people[0], people[1], 1.2 * max(*people, record.before), record.before)
    return {"short-answer": Fact({"lone": lone.pop("verdict"), **lone, "record": verdict},
                                 (*found.announced.claims, *rests_on)),
            "tile-record": Fact({"record": verdict}, rests_on),
            "tile-record-number": Fact({"visitors": record.visitors, "visits": record.visits}, rests_on, scale=scale),
            "tile-record-mark": Fact({}, (RECORD,))}


def _record(found: AttendanceRecord) -> Results:
    return {"record-words": Fact(_on_record(found), (RECORD, VISITS, VISITORS)),
            "break-even": number(found.break_even, (RECORD, VISITS))}


def _on_record(found: AttendanceRecord) -> dict[str, float | bool | _Against]:
    below = _Against.LEVEL if found.visitors == found.before else _Against.BELOW
    return {"visits": found.visits, "once": found.per_person == 1, "per_person": found.per_person,
            "visitors": found.visitors, "before": found.before, "by_visits": found.by_visits,
            "by_visitors": _Against.ABOVE if found.by_visitors else below}


def _presence(found: Presence) -> Results:
    people = [{"name": name, "told": office is not None, "office": office} for name, office in found.people]
    both = {(True, True): _There.BOTH, (True, False): _There.FIRMS, (False, True): _There.PEOPLE}
    verdict = both.get((bool(found.firms), bool(people)), _There.NOBODY)
    every = tuple(sorted({*found.there_claims, *found.absent_claims}))
    return {"there-words": Fact({"verdict": verdict, "firms": found.firms, "people": people},
                                tuple(found.there_claims)),
            "absent-words": Fact({"any": bool(found.absent), "absent": found.absent, "articles": found.absent_by},
                                 tuple(found.absent_claims)),
            "foreign-there": number(found.foreign, every)}


def _labelled(ids: pd.Series, inputs: Inputs) -> pd.Series:
    """Cells of source ids, separated by spaces, as labels separated by '; '."""
    return ids.map(lambda cell: "; ".join(inputs.sources[source] for source in cell.split()))
