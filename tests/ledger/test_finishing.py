"""What a source still needs in the book: its entry, its line in the contents."""

from types import SimpleNamespace

import pytest

from evidence.errors import EvidenceError, Fault
from evidence.ledger import finishing

SHARED = SimpleNamespace(entities={"gazette": SimpleNamespace(name="Mills & Co")}, cited=frozenset({"plan2024"}))


def source(**given):
    return SimpleNamespace(**{"source_id": "felling", "cite": "plan2023", "publisher": "", "title": "", "url": "",
                              "called": "the Gazette", "published": "2024", "language": "fr"} | given)


@pytest.mark.parametrize("given, fields", [
    ({}, ["title = {{the Gazette}}", "year = {2024}"]),
    ({"title": "50 % \\ more"}, ["title = {{50 \\% \\textbackslash{} more}}", "year = {2024}"]),
    ({"publisher": "gazette"}, ["author = {{Mills \\& Co}}", "title = {{the Gazette}}", "year = {2024}"]),
    ({"published": "2024-01-31"}, ["title = {{the Gazette}}", "year = {2024}", "month = jan"]),
    ({"published": "2024-12"}, ["title = {{the Gazette}}", "year = {2024}", "month = dec"]),
    ({"url": "https://x.example"}, ["title = {{the Gazette}}", "year = {2024}", "url = {https://x.example}"]),
])
def test_an_entry_says_what_the_ledger_knows(given, fields):
    lines = ",\n".join(f"  {field}" for field in [*fields, "langid = {fr}"])
    assert finishing.entry_of(source(**given), SHARED) == f"@misc{{plan2023,\n{lines}\n}}\n"


def test_an_entry_is_added_where_there_is_none(tmp_path):
    assert finishing._entry(tmp_path, source(cite="plan2024"), SHARED) == {}
    [alone] = finishing._entry(tmp_path, source(), SHARED).values()
    assert alone.startswith("@misc{plan2023,")
    (tmp_path / "references.bib").write_text("@misc{plan2024}\n\n\n")
    [behind] = finishing._entry(tmp_path, source(), SHARED).values()
    assert behind == f"@misc{{plan2024}}\n\n{alone}"


def test_contents_without_a_place_for_the_page_are_refused(tmp_path):
    assert finishing._listed(tmp_path, source()) == {}
    (tmp_path / "_toc.yml").write_text("chapters:\n- file: chapters/one\n")
    with pytest.raises(EvidenceError, match=r"^_toc\.yml: no page of another source .*'- file: chapters/evid"):
        finishing._listed(tmp_path, source())
    (tmp_path / "_toc.yml").write_text("- file: chapters/evidence/felling\n")
    assert finishing._listed(tmp_path, source()) == {}


@pytest.mark.parametrize("file, key, forgiven", [
    ("ledger/felling.yml", "plan2023", True), ("ledger/felling.yml", "other", False),
    ("ledger/later.yml", "plan2023", False), ("ledger/earlier.yml", "plan2023", False)])
def test_only_its_own_missing_entry_is_forgiven(file, key, forgiven):
    fault = Fault(file, 3, finishing.not_cited(key, SHARED.cited), "")
    assert finishing._uncited(fault, source(), SHARED) == forgiven
