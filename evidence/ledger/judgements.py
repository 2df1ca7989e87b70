"""The records of our judgements: strict models of what no source states and we read, each with its reason."""

from typing import Annotated

from pydantic import Field, StringConstraints

from evidence.ledger import vocabulary
from evidence.ledger.models import Bearing, ClaimId, Slug, Strict, Text, Word


class Comparison(Strict):
    """How two claims on the same matter stand to each other."""

    claims: tuple[ClaimId, ClaimId] = Field(description="The two claims.")
    matter: Text = Field(description="What both speak of.")
    verdict: vocabulary.Verdict = Field(description="How they stand to each other.")
    why: Text = Field(description="Why we read it so.")


class ExternalCheck(Strict):
    """How a claim stands to a reference point."""

    claim: ClaimId = Field(description="The claim.")
    reference: Slug = Field(description="The reference point.")
    verdict: vocabulary.CheckVerdict = Field(description="How they stand to each other.")
    why: Text = Field(description="Why we read it so.")


class RuleTest(Strict):
    """A threshold that a figure meets from there on."""

    quantity: Word = Field(description="Which figure is tested: a measure.")
    reference: Slug = Field(description="The threshold: a reference point about the rule.")


class Rule(Strict):
    """A rule, and the routes by which it catches a thing: each a list of tests, all of which are met."""

    id: Slug = Field(description="The rule: an entity.")
    name: Text = Field(description="Its short name, as tables head a column.")
    routes: tuple[Annotated[tuple[RuleTest, ...], Field(min_length=1)], ...] = Field(
        min_length=1, description="Routes, of which one is enough; each a list of tests, all of which must be met.")


class MemberList(Strict):
    """A claim that lists the members of a body, read by a person as its list."""

    body: Slug = Field(description="The body: an entity.")
    claim: ClaimId = Field(description="The claim that lists its members.")


class Layer(Strict):
    """In which layer an entity belongs, where the kind of what it makes does not say so."""

    entity: Slug = Field(description="What is placed: an entity.")
    layer: Text = Field(description="The layer: a value of the attribute 'layer' in attributes.yml.")
    claim: ClaimId | None = Field(default=None, description="The claim that says so, if one does.")
    reference: Slug | None = Field(default=None, description="The reference point that it rests on, if it does.")
    why: Text = Field(description="Why we read it so.")


class Judgements(Strict):
    """Our verdicts and readings."""

    comparisons: tuple[Comparison, ...] = Field(default=(), description="Pairs of claims on the same matter.")
    external_checks: tuple[ExternalCheck, ...] = Field(
        default=(), description="Claims set against figures from outside the sources.")
    rules: tuple[Rule, ...] = Field(default=(), description="Rules whose thresholds things are tested against.")
    member_lists: tuple[MemberList, ...] = Field(default=(), description="Claims that list the members of a body.")
    layers: tuple[Layer, ...] = Field(default=(), description="Layers in which we place entities.")


class Finding(Strict):
    """What supports a finding of the report."""

    id: Slug = Field(description="Stable name.")
    chapter: Word = Field(description="The chapter that computes it.")
    about: vocabulary.About = Field(description="Whether it says how things are, or only counts what the articles say.")
    supports: tuple[Annotated[str, StringConstraints(min_length=1)], ...] = Field(
        default=(), description="What supports it: claims and reference points.")
    headlines: tuple[Text, ...] = Field(default=(), description="Headlines whose share of draws counts for it.")


class SecondReading(Bearing):
    """How a claim bears on a proposition, as read by somebody who had not seen the first reading."""

    claim: ClaimId = Field(description="The claim.")
