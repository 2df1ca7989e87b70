"""All tables in one SQLite file, with their types, keys and the description of each column."""

import sqlite3
from contextlib import closing
from pathlib import Path

from evidence.tables.report import Report

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_DESCRIPTIONS = "descriptions"


def write_database(report: Report, path: Path) -> None:
    """Write the file anew; one version of SQLite gives the same bytes each time.

    A foreign key is declared, not enforced: the tables were checked when they were built. Yes and no are 1 and 0.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        for resource in report.package["resources"]:
            _store(database, report, resource)
        _describe(database, report.package["resources"])
        database.commit()
        database.execute("VACUUM")


def _store(database: sqlite3.Connection, report: Report, resource: dict) -> None:
    name, schema = table_name(resource), resource["schema"]
    columns = [f"{_quoted(field['name'])} {_TYPES[field['type']]}" for field in schema["fields"]]
    if key := schema.get("primaryKey"):
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, key))})")
    columns += [f"FOREIGN KEY ({_quoted(key['fields'])}) REFERENCES "
                f"{_quoted(key['reference']['resource'].replace('-', '_'))} ({_quoted(key['reference']['fields'])})"
                for key in schema.get("foreignKeys", ())]
    database.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})")
    fields = [field["name"] for field in schema["fields"]]
    rows = [[_cell(getattr(row, field)) for field in fields] for row in report.rows(name)]
    database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(fields))})", rows)


def _cell(value: object) -> object:
    return None if value == "" else value


def _describe(database: sqlite3.Connection, resources: list[dict]) -> None:
    """A table of its own says what each table and column means; a column's name is missing where a table is meant."""
    database.execute(f"CREATE TABLE {_DESCRIPTIONS} (table_name TEXT, column_name TEXT, description TEXT)")
    rows = [row for resource in resources for name in [table_name(resource)]
            for row in [(name, None, resource["description"]),
                        *((name, field["name"], field["description"]) for field in resource["schema"]["fields"])]]
    database.executemany(f"INSERT INTO {_DESCRIPTIONS} VALUES (?, ?, ?)", rows)


def table_name(resource: dict) -> str:
    """A resource's table: its file without the ending."""
    return resource["path"].removesuffix(".csv")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
