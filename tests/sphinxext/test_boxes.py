"""The question with its answer, and folded parts."""

import pytest
import sphinxext_book as book

PAGE = """---
orphan: true
---
# Boxes

```{{answer}} How many *sacks* are there?
The mill made {{quantity}}`gazette-mill/sacks` sacks {{cite}}`gazette2020`.
```

````{{folded}} Words needed
A sack holds flour{number}.

```python
sacks = 1
```
````
"""


@pytest.fixture
def built(tmp_path):
    def build(number: str) -> tuple[str, str]:
        root = book.project(tmp_path)
        (root / "chapters" / "boxes.md").write_text(PAGE.format(number=number), encoding="utf-8")
        html, warnings = book.build(root)
        return (html / "chapters" / "boxes.html").read_text(encoding="utf-8"), warnings
    return build


def test_question_answer_and_folded_part_are_elements_of_their_own(built):
    html, warnings = built("")
    assert warnings == ""
    assert '<p class="evidence-answer-title">How many <em>sacks</em> are there?</p>' in html
    answer = html.partition('<div class="evidence-answer">')[2].partition("<details")[0]
    assert '<div class="evidence-answer-body">' in answer and "more than 1,200</a>" in answer
    folded = html.partition('<details class="evidence-folded">')[2].partition("</details>")[0]
    assert folded.lstrip().startswith('<summary class="evidence-folded-title">Words needed</summary>')
    assert "A sack holds flour" in folded and "sacks" in folded


def test_what_is_pressed_to_unfold_holds_no_link(tmp_path):
    root = book.project(tmp_path)
    page = "# Box\n\n~~~{folded} Sold {quantity}`gazette-mill/sacks`\nMore {cite}`gazette2020`.\n~~~\n"
    (root / "chapters" / "boxes.md").write_text(f"---\norphan: true\n---\n{page}", encoding="utf-8")
    html, warnings = book.build(root)
    text = (html / "chapters" / "boxes.html").read_text(encoding="utf-8")
    summary, _, rest = text.partition('<summary class="evidence-folded-title">')[2].partition("</summary>")
    assert warnings == "" and "<a" not in summary and "more than 1,200" in summary
    assert rest.lstrip().startswith('<p class="evidence-folded-links"><a')


def test_a_bare_number_in_a_folded_part_is_seen(built):
    assert "bare number '77'" in built(", 77 kilograms")[1]
