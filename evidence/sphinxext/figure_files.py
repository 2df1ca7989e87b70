"""Each figure to take away: PNG, SVG and CSV beside the pages, linked below it together with how to cite it."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resvg_py
from markupsafe import Markup

import evidence
from evidence.exports.citation import Citation, read_citation
from evidence.notebooks.cells import read_cells
from evidence.notebooks.published import records
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.render import render

FOLDER = "figures"
FONTS = Path(evidence.__file__).parent / "chapter" / "fonts"  # what is beside them would bring pandas and matplotlib
FIGURE = re.compile(r'<figure id="([^"]+)" class="evidence-figure".*?(?=</figure>)', re.DOTALL)
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)  # nothing of a figure may follow it: it ends later
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
BY_THE_PAGE = re.compile(r"var\([^,()]*, ([^()]*)\)")
INK, ZOOM = "#1a1a1a", 2


def add_files(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Write the files of a page's figures, put the links to them and the citation below each."""
    if doctree is None or 'class="evidence-figure"' not in context.get("body", ""):
        return
    shown = _records(Path(app.env.doc2path(pagename)))
    book = read_citation(domain_of(app.env).state.facts.root)
    base = f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""
    folder = Path(app.outdir) / FOLDER / Path(pagename).name
    folder.mkdir(parents=True, exist_ok=True)

    def with_links(match: re.Match) -> str:
        name, drawing = match[1], DRAWING.search(match[0])
        if name not in shown or drawing is None:
            return match[0]
        _write(folder / name, drawing[0], shown[name])
        _describe(folder / name, shown[name], book, f"{base}{pagename}.html#{name}")
        place = f"{'../' * pagename.count('/')}{FOLDER}/{folder.name}/{name}"
        captioned = CAPTION.sub(r"<figcaption><p>\1</p>\n", match[0])  # an end of line keeps what follows apart
        return captioned + render("figure_files.html", place=place, name=name, title=shown[name]["title"],
                                 address=f"{base}{pagename}.html#{name}", book=book, project=app.config.project)

    context["body"] = Markup(FIGURE.sub(with_links, context["body"]))


def _records(notebook: Path) -> dict[str, Mapping[str, Any]]:
    """What a notebook says of its figures, by name."""
    if notebook.suffix != ".ipynb":
        return {}
    return {record["name"]: record for cell in read_cells(notebook, notebook.name)
            for kind, record in records(cell.get("outputs", ())) if kind == "figure"}


def _write(path: Path, drawing: str, shown: Mapping[str, Any]) -> None:
    alone = standalone(drawing)
    path.with_suffix(".svg").write_text(alone, encoding="utf-8", newline="\n")
    path.with_suffix(".png").write_bytes(resvg_py.svg_to_bytes(
        svg_string=alone, background="white", zoom=ZOOM, skip_system_fonts=True,
        font_files=[str(font) for font in sorted(FONTS.glob("*.ttf"))], sans_serif_family="Report Sans"))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns_of(shown), lineterminator="\n")
    writer.writeheader()
    writer.writerows(shown["data"])
    path.with_suffix(".csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")


def columns_of(shown: Mapping[str, Any]) -> list[str]:
    """The columns of a figure's data in the order of its table; stored rows are sorted by their names."""
    return list(shown.get("columns") or next(iter(shown["data"]), ()))


def _describe(path: Path, shown: Mapping[str, Any], book: Citation, address: str) -> None:
    """A Frictionless descriptor beside the CSV: what it is, from where, in which version, under which licence."""
    told = {"name": path.name, "title": shown["title"], "description": shown.get("alt", ""), "homepage": address,
            "version": book.version, "created": book.released,
            "licenses": [{"name": licence} for licence in book.licences],
            "contributors": [{"title": author, "role": "author"} for author in book.authors],
            "sources": [{"title": target} for target in shown["rests_on"]],
            "resources": [{"name": path.name, "path": f"{path.name}.csv", "format": "csv", "encoding": "utf-8",
                           "schema": {"fields": [{"name": column} for column in columns_of(shown)]}}]}
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8", newline="\n")


def standalone(drawing: str) -> str:
    """An inline drawing as a file of its own: its size given, colours of a white page."""
    width, height = SIZE.search(drawing).groups()  # type: ignore[union-attr]  # as ``chapter.svg`` writes it
    sized = drawing.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    return BY_THE_PAGE.sub(r"\1", sized).replace("currentColor", INK) + "\n"
