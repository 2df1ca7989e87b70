"""Links on the opening page to the book as one file."""

import re
from pathlib import Path

from evidence.paper.sheet import TEMPLATES

WHOLE = {"book.pdf": "PDF to print", "book.epub": "EPUB for e-readers"}
_OFFER = re.compile(r'<p class="evidence-offer">.*?</p>\n', re.DOTALL)
_AFTER = re.compile(r'<div class="toctree-wrapper|<section class="evidence-cards"|</article>')


def offered(page: str, to_root: str, downloads: Path) -> str:
    """The opening page with links to those files that are there, at the end of its last section."""
    files = [(f"{to_root}{downloads.name}/{name}", words, f"{(downloads / name).stat().st_size / 1e6:.1f}")
             for name, words in WHOLE.items() if (downloads / name).is_file()]
    page = _OFFER.sub("", page)
    after = _AFTER.search(page)
    at = page.rfind("</section>", 0, after.start()) if after else -1
    return page[:at] + TEMPLATES.get_template("offer.html").render(files=files) + "\n" + page[at:] if at >= 0 else page
