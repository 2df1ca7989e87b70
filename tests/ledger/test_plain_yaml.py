"""The quick reading of plain YAML: whatever it accepts, the YAML parser reads alike."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence.ledger import plain_yaml, strict_yaml
from evidence.ledger.load import SHARED, source_files

PROJECT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((PROJECT / "tests/bad_ledgers.yml").read_text(encoding="utf-8"))
ODD = list(" \n:-#'\"[]{},&*!|>%@`?\\~=<.a0é’\t\r\0\x85\u2028\xa0\ufeff") + [
    "  ", "\n  ", "- ", ": ", ":\n", " #", "'''", '""', '\\"', "\\n", "{}", "[]", ">-\n", ">-\n    ", "|\n", "---\n",
    "...\n", "\n\n", ", ", "{a: b}", "[a, b]", "<<: "]


def parsed(raw: bytes):
    """What the parser makes of it; an object of its own kind where it refuses."""
    try:
        return strict_yaml._document(raw.decode("utf-8-sig"), None)
    except (yaml.YAMLError, strict_yaml._Refused, UnicodeDecodeError) as error:
        return error


def test_an_ordinary_source_file_is_read_the_quick_way():
    paths = source_files(PROJECT) + source_files(PROJECT / "tests/mini")
    assert len(paths) > 5
    for path in paths:
        content = plain_yaml.read(path.read_bytes())
        assert content is not None, f"{path.name} takes the slow way"
        assert content == parsed(path.read_bytes())


@pytest.mark.parametrize("name", (*SHARED, "judgements", "views"))
def test_shared_lists_are_read_alike(name):
    raw = (PROJECT / f"ledger/{name}.yml").read_bytes()
    assert plain_yaml.read(raw) in (None, parsed(raw))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_bad_ledger_is_read_alike_or_left_to_the_parser(case):
    raw = (PROJECT / "tests/mini" / case["file"]).read_text("utf-8").replace(case["old"], case["new"], 1).encode()
    if case["file"].startswith("ledger/"):
        assert plain_yaml.read(raw) in (None, parsed(raw))


@pytest.mark.parametrize(("text", "content"), [
    ("a: NO\nb: 1e4 # c\nc: x#y:z\n", {"a": "NO", "b": "1e4", "c": "x#y:z"}),
    ("a:\n- b: '«l''heure»'\n  c: \"\\\"1\\n2\\\\\"\n- d: ''\n",
     {"a": [{"b": "«l'heure»", "c": '"1\n2\\'}, {"d": ""}]}),
    ("- {a: b c, d: [e, f], }\n- [x, {y: z}]\n- []\n- {}\n",
     [{"a": "b c", "d": ["e", "f"]}, ["x", {"y": "z"}], [], {}]),
    ("a: >-\n  one\n  two: #3\n\nb: 1\n", {"a": "one two: #3", "b": "1"}),
    ("- a: >-\n    one\n  b: x\n", [{"a": "one", "b": "x"}]),
])
def test_the_forms_that_are_read(text, content):
    assert plain_yaml.read(text.encode()) == content == parsed(text.encode())


@pytest.mark.parametrize("text", [
    "", "# nothing\n", "a", "a: b\n c\n", "a: b: c\n", "a: 'b\n  c'\n", "a: {b: c,\n d: e}\n", "a: &x b\n",
    "a: *x\n", "a: !t b\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "--- \na: b\n", "a: b\n...\n", "? a\n: b\n",
    "a:\n\t- b\n", "a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n\n  c\n", "a: >-\n  b\n   c\n",
    "a: >-\n  b\n\n  # c\n", "a:\n", "- a: >-\n  b\n", "a: - b\n", "a: \"\\x41\"\n", "a: b\r\nc: d\n",
    "a: b\u2028c\n", "a: b\x85c\n", "\ufeffa: b\n", "a: \0\n", "a: \ud7ff\ufffe\n", "- - a\n",
    "a: {b: c:d}\n", "a: [b: c]\n", "a: {b}\n", "a: \"b\"c\n", "a:\n b: c\n  d: e\n", "a:\n  b: c\n d: e\n",
    "{a: b}\n", "a: " + "[" * 30 + "]" * 30, "\n".join(" " * n + f"k{n}:" for n in range(25)) + " x\n",
    '"a": b\n', "a: {b: {c: {d: e}}}\n",
])
def test_all_else_is_left_to_the_parser(text):
    assert plain_yaml.read(text.encode("utf-8", "surrogatepass")) is None


def test_bytes_that_are_no_text_are_left_to_the_parser():
    assert plain_yaml.read(b"a: \xff\n") is None


@pytest.mark.parametrize("text", [
    " " * 1_000_000 + "%", "a: " + "b" * 1_000_000 + ": c", "a: [" + "b" * 1_000_000 + "?]", "a: {" * 250_000,
    "a: {b: " + "c" * 1_000_000 + "?}", "a: [" + "[b" * 500_000 + "]", "a: " + "'" * 999_999,
    "a: >-\n" + " \n" * 500_000 + "b", "a: {" + "b" * 1_000_000 + "}", "a: " + "b " * 500_000 + ": c",
    "a: " + "b#" * 500_000 + " :", "a: \"" + "\\n" * 500_000,
], ids=lambda text: text[:10])
def test_a_hostile_line_takes_no_longer_than_it_is_long(text):
    plain_yaml.read(text.encode())


LINES = sorted({line for path in source_files(PROJECT) for line in path.read_text("utf-8").split("\n")})


@given(st.lists(st.sampled_from(LINES) | st.builds(str.__add__, st.sampled_from(["", " ", "  ", "    ", "- ", "  - "]),
                                                   st.text(st.sampled_from("ab:#-'\"{}[], >|&*?\\\n")))),
       st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(ODD), st.integers(0, 3)), max_size=4))
def test_what_is_accepted_is_read_alike(lines, changes):
    text = "\n".join(lines)
    for place, odd, cut in changes:
        place %= len(text) + 1
        text = text[:place] + odd + text[place + cut:]
    raw = text.encode("utf-8", "replace")
    assert plain_yaml.read(raw) in (None, parsed(raw))
