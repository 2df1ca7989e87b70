"""Values for a chapter's parameters: typed on a command line or kept in a file, checked before anything runs."""

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.errors import EvidenceError, Fault, did_you_mean, shorten
from evidence.notebooks.parameters import Parameter, exceeding


def read_assignments(parameters: Iterable[Parameter], assignments: Iterable[str]) -> dict:
    """Typed values from ``NAME=VALUE`` as typed on a command line; EvidenceError names every fault."""
    known = {parameter.name: parameter for parameter in parameters}
    values, faults = {}, []
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        shown = f"-p {shorten(assignment, 60)}"
        if not equals:
            faults.append(Fault(shown, 0, "no value", "write NAME=VALUE"))
        elif name in values:
            faults.append(Fault(shown, 0, f"'{name}' is given twice", "give each parameter once"))
        else:
            values[name] = _value(known, name, text, shown, 0, faults)
    if faults:
        raise EvidenceError(faults)
    return values


def check_values(parameters: Iterable[Parameter], given: Mapping, shown: str, line: int = 0) -> dict:
    """Typed values from a file that keeps them as text; EvidenceError names every fault."""
    known = {parameter.name: parameter for parameter in parameters}
    faults: list[Fault] = []
    values = {name: _value(known, name, value, shown, line, faults) for name, value in given.items()}
    if faults:
        raise EvidenceError(faults)
    return values


def _value(known: Mapping, name: str, given, shown: str, line: int, faults: list[Fault]):
    """The value in its declared type; what is wrong with it is added to ``faults``."""
    if name not in known:
        faults.append(Fault(shown, line, f"the chapter has no parameter '{shorten(name, 40)}'",
                            did_you_mean(name, known, f"it has {', '.join(known) or 'none'}")))
        return None
    parameter = known[name]
    try:
        value = parameter._accept(parameter._parse(given) if isinstance(given, str) else given)
        if isinstance(value, list) and len(set(value)) < len(value):
            faults.append(Fault(shown, line, f"'{name}' names a word twice", "give each word once"))
        return value
    except (ValueError, OverflowError):
        wrong = f"'{shorten(given, 40)}' is not {parameter.expects()}"
        faults.append(Fault(shown, line, wrong, f"{name}: {parameter.meaning}"))
        return None


def check_together(parameters: Iterable[Parameter], values: Mapping[str, Any], shown: str, line: int = 0) -> None:
    """EvidenceError where values that are right one by one do not go together; see ``exceeding``."""
    if wrong := exceeding(parameters, values):
        raise EvidenceError([Fault(shown, line, words, "change one of the two") for words in wrong])


def typed(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> str:
    """Values as they are typed on a command line."""
    return " ".join(f"{parameter.name}={parameter.typed(values[parameter.name])}" for parameter in parameters
                    if parameter.name in values)
