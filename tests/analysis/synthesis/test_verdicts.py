"""Verdicts by counts, and what hangs on one voice, on hand-made claims."""

import pytest
from made_up_synthesis import synthesis_inputs, synthesis_parameters

from analysis.synthesis.inputs import SpokenBearing
from analysis.synthesis.verdicts import Verdict, verdicts

SOFT = synthesis_parameters(least_claims=1, least_articles=1)


def readings(how, sources="ab"):
    """A reading of 'p' for each word, by a speaker each, the articles in turn."""
    return tuple(SpokenBearing(f"{place}", sources[place % len(sources)], f"speaker-{place}", "press", "p", word)
                 for place, word in enumerate(how))


def one_verdict(how, sources="ab", **parameters):
    inputs = synthesis_inputs(readings=readings(how, sources), statements={"p": "P."},
                              called={f"speaker-{place}": "X" for place in range(len(how))})
    (balance,) = verdicts(inputs, synthesis_parameters(**parameters)).balances
    return balance.verdict


def test_claims_are_counted():
    lead, spur = verdicts(synthesis_inputs(), SOFT).balances
    assert (lead.supports, lead.contradicts, lead.qualifies, lead.articles, lead.speakers) == (2, 1, 0, 2, 3)
    assert (lead.verdict, lead.claims) == (Verdict.SUPPORTED, ("a/1", "a/2", "b/1"))  # 2 >= 2 x 1
    assert (spur.qualifies, spur.articles, spur.verdict) == (1, 0, Verdict.THIN)  # to qualify is not to take a side


def test_a_proposition_that_nobody_speaks_to_is_silent():
    (unheard,) = verdicts(synthesis_inputs(statements={"unheard": "U."}), SOFT).balances
    assert unheard.verdict is Verdict.SILENT and unheard.claims == ()


@pytest.mark.parametrize("pro, contra, qualifying, parameters, expected", [
    (4, 2, 0, {}, "supported"),                      # 4 >= 2 x 2
    (3, 2, 0, {}, "divided"),                        # 3 < 2 x 2
    (3, 2, 0, {"clear_lead": 1.5}, "supported"),     # 3 >= 1.5 x 2
    (2, 4, 0, {}, "opposed"),
    (3, 0, 3, {}, "supported"),                      # 3 are not more than 3
    (3, 0, 4, {}, "qualified_for"),
    (0, 3, 4, {}, "qualified_against"),
    (3, 0, 4, {"reservations": 2.0}, "supported"),   # 4 are not more than 2 x 3
    (3, 3, 9, {}, "divided"),
    (1, 1, 9, {}, "thin"),                           # qualifying claims do not make a case
    (0, 0, 0, {}, "silent"),
])
def test_verdicts_by_counts(pro, contra, qualifying, parameters, expected):
    how = ["supports"] * pro + ["contradicts"] * contra + ["qualifies"] * qualifying
    assert one_verdict(how, **parameters) == expected


def test_one_article_is_thin_where_two_are_asked_for():
    lone = ["supports"] * 3
    assert one_verdict(lone, "a", least_articles=1) == "supported"
    assert one_verdict(lone, "a", least_articles=2) == "thin"
    assert one_verdict(["supports", "qualifies"], least_claims=1) == "thin"  # the other article takes no side


def test_leaving_a_voice_out_can_turn_a_verdict():
    found = verdicts(synthesis_inputs(), SOFT)
    changed = [(omission.left_out, omission.proposition, omission.before, omission.after)
               for omission in found.without_article if omission.changed]
    # without b one claim is left on either side, and no claim on the second proposition
    assert changed == [("b", "lead", "supported", "divided"), ("b", "spur", "thin", "silent")]
    assert [omission.left_out for omission in found.without_role][::2] == ["platform", "press", "unstated", "vendor"]
    assert {omission.left_out for omission in found.without_role if omission.changed} == {
        "platform", "vendor", "unstated"}


def test_who_contradicts_what():
    found = verdicts(synthesis_inputs(), SOFT)
    assert found.contradicted == {"lead": ["Clubic"]}
    assert (found.heard, found.contrary) == (("a/1", "a/2", "b/1", "b/2"), ("a/2",))


def test_nothing_said_is_no_fault():
    found = verdicts(synthesis_inputs(readings=()), SOFT)
    assert found.without_article == found.without_role == () and found.contradicted == {}
    assert [balance.verdict for balance in found.balances] == ["silent", "silent"]
