"""What is wrong with a field, in words: what may stand there, and what was probably meant."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from evidence.errors import Fault, brief, did_you_mean
from evidence.ledger.models import FORMS
from evidence.ledger.strict_yaml import Document, Place

_PLAIN = {"string_too_short": "it is empty", "float_parsing": "no number", "finite_number": "no finite number",
          "bool_parsing": "neither true nor false", "dict_type": "no list of fields", "string_type": "not one value"}


def fault_of(document: Document, wanted: Any, details: Mapping[str, Any]) -> Fault:
    """The fault of a file whose content should be ``wanted`` (an annotation), from what pydantic says of it."""
    place = details["loc"]
    field = str(next((part for part in reversed(place) if isinstance(part, str) and part != "[key]"), "entry"))
    given = "" if isinstance(details["input"], (dict, list)) else f" ('{brief(details['input'])}')"
    wrong, remedy = _said(details, field, given, wanted)
    return document.fault(place, wrong, remedy)


def _said(details: Mapping[str, Any], field: str, given: str, wanted: Any) -> tuple[str, str]:
    match details["type"]:
        case "missing":
            return f"field '{field}' is missing", "add it"
        case "model_type" if details["input"] is None and not details["loc"]:
            return "the file is empty", "write its 'source' and 'claims', or remove it"
        case "model_type":
            return "a list of fields is wanted here", "write 'field: value' lines"
        case "tuple_type":
            return f"a list is wanted for '{field}'", "write one '- ' line an item, or [] for none"
        case "extra_forbidden":
            return f"unknown field '{field}'", _remedy(field, fields_of(wanted, details["loc"][:-1]))
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
            return f"'{field}' has an unknown value{given}", _remedy(str(details["input"]), allowed)
        case "string_pattern_mismatch":
            near = _spelt(str(details["input"]), details["ctx"]["pattern"])
            return f"'{field}' is not of the right form{given}", \
                f"{f'did you mean {near!r}? ' if near else ''}write {FORMS[details['ctx']['pattern']]}"
    why = _PLAIN.get(details["type"], details["msg"].removeprefix("Value error, "))
    return f"'{field}' cannot be used{given}: {why}", "mend the value"


def _spelt(given: str, pattern: str) -> str:
    """An id as it was probably meant: «Anne Dupré» → anne-dupre; "" where that is no id either."""
    plain = unicodedata.normalize("NFKD", given).encode("ascii", "ignore").decode().lower()
    tries = (re.sub(r"[^a-z0-9]+", sign, plain).strip(sign) for sign in "-_")
    return next((word for word in tries
                 if word and pattern.startswith("^[a-z") and re.fullmatch(pattern, word)), "")


def _remedy(word: str, allowed: list[str]) -> str:
    near = did_you_mean(word, allowed)
    listed = f"use one of: {', '.join(allowed)}" if allowed else "remove it"
    return f"{near} {listed}" if near else listed


def fields_of(wanted: Any, place: Place) -> list[str]:
    """The fields that a record in this place may have; none where no record belongs there."""
    for part in place:
        if isinstance(part, int):
            wanted = next(iter(get_args(wanted)), None)
        elif record := _record(wanted):
            wanted = record.model_fields[part].annotation if part in record.model_fields else None
    record = _record(wanted)
    return list(record.model_fields) if record else []


def _record(wanted: Any) -> type[BaseModel] | None:
    return wanted if isinstance(wanted, type) and issubclass(wanted, BaseModel) else None
