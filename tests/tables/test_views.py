"""Views: what they may select, and of what kind their columns are."""

import pytest

from evidence.errors import EvidenceError, Fault
from evidence.ledger.lists import View
from evidence.tables import views
from evidence.tables.schema import BASE_TABLES

BASE = {table.name: [] for table in BASE_TABLES}


class Page:
    """Where the views stand, as a read YAML file says it."""

    def fault(self, place, wrong, remedy):
        return Fault("ledger/views.yml", place[0], wrong, remedy)


def view(sql, *columns, name="made"):
    return View(id=name, description="Rows.", columns=dict.fromkeys(columns, "Made up."), sql=sql)


def selected(*asked):
    return views.run_views({each.id: each for each in asked}, BASE, Page())


def counting(last):
    """1 to ``last``, without a table and without recursion."""
    digits = " UNION ALL ".join(f"SELECT {digit} AS d" for digit in range(10))
    return (f"SELECT a.d + 10 * b.d + 1 AS n FROM ({digits}) a, ({digits}) b "
            f"WHERE a.d + 10 * b.d < {last} ORDER BY n")


@pytest.mark.parametrize("values, kind, cells", [
    ("(1), (2)", "integer", [1, 2]), ("(1.0), (2)", "integer", [1, 2]), ("(1.5), (2)", "number", [1.5, 2]),
    ("(1), (NULL)", "integer", [1, None]), ("(1.5), (NULL)", "number", [1.5, None]),
    ("('a'), ('b')", "string", ["a", "b"]), ("('a'), (2)", "string", ["a", "2"]),
    ("(NULL), (NULL)", "string", [None, None]),
])
def test_a_column_is_of_the_kind_of_its_cells(values, kind, cells):
    [(table, rows)] = selected(view(f"SELECT column1 AS amount FROM (VALUES {values})", "amount"))
    assert (table.columns[0].kind, [cell for [cell] in rows]) == (kind, cells)
    assert type(rows[0][0]) is type(cells[0])


def test_a_column_that_is_known_keeps_its_kind_and_points_where_it_did():
    sql = "SELECT 'a/b' AS claim_id, 'a' AS source_id, 'x' AS subject, 1 AS value, 'a/b' AS claim_ids, 2 AS start"
    [(table, rows)] = selected(view(sql, "claim_id", "source_id", "subject", "value", "claim_ids", "start"))
    assert [column.kind for column in table.columns] == ["string"] * 3 + ["number", "string", "integer"]
    assert [column.points_to for column in table.columns] == [
        ("claims", "claim_id"), ("sources", "source_id"), None, None, None, None]
    assert isinstance(rows[0][3], float) and rows[0][3] == 1


@pytest.mark.parametrize("sql, wrong", [
    ("SELECT 1.5 AS start", "1.5 is not whole, as its column is elsewhere"),
    ("SELECT 1 AS other", "it selects ['other'], but describes ['start']"),
    ("SELECT x'00' AS start", "it selects bytes that are no text"),
    ("SELECT 9e999 AS start", "it selects a number without bounds"),
    ("SELECT random() AS start", "random"), ("SELECT date('now') AS start", "date"),
    ("DELETE FROM claims", "not authorized"), ("SELECT start FROM nowhere", "no such table: nowhere"),
])
def test_what_cannot_be_selected_is_said_with_its_place(sql, wrong):
    fine = view("SELECT 1 AS n", "n", name="fine")
    with pytest.raises(EvidenceError) as error:
        selected(fine, view(sql, "start"))
    [fault] = error.value.faults
    assert (fault.line, fault.remedy) == (1, "mend its SELECT")
    assert fault.wrong.startswith("view 'made' fails: ") and wrong in fault.wrong


def test_a_view_is_no_base_table():
    with pytest.raises(EvidenceError, match="its id is that of a base table"):
        selected(view("SELECT 1 AS n", "n", name="claims"))


def test_rows_are_bounded(monkeypatch):
    monkeypatch.setattr(views, "_MOST_ROWS", 20)
    [(_, rows)] = selected(view(counting(20), "n"))
    assert [n for [n] in rows] == list(range(1, 21))
    with pytest.raises(EvidenceError, match="more than 20 rows"):
        selected(view(counting(21), "n"))


def test_all_views_together_come_to_an_end(monkeypatch):
    long = view(f"SELECT count(*) AS n FROM ({counting(100)}), ({counting(100)}), ({counting(40)})", "n")
    assert selected(long)[0][1] == [(400_000,)]
    monkeypatch.setattr(views, "_MOST_STEPS", 1)  # a million steps, and more are taken
    with pytest.raises(EvidenceError, match="view 'made' fails: interrupted"):
        selected(long)
    assert selected(view(counting(20), "n"))
