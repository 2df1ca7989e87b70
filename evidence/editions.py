"""Editions: named sets of parameters, and sweeps over several values, declared in ``editions.yml``."""

import itertools
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evidence import yamlfile
from evidence.errors import EvidenceError, Fault, fail
from evidence.parameters import check, describe

FILE = "editions.yml"
MOST = 200  # sets in one sweep


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    chapter: str = Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")
    description: str = Field(min_length=1)


class _Edition(_Strict):
    parameters: dict[str, str | list[str]] = Field(min_length=1)


class _Sweep(_Strict):
    values: dict[str, list[str | list[str]]] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    editions: dict[str, _Edition] = {}
    sweeps: dict[str, _Sweep] = {}


@dataclass(frozen=True)
class Edition:
    """A chapter with one or, for a sweep, several sets of checked values."""

    name: str
    chapter: str
    description: str
    sets: tuple[dict, ...]
    sweep: bool = False


def read_editions(root: Path) -> dict[str, Edition]:
    """All editions and sweeps by name, checked against the chapters. EvidenceError names every fault."""
    path = root / FILE
    if not path.is_file():
        return {}
    lines = yamlfile.lines(path, FILE)
    content = _parsed(yamlfile.load(path, FILE) or {}, lines)
    editions, faults = {}, []
    for kind, entries in (("editions", content.editions), ("sweeps", content.sweeps)):
        for name, entry in entries.items():
            line = yamlfile.line_of(lines, (kind, name))
            if name in editions:
                faults.append(Fault(FILE, line, f"'{name}' names an edition and a sweep", "rename one of them"))
                continue
            try:
                sets = _checked(root, entry, line)
                editions[name] = Edition(name, entry.chapter, entry.description, sets, kind == "sweeps")
            except EvidenceError as error:
                faults += error.faults
    if faults:
        raise EvidenceError(faults)
    return editions


def _parsed(content, lines) -> _File:
    try:
        return _File.model_validate(content)
    except ValidationError as error:
        raise EvidenceError([
            Fault(FILE, yamlfile.line_of(lines, one["loc"]), f"{'.'.join(map(str, one['loc']))}: {one['msg']}",
                  "see the page on re-running for the form") for one in error.errors()]) from None


def _checked(root: Path, entry: _Edition | _Sweep, line: int) -> tuple[dict, ...]:
    notebook = root / "chapters" / f"{entry.chapter}.ipynb"
    if not notebook.is_file():
        fail(FILE, line, f"no chapter '{entry.chapter}'", "name a notebook of chapters/, without .ipynb")
    parameters = describe(notebook, f"chapters/{notebook.name}")
    if isinstance(entry, _Edition):
        return (check(parameters, entry.parameters, FILE, line),)
    count = 1
    for values in entry.values.values():
        count *= len(values)
    if not 1 <= count <= MOST:
        fail(FILE, line, f"a sweep of {count:,} sets", f"give every parameter values, {MOST} sets at most")
    sets = [check(parameters, dict(zip(entry.values, one)), FILE, line)
            for one in itertools.product(*entry.values.values())]
    if any(one in sets[:place] for place, one in enumerate(sets)):
        fail(FILE, line, "the same set twice", "give each value once")
    return tuple(sets)
