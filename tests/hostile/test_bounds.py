"""What might be waited for: units, views, parameters, editions, regular expressions. Each ends, with a clear fault."""

import importlib
import pkgutil
import re
import shutil
import signal
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_up import MINI, PARAMETERS, cell, write

import evidence.book
import evidence.chapter
import evidence.html
import evidence.language
import evidence.ledger
import evidence.notebooks
from evidence.cli import main
from evidence.language import units
from evidence.notebooks import parameters

pytestmark = pytest.mark.hostile
SECONDS = 10


@contextmanager
def in_time():
    """A bound, no stopwatch: what hangs would hang for hours."""
    def stop(*_):
        raise TimeoutError(f"longer than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


UNITS = ["meter**9**9**9", "(meter**9)**9", "((((meter**9)**9)**9)**9)**9", "meter**-9**-9", "m**9*m**9**9", "m**99",
         "9**9**9*m", "m*10**10**10", "__import__('os')", "m.__class__", "m;n", "(" * 60, "m**" * 19 + "2",
         "[m]", "lambda: m", "m@m", "m//m", "m%m", "m<<9", "m**1e9", "m**m", "meter**９**９", "m^9^9",
         "delta_degC**9**9", "ℯ**9**9", "m²²²²", "µ" * 61, "a" * 10_000, "*" * 60, "/" * 60, "m" + " /m" * 300]


@pytest.mark.parametrize("unit", UNITS)
def test_units(unit, tmp_path, capsys):
    with in_time(), pytest.raises(ValueError):
        units.canonical(unit)
    root = shutil.copytree(MINI, tmp_path / "report")
    path = root / "ledger" / "measures.yml"
    quoted = unit.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    path.write_text(path.read_text().replace("unit: t\n", f'unit: "{quoted}"\n', 1).replace(
        "unit: t,", f'unit: "{quoted}",', 1).replace("unit: tonne", f'unit: "{quoted}"', 1))
    with in_time():
        assert main(["--root", str(root), "check"]) == 1
    errors = capsys.readouterr().err
    assert re.search(r"ledger/measures\.yml:\d+: ", errors) and "Traceback" not in errors


@given(st.text("mkgsKWT*/()_ -+.^ 9²²é\n", max_size=70))
@settings(max_examples=400, deadline=None)
def test_any_unit_ends(unit):
    with in_time():
        try:
            known = units.canonical(unit)
            units.same_dimension(known, "kg")
            units.convert(1e300, known, "kg")
        except ValueError:
            pass


def test_an_overflow_is_a_fault():
    with pytest.raises(ValueError):
        units.convert(1e308, "Ym**9", "ym**9")


VIEWS = ["SELECT current_timestamp AS a", "SELECT CURRENT_DATE AS a", "SELECT date('now') AS a", "SELECT random() AS a",
         "SELECT strftime('%s', 'now') AS a", "SELECT julianday() AS a", "SELECT unixepoch() AS a", "SELECT Random() AS a",
         "WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a FROM t) SELECT a FROM t",
         "WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t) SELECT max(a) AS a FROM t",
         "SELECT count(*) AS a FROM " + ", ".join(f"mentions a{i}, claims b{i}, entities c{i}" for i in range(9)),
         "SELECT a.name AS a FROM entities a, entities b, entities c, entities d, entities e, entities f, entities g, "
         "entities h, entities i, entities j, entities k, entities l ORDER BY a.name || b.name",
         "SELECT hex(zeroblob(900000000)) AS a", "SELEC 1", "SELECT 1 AS",
         "SELECT replace(hex(zeroblob(400000)), '0', hex(zeroblob(400000))) AS a", "", "SELECT 1 AS a; SELECT 2 AS a",
         "SELECT a FROM nowhere", "SELECT 1 AS b", "ATTACH '/etc/passwd' AS a", "PRAGMA table_info(claims)",
         "DROP TABLE claims", "INSERT INTO claims DEFAULT VALUES", "SELECT load_extension('x') AS a",
         "SELECT readfile('/etc/passwd') AS a", "SELECT writefile('x', 'y') AS a", "VACUUM INTO 'x'",
         "CREATE TABLE a (a)", "SELECT * FROM sqlite_master", "SELECT zeroblob(9) AS a", "SELECT 1e999 AS a",
         "SELECT " + "(" * 2000 + "1" + ")" * 2000 + " AS a", "SELECT 1 AS a" + " UNION ALL SELECT 1" * 2000,
         "SELECT * FROM pragma_database_list", "SELECT last_insert_rowid() AS a",
         "SELECT sqlite_version() AS a", "SELECT total_changes() AS a", "SELECT '\x01' AS a" * 2]


@pytest.mark.parametrize("sql", VIEWS)
@pytest.mark.parametrize("command", ["check", "tables"])
def test_views(sql, command, tmp_path, capsys):
    root = shutil.copytree(MINI, tmp_path / "report")
    text = sql.replace("\\", "\\\\").replace('"', '\\"').replace("\x01", "\\x01")
    with (root / "ledger" / "views.yml").open("a") as file:
        file.write(f'- id: odd\n  description: d\n  columns: {{a: A.}}\n  sql: "{text}"\n')
    with in_time():
        assert main(["--root", str(root), command]) == 1
    errors = capsys.readouterr().err
    assert re.search(r"ledger/views\.yml:[89]: ", errors) and "Traceback" not in errors, errors
    assert not (root / "data").exists()


def test_a_view_that_code_still_wants(tmp_path, capsys):
    root = shutil.copytree(MINI, tmp_path / "report")
    assert main(["--root", str(root), "tables"]) == 0
    write(root / "chapters" / "mills.ipynb", cell("tables['flour']"))
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    (root / "ledger" / "views.yml").unlink()
    assert main(["--root", str(root), "tables"]) == 1
    assert "ledger/views.yml: the table 'flour' is no longer made, and chapters/mills.ipynb" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    (root / "chapters" / "mills.ipynb").unlink()
    assert main(["--root", str(root), "tables"]) == 0 and not (root / "data" / "flour.csv").exists()


LINES = ["x: float = 10**10**10  # a [m; 1..2]", "x: float = 'a' * 10**10  # a [m; 1..2]", "x: float = 1  #" + " a" * 50_000,
         "x: float = 1  # a " + "[" * 50_000, "x: float = 1  # a [m; 1.." + "9" * 50_000 + "]", "x: int = " + "9" * 5000 + "  # a [m; 1..2]",
         "x: float = 1  # a [m; " + "1" * 50_000 + "..2]", "x: float = " + "-" * 5000 + "1  # a [m; 1..2]",
         "x: float = " + "(" * 150 + "1" + ")" * 150 + "  # a [m; 2..3]", "x: str = 'a'  # a [one of: " + "," * 50_000 + "]",
         "x: float = 1e999  # a [m; 1..2]", "x: float = nan  # a [m; 1..2]", "x: float = 1  # a [m; 1e9..2]",
         "x: float = 1  # a" + " " * 50_000 + "b", "x: list[str] = ['a'] * 10**9  # a [list of: a]", "import os", "x: float = 1 if",
         "x: float = 1  # a [m; " + " " * 50_000 + "1..2", "x: float = 1  # a [m; -..2]", "x: float = __import__('os')  # a [m; 1..2]"]


@pytest.mark.parametrize("line", LINES)
def test_parameters(line, tmp_path):
    path = write(tmp_path / "chapters" / "mills.ipynb", parameters=line)
    with in_time(), pytest.raises(evidence.errors.EvidenceError, match=r"cell 2"):
        parameters.describe(path, "chapters/mills.ipynb")


def test_a_hundred_thousand_editions(tmp_path, capsys):
    root = shutil.copytree(MINI, tmp_path / "report")
    write(root / "chapters" / "mills.ipynb", cell("pass"), parameters=PARAMETERS)
    entry = "  a{0}: {{description: d, parameters: {{mills: {{power_kw: {0}}}}}}}\n"
    (root / "editions.yml").write_text("editions:\n  default: {description: d}\n" + "".join(map(entry.format, range(100_000))))
    with in_time():
        assert main(["--root", str(root), "run", "mills", "--edition", "a9", "-o", str(tmp_path / "x.ipynb")]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("editions.yml") and len(errors) < 20_000


def patterns():
    """Every compiled expression of a module, by name."""
    found = {}
    for package in (evidence.language, evidence.ledger, evidence.notebooks, evidence.chapter, evidence.html, evidence.book):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(("compiler_process",)):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for place, pattern in _in(value):
                    found.setdefault(pattern, f"{module.name}.{name}{place}")
    return sorted((where, pattern) for pattern, where in found.items())


def _in(value):
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(value, dict):
        yield from ((f"[{key}]", each) for key, each in value.items() if isinstance(each, re.Pattern))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{place}]", each) for place, each in enumerate(value) if isinstance(each, re.Pattern))


PATTERNS = patterns()
PIECES = st.sampled_from([" ", "\t", "\u00a0", "\n", "1", "9", "0", ",", ".", "'", "a", "A", "e", "-", "–", "de ", "et ",
                          "mille ", "cent ", "vingt-", "deux ", "hundred ", "and ", "to ", "%", "€", "(", ")", "[", "<", ">",
                          "<a", "<!--", "url(", "https://", "&", ";", ":", "{", "}", "`", "$", "é", "d'", "l'", "plus ",
                          "entre ", "janvier ", "July ", "2025", "\u202f", "/", "|", "_", "*", '"', "«", "»", "#", "=", "\\"])


def test_there_are_patterns():
    assert len(PATTERNS) > 60


@pytest.mark.parametrize("where, pattern", PATTERNS, ids=[where for where, _ in PATTERNS])
@given(st.lists(PIECES, min_size=1, max_size=4), st.lists(PIECES, max_size=2), PIECES)
@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None, derandomize=True)
def test_expressions_end(where, pattern, repeated, before, after):
    text = "".join(before) + "".join(repeated) * 3000 + after
    if isinstance(pattern.pattern, bytes):
        text = text.encode()
    with in_time():
        for _ in zip(range(20_000), pattern.finditer(text[:2_000])):
            pass
        pattern.match(text[:20_000])


def test_nothing_of_pint_is_kept():
    assert units._registry()._diskcache is None
