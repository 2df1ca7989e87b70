"""The role ``count``: articles counted in words, from the tables."""

import re

import pytest
from sphinxext_book import build, project

from evidence.sphinxext.counts import phrase

SAID = {
    "articles": "two articles", "Articles": "Two articles",
    "press articles by language": "two press articles in French",
    "articles naming miller": "one article", "Articles giving output of mill": "Two articles",
    "articles giving millstones of mill": "one article", "counts of output of mill": "three counts",
    "articles behind output/gap": "two articles",
}
WRONG = {
    "articles naming miler": "no entity 'miler'; did you mean 'miller'?",
    "articles giving outputs of mill": "no measure 'outputs'; did you mean 'output'?",
    "articles giving output": "'output' is no measure of a subject; write 'articles', alone or with",
    "articles behind output/gpa": "no result 'output/gpa'; did you mean 'output/gap'?",
    "all of them?": "'all of them?' counts nothing; write 'articles'",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("counts"))
    with (root / "chapters/index.md").open("a", encoding="utf-8") as page:
        page.writelines(f"\nSaid: {{count}}`{text}`.\n" for text in (*SAID, *WRONG))
    html, warnings = build(root)
    page = (html / "chapters/index.html").read_text()
    return re.findall(r"Said: <span class=\"evidence-count\">(.*?)</span>", page), warnings


def test_articles_are_counted_in_words(built):
    assert built[0][:len(SAID)] == list(SAID.values())


def test_what_cannot_be_counted_is_a_warning_with_its_place(built):
    assert built[1].count("evidence.count]") == len(WRONG)
    for said in WRONG.values():
        assert said in built[1]


@pytest.mark.parametrize("count, words", [(0, "no article"), (1, "one article"), (12, "twelve articles"),
                                          (13, "13 articles"), (1000, "1,000 articles")])
def test_numbers_in_words(count, words):
    assert phrase(count, "articles") == words
