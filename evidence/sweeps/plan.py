"""Sweeps as declared in ``editions.yml``, checked before anything runs: every fault with its line."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evidence.editions.declared import FILE, EditionsFile, Name, Text, read_editions_file
from evidence.errors import EvidenceError, Fault, did_you_mean, fail, shorten
from evidence.ledger.strict_yaml import Place
from evidence.notebooks.parameters import Parameter, describe, exceeding
from evidence.notebooks.values import check_values
from evidence.project import find_chapter
from evidence.sweeps.sets import COLUMNS, Axis, SweepPlan

ALL = "all"  # every choice of a parameter that has a list of them
MOST, MOST_ANSWERS = 10_000, 1_000_000  # sets in one sweep, by notebooks and by answers alone
FORM = ("write it as 'name: {chapter: …, description: …, values: {parameter: [values]}}'; in place of the values "
        "may stand {low: …, high: …, steps: …}")
AXIS = ("write a list of values, 'all' for every choice, or {low: …, high: …, steps: …}; with 'sample', "
        "{low: …, high: …}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Range(_Strict):
    low: str
    high: str
    steps: Annotated[int, Field(ge=2)] | None = None
    scale: Literal["linear", "log"] = "linear"


class _Sample(_Strict):
    draws: int = Field(ge=1)
    seed: int = Field(1, ge=0, lt=2**32)
    method: Literal["latin", "uniform"] = "latin"


class _Sweep(_Strict):
    chapter: str
    description: Text
    values: dict = Field(min_length=1)
    sample: _Sample | None = None


def read_plans(root: Path) -> dict[str, SweepPlan]:
    """All sweeps by name, checked against their chapters. EvidenceError names every fault of all of them."""
    reader = _PlanReader(root, read_editions_file(root))
    plans = {name: plan for name, entry in reader.file.sweeps.items() if (plan := reader._plan(name, entry))}
    if reader.faults:
        raise EvidenceError(reader.faults)
    return plans


def find_plan(root: Path, name: str | None, draws: int | None = None, most: int = MOST) -> SweepPlan:
    """The sweep of that name, with another number of draws if given, ``most`` at most. EvidenceError: none such."""
    plans = read_plans(root)
    if name is None or name not in plans:
        there = f"there are {', '.join(plans)}, or" if plans else "there is none;"
        fail(FILE, 0, f"no sweep '{shorten(name, 60)}'" if name else "no sweep named",
             did_you_mean(name or "", plans, f"{there} add one under 'sweeps'"))
    plan = plans[name]
    if draws is None:
        return plan
    if not plan.draws or not 1 <= draws <= min(most, plan.possible()):
        fail(f"--draws {draws}", 0, f"'{name}' has {min(most, plan.possible()):,} sets to draw" if plan.draws
             else f"'{name}' runs every combination", "leave it out, or give a number from 1 on")
    return replace(plan, draws=draws)


class _PlanReader:
    """Reads one sweep after the other and gathers all that is wrong; what it returns then is of no use."""

    def __init__(self, root: Path, file: EditionsFile):
        self.root, self.file = root, file
        self.faults: list[Fault] = []

    def _plan(self, name: str, entry) -> SweepPlan | None:
        place: Place = ("sweeps", name)
        self._shape(TypeAdapter(Name), name, place, "use lower-case letters, digits and hyphens")
        sweep = self._shape(TypeAdapter(_Sweep), entry, place, FORM)
        chapter, declared = self._chapter(sweep.chapter, place) if sweep else (None, {})
        if sweep:
            sweep.values |= {parameter: list(declared[parameter].choices) for parameter, given in sweep.values.items()
                             if given == ALL and parameter in declared and declared[parameter].choices}
        if chapter is None or not self._few_enough(sweep, place):
            return None
        sampled = sweep.sample is not None
        axes = {parameter: self._axis(declared, parameter, given, sampled, (*place, "values", parameter))
                for parameter, given in sweep.values.items()}
        parameters = {parameter: declared[parameter] for parameter in axes if parameter in declared}
        if not self.faults:
            self._check_together(declared, axes, place)
        sample = sweep.sample.model_dump() if sampled else {}
        plan = SweepPlan(name, chapter, sweep.description, parameters, axes, **sample)
        if not self.faults and len(plan) > (possible := plan.possible()):
            self._fault((*place, "sample"), f"{len(plan):,} draws from {possible:,} sets that there are",
                        "leave 'sample' out, and every set is run once")
        return plan

    def _check_together(self, declared: dict[str, Parameter], axes: dict[str, Axis], place: Place) -> None:
        """A parameter that may not exceed another must not do so in any set: not even its highest beside the lowest."""
        for parameter in declared.values():
            ends = {name: end(axes[name].ends()) for name, end in ((parameter.name, max), (parameter.at_most, min))
                    if name in axes}
            if ends and parameter.at_most:
                for wrong in exceeding([parameter, declared[parameter.at_most]], ends):
                    self._fault((*place, "values"), f"in one set {wrong}", "let their values not cross")

    def _fault(self, place: Place, wrong: str, remedy: str) -> None:
        self.faults.append(self.file.document.fault(place, wrong, remedy))

    def _shape(self, form: TypeAdapter, content, place: Place, remedy: str):
        try:
            return form.validate_python(content)
        except ValidationError as error:
            self.faults += self.file.misshapen(error, place, remedy)
            return None

    def _chapter(self, name: str, place: Place) -> tuple[Path | None, dict[str, Parameter]]:
        try:
            chapter = find_chapter(self.root, name)
            declared = describe(chapter, f"chapters/{chapter.name}")
            return chapter, {parameter.name: parameter for parameter in declared}
        except EvidenceError as error:
            for fault in error.faults:
                if fault.file == "chapters":  # there is no such chapter; other faults lie in the chapter itself
                    self._fault((*place, "chapter"), fault.wrong, fault.remedy)
                else:
                    self.faults.append(fault)
            return None, {}

    def _few_enough(self, sweep: _Sweep, place: Place) -> bool:
        """Count the sets; none is built for it, and no value checked."""
        sizes = [_size(given) for given in sweep.values.values()]
        count = max(sweep.sample.draws, *sizes) if sweep.sample else math.prod(sizes)
        if count <= MOST:
            return True
        self._fault((*place, "sample" if sweep.sample else "values"), f"a sweep of {count:,} sets",
                    f"{MOST:,} are the most; take fewer values, or draw some of them with 'sample'")
        return False

    def _axis(self, declared: dict, name: str, given, sampled: bool, place: Place) -> Axis:
        if name in COLUMNS and name in declared:
            self._fault(place, f"the table has a column '{name}' of its own", "give the parameter another name")
        if isinstance(given, list):
            return self._listed(declared, name, given, place)
        if name not in declared:
            self._checked(declared, name, "", place)
        elif not isinstance(given, dict):
            self._fault(place, f"'{shorten(given, 40)}' is neither a list nor a range", AXIS)
        elif shape := self._shape(TypeAdapter(_Range), given, place, AXIS):
            return self._range(declared[name], shape, sampled, place)
        return Axis()

    def _checked(self, declared: dict, name: str, given, place: Place):
        """The value in its type, or None and a fault."""
        try:
            line = self.file.document.line_of(place)
            return check_values(declared.values(), {name: given}, FILE, line)[name]
        except EvidenceError as error:
            self.faults += error.faults
            return None

    def _listed(self, declared: dict, name: str, given: list, place: Place) -> Axis:
        if not given:
            self._fault(place, f"no value for '{shorten(name, 40)}': a sweep without a set", AXIS)
        values: list[Any] = []
        seen: set[str] = set()
        for number, item in enumerate(given):
            value = self._checked(declared, name, item, (*place, number))
            if value is not None and repr(value) in seen:
                self._fault((*place, number), f"'{name}' takes {shorten(item, 40)} twice: the same set twice",
                            "give each value once")
            values.append(value)
            seen.add(repr(value))
        return Axis(tuple(values))

    def _range(self, parameter: Parameter, shape: _Range, sampled: bool, place: Place) -> Axis:
        name, known = parameter.name, {parameter.name: parameter}
        if parameter.type_name not in ("int", "float"):
            self._fault(place, f"'{name}' is no number and has no range", "list the values it shall take")
            return Axis()
        low, high = (self._checked(known, name, getattr(shape, end), (*place, end)) for end in ("low", "high"))
        if sampled and shape.steps:
            self._fault(place, f"'{name}' is drawn, and has steps", "leave out either 'steps' or 'sample'")
        if not sampled and not shape.steps:
            self._fault(place, f"no steps for '{name}'", "say how many: {low: …, high: …, steps: …}")
        if low is None or high is None:
            return Axis()
        if low >= high:
            self._fault(place, f"the range of '{name}' from {low:g} to {high:g} is empty",
                        "put the lower end first")
        elif shape.scale == "log" and low <= 0:
            self._fault(place, f"a logarithmic scale of '{name}' from {low:g}",
                        "start above zero, or leave 'scale' out")
        else:
            whole = parameter.type_name == "int"
            return self._spread(name, Axis((), low, high, shape.steps or 0, shape.scale == "log", whole), place)
        return Axis()

    def _spread(self, name: str, axis: Axis, place: Place) -> Axis:
        if axis.steps > len(set(axis.listed())):
            self._fault(place, f"{axis.steps} steps of '{name}' from {axis.low:g} to {axis.high:g} fall on the same "
                        "number: the same set twice", "take fewer steps")
        return axis


def _size(given) -> int:
    """How many values a list or range will have; what is wrong with it is said elsewhere."""
    if isinstance(given, list):
        return len(given)
    steps = given.get("steps") if isinstance(given, dict) else None
    return int(steps) if isinstance(steps, str) and steps.isdecimal() and len(steps) < 20 else 1
