"""What cells show: HTML that runs, loads or leads away is refused, and nothing of it is left after cleaning."""

import itertools
import json
from pathlib import Path

import pytest

from evidence.notebooks import safe_html
from evidence.notebooks.cells import read_cells

pytestmark = pytest.mark.hostile
ROOT = Path(__file__).parents[2]
AWAY = "http://127.0.0.1:9/asked"
PAYLOADS = """\
<style>@import url(A)</style>
<style>@import "A";</style>
<style>body{background:url(A)}</style>
<video poster="A"></video>
<video src="A" autoplay></video>
<video><source src="A"></video>
<video><track src="A" default></video>
<audio src="A" autoplay></audio>
<img src="A">
<img srcset="data:image/png;base64,AA 1x, A 2x">
<picture><source srcset="A"><img></picture>
<meta http-equiv="refresh" content="0;url=A">
<svg><filter id="f"><feImage href="A"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>
<svg><image href="A" width="9" height="9"/></svg>
<svg><image xlink:href="A" width="9" height="9"/></svg>
<svg><use href="A#x"/></svg>
<svg><style>@import url(A);</style></svg>
<svg><script>window.ran=1</script></svg>
<svg><script href="A"/></svg>
<svg onload="window.ran=1"></svg>
<svg><animate onbegin="window.ran=1" attributeName="x" dur="1s"/></svg>
<svg><set attributeName="href" to="A"/></svg>
<svg><foreignObject><img src="A"></foreignObject></svg>
<svg><path d="M0 0" fill="url(A)"/></svg>
<svg><path d="M0 0" style="fill: url(A)"/></svg>
<svg><a href="javascript:window.ran=1"><text>x</text></a></svg>
<svg><path d="M0 0" clip-path="url(A#x)"/></svg>
<iframe srcdoc="<img src='A'>"></iframe>
<iframe src="A"></iframe>
<iframe src="javascript:window.parent.ran=1"></iframe>
<base href="A">
<form action="A"><button>x</button></form>
<form id="f"></form><button form="f" formaction="A">x</button>
<script>window.ran=1</script>
<script>fetch("A")</script>
<script src="A"></script>
<script type="module">import "A"</script>
<link rel="stylesheet" href="A">
<link rel="preload" as="image" href="A">
<link rel="prefetch" href="A">
<link rel="dns-prefetch" href="A">
<link rel="icon" href="A">
<img src="https:127.0.0.1:9/asked">
<img src="  A">
<img src="//127.0.0.1:9/asked">
<img src="x" onerror="window.ran=1">
<body background="A">
<table background="A"><tr><td>x</td></tr></table>
<td background="A">x</td>
<a href="A" ping="A">x</a>
<a href="javascript:window.ran=1">x</a>
<a href="java&#9;script:window.ran=1">x</a>
<a href=" &#1;javascript:window.ran=1">x</a>
<a href="data:text/html,<script>1</script>">x</a>
<a href="https:127.0.0.1">x</a>
<a href="//127.0.0.1">x</a>
<area href="A" shape="default">
<object data="A"></object>
<embed src="A">
<input type="image" src="A">
<input autofocus onfocus="window.ran=1">
<details open ontoggle="window.ran=1"><summary>x</summary></details>
<p style="background:url(A)">x</p>
<p style="background-image: image-set('A' 1x)">x</p>
<p style="list-style: url(A)">x</p>
<p style="content: url(A)">x</p>
<p style="cursor: url(A), auto">x</p>
<p style="border-image: url(A)">x</p>
<p style="background:\\75rl(A)">x</p>
<p style="color: red; background: u/**/rl(A)">x</p>
<p style="position: fixed; top: 0">x</p>
<p style="width: expression(window.ran=1)">x</p>
<p style="behavior: url(A)">x</p>
<p onmouseover="window.ran=1">x</p>
<math><mtext><img src="A"></mtext></math>
<math href="javascript:window.ran=1">x</math>
<math><mglyph src="A"></mglyph></math>
<noscript><p title="</noscript><img src=x onerror=window.ran=1>">
<svg></p><style><a id="</style><img src=x onerror=window.ran=1>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.ran=1&gt;">
<!--><img src=x onerror=window.ran=1>-->
<!-- --!><img src=x onerror=window.ran=1>
<![CDATA[><img src=x onerror=window.ran=1>]]>
<textarea></textarea><script>window.ran=1</script>
<xmp><p title="</xmp><script>window.ran=1</script>">
<title></title><script>window.ran=1</script>
<template><script>window.ran=1</script></template>
<template shadowrootmode="open"><img src="A"></template>
<frameset><frame src="A"></frameset>
<marquee onstart="window.ran=1">x</marquee>
<applet code="A"></applet>
<bgsound src="A">
<portal src="A"></portal>
<custom-element onfocus="window.ran=1" tabindex="0" autofocus></custom-element>
<p contenteditable onfocus="window.ran=1" autofocus>x</p>
<div><script>window.ran=1</script
<img src=x onerror=window.ran=1
<p title="a" class='b' id=c onclick=window.ran=1>x</p>
""".replace("A", AWAY).splitlines()
AROUND = ["{}", '<p class="evidence-result">x: <output>{}</output></p>', "<svg>{}</svg>", "<table><tr><td>{}</td></tr></table>"]
TYPES = ["text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml", "application/javascript",
         "application/json", "application/pdf", "application/vnd.jupyter.widget-view+json", "text/x-python",
         "application/vnd.plotly.v1+json", "video/mp4", "image/gif", "TEXT/HTML", "application/vnd.evidence.other+json"]


def shown(data):
    return safe_html.faults_of_outputs([{"cell_type": "markdown"}, {"outputs": [{"data": data}]}], "chapters/x.ipynb")


@pytest.mark.parametrize("around, payload", itertools.product(AROUND, PAYLOADS))
def test_refused_even_beside_a_record_of_ours(around, payload):
    html = around.format(payload)
    [fault] = shown({"text/html": html, "application/vnd.evidence.table+json": {"name": "a"}})
    assert fault.file == "chapters/x.ipynb:cell 2"
    cleaned = safe_html.clean(html)
    assert safe_html.is_safe(cleaned) and safe_html.clean(cleaned) == cleaned


@pytest.mark.parametrize("mime", TYPES)
def test_types(mime):
    [fault] = shown({mime: "<b>x</b>", "text/plain": "x"})
    assert mime in fault.wrong


def test_ours_are_as_they_were():
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        assert safe_html.faults_of_outputs(read_cells(path, path.name), path.name) == []


def test_nothing_runs_and_nothing_is_asked_for(browser, tmp_path):
    """A page with all of it, cleaned, and without a policy of its own."""
    page = tmp_path / "page.html"
    cleaned = [safe_html.clean(around.format(payload)) for around, payload in itertools.product(AROUND, PAYLOADS)]
    page.write_text("<!DOCTYPE html><title>x</title><body>" + "\n".join(cleaned), encoding="utf-8")
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri())
    tab.wait_for_timeout(500)
    assert asked == [page.as_uri()]
    assert tab.evaluate("window.ran") is None
    for link in tab.query_selector_all("a[href]"):
        assert link.get_attribute("href").startswith("http://127.0.0.1")
    tab.close()


def test_the_browser_would_have_asked(browser, tmp_path):
    """The same page as it came: else the test above would prove nothing."""
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>x</title><body>" + "".join(PAYLOADS[:12]) + PAYLOADS[32], encoding="utf-8")
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri(), wait_until="commit")
    tab.wait_for_timeout(500)
    assert len(asked) > 4
    tab.close()


def test_a_notebook_as_it_is_stored(tmp_path):
    """Lists of lines, outputs without data, and outputs of another form are read too."""
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [], "outputs": [
        {"output_type": "stream", "text": "<script>"}, {"data": None}, {"data": {
            "text/html": ["<scr", "ipt>1</script>"], "application/vnd.evidence.table+json": {}}}]}]}))
    assert len(safe_html.faults_of_outputs(read_cells(path, "x"), "x")) == 1
