"""Rows of data that are gone, new or changed."""

from evidence.diff.rows import CHANGED, GONE, NEW, ChangedRow, changed_rows


def rows(old, new):
    return list(changed_rows(old, new))


def test_rows_are_paired_by_the_columns_that_name_them():
    old = [{"system": "A", "measure": "power", "value": 1.0}, {"system": "A", "measure": "rate", "value": 2.0},
           {"system": "B", "measure": "rate", "value": 3.0}]
    new = [old[2], {"system": "A", "measure": "rate", "value": 2.5}, {"system": "C", "measure": "rate", "value": 9}]
    assert rows(old, new) == [
        ChangedRow(GONE, "A, power", (("value", "1", ""),)), ChangedRow(CHANGED, "A, rate", (("value", "2", "2.5"),)),
        ChangedRow(NEW, "C, rate", (("value", "", "9"),))]


def test_points_of_a_line_are_paired_by_their_place():
    old = [{"year": year, "cards": year - 2000.0} for year in range(2023, 2026)]
    new = [row | {"cards": row["cards"] * 2} for row in old]
    assert rows(old, new)[0] == ChangedRow(CHANGED, "2023", (("cards", "23", "46"),))
    assert len(rows(old, new)) == 3 and rows(old, old) == []


def test_rows_that_nothing_tells_apart_are_gone_and_new():
    same = {"x": 1.0}
    assert [row.change for row in rows([same, same], [same, {"x": 2.0}, {"x": 2.0}])] == [GONE, NEW, NEW]
    assert [row.change for row in rows([], [same])] == [NEW] and rows([], []) == []
