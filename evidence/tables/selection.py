"""A report without some of its claims: articles up to a year, one article less, one kind of speaker less."""

import re
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from functools import cached_property, wraps
from typing import Any, TypeVar

import pandas as pd

from evidence.errors import EvidenceError, Fault, brief, fail, shorten
from evidence.ledger import strict_yaml
from evidence.ledger.load import read_vocabulary
from evidence.tables.report import DTYPES, Report
from evidence.tables.schema import CLAIM_COLUMN, SOURCE_COLUMN

ALL = "all"  # articles of every year
NONE = "none"
SELECTIONS = 32  # that are worth keeping: as many as a sweep over articles and speakers takes turns with
_VIEWS = "ledger/views.yml"
Made = TypeVar("Made")


def found_once(function: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """A function of a report, or of what was read from one, that is called once for each of them.

    Whoever computes many states from one report need not find anew what no parameter changes. What it returns is
    shared, and nobody may change it.
    """
    found: OrderedDict[int, tuple[Any, Made]] = OrderedDict()  # the object is kept, so that its id stays its own

    @wraps(function)
    def found_before(of: Any) -> Made:
        if id(of) not in found:
            found[id(of)] = (of, function(of))
            if len(found) > SELECTIONS:
                found.popitem(last=False)
        return found[id(of)][1]
    return found_before


class Selection(Report):
    """A report whose tables hold only what rests on claims that count.

    A row goes where *any* claim that it names is left out: what is said in it rests on all of them. So a
    comparison needs both its claims, and a cell of several ids all of them. A row that names a source and
    no claim (``sources``, ``set_aside``, ``glitches``) goes where that whole source is left out. Views are
    selected anew from the rows that are left: their cells may gather from claims which the row does not name.
    Dictionaries (``entities``, ``measures``, ``propositions``, ``findings``), reference points and the tests of rules
    stay whole.
    Single claims are looked up by name in ``everything``.
    """

    def __init__(self, everything: Report, left_out: dict[str, str], articles: set[str]):
        super().__init__(everything.root)
        self.everything, self.left_out, self._articles = everything, left_out, articles
        self.package = everything.package

    def _read(self, name: str) -> pd.DataFrame:
        whole = self.everything.table(name)
        if not self.left_out and not self._articles:
            return whole
        return self._views[name] if name in self._selects else self._kept(whole)

    def _kept(self, frame: pd.DataFrame) -> pd.DataFrame:
        gone = pd.Series(False, index=frame.index)
        for column in frame.columns:
            dropped = (set(self.left_out) if CLAIM_COLUMN.search(column) else
                       self._articles if SOURCE_COLUMN.search(column) else set())
            if dropped:
                gone |= frame[column].map(lambda ids, dropped=dropped: not dropped.isdisjoint(ids.split()),
                                          na_action="ignore").fillna(False).astype(bool)
        return frame[~gone].reset_index(drop=True)

    @cached_property
    def _selects(self) -> dict[str, str]:
        """view → its SELECT; no views where the report has none."""
        path = self.root / _VIEWS
        views = strict_yaml.read_yaml(path, _VIEWS).content if path.is_file() else None
        return {view["id"]: view["sql"] for view in views or () if view["id"] in self.tables}

    @cached_property
    def _views(self) -> dict[str, pd.DataFrame]:
        with closing(sqlite3.connect(":memory:")) as database:
            for name in self.tables:
                if name not in self._selects:
                    _store(database, name, self.table(name))
            database.execute("PRAGMA query_only = ON")
            return {name: self._selected(database, name, sql) for name, sql in self._selects.items()}

    def _selected(self, database: sqlite3.Connection, name: str, sql: str) -> pd.DataFrame:
        columns = {column: DTYPES[field["type"]] for column, field in self._fields(name).items()}
        try:
            rows = database.execute(sql).fetchall()
            frame = pd.DataFrame.from_records(rows, columns=list(columns))
            return frame.astype(object).where(frame.notna(), pd.NA).astype(columns)
        except (sqlite3.Error, sqlite3.Warning, ValueError, TypeError) as error:
            fail(_VIEWS, 0, f"view '{name}' does not give the columns of its table ({shorten(error)})",
                 "mend its SELECT, then rebuild with 'evidence tables'")


def without(report: Report, articles_until: str = ALL, leave_out_article: str = NONE,
            leave_out_role: str = NONE) -> tuple[dict[str, str], set[str]]:
    """The claims that ``evidence.chapter.select`` leaves out, each with why; and the articles left out whole."""
    sources = report.table("sources")
    years = dict(zip(sources["source_id"], sources["published"].str[:4]))
    roles = report.table("entities").set_index("entity_id")["speaks_as"]
    speakers = read_vocabulary(report.root).speakers
    _refuse_unknown(articles_until, (leave_out_article, years), (leave_out_role, {*speakers, *roles.dropna()}))
    articles = {article: f"published in {year}, after {articles_until}" for article, year in years.items()
                if articles_until != ALL and year > str(articles_until)}
    if leave_out_article != NONE:
        articles.setdefault(leave_out_article, "its article is left out")
    claims = report.table("claims")
    left_out = {}
    for claim, source, role in zip(claims["claim_id"], claims["source_id"], claims["said_by"].map(roles)):
        if source in articles:
            left_out[claim] = articles[source]
        elif leave_out_role != NONE and not pd.isna(role) and role == leave_out_role:
            left_out[claim] = f"said by one who speaks as {leave_out_role}"
    return left_out, set(articles)


def _refuse_unknown(year: str, article: tuple, role: tuple) -> None:
    faults = [] if year == ALL or re.fullmatch(r"\d{4}", str(year)) else [
        Fault("articles_until", 0, f"'{brief(year)}' is no year", f"write it so: \"2024\", or '{ALL}'")]
    for parameter, (value, known) in (("leave_out_article", article), ("leave_out_role", role)):
        if value not in {NONE, *known}:
            faults.append(Fault(parameter, 0, f"there is no '{brief(value)}'",
                                f"use one of: {', '.join(sorted({NONE, *known}))}"))
    if faults:
        raise EvidenceError(faults)


def _store(database: sqlite3.Connection, name: str, frame: pd.DataFrame) -> None:
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    rows = zip(*(frame[column].to_numpy(dtype=object, na_value=None) for column in frame.columns))
    database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(frame.columns))})', rows)
