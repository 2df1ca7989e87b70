"""The pages: roles, cards, evidence with its back-links, hostile text, files for machines."""

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import sphinxext_book as book

from evidence.html.parts import whole


@pytest.fixture(scope="module")
def mill(tmp_path_factory):
    root = book.project(tmp_path_factory.mktemp("mill"))
    html, warnings = book.build(root)
    assert warnings == ""
    return root, html


def text_of(mill, page: str) -> str:
    return whole(mill[1] / "chapters" / f"{page}.html")


@pytest.mark.parametrize("page, href, kind, words", [
    ("index", "evidence/gazette-mill.html#sacks", "quantity", "more than 1,200"),
    ("index", "evidence/courrier-mill.html#sacks", "quantity", "1,150"),
    ("index", "references.html#mill-capacity", "reference", "1,300"),
    ("deep/er/page", "../../evidence/gazette-mill.html#sacks", "quantity", "more than 1,200"),
    ("marks", "glossary.html#term-Millstone-grindstone-GS", "word", "the stones"),
])
def test_numbers_and_explained_words_are_links(mill, page, href, kind, words):
    tags = re.findall(r'<a\b[^>]*class="evidence evidence-(\w+)"[^>]*>([^<]*)</a>', text_of(mill, page))
    assert (kind, words) in tags
    assert re.search(rf'<a\b[^>]*href="{re.escape(href)}"[^>]*>{re.escape(words)}</a>', text_of(mill, page))


@pytest.mark.parametrize("page, href, kind, marked", [
    ("index", "evidence/gazette-mill.html#stones", "statement", "several stones"),
    ("index", "evidence/gazette-mill.html#sacks", "statement", "both papers put it near [1,200] in [2019]"),
    ("index", "output.html#result-gap", "computed", "[50] sacks"),
    ("deep/er/page", "../../output.html#result-gap", "computed", "[50] sacks"),
])
def test_sentences_have_numbers_underlined_and_a_mark_at_their_end(mill, page, href, kind, marked):
    sentence = rf'<span class="evidence evidence-{kind}"[^>]*>(.*?)(<a\b[^>]*class="evidence-mark"[^>]*>)</a></span>'
    sentences = re.findall(sentence, text_of(mill, page))
    plain = {re.sub(r'<span class="evidence-digits">(.*?)</span>', r"[\1]", words): mark for words, mark in sentences}
    assert marked in plain and f'href="{href}"' in plain[marked] and "aria-label=" in plain[marked]


def test_every_link_stands_where_it_says(mill):
    pages = {path: set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
             for path in mill[1].rglob("*.html")}
    followed = 0
    for path in pages:
        for href in re.findall(r'<a\b[^>]*href="([^"#:]*#[^"]+)"', path.read_text(encoding="utf-8")):
            page, _, anchor = href.partition("#")
            target = (path.parent / page).resolve() if page else path
            assert anchor in pages[target], (path.name, href)
            followed += 1
    assert followed > 60


def test_card_says_it_all(mill):
    card = re.search(r'<template id="card-claim-gazette-mill--sacks">.*?</template>', text_of(mill, "index"), re.S)[0]
    assert '<blockquote class="evidence-quote" lang="fr"' in card
    assert "<mark>plus de 1 200</mark> sacs en <mark>2019</mark>»" in card
    for words in ("our rendering", "the mill made more than 1,200 sacks", "The miller", "reported by",
                  "reported as a fact", "May 2020", "known to the month", "differ by definition",
                  "agrees, 7.7\N{NO-BREAK SPACE}% apart", "Line 1 of gazette-mill",
                  "https://example.org/gazette#:~:text=le%20moulin%20de%20Vauclair%20a%20produit"):
        assert words in card, words


def test_cards_share_what_several_say(mill):
    page = text_of(mill, "output")
    card = re.search(r'<template id="card-result-output--gap">.*?</template>', page, re.S)[0]
    assert " ".join(re.findall(r'data-inputs="([\d ]+)"', card)) == "1 2"
    assert "le moulin" not in card and 'data-parameters="output"' in card
    inputs = re.findall(r'<template id="input-\d">(.*?)</template>', page, re.S)
    assert len(inputs) == 2 and all('<q lang="fr">' in line and "sacks" in line for line in inputs)
    assert '<template id="cite-1">' in page


def test_first_look_of_a_page_holds_no_card(mill):
    for page in ("index", "output"):
        first = (mill[1] / "chapters" / f"{page}.html").read_text(encoding="utf-8")
        assert "evidence-card-claim" in text_of(mill, page)
        assert "evidence-card-claim" not in first and "blockquote" not in first


def test_legend_shows_each_mark_and_uses_nothing(mill):
    page = text_of(mill, "marks")
    legend = re.search(r'<div class="evidence-legend[^>]*>(.*?)</div>', page, re.S)[1]
    for kind in ("quantity", "statement", "reference", "computed", "word"):
        assert f"evidence-{kind}" in legend, kind
    assert "marks.html" not in text_of(mill, "evidence/gazette-mill").partition('class="bd-article"')[2]


def test_explained_word_has_the_glossary_as_its_card(mill):
    card = re.search(r'<template id="card-term-millstone">.*?</template>', text_of(mill, "marks"), re.S)[0]
    assert "A round stone that grinds. It turns on another." in card
    assert "glossary.html#term-Millstone-grindstone-GS" in card


def test_all_about_an_entity_in_one_place(mill):
    page = text_of(mill, "entities")
    mill_entry = re.search(r'<details class="evidence-entity"[^>]*data-kind="company">.*?</details>', page, re.S)[0]
    for words in ('id="mill"', "the mill made more than 1,200 sacks in 2019", "owner of it",
                  "references.html#mill-capacity", "output.html#bars", "4 claims, 1 figure from outside"):
        assert words in mill_entry, words
    assert 'href="#mill"' in page and 'href="entities.html#mill"' in text_of(mill, "register")


def test_one_card_each_and_also_for_links_in_outputs(mill):
    page = text_of(mill, "output")
    assert page.count('id="card-claim-gazette-mill--sacks"') == 1
    link = re.search(r'<a\b[^>]*class="evidence-link"[^>]*>', page)[0]
    assert 'href="evidence/gazette-mill.html#sacks"' in link and "data-place" not in link
    assert 'aria-describedby="card-claim-gazette-mill--sacks-brief"' in link
    assert page.count('id="card-claim-gazette-mill--sacks-brief"') == 1


def test_evidence_page_leads_back_to_every_use(mill):
    page = text_of(mill, "evidence/gazette-mill")
    sacks = re.search(r'<article[^>]*id="sacks">.*?</article>', page, re.S)[0]
    assert re.search(r"<details class=.evidence-used.><summary>Used in \d+ places</summary>", sacks)
    for words in ("../index.html#use-", "The mill at Halle 7", "../deep/er/page.html#use-", "../output.html#bars",
                  "(figure)", "../output.html#result-gap", "(result)"):
        assert words in sacks, words
    both = re.search(r'<article[^>]*id="both">.*?</article>', page, re.S)[0]
    assert "No page, figure or table uses this claim." in both
    assert "a title" in page and "read as" in page
    order = re.findall(r'<article class="evidence-claim" id="(\w+)"', page)
    assert order == ["both", "sacks", "stones", "odd"]


def test_results_of_hidden_cells_have_their_place(mill):
    page = text_of(mill, "output")
    assert page.count('id="result-gap"') == page.count('id="result-rate"') == 1
    assert page.index('id="result-rate"') < page.index("computed-here") < page.index('id="result-gap"')
    assert page.index("computed-here") < page.index("<details><summary>Each result") < page.index('id="result-gap"')


def test_hidden_code_is_called_what_it_shows(mill):
    assert re.search(r"<summary>\s*<span[^>]*>Show code cell source</span>", text_of(mill, "output"))
    assert "Toggle hidden content" not in text_of(mill, "output")


def test_article_is_never_reprinted_whole(mill):
    page = text_of(mill, "evidence/gazette-mill")
    seed = (mill[0] / "seeds" / "gazette.txt").read_text(encoding="utf-8")
    assert seed.split("\n")[0] not in re.sub(r"<[^>]+>", "", page)


def test_hostile_text_stays_text(mill):
    for path in mill[1].rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>document.title" not in page, path
        for script in re.findall(r"<script\b[^>]*>(.*?)</script>", page, re.S):
            assert "pwned'</script" not in script and "<script" not in script
    assert "&lt;script&gt;document.title=" in text_of(mill, "evidence/gazette-mill")
    assert "{{7*6}}" in text_of(mill, "evidence/gazette-mill")


def test_citation_for_machines(mill):
    page = text_of(mill, "evidence/gazette-mill")
    citation = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[-1])
    assert citation["@type"] == "NewsArticle" and citation["datePublished"] == "2020-05"
    assert citation["name"].endswith(book.WORSE) and citation["url"] == "https://example.org/gazette"


def test_annotations_select_their_words(mill):
    root, html = mill
    collection = json.loads((html / "downloads" / "annotations.jsonld").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 5
    for item in items:
        quote, position = item["target"]["selector"]
        name = item["id"].partition("evidence/")[2].partition(".html")[0]
        seed = (root / "seeds" / book.FILES[name]).read_text(encoding="utf-8")
        assert seed[position["start"]:position["end"]] == quote["exact"]
        assert (html / "downloads" / item["id"].partition("#")[0]).is_file()


def test_files_to_take_away(mill):
    downloads = mill[1] / "downloads"
    names = zipfile.ZipFile(downloads / "data-package.zip").namelist()
    assert "datapackage.json" in names and "claims.csv" in names
    assert (downloads / "references.bib").read_bytes() == (mill[0] / "references.bib").read_bytes()
    for href in re.findall(r'href="([^"]+)" download', text_of(mill, "sources")):
        assert (mill[1] / "chapters" / href).is_file()


def test_what_a_book_is_built_from_is_said_where_it_is_published(mill, tmp_path, monkeypatch):
    assert "evidence-provenance" not in (mill[1] / "chapters/sources.html").read_text(encoding="utf-8")
    monkeypatch.setenv("EVIDENCE_COMMIT", "8355752c<b>")
    monkeypatch.setenv("EVIDENCE_PINS", "ab12" * 16)
    html, warnings = book.build(book.project(tmp_path))
    said = (html / "chapters/sources.html").read_text(encoding="utf-8")
    assert warnings == "" and "<code>8355752c&lt;b&gt;</code>" in said and f"<code>{'ab12' * 16}</code>" in said


def test_register_and_agreement(mill):
    register = text_of(mill, "register")
    assert register.count("<tr data-item=") == 5
    assert 'data-subject="mill"' in register and 'data-chapter="chapters/deep/er/page chapters/index' in register
    agreement = text_of(mill, "agreement")
    for words in ("differ by definition", "made is not delivered", "supports", "qualifies", "silent", "no verdict yet"):
        assert (words in agreement) == (words != "silent"), words


def test_second_build_is_the_same_to_the_byte(mill, tmp_path):
    def digests(html):
        return {path.relative_to(html).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in html.rglob("*") if path.is_file()}
    again, _ = book.build(book.project(tmp_path / "elsewhere"))
    first, second = digests(mill[1]), digests(again)
    assert {name for name in first if first[name] != second.get(name)} <= {".buildinfo"}


def test_fault_on_a_written_page_breaks_the_build(tmp_path, monkeypatch):
    root = book.project(tmp_path)
    monkeypatch.setattr("evidence.sphinxext.cards.render", lambda *_, **__: "<p>and 97 more</p>")
    _, warnings = book.build(root)
    assert re.search(r"chapters/index\.html:\d+: WARNING: the number '97' in '.*' traces to nothing", warnings)
    assert "[evidence.untraced]" in warnings


def test_the_trace_and_the_page_say_the_same_of_every_claim_and_reference_point(mill):
    assert book.unlike_its_page(*mill) == []


def test_the_trace_and_this_book_say_the_same():
    root = Path(__file__).parents[2]
    if not (root / "_build/html/index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    assert book.unlike_its_page(root, root / "_build/html") == []


def test_what_the_page_leaves_out_of_a_chain_is_found(mill, tmp_path):
    html = shutil.copytree(mill[1], tmp_path / "html")
    page = html / "chapters/evidence/gazette-mill.html"
    page.write_text(whole(page).replace("May 2020", "May 2021").replace("as of 2019", "as of 2018"), "utf-8")
    assert {words for _, words in book.unlike_its_page(mill[0], html)} == {"may 2020", "as of 2019"}

