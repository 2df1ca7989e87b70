"""The links of built pages: each leads somewhere, and none asks the network."""

import pytest

from evidence.html.links import check_links

PAGE = ('<html><head><meta http-equiv="Content-Security-Policy"></head><body id="top"><a href="b.html#x">b</a>'
        '<a href="#top">t</a><a href="https://x.org">x</a>{}</body></html>')


@pytest.mark.parametrize("extra, message", [
    ('<a href="c.html">', "the link 'c.html' leads nowhere"),
    ('<a href="b.html#y">', "the link 'b.html#y' leads nowhere"),
    ('<a href="#nowhere">', "the link '#nowhere' leads nowhere"),
    ('<a href="../../secret">', "leads nowhere"),
    ('<a href="">x</a>', "a.html:2: the link '' leads nowhere"),
    ('<a href=" ">x</a>', "the link '' leads nowhere"),
    ('<link rel="next" href="">', "the link '' leads nowhere"),
    ('<a href="javascript:alert(1)">', "leads nowhere"),
    ('<p id="top">', "the id 'top' is given twice"),
    ('<script src="https://cdn.example/x.js"></script>', "a.html:2: asks the network for https://cdn.example/x.js"),
    ('<img src="//cdn.example/x.png">', "asks the network"),
    ('<link rel="stylesheet" href="https://cdn.example/x.css">', "asks the network"),
    ("<figure><p>x</p><figcaption>y</figcaption><p>z</p></figure>", "a.html:2: a <figcaption> is neither the first"),
    ("<details><summary>x <span><a href='#top'>y</a></span></summary></details>", "a <a> stands in a <summary>"),
    ("<details><summary><p>x</p></summary></details>", "a <p> stands in a <summary>"),
    ('<p style="background: url(https://cdn.example/x)">', "asks the network"),
])
def test_planted_faults_in_pages(tmp_path, extra, message):
    (tmp_path / "a.html").write_text(PAGE.format("\n" + extra))
    (tmp_path / "b.html").write_text('<p id="x">')
    [fault] = check_links(tmp_path, "html")
    assert message in str(fault)


def test_pages_in_order(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format('<link rel="canonical" href="https://x.org"><img src="data:,">'
                                               "<figure><p>x</p><figcaption><p>y</p></figcaption></figure>"))
    (tmp_path / "b.html").write_text('<p id="x">')
    assert check_links(tmp_path) == []
    (tmp_path / "x.css").write_text("@import 'https://fonts.example/x.css';")
    assert "asks the network for https://fonts.example/x.css" in str(check_links(tmp_path)[0])
