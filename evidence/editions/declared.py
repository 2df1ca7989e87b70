"""Editions: named sets of parameters over the whole book, declared in ``editions.yml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from evidence.errors import EvidenceError, Fault, did_you_mean, fail, shorten
from evidence.ledger.strict_yaml import Document, Place, read_yaml
from evidence.notebooks.parameters import Parameter, describe, exceeding
from evidence.notebooks.values import check_values
from evidence.project import chapters

FILE, DEFAULT, EVERY = "editions.yml", "default", "every"
SECTIONS = ("editions", "sweeps")
FORM = "write it as 'name: {description: …, parameters: {every or a chapter: {parameter: value}}}'"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]
Given = Annotated[dict[str, str | list[str]], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    description: Text
    parameters: Annotated[dict[str, Given], Field(min_length=1)] | None = None


@dataclass(frozen=True)
class Edition:
    """A set of checked values: chapter → parameter → value; what it does not name keeps its default."""

    name: str
    description: str
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)

    def values(self, chapter: str) -> dict[str, Any]:
        """The values of one chapter, by its stem."""
        return dict(self.parameters.get(chapter, {}))


@dataclass(frozen=True)
class EditionsFile:
    """``editions.yml`` as read: its two sections, unchecked, and the line of each place."""

    document: Document
    editions: dict[str, Any]
    sweeps: dict[str, Any]

    def misshapen(self, error: ValidationError, place: Place, form: str) -> list[Fault]:
        """What pydantic found below a place, in words."""
        return [self.document.fault((*place, *found["loc"]), _words(found["type"], found), form)
                for found in error.errors(include_url=False)]


def read_editions_file(root: Path) -> EditionsFile:
    """The file's two sections. EvidenceError where it is not YAML, or holds anything else; no file: no sections."""
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return EditionsFile(Document(FILE, {}, []), {}, {})
    document = read_yaml(path, FILE)
    content = {} if document.content in (None, "") else document.content
    if not isinstance(content, dict):
        fail(FILE, 1, "not the two sections 'editions' and 'sweeps'", "begin with 'editions:'")
    faults = [document.fault((key,), f"unknown section '{shorten(key, 40)}'", "there are 'editions' and 'sweeps'")
              for key in content if key not in SECTIONS]
    faults += [document.fault((name,), f"'{name}' is no list of names", f"write '{name}:', then 'name:' lines below it")
               for name in SECTIONS if not isinstance(content.get(name) or {}, dict)]
    if faults:
        raise EvidenceError(faults)
    return EditionsFile(document, *(content.get(name) or {} for name in SECTIONS))


def read_editions(root: Path) -> dict[str, Edition]:
    """All editions by name, checked against the chapters; ``default`` is always there, and first.

    Raises EvidenceError with every fault of the section, each with its line.
    """
    reader = _EditionsReader(read_editions_file(root), chapters(root))
    found = {DEFAULT: Edition(DEFAULT, "As the chapters stand.")}
    for name, content in reader.file.editions.items():
        if edition := reader._edition(name, content):
            found[name] = edition
    reader._refuse_doubles(found.values())
    if reader.faults:
        raise EvidenceError(reader.faults)
    return found


def find_edition(root: Path, name: str) -> Edition:
    """The edition of that name. EvidenceError with a hint where there is none."""
    known = read_editions(root)
    if name not in known:
        fail(FILE, 0, f"no edition '{shorten(name, 60)}'", did_you_mean(name, known, f"there are {', '.join(known)}"))
    return known[name]


def values_by_chapter(edition: Edition, root: Path) -> dict[str, dict[str, Any]]:
    """chapter → parameter → value for all chapters and parameters, defaults included."""
    return {path.stem: _defaults(describe(path, f"chapters/{path.name}")) | edition.values(path.stem)
            for path in chapters(root)}


def _defaults(declared: Iterable[Parameter]) -> dict[str, Any]:
    return {parameter.name: parameter.default for parameter in declared}


class _EditionsReader:
    """Reads one edition after the other and gathers all that is wrong."""

    def __init__(self, file: EditionsFile, notebooks: Iterable[Path]):
        self.file = file
        self.faults: list[Fault] = []
        self.known: dict[str, list[Parameter]] = {}
        if any(isinstance(content, dict) and content.get("parameters") for content in file.editions.values()):
            for path in notebooks:
                try:
                    self.known[path.stem] = describe(path, f"chapters/{path.name}")
                except EvidenceError as error:
                    self.faults += error.faults

    def _edition(self, name: str, content: Any) -> Edition | None:
        """One edition; None where anything in it is wrong."""
        before, place = len(self.faults), ("editions", name)
        try:
            TypeAdapter(Name).validate_python(name)
            entry = _Entry.model_validate(content)
        except ValidationError as error:
            self.faults += self.file.misshapen(error, place, FORM)
            return None
        if (name == DEFAULT) == (entry.parameters is not None):
            wrong, remedy = ("sets parameters", "leave them out: it is the chapters as they stand") \
                if name == DEFAULT else ("sets nothing", FORM)
            self._fault(place, f"'{shorten(name, 60)}' {wrong}", remedy)
            return None
        values: dict[str, dict[str, Any]] = {}
        for chapter, given in (entry.parameters or {}).items():
            for parameter, value in given.items():
                self._put(values, chapter, parameter, value, (*place, "parameters", chapter, parameter))
        if len(self.faults) == before:
            self._check_together(values, place)
        return Edition(name, entry.description, values) if len(self.faults) == before else None

    def _check_together(self, values: Mapping[str, Mapping[str, Any]], place: Place) -> None:
        for stem, given in values.items():
            for wrong in exceeding(self.known[stem], given):
                self._fault((*place, "parameters", stem), f"{stem}: {wrong}", "change one of the two")

    def _refuse_doubles(self, editions: Iterable[Edition]) -> None:
        """Editions that set the same as one before them, or nothing but defaults, are faults."""
        seen: dict[str, str] = {}
        defaults = {stem: _defaults(declared) for stem, declared in self.known.items()}
        for edition in editions:
            key = repr(sorted((stem, name, value) for stem, given in edition.parameters.items()
                              for name, value in given.items() if value != defaults[stem][name]))
            if key in seen:
                self._fault(("editions", edition.name), f"'{edition.name}' sets the same as '{seen[key]}'",
                            "keep one of them")
            seen.setdefault(key, edition.name)

    def _put(self, values: dict[str, dict[str, Any]], chapter: str, parameter: str, value: str | list[str],
             place: Place) -> None:
        for stem in self._meant(chapter, parameter, place):
            if parameter in values.setdefault(stem, {}):
                self._fault(place, f"'{parameter}' of {stem} is given twice",
                            f"give it under '{EVERY}' or under '{stem}'")
            values[stem] |= self._checked(stem, parameter, value, place)

    def _meant(self, chapter: str, parameter: str, place: Place) -> list[str]:
        """The chapters for which a value is meant; a parameter for every chapter has to be in one at least."""
        names = {stem: [declared.name for declared in known] for stem, known in self.known.items()}
        if chapter == EVERY:
            meant = [stem for stem, known in names.items() if parameter in known]
            if not meant:
                every = {name for known in names.values() for name in known}
                self._unknown("no chapter has a parameter", parameter, every, place)
            return meant
        if chapter in names:
            return [chapter]
        self._unknown("no chapter", chapter, {EVERY, *names}, place[:-1])
        return []

    def _checked(self, stem: str, parameter: str, value: str | list[str], place: Place) -> Mapping[str, Any]:
        try:
            return check_values(self.known[stem], {parameter: value}, FILE, self.file.document.line_of(place))
        except EvidenceError as error:
            self.faults += error.faults
            return {}

    def _unknown(self, wrong: str, word: str, known: set[str], place: Place) -> None:
        there = f"there are {', '.join(sorted(known)) or 'none'}"
        self._fault(place, f"{wrong} '{shorten(word, 40)}'", did_you_mean(word, sorted(known), there))

    def _fault(self, place: Place, wrong: str, remedy: str) -> None:
        self.faults.append(self.file.document.fault(place, wrong, remedy))


def _words(kind: str, error: Mapping[str, Any]) -> str:
    """One of pydantic's errors, in words."""
    name = shorten(error["loc"][-1], 40) if error["loc"] else "entry"
    given = "" if isinstance(error["input"], dict | list | None) else f" ('{shorten(error['input'], 40)}')"
    return {
        "missing": f"'{name}' is missing",
        "extra_forbidden": f"unknown key '{name}'",
        "string_pattern_mismatch": f"a name or text that is not of the right form{given}",
        "model_type": f"not a description and parameters{given}",
        "dict_type": f"not 'name: value' lines{given}",
        "too_short": f"'{name}' is empty",
    }.get(kind, f"{error['msg'][:1].lower()}{error['msg'][1:]}{given}")
