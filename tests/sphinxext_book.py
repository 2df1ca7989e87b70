"""A tiny book about a mill: its tables, its notebook, and how to build it with Sphinx."""

import csv
import json
import re
import shutil
from collections import Counter
from functools import cache
from io import StringIO
from pathlib import Path

import lxml.html
from sphinx.testing.util import SphinxTestApp

from evidence.errors import Fault
from evidence.html.page import read_pages
from evidence.html.parts import whole
from evidence.html.traced import trace_pages
from evidence.index import trace as tracing
from evidence.index.facts import Facts
from evidence.notebooks.published import publications, results_by_id
from evidence.tables import schema

_CUT = re.compile(r"reported by | \[[^]]*\]| \(|\)|; |: | / |, |[«»]")  # between two things that a chain says
_ESCAPED = re.compile(r"\\u[0-9a-f]{4}")  # as a terminal has what acts on a page, which has a sign for it
_NOT_THERE = ("claim", "seed", "citation")  # of a chain: ids, files and what the bibliography has
ROOTS = Path(__file__).parent / "roots"
FILES = {"gazette-mill": "gazette.txt", "courrier-mill": "courrier.txt"}
ODD = "<script>document.title='pwned'</script> </template> {{7*6}} {raw}`x` & \"fin\""
WORSE = ODD + """ "><img src=x onerror="document.title='pwned'"> </script> [a](javascript:b) \u202egnp =cmd() ``x`` ]]>\
"""


def project(folder: Path, *overlays: str) -> Path:
    """Copy the mill's project, lay others over it, and write its tables and notebook."""
    for name in ("mill", *overlays):
        shutil.copytree(ROOTS / name, folder, dirs_exist_ok=True)
    write_tables(folder, tables(folder))
    (folder / "chapters" / "output.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    return folder


def build(root: Path, theme: str = "basic", out: str = "_build", builder: str = "html") -> tuple[Path, str]:
    """Build the pages; return their folder and the warnings."""
    warnings = StringIO()
    settings = {
        "extensions": ["myst_nb", "sphinxcontrib.bibtex", "evidence.sphinxext", "evidence.book.patches"],
        "html_theme": theme,
        "bibtex_bibfiles": ["references.bib"], "root_doc": "chapters/index", "project": "The mill",
        "html_show_copyright": False, "html_show_sphinx": False,
        "suppress_warnings": ["mystnb.unknown_mime_type", "toc.not_included"],
        "nb_execution_mode": "off", "html_copy_source": False, "exclude_patterns": ["_build*", "ledger"],
        "myst_enable_extensions": ["dollarmath"], "html_show_sourcelink": False, "html_title": "The mill",
    }
    (root / "conf.py").write_text("", encoding="utf-8")
    app = SphinxTestApp(builder, srcdir=root, builddir=root / out, confoverrides=settings, warning=warnings,
                        freshenv=True)
    try:
        app.build()
        return Path(app.outdir), re.sub(r"\x1b\[[\d;]*m", "", warnings.getvalue())
    finally:
        app.cleanup()


def trace(root: Path, html: Path) -> tuple[Counter[str], list[Fault]]:
    """The numbers of all built pages by what they trace to, and faults."""
    paths = sorted((root / "chapters").rglob("*.ipynb"))
    results = results_by_id(found for path in paths for found in publications(path))
    return trace_pages(read_pages(html), Facts(root), results)


def claim(root: Path, claim_id: str, quote: str, english: str, **given) -> dict:
    """A row of claims, placed by looking its quote up."""
    source = claim_id.partition("/")[0]
    text = (root / "seeds" / FILES[source]).read_text(encoding="utf-8")
    start = text.index(quote)
    end = start + len(quote)
    return {"claim_id": claim_id, "source_id": source, "start": start, "end": end, "quote": quote, "english": english,
            "line": text.count("\n", 0, start) + 1, "match": "exact", "said_by": "miller", "reported_by": "gazette",
            "stance": "reported", "prefix": text[max(0, start - 20):start], "suffix": text[end:end + 20]} | given


def quantity(of: dict, text: str, measure: str, unit: str, **given) -> dict:
    """A row of quantities, its words placed inside the quote."""
    start = of["start"] + of["quote"].index(text)
    return {"claim_id": of["claim_id"], "source_id": of["source_id"], "subject": "mill", "measure": measure,
            "text": text, "start": start, "end": start + len(text), "unit": unit, "bound": "exact",
            "read_by": "parser"} | given


def tables(root: Path) -> dict[str, list[dict]]:
    """The rows of every table that has some."""
    sacks = claim(root, "gazette-mill/sacks", "le moulin de Vauclair a produit plus de 1 200 sacs en 2019",
                  "the mill made more than 1,200 sacks in 2019")
    stones = claim(root, "gazette-mill/stones", "Le meunier compte quatre meules", "", stance="claimed")
    both = claim(root, "gazette-mill/both", "du 3 mai rapporte que le moulin de Vauclair a produit plus de 1 200",
                 "two numbers")
    odd = claim(root, "gazette-mill/odd", ODD, WORSE, stance="opinion")
    other = claim(root, "courrier-mill/sacks", "a livré 1 150 sacs", "delivered 1,150 sacks", reported_by="courrier")
    source = {"sha256": "00" * 32, "language": "fr", "published": "2020-05", "published_precision": "month",
              "dated_by": "a guess " + WORSE, "publisher_known_by": "its title", "title": "Le moulin " + WORSE}
    outside = {"claim_id": "gazette-mill/sacks", "reference_id": "mill-capacity"}
    return {
        "sources": [
            source | {"source_id": "gazette-mill", "file": "gazette.txt", "cite": "gazette2020", "publisher": "gazette",
                      "url": "https://example.org/gazette"},
            source | {"source_id": "courrier-mill", "file": "courrier.txt", "cite": "courrier2020",
                      "publisher": "courrier", "title": ""}],
        "claims": [sacks, stones, both, odd, other],
        "quantities": [
            quantity(sacks, "plus de 1 200", "output", "sack", value=1200, low=1200, bound="more_than", as_of="2019"),
            quantity(stones, "quatre", "millstones", "millstone", value=4, low=4, high=4, read_by="hand", why="a word"),
            quantity(both, "3 mai", "day", "day", value=3), quantity(both, "1 200", "output", "sack", value=1200),
            quantity(other, "1 150", "output", "sack", value=1150, low=1150, high=1150)],
        "relations": [{"claim_id": "gazette-mill/stones", "source_id": "gazette-mill", "subject": "miller",
                       "relation": "owner_of", "object": "mill"}],
        "events": [{"claim_id": "gazette-mill/sacks", "source_id": "gazette-mill", "event": "mill", "date": "2019",
                    "date_precision": "year", "text": "2019", "start": sacks["end"] - 4, "end": sacks["end"]}],
        "mentions": [{"claim_id": "gazette-mill/odd", "source_id": "gazette-mill", "entity": "hall",
                      "named_as": "Halle 7"}],
        "bearings": [{"claim_id": "gazette-mill/sacks", "source_id": "gazette-mill", "proposition": "mill-is-busy",
                      "how": "supports", "why": "much is made"},
                     {"claim_id": "courrier-mill/sacks", "source_id": "courrier-mill", "proposition": "mill-is-busy",
                      "how": "qualifies"}],
        "set_aside": [{"source_id": "gazette-mill", "start": 0, "end": 10, "quote": "La gazette",
                       "why": "a title " + WORSE}],
        "glitches": [{"source_id": "gazette-mill", "start": 11, "end": 13, "quote": "du", "reads": "de", "why": WORSE}],
        "entities": [
            {"entity_id": "mill", "name": "Mill of Vauclair", "kind": "company", "aliases": "moulin de Vauclair | B12"},
            {"entity_id": "hall", "name": "Halle 7", "kind": "place"}, {"entity_id": "miller", "name": "The miller",
                                                                       "kind": "person"},
            {"entity_id": "gazette", "name": "Gazette " + WORSE, "kind": "publisher"},
            {"entity_id": "courrier", "name": "Courrier", "kind": "publisher"}],
        "measures": [{"measure_id": "output", "name": "sacks made", "unit": "sack", "description": "Sacks of flour."}],
        "propositions": [{"proposition_id": "mill-is-busy", "statement": "The mill is busy.", "note": WORSE}],
        "reference_points": [{"reference_id": "mill-capacity", "subject": "mill", "measure": "output", "value": 1300,
                              "low": 1300, "high": 1300, "unit": "sack", "as_of": "2020", "cite": "survey2020",
                              "locator": "page nine", "status": "second-hand", "note": WORSE}],
        "comparisons": [{"claim_id": "gazette-mill/sacks", "other_id": "courrier-mill/sacks", "matter": "sacks made",
                         "verdict": "differ_by_definition", "why": "made is not delivered"}],
        "external_checks": [outside | {"verdict": "agrees", "within_percent": 7.7, "why": "below what it can make"}],
    }


def write_tables(root: Path, rows: dict[str, list[dict]]) -> None:
    """Write every table of the schema, and a short description of the package."""
    data = root / "data"
    data.mkdir(exist_ok=True)
    resources = []
    for table in schema.BASE_TABLES:
        with (data / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.get(table.name, ()))
        fields = [{"name": column.name, "type": column.kind, "description": column.description}
                  for column in table.columns]
        resources.append({"name": table.name.replace("_", "-"), "path": f"{table.name}.csv",
                          "description": table.description, "schema": {"fields": fields}})
    (data / "datapackage.json").write_text(json.dumps({"name": "mill", "resources": resources}), encoding="utf-8")


def notebook() -> dict:
    """A notebook with a hidden result, a shown one, a figure and a table, all with stored outputs."""
    link = '<a class="evidence-link" data-claim="gazette-mill/sacks" href="evidence/gazette-mill.html#sacks">sacks</a>'
    figure = (f'<figure id="bars" class="evidence-figure" aria-labelledby="bars-title"><p class="evidence-finding" '
              f'id="bars-title"><strong>Rose to 150</strong></p>'
              f'<div class="evidence-drawing evidence-wide">{svg(688)}</div>'
              f'<div class="evidence-drawing evidence-narrow" hidden>{svg(312)}</div>'
              f'<figcaption>Sacks.</figcaption><details class="evidence-data"><summary>Data of this figure</summary>'
              f'<table><tbody><tr tabindex="0" data-row="0"><td>{link}</td></tr></tbody></table></details></figure>')
    both = ["courrier-mill/sacks", "gazette-mill/sacks"]
    cells = [
        markdown("# Output\n\nThe gap is {computed}`gap` {cite}`gazette2020,courrier2020,survey2020`."),
        code("gap = 1200 - 1150", result("gap", "50 sacks", both), tags=["remove-cell"]),
        code("rate = 1", result("rate", "1.04", both)),
        code("draw()", output(figure, "figure", {"name": "bars", "title": "Rose to 150", "rests_on": both,
                                                 "data": [{"claim_id": both[0]}]})),
        code("table()", output('<div id="list">1</div>', "table", {"name": "list", "title": "A list",
                                                                   "rests_on": ["mill-capacity"], "data": []}),
             tags=["hide-input"]),
    ]
    for place, cell in enumerate(cells, 1):
        cell["id"] = f"c{place:02d}"
    return {"cells": cells, "nbformat": 4, "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}}


def svg(width: int) -> str:
    """A drawing for one width, with a mark for a row of the data."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 200" role="img" aria-label="bars" '
            f'style="width: 100%" fill="currentColor"><text x="9" y="20">150</text>'
            f'<path d="M 0 50 L {width} 50" style="stroke:var(--evidence-grid, #8888884d)"/>'
            f'<path data-row="0" d="M 0 90 L 90 90 L 90 99 z"/></svg>')


def markdown(text: str) -> dict:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code(text: str, *outputs: dict, tags: list[str] = ()) -> dict:
    """A code cell with its stored outputs."""
    return {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": text, "execution_count": 1,
            "outputs": list(outputs)}


def output(html: str, kind: str, payload: dict) -> dict:
    """A stored output as `evidence.chapter.present` leaves it."""
    return {"output_type": "display_data", "metadata": {},
            "data": {"text/html": html, "text/plain": "", f"application/vnd.evidence.{kind}+json": payload}}


def result(name: str, text: str, rests_on: list[str]) -> dict:
    """The output of one published result."""
    return output(f'<p class="evidence-result">{name}: <output>{text}</output></p>', "result",
                  {"name": name, "value": text, "text": text, "rests_on": rests_on})


def _plain(text: str) -> str:
    """The words of a text, without case and signs."""
    return " ".join(re.findall(r"\w+", text.lower()))


def unlike_its_page(root: Path, html: Path) -> list[tuple[str, str]]:
    """What ``evidence trace`` says of a claim or reference point and its place in the book does not: who, when, all."""
    facts, found = Facts(root), []
    for name in (*facts.claims, *facts.references):
        claim = facts.claims.get(name)
        tree = _page(html / "chapters" / (f"evidence/{claim.source_id}.html" if claim else "references.html"))
        [place] = tree.xpath("//*[@id=$name]", name=name.rpartition("/")[2])
        shown = [place, tree.xpath("//dl")[0]] if claim else [place.getparent()]  # under its source, or its subject
        told = _plain(" ".join(" ".join(part.itertext()) for part in shown))
        chain = [_ESCAPED.sub(" ", line[11:]) for line in tracing.of_ledger(facts, name)
                 if not line.startswith(_NOT_THERE)]
        said = {*_CUT.split(" : ".join(chain)), *([f"line {claim.line}"] if claim else [])}
        own = {name, claim.source_id} if claim else {name}
        found += [(name, _plain(words)) for words in said - own if _plain(words) not in told]
    return found


@cache
def _page(path: Path):
    return lxml.html.fromstring(whole(path))
