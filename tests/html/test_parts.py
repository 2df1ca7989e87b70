"""What a page keeps beside it: taken out, kept in a script, put back to the letter."""

import json

from evidence.html import parts

LARGE = '<p id="x">«é» "quoted" \\1 <b>bold</b></p>' * 40
PAGE = f"<details><summary>a</summary><noscript>{LARGE}</noscript></details><noscript>small</noscript>"


def test_a_page_without_its_larger_parts():
    text, taken = parts.take_out(PAGE, "a.parts.js", '<a href="a.folded.html#{name}">there</a>')
    assert taken == {"part1": LARGE}
    assert text == ('<details><summary>a</summary><noscript data-part="part1" data-from="a.parts.js">'
                    '<a href="a.folded.html#part1">there</a></noscript></details><noscript>small</noscript>')


def test_what_was_taken_out_comes_back(tmp_path):
    text, taken = parts.take_out(PAGE, "a.parts.js", "<b>{name}</b>")
    (tmp_path / "a.html").write_text(text + parts.place_of("cards", "a.parts.js"), encoding="utf-8")
    (tmp_path / "a.parts.js").write_text(parts.as_script(taken | {"cards": "<template>c</template>"}), encoding="utf-8")
    assert parts.whole(tmp_path / "a.html") == f"{PAGE}<template>c</template>"
    (tmp_path / "b.html").write_text("<p>alone</p>")
    assert parts.whole(tmp_path / "b.html") == "<p>alone</p>"


def test_the_file_is_one_statement_of_script():
    script = parts.as_script({"cards": "</script>\u2028"})
    head, _, rest = script.partition(" = ")
    assert head == "window.evidenceParts" and json.loads(rest.removesuffix(";\n")) == {"cards": "</script>\u2028"}
