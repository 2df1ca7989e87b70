"""The schema follows from the records: the same names, kinds and keys as the tables that were always there."""

import json
from pathlib import Path

import pytest

from evidence.ledger.rows import Rows
from evidence.tables.schema import BASE_TABLES, CLAIM_COLUMN, LINK_COLUMN, SOURCE_COLUMN, SOURCE_TABLES

PROJECT = Path(__file__).resolve().parents[2]
RESOURCES = {resource["name"].replace("-", "_"): resource for resource in json.loads(
    (PROJECT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]}


@pytest.mark.parametrize("table", BASE_TABLES, ids=lambda table: table.name)
def test_a_table_is_as_the_data_package_describes_it(table):
    schema = RESOURCES[table.name]["schema"]
    assert [(column.name, column.kind, column.description) for column in table.columns] == [
        (field["name"], field["type"], field["description"]) for field in schema["fields"]]
    assert list(table.key) == schema.get("primaryKey", list(table.key))
    assert {column.name: column.points_to for column in table.columns if column.points_to} == {
        key["fields"]: (key["reference"]["resource"].replace("-", "_"), key["reference"]["fields"])
        for key in schema.get("foreignKeys", ())}


def test_every_foreign_key_points_to_a_key():
    keys = {(table.name, table.key) for table in BASE_TABLES}
    for table in BASE_TABLES:
        for column in table.columns:
            if column.points_to:
                name, key = column.points_to
                assert (name, (key,)) in keys, (table.name, column.name)


def test_a_source_gives_rows_to_the_tables_that_name_it():
    assert [table.name for table in SOURCE_TABLES] == list(vars(Rows()))
    assert all(("source_id" in table.names) == (table in SOURCE_TABLES) for table in BASE_TABLES)


@pytest.mark.parametrize("column, patterns", [
    ("claim_id", [CLAIM_COLUMN, LINK_COLUMN]), ("other_id", [CLAIM_COLUMN, LINK_COLUMN]),
    ("size_claim_ids", [CLAIM_COLUMN, LINK_COLUMN]), ("reference_id", [LINK_COLUMN]), ("source_id", [SOURCE_COLUMN]),
    ("entity_id", []), ("claimed", []), ("claim_idea", []),
])
def test_columns_say_by_their_name_what_they_hold(column, patterns):
    every = (CLAIM_COLUMN, SOURCE_COLUMN, LINK_COLUMN)
    assert [pattern for pattern in every if pattern.search(column)] == patterns
