"""What a page says of itself to search engines."""

import pytest

from evidence.sphinxext.head import _description


@pytest.mark.parametrize("body, said", [
    ("<p>So it is.</p><p>More.</p>", "So it is."),
    ("<p>Why?</p><p>Because.</p><p>More.</p>", "Why? Because."),
    ("<p>Why?</p>", "Why?"),
    ("<p>" + "word " * 60 + "</p>", "word " * 39 + "word…"),
    (" ", "")])
def test_a_question_is_described_with_its_answer(body, said):
    assert _description(body) == said
