"""What a text mentions that no claim accounts for, on spans set by hand."""

import pytest

from evidence.ledger import coverage
from evidence.ledger.coverage import Accounted, digits_in_names, unaccounted
from evidence.ledger.quotes import Seed


@pytest.mark.parametrize("spans, asked, held", [
    ([(2, 5)], (2, 5), (2, 5)), ([(2, 5)], (3, 4), (2, 5)), ([(2, 5)], (1, 4), None), ([(2, 5)], (3, 6), None),
    ([(2, 5)], (0, 1), None), ([], (0, 1), None), ([(2, 9), (3, 5)], (6, 8), (2, 9)),
    ([(2, 5), (2, 9)], (6, 8), (2, 9)),
    ([(0, 4), (3, 9)], (3, 8), (3, 9)), ([(0, 4), (3, 9)], (2, 8), None), ([(3, 5), (2, 5)], (3, 5), (2, 5)),
])
def test_a_span_holds_what_lies_all_inside_it(spans, asked, held):
    assert coverage._Spans(spans)._holding(*asked) == held


def test_numbers_and_names_that_nobody_accounts_for():
    seed = Seed("seeds/x.txt", "On 3 May\nAda sold 7 of 12.\n")
    accounted = Accounted(numbers=[(3, 4), (18, 19), (23, 25)], read=[(18, 19)], quoted=[(13, 20)], aside=[(3, 8)],
                          named=[(9, 12)])
    assert [(fault.file, fault.line, fault.wrong) for fault in unaccounted(seed, accounted)] == [
        ("seeds/x.txt", 2, "the number '12' is in no claim ('Ada sold 7 of 12.')"),
        ("seeds/x.txt", 2, "the name 'Ada' is in no claim ('On 3 May Ada sold 7 of 12.')")]


def test_digits_of_a_name_are_no_quantity():
    seed = Seed("seeds/x.txt", "B52 and 12")
    accounted = Accounted(numbers=[(1, 3), (8, 10)], read=[], quoted=[(0, 3)], aside=[], named=[(0, 3)])
    assert digits_in_names(accounted) == [(0, 3)]
    assert [fault.wrong for fault in unaccounted(seed, accounted)] == [
        "the number '12' is in no claim ('B52 and 12')"]
    assert digits_in_names(Accounted([(8, 10)], [(8, 10)], [], [], [(8, 10)])) == []


def test_only_the_first_hundred_are_spelt_out():
    seed = Seed("seeds/x.txt", "7\n" * 102)
    places = [(2 * line, 2 * line + 1) for line in range(102)]
    faults = unaccounted(seed, Accounted(places[:100], [], [], [], []))
    assert len(faults) == 100 and faults[-1].line == 100
    more = unaccounted(seed, Accounted(places, [], [], [], []))
    assert len(more) == 101 and (more[-1].line, more[-1].wrong) == (101, "2 more numbers are in no claim")


@pytest.mark.parametrize("text, start, shown", [
    ("7 mills", 0, "7 mills"), ("x" * 15 + "7" + "y" * 15, 15, "x" * 15 + "7" + "y" * 15),
    ("x" * 16 + "7" + "y" * 16, 16, "x" * 15 + "7" + "y" * 15),
])
def test_a_number_is_shown_with_what_stands_around_it(text, start, shown):
    assert coverage._around(Seed("x", text), start, start + 1) == shown
