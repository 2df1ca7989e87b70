"""The build breaks where the chain does: every fault with its own type, page and line."""

import re

import pytest
import sphinxext_book as book

WARNING = re.compile(r"chapters/(?P<page>[\w/.-]+):(?P<line>\d+): WARNING: (?P<text>.*) \[evidence\.(?P<kind>\w+)\]")


@pytest.fixture(scope="module")
def warned(tmp_path_factory):
    root = book.project(tmp_path_factory.mktemp("faulty"), "faulty")
    seed = root / "seeds" / "courrier.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("1 150", "1 151"), encoding="utf-8")
    _, warnings = book.build(root)
    return [(match["page"], int(match["line"]), match["kind"], match["text"]) for match in WARNING.finditer(warnings)]


@pytest.mark.parametrize("page, line, kind, words", [
    ("faults.md", 3, "unknown_claim", "no claim 'gazette-mill/sack'; did you mean 'gazette-mill/sacks'?"),
    ("faults.md", 4, "unknown_reference", "no reference 'mill-capacty'; did you mean 'mill-capacity'?"),
    ("faults.md", 5, "unknown_result", "no result 'output/g0p'; did you mean 'output/gap'?"),
    ("faults.md", 8, "no_claim", "Words with nothing behind them"),
    ("which.md", 3, "unknown_claim", "names 2 quantities, not one; the claim has: #mill.day, #mill.output"),
    ("which.md", 5, "unknown_source", "no source 'nowhere'"),
    ("which.md", 8, "unknown_term", "did you mean 'millstone'?"),
    ("uncited.md", 3, "uncited_source", "add {cite}`gazette2020`"),
    ("uncited.md", 3, "uncited_source", "add {cite}`survey2020`"),
    ("index.md", 3, "stale_quote", "'courrier-mill/sacks' no longer stands in its seed"),
])
def test_fault_is_named_in_its_place(warned, page, line, kind, words):
    found = [text for where, at, what, text in warned if (where, what) == (page, kind) and at == line]
    assert any(words in text for text in found), (found, warned)


@pytest.mark.parametrize("line, number", [
    (1, "2031"), (6, "42"), (7, "43"), (9, "1,300"), (11, "44"), (13, "45"), (16, "46"), (18, "47"), (21, "48"),
    (21, "49"), (23, "50"), (23, "51"), (27, "52"),
])
def test_bare_number_is_named_in_its_place(warned, line, number):
    found = {at for page, at, kind, text in warned
             if (page, kind) == ("faults.md", "bare_number") and f"number '{number}'" in text}
    assert found == {line}


def test_what_is_exempt_is_left_alone(warned):
    bare = {re.search(r"number '([^']+)'", text)[1] for _, _, kind, text in warned if kind == "bare_number"}
    assert bare == {"2031", "42", "43", "1,300", "44", "45", "46", "47", "48", "49", "50", "51", "52"}


def test_number_typed_in_a_caption_of_a_cell_and_unknown_claim_in_an_output(tmp_path):
    root = book.project(tmp_path)
    notebook = book.notebook()
    typed = 'show_figure(fig, name="b", title=f"Made {n} of 77", alt="bars", caption="in " + "78")'
    notebook["cells"].append(book.code(typed, book.result("x", "y", ["gazette-mill/gone", "gone"])) | {"id": "c09"})
    (root / "chapters" / "output.ipynb").write_text(book.json.dumps(notebook), encoding="utf-8")
    _, warnings = book.build(root)
    found = {(match["kind"], re.search(r"'([^']+)'", match["text"])[1], match["line"])
             for match in WARNING.finditer(warnings)}
    assert ("bare_number", "77", "60001") in found and ("bare_number", "78", "60001") in found
    assert "rests on 'gazette-mill/gone'" in warnings and "[evidence.unknown_claim]" in warnings
    assert "rests on 'gone'" in warnings and "[evidence.unknown_reference]" in warnings


def test_address_that_a_browser_would_run_is_no_link(tmp_path):
    root = book.project(tmp_path)
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write("@misc{bad, title={Bad}, author={B}, year={2020}, url={javascript:alert(1)}}\n")
    (root / "chapters" / "bibliography.md").write_text("# B\n\n```{bibliography}\n:all:\n```\n", encoding="utf-8")
    html, warnings = book.build(root)
    assert "'javascript:alert(1)' is no web address" in warnings and "[evidence.address]" in warnings
    assert 'href="javascript' not in (html / "chapters" / "bibliography.html").read_text(encoding="utf-8")


def test_link_to_what_is_told_leads_to_its_section_or_is_a_warning(tmp_path):
    root = book.project(tmp_path)
    (root / "chapters" / "told.md").write_text(
        "# Told\n\n{told}`Here <output/gap>` and {told}`there <output/rate>` and {told}`nowhere <output/rat>`.\n")
    notebook = book.notebook()
    notebook["cells"].insert(3, book.markdown("## How far\n\nThe gap is {computed}`gap`.") | {"id": "c0"})
    (root / "chapters" / "output.ipynb").write_text(book.json.dumps(notebook), encoding="utf-8")
    html, warnings = book.build(root)
    link = '<a class="reference internal" href="output.html#how-far">Here</a>'
    assert link in (html / "chapters/told.html").read_text()
    assert "'output/rate' stands in no section of its chapter" in warnings and "[evidence.untold]" in warnings
    assert "no result 'output/rat'; did you mean 'output/rate'" in warnings
