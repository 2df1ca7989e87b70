"""Editions: named sets of parameters over the whole book, declared in ``editions.yml``."""

import difflib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from evidence.errors import EvidenceError, Fault, fail, shorten
from evidence.ledger import strict_yaml
from evidence.notebooks.parameters import Parameter, check_values, describe

FILE, DEFAULT, EVERY = "editions.yml", "default", "every"
FORM = "write it as 'name: {description: …, parameters: {every or a chapter: {parameter: value}}}'"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]
Given = Annotated[dict[str, str | list[str]], Field(min_length=1)]
Place = tuple[str | int, ...]


class _Edition(BaseModel):
    model_config = ConfigDict(extra="forbid")
    description: Text
    parameters: Annotated[dict[str, Given], Field(min_length=1)] | None = None


@dataclass(frozen=True)
class Edition:
    """A set of checked values: chapter → parameter → value; what it does not name keeps its default."""

    name: str
    description: str
    parameters: dict[str, dict] = field(default_factory=dict)

    def values(self, chapter: str) -> dict:
        """The values of one chapter, by its stem."""
        return dict(self.parameters.get(chapter, {}))


@dataclass(frozen=True)
class File:
    """``editions.yml`` as read: its two sections, unchecked, and the line of each place."""

    path: Path
    editions: dict
    sweeps: dict

    @cached_property
    def lines(self) -> dict[Place, int]:
        return strict_yaml.lines(self.path, FILE) if self.path.is_file() else {}

    def fault(self, place: Place, wrong: str, remedy: str) -> Fault:
        """A fault in a place of the file."""
        return Fault(FILE, strict_yaml.line_of(self.lines, place), wrong, remedy)

    def misshapen(self, error: ValidationError, place: Place, form: str) -> list[Fault]:
        """What pydantic found below a place, in words."""
        return [self.fault((*place, *one["loc"]), _words(one), form) for one in error.errors(include_url=False)]


def read_file(root: Path) -> File:
    """The file's two sections. EvidenceError where it is not YAML, or holds anything else; no file: no sections."""
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return File(path, {}, {})
    content = strict_yaml.load(path, FILE)
    content = {} if content is None or content == "" else content
    if not isinstance(content, dict):
        fail(FILE, 1, "not the two sections 'editions' and 'sweeps'", "begin with 'editions:'")
    read = File(path, *(content.get(name) or {} for name in ("editions", "sweeps")))
    faults = [read.fault((key,), f"unknown section '{shorten(key, 40)}'", "there are 'editions' and 'sweeps'")
              for key in content if key not in ("editions", "sweeps")]
    faults += [read.fault((name,), f"'{name}' is no list of names", f"write '{name}:', then 'name:' lines below it")
               for name in ("editions", "sweeps") if not isinstance(content.get(name) or {}, dict)]
    if faults:
        raise EvidenceError(faults)
    return read


def read_editions(root: Path) -> dict[str, Edition]:
    """All editions by name, checked against the chapters; ``default`` is always there, and first.

    Raises EvidenceError with every fault of the section, each with its line.
    """
    read, faults = read_file(root), []
    chapters = {path.stem: path for path in sorted((root / "chapters").glob("*.ipynb")) if path.name[0] != "."}
    known = _declared(chapters, faults) if any(_sets(one) for one in read.editions.values()) else {}
    found = {DEFAULT: Edition(DEFAULT, "As the chapters stand.")}
    for name, content in read.editions.items():
        mine: list[Fault] = []
        edition = _edition(read, name, content, known, mine)
        faults += mine
        if not mine:
            found[name] = edition
    faults += _the_same(read, found, known)
    if faults:
        raise EvidenceError(faults)
    return found


def find_edition(root: Path, name: str) -> Edition:
    """The edition of that name. EvidenceError with a hint where there is none."""
    known = read_editions(root)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        fail(FILE, 0, f"no edition '{shorten(name, 60)}'",
             f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}")
    return known[name]


def values_by_chapter(edition: Edition, root: Path) -> dict[str, dict]:
    """chapter → parameter → value for all chapters and parameters, defaults included."""
    return {path.stem: {one.name: one.default for one in describe(path, f"chapters/{path.name}")}
            | edition.values(path.stem) for path in sorted((root / "chapters").glob("*.ipynb")) if path.name[0] != "."}


def _declared(chapters: dict[str, Path], faults: list[Fault]) -> dict[str, list[Parameter]]:
    known = {}
    for stem, path in chapters.items():
        try:
            known[stem] = describe(path, f"chapters/{path.name}")
        except EvidenceError as error:
            faults += error.faults
    return known


def _sets(content) -> bool:
    return isinstance(content, dict) and bool(content.get("parameters"))


def _edition(read: File, name: str, content, known: dict, faults: list[Fault]) -> Edition | None:
    place = ("editions", name)
    try:
        TypeAdapter(Name).validate_python(name)
        entry = _Edition.model_validate(content)
    except ValidationError as error:
        faults += read.misshapen(error, place, FORM)
        return None
    if (name == DEFAULT) == (entry.parameters is not None):
        wrong, remedy = ("sets parameters", "leave them out: it is the chapters as they stand") if name == DEFAULT \
            else ("sets nothing", FORM)
        faults.append(read.fault(place, f"'{shorten(name, 60)}' {wrong}", remedy))
        return None
    values: dict[str, dict] = {}
    for chapter, given in (entry.parameters or {}).items():
        for parameter, value in given.items():
            one = (*place, "parameters", chapter, parameter)
            for stem in _meant(read, one, known, faults):
                if parameter in values.setdefault(stem, {}):
                    faults.append(read.fault(one, f"'{parameter}' of {stem} is given twice",
                                             f"give it under '{EVERY}' or under '{stem}'"))
                values[stem] |= _checked(read, one, known[stem], value, faults)
    return Edition(name, entry.description, values)


def _meant(read: File, place: Place, known: dict, faults: list[Fault]) -> list[str]:
    """The chapters for which a value is meant; a parameter for every chapter has to be in one at least."""
    *_, chapter, parameter = place
    if chapter == EVERY:
        meant = [stem for stem, declared in known.items() if parameter in (one.name for one in declared)]
        names = {one.name for declared in known.values() for one in declared}
        if not meant:
            faults.append(read.fault(place, f"no chapter has a parameter '{shorten(parameter, 40)}'",
                                     _near(parameter, names)))
        return meant
    if chapter in known:
        return [chapter]
    faults.append(read.fault(place[:-1], f"no chapter '{shorten(chapter, 40)}'", _near(chapter, {EVERY, *known})))
    return []


def _checked(read: File, place: Place, declared: list[Parameter], value, faults: list[Fault]) -> dict:
    try:
        return check_values(declared, {place[-1]: value}, FILE, strict_yaml.line_of(read.lines, place))
    except EvidenceError as error:
        faults += error.faults
        return {}


def _near(word: str, known: set[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), 1, 0.5)
    return f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(known)) or 'none'}"


def _the_same(read: File, found: dict[str, Edition], known: dict) -> list[Fault]:
    """Editions that set the same as one before them, or nothing but defaults."""
    seen, faults = {}, []
    defaults = {stem: {one.name: one.default for one in declared} for stem, declared in known.items()}
    for name, edition in found.items():
        key = repr(sorted((stem, p, v) for stem, given in edition.parameters.items()
                          for p, v in given.items() if v != defaults[stem][p]))
        if key in seen:
            wrong = f"'{name}' sets the same as '{seen[key]}'"
            faults.append(read.fault(("editions", name), wrong, "keep one of them"))
        seen.setdefault(key, name)
    return faults


def _words(error: dict) -> str:
    field = str(error["loc"][-1]) if error["loc"] else "entry"
    given = "" if isinstance(error["input"], dict | list | None) else f" ('{shorten(error['input'], 40)}')"
    return {
        "missing": f"'{field}' is missing",
        "extra_forbidden": f"unknown key '{shorten(field, 40)}'",
        "string_pattern_mismatch": f"a name or text that is not of the right form{given}",
        "model_type": f"not a description and parameters{given}",
        "dict_type": f"not 'name: value' lines{given}",
        "too_short": f"'{shorten(field, 40)}' is empty",
    }.get(error["type"], f"{error['msg'][:1].lower()}{error['msg'][1:]}{given}")
