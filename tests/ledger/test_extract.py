"""Articles as they are received: the same words out of text, a web page, a PDF and a Word file."""

import io
import zipfile

import pytest
from made_up_page import PAGE, WORDS

from evidence.errors import EvidenceError
from evidence.ledger import extract as extraction
from evidence.ledger.extract import extract

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>' \
       f"{WORDS}</w:t></w:r></w:p></w:body></w:document>"
OF_WORD = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ' \
          'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ' \
          'Target="word/document.xml"/></Relationships>'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in (("_rels/.rels", OF_WORD), ("word/document.xml", WORD), ("[Content_Types].xml", TYPES)):
            file.writestr(name, content)
    return buffer.getvalue()


def pdf():
    """A page with one line on it, as small as a PDF may be."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({WORDS}) Tj ET"
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
             f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{text}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(text)}\n"
            "%%EOF").encode()


FILES = {"a.html": PAGE.encode(), "a.HTM": PAGE.encode(), "a.docx": docx(), "a.pdf": pdf()}


@pytest.mark.parametrize("name", FILES)
def test_the_words_are_found_with_what_found_them(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    found = extract(tmp_path / name)
    assert WORDS in " ".join(found.text.split()) and found.raw == FILES[name]
    assert "Legal notice" not in found.text and "Home" not in found.text
    library, number = found.by.split()
    assert library in ("trafilatura", "mammoth", "pdfplumber") and number[0].isdigit()


def test_a_web_page_says_what_it_is(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    assert extract(tmp_path / "a.html").said == {
        "title": "The mill sells more", "url": "https://gazette.example/mill", "published": "2024-03-05"}


@pytest.mark.parametrize("name, content, wrong", [
    ("a.pdf", b"%PDF-1.4 no", "a.pdf: pdfplumber"), ("a.docx", b"no archive", "a.docx: mammoth cannot read it"),
    ("a.html", b"", "a.html: trafilatura"),
    ("a.odt", b"x", "a.odt: no way to read '.odt'; save the article as one of")])
def test_what_cannot_be_read_is_said(tmp_path, name, content, wrong):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EvidenceError, match=f"^{wrong}"):
        extract(tmp_path / name)


def test_a_library_that_is_missing_is_named(tmp_path, monkeypatch):
    def missing(_raw):
        raise ImportError("No module named 'pdfplumber'")
    monkeypatch.setitem(extraction._READERS, ".pdf", ("pdfplumber", missing))
    (tmp_path / "a.pdf").write_bytes(pdf())
    with pytest.raises(EvidenceError, match=r"^a\.pdf: .* cannot be loaded: No module named .*; pip .*\[extract\]"):
        extract(tmp_path / "a.pdf")


def test_a_folder_or_a_link_is_no_article(tmp_path):
    (tmp_path / "a.html").symlink_to(tmp_path / "b.html")
    (tmp_path / "b.html").write_text(PAGE)
    for name, wrong in (("a.html", "not a regular file"), ("none.html", "no such file")):
        with pytest.raises(EvidenceError, match=f"^{name}: {wrong}; name the article's file$"):
            extract(tmp_path / name)


def test_a_file_may_have_fifty_million_bytes(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:  # without taking a place on the disk
        file.truncate(50_000_000)
        assert len(extract(tmp_path / "a.txt").raw) == 50_000_000
        file.truncate(50_000_001)
    with pytest.raises(EvidenceError, match=r"^a\.txt: larger than 50,000,000 bytes; give one article a file"):
        extract(tmp_path / "a.txt")
