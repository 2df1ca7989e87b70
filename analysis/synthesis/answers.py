"""Everything that the synthesis publishes, as facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from analysis.synthesis.confidence import confidence_results, confidence_table, confidences
from analysis.synthesis.forecasts import chip_gap, forecast_results, forecast_table, forecasts
from analysis.synthesis.headline_facts import (
    by_draws,
    counted_by_draws,
    headline_facts,
    headline_table,
    held_table,
    steady_ones,
    varied_table,
)
from analysis.synthesis.headlines import of_chapter, tested
from analysis.synthesis.inputs import Inputs, Parameters, read
from analysis.synthesis.opening import WEIGHED, changed_verdicts, finding_counts, short_answer
from analysis.synthesis.outside_checks import check_results, check_table, outside_checks
from analysis.synthesis.reading_agreement import agreement_facts, agreement_tables, read_agreement
from analysis.synthesis.sensitivity import Headline, OneVaried, Robustness, robustness
from analysis.synthesis.verdicts import Balance, Omission, Verdict, Verdicts, verdicts
from analysis.synthesis.voices import Voices, voices
from evidence.chapter.answers import Answers, Fact, Shown, number
from evidence.chapter.words import FOLDER, read_words
from evidence.errors import EvidenceError, Fault
from evidence.tables.report import Report

__all__ = ["Inputs", "Parameters", "answer", "headlines", "read", "robustness", "verdicts", "voices"]
Results = dict[str, Fact]
CHAPTER = "synthesis"


@dataclass(frozen=True)
class _Found:
    """The sections of the synthesis."""

    voices: Voices
    verdicts: Verdicts
    without_article: tuple[Omission, ...]  # with the articles as the page calls them
    headlines: tuple[Robustness, ...]
    varied: tuple[OneVaried, ...]  # every headline over each of its parameters
    held: pd.DataFrame  # headline, sentence, together and error [%]: those that hold in most draws first


def answer(report: Report, parameters: Parameters) -> Answers:
    """All results, figures and tables of the chapter."""
    inputs = read(report)
    said, tests = verdicts(inputs, parameters), tested(report, parameters.lists)
    called = (replace(omission, left_out=inputs.articles.get(omission.left_out, omission.left_out))
              for omission in said.without_article)
    headlines = tuple(robustness(headline, parameters) for headline in tests)
    sentences = _sentences(report, tests)
    found = _Found(voices(inputs), said, tuple(called), headlines,
                   tuple(over for robust in by_draws(headlines) for over in robust.varied),
                   held_table(headlines, sentences))
    behind = tuple(sorted({name for headline in tests for name in headline.rests_on}))
    results = (_on_propositions(said, inputs) | _on_voices(found.voices) | _on_omissions(said)
               | headline_facts(headlines, behind, parameters))
    made, agreed, checks = forecasts(report), read_agreement(report), outside_checks(report)
    tables = _tables(found, inputs, behind, sentences)
    relied = confidences(report, headlines)
    tables |= {"confidence": confidence_table(relied)}
    results |= confidence_results(relied) | short_answer(said) | finding_counts(relied)
    tables |= agreement_tables(agreed, inputs.statements)
    tables |= {"forecasts": Shown(forecast_table(made)), "outside-checks": check_table(checks)}
    results |= agreement_facts(agreed) | check_results(checks) | forecast_results(made, chip_gap(report))
    return Answers(results, _figures(found, inputs, behind), tables, found)


def headlines(report: Report, chapter: str) -> list[tuple[str, str, Callable[[dict[str, Any]], bool]]]:
    """The headlines of one chapter: name, sentence, and whether it holds at values of the chapter's parameters.

    Those that rest on a claim left out of ``report`` are left out too.
    """
    tests = [headline for headline in of_chapter(report, chapter) if not report.left_out.keys() & {*headline.rests_on}]
    sentences = _sentences(report, tests)
    return [(headline.name, sentences[headline.name], headline.holds) for headline in tests]


def _on_propositions(found: Verdicts, inputs: Inputs) -> Results:
    balances, words = found.balances, [balance.verdict for balance in found.balances]
    counted = [{"verdict": verdict, "count": words.count(verdict)} for verdict in Verdict if verdict in words]
    against = [{"statement": inputs.statements[proposition].rstrip("."), "names": names}
               for proposition, names in found.contradicted.items()]
    lone = sum(balance.articles == 1 for balance in balances)
    return {"verdict-words": Fact({"propositions": len(balances), "counted": counted}, found.heard),
            "contradicted-words": Fact({"any": bool(against), "against": against}, found.contrary),
            "asked": number(len(balances)),
            "unopposed": number(sum(not balance.contradicts for balance in balances), found.contrary),
            "lone-words": Fact({"any": lone > 0, "lone": lone}, found.heard),
            **{f"on-{balance.proposition}": _weighed(balance) for balance in balances
               if balance.proposition in WEIGHED}}


def _weighed(balance: Balance) -> Fact:
    return Fact({name: getattr(balance, name) for name in ("supports", "qualifies", "contradicts")}, balance.claims)


def _on_voices(found: Voices) -> Results:
    given = {"press": found.press, "vendors": found.vendors, "vendors_speak": found.vendors > 0,
             "themselves": found.vendors_on_themselves}
    return {"voices-words": Fact(given, found.by_vendors),
            "launches": number(len(found.launches), found.launches),
            "official-claims": number(len(found.by_officials), found.by_officials)}


def _on_omissions(found: Verdicts) -> Results:
    total = len(found.balances)
    return {name: Fact({"any": changed > 0, "changed": changed, "total": total}, found.heard)
            for name, changed in (("fragile-articles", changed_verdicts(found.without_article)),
                                  ("fragile-roles", changed_verdicts(found.without_role)))}


def _figures(found: _Found, inputs: Inputs, behind: tuple[str, ...]) -> dict[str, Shown]:
    said = found.verdicts
    omitted = [_omission_table(side, inputs.statements).assign(kind=kind)
               for kind, side in (("article", found.without_article), ("speaker", said.without_role))]
    by_article, by_role = changed_verdicts(found.without_article), changed_verdicts(said.without_role)
    return {"who-speaks": Shown(found.voices.by_stance, {"press": found.voices.press, "vendors": found.voices.vendors},
                                found.voices.claims),
            "without-an-article": Shown(pd.concat(omitted, ignore_index=True),
                                        {"total": len(said.balances), "by_article": by_article, "by_role": by_role},
                                        said.heard),
            "where-it-holds": Shown(found.held, counted_by_draws(found.headlines), behind),
            "over-each-range": Shown(varied_table(found.varied),
                                     {"total": len(found.headlines),
                                      "steady": steady_ones(found.headlines),
                                      "any_steady": steady_ones(found.headlines) > 0}, behind)}


def _tables(found: _Found, inputs: Inputs, behind: tuple[str, ...], sentences: Mapping[str, str]) -> dict[str, Shown]:
    talk, changed = found.voices.self_talk, [omission for omission in found.verdicts.without_role if omission.changed]
    heard = found.verdicts.heard
    return {"propositions": Shown(_proposition_table(found.verdicts.balances, inputs.statements), rests_on=heard),
            "self-talk": Shown(talk.assign(part=100 * talk["part"]), rests_on=found.voices.claims),
            "without-a-role": Shown(_omission_table(changed, inputs.statements).drop(columns="changed").rename(
                columns={"proposition": "statement"}), rests_on=heard),
            "headlines": Shown(headline_table(found.headlines, sentences), rests_on=behind)}


def _proposition_table(balances: Sequence[Balance], statements: Mapping[str, str]) -> pd.DataFrame:
    """Most supported first."""
    frame = pd.DataFrame([asdict(balance) for balance in balances])
    frame = frame.assign(statement=frame["proposition"].map(statements), verdict=frame["verdict"].map(_told))
    frame = frame[["statement", "verdict", "supports", "qualifies", "contradicts", "articles", "speakers"]]
    return frame.sort_values(["supports", "statement"], ascending=[False, True])


def _told(verdict: Verdict) -> str:
    """A verdict as tables have it."""
    return verdict.replace("_", " ")


def _omission_table(omissions: Sequence[Omission], statements: Mapping[str, str]) -> pd.DataFrame:
    rows = [(omission.left_out, statements[omission.proposition], _told(omission.before), _told(omission.after),
             omission.changed) for omission in omissions]
    return pd.DataFrame(rows, columns=["left_out", "proposition", "before", "after", "changed"])


def _sentences(report: Report, tests: Sequence[Headline]) -> dict[str, str]:
    """The sentence of each headline, by its name, as the editors worded it: a table has them as cells."""
    result = read_words(report.root, CHAPTER).results.get("stays-words")
    items = result.each.get("named") if result else None
    worded = items.phrases.get("sentence", {}) if items else {}
    missing = [Fault(f"{FOLDER}/{CHAPTER}.yml", 0, "results.stays-words.each.named.phrases.sentence: no words for "
                     f"'{headline.name}'", "word it") for headline in tests if headline.name not in worded]
    if missing:
        raise EvidenceError(missing)
    return worded
