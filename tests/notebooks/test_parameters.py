"""Parameters: declared in one place, refused before a kernel starts."""

import pytest
from made_up import write

from evidence.errors import EvidenceError
from evidence.notebooks import parameters, values


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    return parameters.describe(write(tmp_path_factory.mktemp("chapters") / "mills.ipynb"), "mills.ipynb")


def faults(call, *arguments):
    with pytest.raises(EvidenceError) as caught:
        call(*arguments)
    return [str(fault) for fault in caught.value.faults]


def test_declared(declared):
    power, mills, kind, towns, idle = declared
    assert (power.name, power.default, power.unit, power.low, power.high) == ("power_kw", 559, "kW", 100, 2000)
    assert (mills.type_name, kind.choices, towns.default) == ("int", ("wind", "water"), ["Old Town", "Port"])
    assert idle.meaning == "whether idle mills count" and idle.expects() == "true or false"


def test_papermill_reads_the_same_names_and_defaults(tmp_path, declared):
    from papermill.inspection import inspect_notebook
    seen = inspect_notebook(str(write(tmp_path / "mills.ipynb")))
    assert list(seen) == [parameter.name for parameter in declared]
    assert seen["power_kw"]["default"] == "559" and "power of one mill" in seen["power_kw"]["help"]


def test_values_are_read_in_their_type(declared):
    given = ["power_kw=600", "mills=4", "kind=water", "towns=Port, Hill", "idle=True"]
    read = values.read_assignments(declared, given)
    assert read == {"power_kw": 600.0, "mills": 4, "kind": "water", "towns": ["Port", "Hill"], "idle": True}
    assert isinstance(read["power_kw"], float) and isinstance(read["mills"], int)


@pytest.mark.parametrize("given, message", [
    ("power=6", "no parameter 'power'; did you mean 'power_kw'?"),
    ("x=1;import os", "no parameter 'x'; it has power_kw, mills, kind, towns, idle"),
    ("x;import os=1", "no parameter 'x;import os'"),
    ("class=1", "no parameter 'class'"),
    ("power_kw=nan", "'nan' is not a number from 100 to 2000 (kW)"),
    ("power_kw=inf", "'inf' is not a number"),
    ("power_kw=1e400", "'1e400' is not a number"),
    ("power_kw=99.9", "'99.9' is not a number from 100"),
    ("power_kw=", "'' is not a number"),
    ("mills=2.5", "'2.5' is not a whole number from 1 to 10 (mill)"),
    ("mills=true", "'true' is not a whole number"),
    ("mills=" + "9" * 5000, "is not a whole number"),
    ("kind=Wind", "'Wind' is not one of wind, water"),
    ("kind=true", "'true' is not one of wind, water"),
    ("towns=", "is not a list"),
    ("towns=Port,Port", "names a word twice"),
    ("towns=Port,Nowhere", "is not a list"),
    ("idle=yes", "'yes' is not true or false"),
    ("idle", "no value; write NAME=VALUE"),
])
def test_refused(declared, given, message):
    [fault] = faults(values.read_assignments, declared, [given])
    assert message in fault and fault.startswith("-p ") and len(fault) < 400


def test_all_faults_at_once(declared):
    assert len(faults(values.read_assignments, declared, ["power=1", "mills=0", "mills=2", "kind=x"])) == 4


def test_values_from_a_file_keep_their_line(declared):
    [fault] = faults(values.check_values, declared, {"mills": "11"}, "editions.yml", 7)
    assert fault.startswith("editions.yml:7: '11' is not a whole number")


@pytest.mark.parametrize("source, message", [
    ("power = 3", "declares no parameter"),
    ("import os", "declares no parameter"),
    ("power: float", "declares no parameter"),
    ("power: complex = 3  # x [kW; 1..2]", "has the type 'complex'"),
    ("power: float = 3", "has no meaning"),
    ("power: float = 3  # power", "has no range"),
    ("power: float = 3  # power [kW]", "has no range"),
    ("power: float = 3  # power [kW; 9..1]", "has no range"),
    ("power: float = 3  # power [kW; 5..9]", "the default of 'power' is not a number from 5 to 9 (kW)"),
    ("power: int = 3.5  # power [kW; 1..9]", "the default of 'power' is not a whole number"),
    ("power: int = open('x')  # power [kW; 1..9]", "the default of 'power'"),
    ("kind: str = 'a'  # kind", "no list of the words"),
    ("kind: str = 'a'  # kind [list of: a, b]", "no list of the words"),
    ("kind: str = 'c'  # kind [one of: a, b]", "the default of 'kind' is not one of a, b"),
    ("a: bool = True  # a\na: bool = True  # a", "declared twice"),
    ("power: float = ", "not Python"),
])
def test_bad_declarations(tmp_path, source, message):
    path = write(tmp_path / "mills.ipynb", parameters=source)
    [fault] = faults(parameters.describe, path, "mills.ipynb")
    assert fault.startswith("mills.ipynb:cell 2:") and message in fault


def test_no_parameters_cell(tmp_path):
    [fault] = faults(parameters.describe, write(tmp_path / "x.ipynb", "1", parameters=None), "x.ipynb")
    assert "0 cells tagged 'parameters'" in fault


def test_what_is_no_notebook(tmp_path):
    (tmp_path / "x.ipynb").write_text("{")
    assert "is no notebook" in faults(parameters.describe, tmp_path / "x.ipynb", "x.ipynb")[0]
    assert "cannot be read" in faults(parameters.describe, tmp_path / "y.ipynb", "y.ipynb")[0]


PAIR = ("low: float = 0.3  # lower end [of one; 0..1; at most high]\n"
        "high: float = 0.5  # upper end [of one; 0..1]")


def test_two_parameters_that_go_together(tmp_path):
    declared = parameters.describe(write(tmp_path / "mills.ipynb", parameters=PAIR), "mills.ipynb")
    assert declared[0].expects() == "a number from 0 to 1, at most 'high'"
    assert parameters.exceeding(declared, {"low": 0.5}) == []
    assert parameters.exceeding(declared, {"high": 0.2}) == ["'low' is 0.3, above 'high', 0.2"]
    [fault] = faults(values.check_together, declared, {"low": 0.9}, "-p low=0.9")
    assert fault == "-p low=0.9: 'low' is 0.9, above 'high', 0.5; change one of the two"


@pytest.mark.parametrize("source, message", [
    (PAIR.replace("at most high", "at most hihg"), "'hihg', which is no number declared here; did you mean 'high'?"),
    (PAIR.replace("0.3", "0.7"), "'low' is 0.7, above 'high', 0.5; change one of the defaults"),
])
def test_a_pair_that_is_wrongly_declared(tmp_path, source, message):
    path = write(tmp_path / "mills.ipynb", parameters=source)
    assert message in faults(parameters.describe, path, "mills.ipynb")[0]
