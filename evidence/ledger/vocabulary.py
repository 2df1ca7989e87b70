"""The words that a ledger may use where it has to choose one of a list: the engine's, and those that a report declares.

The engine's own reading rests on the first kind. The second stand in ``ledger/vocabulary.yml`` of a report; of what
that leaves out, in the file of this name beside this module.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

Bound = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "range"]
Status = Literal["read", "second-hand", "unverified"]
Nature = Literal["count", "estimate", "forecast"]
How = Literal["supports", "qualifies", "contradicts"]
About = Literal["world", "articles"]

BOUNDS: tuple[str, ...] = get_args(Bound)
STATUSES: tuple[str, ...] = get_args(Status)
NATURES: tuple[str, ...] = get_args(Nature)
HOW: tuple[str, ...] = get_args(How)
ABOUT: tuple[str, ...] = get_args(About)

DEFAULTS = Path(__file__).with_suffix(".yml")
OF_REPORT = "x-vocabulary"  # in a JSON Schema, which of a report's lists a field chooses from


@cache
def _defaults() -> dict[str, Any]:
    return yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))


def _default(section: str) -> Any:
    return Field(default_factory=lambda: _defaults()[section], min_length=1, description=_SAID[section])


_SAID = {"speakers": "In what role somebody speaks, and the words for it.",
         "stances": "How firmly a claim is put, and the words for it.",
         "verdicts": "How two claims stand to each other, from agreement to contradiction, and the words for it.",
         "checks": "How a claim stands to a reference point, in the same order, and the words for it."}
_Words = dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Annotated[str, Field(pattern=r"\S")]]


class _Own(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Licence(_Own):
    """A licence, by its names."""

    name: str = Field(description="Its short name, as spdx.org/licenses has it.")
    title: str = Field(description="Its name in full.")
    path: str = Field(description="Where it stands on the web.")


class Vocabulary(_Own):
    """The words of a report: those of its ``ledger/vocabulary.yml``, else the engine's own."""

    speakers: _Words = _default("speakers")
    stances: _Words = _default("stances")
    uncounted: tuple[str, ...] = Field(default_factory=lambda: tuple(_defaults()["uncounted"]),
                                       description="Stances that tell of nothing that has happened.")
    verdicts: _Words = _default("verdicts")
    checks: _Words = _default("checks")
    licence: Licence = Field(default_factory=lambda: Licence(**_defaults()["licence"]),
                             description="Under which licence the tables are given away.")

    def agrees(self, verdict: str) -> bool:
        """Whether a verdict is the one of full agreement: the first of its list."""
        return verdict in (next(iter(self.verdicts)), next(iter(self.checks)))

    def is_against(self, verdict: str) -> bool:
        """Whether a verdict says that both cannot hold: the last of its list."""
        return verdict in (list(self.verdicts)[-1], list(self.checks)[-1])

    def tone(self, verdict: str) -> str:
        """How a page marks a verdict: ``for``, ``against`` or ``between``."""
        return "for" if self.agrees(verdict) else "against" if self.is_against(verdict) else "between"


def _one_of(section: str) -> Any:
    """A type: a word of that section of the vocabulary under which the ledger is read (the engine's without one)."""
    def check(value: str, info: ValidationInfo) -> str:
        allowed = getattr(info.context or Vocabulary(), section)
        if value not in allowed:
            raise PydanticCustomError("literal_error", "not one of {expected}",
                                      {"expected": ", ".join(f"'{word}'" for word in allowed)})
        return value
    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", OF_REPORT: section})]


Stance = _one_of("stances")
Verdict = _one_of("verdicts")
CheckVerdict = _one_of("checks")
Speaker = _one_of("speakers")


def with_words(schema: Any, words: Vocabulary) -> Any:
    """A JSON Schema whose fields name the words they choose from."""
    if isinstance(schema, list):
        return [with_words(part, words) for part in schema]
    if not isinstance(schema, dict):
        return schema
    filled = {key: with_words(part, words) for key, part in schema.items() if key != OF_REPORT}
    named = {"enum": list(getattr(words, schema[OF_REPORT]))} if OF_REPORT in schema else {}
    return dict(sorted({**filled, **named}.items())) if named else filled
