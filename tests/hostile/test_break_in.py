"""What somebody told to break in has tried, where it went through: texts that grow, live files, programs among texts."""

import json
import resource
import signal
import zipfile

import pytest
from made_up import project

from evidence.book import markup
from evidence.chapter.filling import fill
from evidence.chapter.words import ResultWords, TableWords, read_words
from evidence.disk.sources import faults_of_files
from evidence.errors import EvidenceError
from evidence.exports.citation import read_citation
from evidence.ledger import extract as extraction
from evidence.ledger.bibliography import read_keys
from evidence.notebooks import safe_html
from evidence.notebooks.cells import read_cells

pytestmark = pytest.mark.hostile
TEMPLATES = ["{{ 'x' * 999999999 }}", "{{ (10 ** 100000) ** 1000 }}", "{{ '%999999999d' % 1 }}", "{{ lipsum(n=9999) }}",
             "{{ '{:9999999999}'.format(1) }}", "{{ 'a'.zfill(9999999999) }}", "{% macro f() %}{{ f() }}{% endmacro %}",
             "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}", "{{ range(9) }}",
             "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "{{ " + "+".join(["1"] * 9999) + " }}", "{{ cycler }}",
             "{{ words" + " | listed" * 600 + " }}", "{{ value | fixed(99999999) }}", "{{ value | percent(999) }}",
             "{{ 'x'.join('x'.join('x'.join('x'.join(words)))) }}", "{{ ('%s' | listed).join(words) }}", "x" * 9999,
             "{{ ''.join(words, *words) }}", "{{ words.pop() }}", "{{ said('" + "x" * 200 + "') }}", "{{ said.cache }}"]


@pytest.mark.parametrize("text", TEMPLATES, ids=lambda text: ascii(text[:30]))
def test_a_template_puts_facts_into_words_and_nothing_else(text):
    with pytest.raises(EvidenceError):
        fill(text, ResultWords(text=text), {"value": 1.0, "words": ["a", "b"]}, lambda name: name)


def test_words_that_stand_for_more_words_come_to_an_end():
    phrases = {f"p{n}": {"by": "case", "yes": f"{{{{ p{n - 1} }}}}" * 2 if n else "long"} for n in range(60)}
    words = ResultWords(text="{{ p59 }}", phrases=phrases)
    with pytest.raises(EvidenceError, match="more than 100,000 characters"):
        fill(words.text, words, {"case": True}, str)
    items = {"in": "rows", "text": "x"}
    for _ in range(3):
        items = {"in": "rows", "text": "{{ a | listed }}", "each": {"a": items}}
    for wrong in (lambda: ResultWords(text="x", each={"a": items}),
                  lambda: TableWords(caption="x", formats={"a": ".99999999f"}),
                  lambda: TableWords(caption="x", formats={"a": "99999999"})):
        with pytest.raises(ValueError):
            wrong()


@pytest.mark.parametrize("name", ["antigravity", "os", "evidence.cli", "evidence.__main__", "..x", "a/../b", "x" * 999, ""])
def test_words_import_the_report_s_own_answers_alone(tmp_path, name):
    root = project(tmp_path)
    (root / "chapters/words").mkdir(parents=True)
    (root / "chapters/words/mills.yml").write_text(f"answers: '{name}'\n")
    with pytest.raises(EvidenceError, match=r"mills\.yml:1"):
        read_words(root, "mills")


@pytest.fixture
def reader(tmp_path):
    (tmp_path / "chapters").mkdir()
    for name in ("a.svg", "a.html", "a.HTM", "a.xml", "a.xhtml", "a.js", "a.css", "a", "a.png", "a.txt"):
        (tmp_path / "chapters" / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    return markup._Reader(tmp_path, frozenset())


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.HTM", "a.xml", "a.xhtml", "a.js", "a.css", "a", "a%2ehtml"])
@pytest.mark.parametrize("form", ["[x]({})", "[x]({}#y)", "![x]({})", "```{{figure}} {}\n```", "[x][r]\n\n[r]: {}"])
def test_files_that_a_browser_would_run_are_not_published(reader, name, form):
    page = reader.root / "chapters/page.md"
    assert reader.page(form.format(name), page, "page.md"), name
    assert not reader.page("![x](a.png) [x](a.txt) [x](page.md)\n\n```{literalinclude} a.js\n```", page, "page.md")


@pytest.mark.parametrize("option", ["lines: 1-99999999999", "emphasize-lines: 1-20000000", "tab-width: 99999999",
                                    "lineno-start: 99999999999", 'lines: "1-1\\x30\\x30\\x30\\x30"',
                                    "lines: 1-9_9_9_9_9", "tab-width: 9_999_999_999"])
@pytest.mark.parametrize("form", [":{}", "---\n{}\n---"])
def test_numbers_of_lines_are_bounded(reader, option, form):
    text = f"```{{literalinclude}} a.txt\n{form.format(option)}\n```"
    assert reader.page(text, reader.root / "chapters/page.md", "page.md")


@pytest.mark.parametrize("name", ["pandas.py", "sitecustomize.py", "x.pth", "x.so", "matplotlibrc", "docutils.conf"])
@pytest.mark.parametrize("folder", ["chapters", "chapters/images", "data", "ledger", "seeds"])
def test_no_program_lies_among_texts(tmp_path, name, folder):
    root = project(tmp_path)
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / name).touch()
    assert [fault.file for fault in faults_of_files(root)] == [f"{folder}/{name}"]


def test_a_bibliography_cannot_grow(tmp_path):
    names = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" if n else '@string{a0 = "x"}\n' for n in range(60))
    (tmp_path / "references.bib").write_text(f"\n{names}@misc{{b, title=a59}}")
    with pytest.raises(EvidenceError, match=r"references\.bib:2: an abbreviation of its own"):
        read_keys(tmp_path)
    (tmp_path / "references.bib").write_text("\n" * 500_000)
    assert read_keys(tmp_path) == (frozenset(), [])


@pytest.mark.parametrize("text", ["[1]", "authors: 7", "authors: [1]", "authors: {a: b}", "word"])
def test_how_to_cite_is_fields_or_a_fault(tmp_path, text):
    (tmp_path / "CITATION.cff").write_text(text)
    with pytest.raises(EvidenceError, match=r"CITATION\.cff:1"):
        read_citation(tmp_path)


@pytest.mark.parametrize("html", ["<b" + " " * 500_000, "<b" + " a" * 99_999 + " " * 99_999, "<b " + "/ " * 99_999])
def test_blanks_without_end_are_no_safe_html(html):
    assert not safe_html.is_safe(html)


@pytest.mark.parametrize("cell", [{"metadata": None}, {"metadata": []}, {"outputs": 7}, {"outputs": [1]}, {"outputs": {}},
                                  {"source": "\ud800"}, {"outputs": [{"text": "\udfff"}]}])
def test_a_notebook_of_other_types_is_none(tmp_path, cell):
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "x"} | cell], "metadata": {}, "nbformat": 4}))
    with pytest.raises(EvidenceError, match="is no notebook"):
        read_cells(path, "x.ipynb")


def test_an_article_that_unpacks_without_end(tmp_path, monkeypatch):
    """A Word file of 200 kB whose one paragraph has 200 MB."""
    of_word = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      f'<Relationship Id="r" Type="{of_word}" Target="word/document.xml"/></Relationships>')
        file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body><w:p><w:r><w:t>{"x" * 200_000_000}'
                      "</w:t></w:r></w:p></w:body></w:document>")
    limits = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(extraction, "_SECONDS", 1)
    with pytest.raises(EvidenceError, match=r"cannot read it \((TimeoutError|MemoryError)\)"):
        extraction.extract(tmp_path / "a.docx")
    assert resource.getrlimit(resource.RLIMIT_AS) == limits and signal.getitimer(signal.ITIMER_PROF) == (0, 0)
