"""Markdown that would run, load, or reach outside the book: refused with its line, before any page is read."""

import itertools

import pytest

from evidence.book import markup

pytestmark = pytest.mark.hostile
SYNTAX = {"amsmath", "colon_fence", "deflist", "dollarmath", "tasklist"}
OUTSIDE = ["../../../etc/passwd", "../../secret.txt", "/../../etc/passwd", "link.txt", "..%2f..%2fsecret.txt",
           "images/../../../secret.txt", "/../secret.txt", "~/.ssh/id_rsa", "//host/x.png", "../.git/config",
           "file:///etc/passwd", "https://example.org/x.png", "data:text/html,x", "../../report-2/secret.txt"]
FENCES = [("```", "```"), ("~~~", "~~~"), (":::", ":::"), ("````", "````"), ("> ```", "> ```"), ("- ```", "  ```")]
RUNNING = ["include", "raw", "eval-rst", "code-cell", "toctree", "csv-table", "jupyter-execute", "glue:md", "glue:any",
           "glue:figure", "mermaid", "only", "ifconfig", "replace", "role", "default-role", "meta", "parsed-literal",
           "container", "autosummary", "automodule", "py:function", "exec", "download", "iframe", "card", "button-link",
           "grid", "tab-set", "thebe-init-button", "video", "html", "math:numref", "highlight", "sectnum", "target-notes",
           "date", "unicode", "class", "rst-class", "index", "nb-exec-table", "Raw", "RAW", " raw", "raw ", "raw html"]
ROLES = ["raw", "raw-html", "download", "eval", "glue:text", "glue:", "py:func", "index", "command", "envvar", "any",
         "button-link", "octicon", "fa", "html", "guilabel", "sub-ref", "token", "Raw", "pep", "rfc", "nb-download",
         "cite:raw", "icon", "bdg-link-primary", "far", "material-regular"]
ADDRESSES = ["javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
             "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//host/x", "inv:python#x", "path:../../x",
             "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "%6aavascript:x/../../../..", "blob:x", "ftp://h/x",
             "view-source:x", "\\\\host\\x", "x:y", "../../../etc/passwd", "https%3a../../../../etc/../x"]
HTML = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=x>y</b>", "<iframe srcdoc=x>",
        "<style>@import url(https://x)</style>", "<base href=https://x>", "<!--> <script>alert(1)</script> -->",
        "<!---><img src=x>-->", "<?php x ?>", "<!DOCTYPE x>", "<![CDATA[x]]>", "<svg/onload=alert(1)>", "<x-y>",
        "<form action=https://x><button>", "<meta http-equiv=refresh content=0>", "<details open ontoggle=x>", "</div>",
        "<a href='javascript:x'>y</a>", "<!-- a --><b>", "<input autofocus onfocus=x>", "<link rel=stylesheet href=//x>"]
FRONT = ["myst: {enable_extensions: [substitution]}", "substitutions: {a: b}", "html_meta: {http-equiv=refresh: x}",
         "jupytext: {x: y}", "kernelspec: {name: python3}", "file_format: mystnb", "mystnb: {execution_mode: force}",
         "orphan: '<script>'", "tocdepth: [1]", "author: '{raw}`x`'", "title: x", "blurb: x", "thebe-config: {}",
         "? {a: b}\n: c", "!!python/object/apply:os.system [x]", "- a", "a: &a [*a]", "comments: {hypothesis: true}",
         "html_theme.sidebar_secondary.remove: true", "orphan: true\nmyst: {}", "orphan: !!python/name:os.system x"]


@pytest.fixture
def reader(tmp_path):
    """A book with a file outside, a file beside it, and a link that leads out."""
    root = tmp_path / "report"
    (root / "chapters" / "images").mkdir(parents=True)
    (root / "chapters" / "here.txt").write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    (root / "chapters" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return markup._Reader(root.resolve(), frozenset(SYNTAX))


def found(reader, text):
    return reader.page(text, reader.root / "chapters" / "page.md", "chapters/page.md")


def refused(reader, text, line=None):
    faults = found(reader, text)
    assert faults, text
    assert all(fault.line for fault in faults), faults
    if line:
        assert line in {fault.line for fault in faults}, faults


@pytest.mark.parametrize("name, fence", itertools.product(RUNNING, FENCES[:3]))
def test_directives(reader, name, fence):
    text = f"# A\n\n{fence[0]}{{{name}}} html\nx\n{fence[1]}\n"
    if " " in name and not name.startswith("raw"):
        return
    if name.strip() != name or name == "raw html":  # to MyST this is code, shown as it is
        assert "HTML" not in str(found(reader, text))
        return
    refused(reader, text, 3)


@pytest.mark.parametrize("name, path, fence", itertools.product(["literalinclude", "figure", "image"], OUTSIDE, FENCES))
def test_files_outside(reader, name, path, fence):
    refused(reader, f"# A\n\n{fence[0]}{{{name}}} {path}\n{fence[1]}\n", 3)


@pytest.mark.parametrize("option", ["target: javascript:x", "diff: /etc/passwd", "file: /etc/passwd", "url: https://x",
                                    "include: x", "filter: x", "template: x", "onclick: x", "link: javascript:x"])
@pytest.mark.parametrize("form", [":{}", "---\n{}\n---", "  :{}", "---\n  {}\n---"])
def test_options(reader, option, form):
    refused(reader, f"```{{figure}} here.txt\n{form.format(option)}\n```\n", 1)


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("around", ["{}", "**{}**", "- [x {} y](here.txt)", "> {}", "| a |\n|---|\n| {} |", "a\n: {}",
                                    "```{{note}} {}\n```", "```{{note}}\n{}\n```", ":::{{note}}\n:::{{tip}}\n{}\n:::\n:::",
                                    "```{{figure}} here.txt\n:alt: x\n\n{}\n```", ":::\n{}\n:::", "[^a]\n\n[^a]: {}",
                                    "```{{literalinclude}} here.txt\n:caption: {}\n```", "```{{list-table}}\n* - {}\n```"])
def test_roles(reader, name, around):
    refused(reader, around.format(f"{{{name}}}`x`"))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", ["[x](<{}>)", "[x][r]\n\n[r]: <{}>", "![x](<{}>)", "[**x**](<{}> 'title')"])
def test_addresses(reader, address, form):
    text = form.format(address)
    parsed = [child.type for token in reader._parser.parse(text) for child in token.children or ()]
    if "link_open" in parsed or "image" in parsed:  # else it is text
        refused(reader, text)


@pytest.mark.parametrize("html", HTML)
@pytest.mark.parametrize("around", ["{}", "a {} b", "- {}", "> {}", "```{{note}}\n{}\n```", "# {}", "[{}](here.txt)"])
def test_html(reader, html, around):
    text = around.format(html)
    types = {child.type for token in reader._parser.parse(text) for child in [token, *(token.children or ())]}
    if types & {"html_block", "html_inline"}:
        refused(reader, text)


@pytest.mark.parametrize("front", FRONT)
def test_front_matter(reader, front):
    refused(reader, f"---\n{front}\n---\n\n# A\n\n{{{{ cycler.__init__ }}}}\n", 1)


@pytest.mark.parametrize("text", [
    "---\norphan: true\n---\n# A", "<!-- a note -->", "- [ ] a\n- [x] b", "```{literalinclude} here.txt\n```",
    "```html\n<script>\n```", "`<script>`", "[a](https://x.org) <https://x.org> [b](#c) [d](here.txt)", "$\\href{a}{b}$",
    "```{note}\n---\nclass: x\n---\nHello {cite}`a`.\n```", "{{ a }}", "a < b > c", "```{code-block} html\n<b>\n```",
    "```{math}\nx\n```", "% a comment\n\n+++\n\n(place)=\n# A"])
def test_what_a_page_may_hold(reader, text):
    assert found(reader, text) == []


def test_deep_and_long_pages_end(reader):
    for text in ["> " * 5000 + "x", "[" * 50_000, "`" * 50_000, "*a" * 50_000, "```{note}\n" * 500, "![[" * 9000,
                 "".join(f"{':' * (600 - n)}{{note}}\n" for n in range(500)), "<" * 50_000, "&" * 50_000, "|" * 9000]:
        found(reader, text)
