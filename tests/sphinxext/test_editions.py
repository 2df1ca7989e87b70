"""An edition's book says on every page what it is and marks what it leaves out; the default book says nothing of it."""

import json
import re

import lxml.html
import pytest
import sphinxext_book as book

EDITION = {"name": "without-gazette-2", "description": "Without <the> Gazette.",
           "parameters": {"output": {"leave_out_article": "gazette-mill", "share": 0.5}, "every": {"year": "2020"}},
           "left_out": {"gazette-mill/sacks": "its article is left out", "gazette-mill/odd": "odd"},
           "default_book": "../../../html"}


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    root = book.project(tmp_path_factory.mktemp("edition"))
    (root / ".edition.json").write_text(json.dumps(EDITION), encoding="utf-8")
    notebook = book.notebook()
    gone = {"name": "rate", "value": None, "text": "left out of this edition", "left_out": ["gazette-mill/sacks"],
            "rests_on": ["gazette-mill/sacks"]}
    notebook["cells"][2]["outputs"] = [book.output("<p>rate: <output>left out of this edition</output></p>", "result",
                                                   gone)]
    notebook["cells"].append(book.markdown("The rate is {computed}`rate`.") | {"id": "c09"})
    (root / "chapters" / "output.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    html, warnings = book.build(root, theme="sphinx_book_theme")
    assert warnings == ""
    return html


def read(html, page: str) -> str:
    return (html / f"{page}.html").read_text(encoding="utf-8")


def roles(text: str) -> list[tuple[str, str]]:
    """(classes, ids) of all roles of a page that stand in running text."""
    found = lxml.html.fromstring(text).xpath("//main//*[contains(concat(' ', @class, ' '), ' evidence ')]")
    return [(role.get("class"), role.xpath("string(descendant-or-self::*[@data-claim or @data-result]/@*"
                                           "[name() = 'data-claim' or name() = 'data-result'])")) for role in found]


def test_banner_on_every_page(edition):
    pages = [path.relative_to(edition).as_posix() for path in edition.rglob("*.html") if "_static" not in path.parts]
    assert {"search.html", "404.html", "index.html", "chapters/index.html", "chapters/deep/er/page.html"} <= set(pages)
    for page in pages:
        text = read(edition, page.removesuffix(".html"))
        assert text.count('class="evidence-edition"') == 1 and "Without &lt;the&gt; Gazette." in text, page
        up = "../" * page.count("/")
        assert f'href="{up}../../../html/{page}"' in text, page
        assert "edition without-gazette-2" in re.search("<title>.*?</title>", text, re.DOTALL)[0], page


def test_banner_names_the_parameters(edition):
    text = read(edition, "chapters/index")
    for words in ('leave_out_article = "gazette-mill"', "share = 0.5", "all chapters", "2 of 5 claims are left out"):
        assert words in text.replace("&#34;", '"'), words


def test_roles_on_claims_left_out_are_marked(edition):
    text = read(edition, "chapters/index")
    tags = roles(text)
    marked = {ids for tag, ids in tags if "left-out" in tag}
    assert marked == {"gazette-mill/sacks", "gazette-mill/sacks courrier-mill/sacks", "gazette-mill/odd"}
    assert '</a> <small class="evidence-note">not in this edition</small>' in text
    in_part = [ids for tag, ids in tags if "in-part" in tag]
    assert in_part == ["gazette-mill/sacks courrier-mill/sacks"] and text.count(">in part not in this edition<") == 1


def test_result_left_out_shows_its_place_holder(edition):
    text = read(edition, "chapters/output")
    assert [tag for tag, ids in roles(text) if ids == "output/rate"] == ["left-out evidence evidence-computed"]
    assert re.search(r'left-out[^>]*>left out of this edition<a [^>]*data-result="output/rate"', text)


def test_evidence_pages_registers_and_machines_say_the_edition(edition):
    page = read(edition, "chapters/evidence/gazette-mill")
    assert "Not in this edition: its article is left out." in page and '"bookEdition": "without-gazette-2"' in page
    for register in ("register", "agreement"):
        assert "not in this edition" in read(edition, f"chapters/{register}"), register
    collection = json.loads((edition / "downloads" / "annotations.jsonld").read_text(encoding="utf-8"))
    assert collection["label"].endswith("edition without-gazette-2")
    tags = [body["value"] for item in collection["first"]["items"] for body in item.get("body", ())
            if body["purpose"] == "tagging"]
    assert tags == ["left out of edition without-gazette-2: its article is left out",
                    "left out of edition without-gazette-2: odd"]


def test_default_book_is_silent(tmp_path):
    html, _ = book.build(book.project(tmp_path))
    for path in [*html.rglob("*.html"), *html.rglob("*.jsonld")]:
        if "_static" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not re.search("evidence-edition|bookEdition|not in this edition|[ \"]left-out[ \"]", text), path


def test_damaged_description_is_refused(tmp_path):
    root = book.project(tmp_path)
    (root / ".edition.json").write_text('{"name": 1, "whose": 2}', encoding="utf-8")
    with pytest.raises(Exception, match=r"edition.json.*cannot be read"):
        book.build(root)
