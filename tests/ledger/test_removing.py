"""What is taken out of a text with a source, and what of it stands elsewhere."""

import json

import pytest

from evidence.ledger import removing

ONE = "@misc{one,\n  title = {{The {m}ill}},\n}"
TWO = "@misc{ two ,\n  year = {2024}}"


@pytest.mark.parametrize("text, left", [
    (f"{ONE}\n\n{TWO}\n", f"{TWO}\n"), (f"{TWO}\n{ONE}\n", f"{TWO}\n"), (f"{ONE}\n", "\n"),
    (f"% {{\n{TWO}\n\n\n{ONE}\n\n\n{TWO}\n", f"% {{\n{TWO}\n\n{TWO}\n"),
    ("@misc{one, title = {open", "\n"), (f"{TWO}\n@misc{{one, title = {{open\n", f"{TWO}\n"),  # to the end of the file
    ("@misc{one-more, year = 1}", "@misc{one-more, year = 1}"), ("see @misc{one, x}", "see @misc{one, x}"),
])
def test_an_entry_goes_with_its_braces_and_no_other(text, left):
    assert removing._without_entry(text, "one") == left


def test_claims_are_found_where_a_person_wrote_them(tmp_path):
    chapters = tmp_path / "chapters"
    for folder in ("ledger", "chapters/words", "chapters/.hidden"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ledger/one.yml").write_text("one/own\n")
    (tmp_path / "ledger/two.yml").write_text("x\n- one/a, one/a, one/b, not-one/c, two/one/d\n")
    (chapters / "page.md").write_text("[one/e]\n")
    (chapters / ".hidden/page.md").write_text("one/f\n")
    (chapters / "words/page.yml").write_text("\n\none/g\n")
    cells = [{"source": ["see ", "one/h"], "outputs": [{"text": "one/i"}]}]
    (chapters / "run.ipynb").write_text(json.dumps({"cells": cells}))
    assert [(fault.file, fault.line, fault.wrong) for fault in removing._named_elsewhere(tmp_path, "one")] == [
        ("chapters/page.md", 1, "names 'one/e'"), ("chapters/run.ipynb", 0, "names 'one/h'"),
        ("chapters/words/page.yml", 3, "names 'one/g'"), ("ledger/two.yml", 2, "names 'one/a'"),
        ("ledger/two.yml", 2, "names 'one/b'")]
