"""Strict YAML: strings only, nothing clever, every fault with its line; with libyaml and without."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.ledger import strict_yaml
from evidence.ledger.load import SHARED, source_files

PROJECT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((PROJECT / "tests/bad_ledgers.yml").read_text(encoding="utf-8"))
LOADERS = {"libyaml": yaml.CBaseLoader, "without libyaml": yaml.BaseLoader}


@pytest.fixture(params=LOADERS)
def either(request, monkeypatch):
    """Once with libyaml's parser, once with PyYAML's own, which takes its place where libyaml is missing."""
    monkeypatch.setattr(strict_yaml, "_Loader", LOADERS[request.param])
    return request.param


def read(tmp_path, text):
    path = tmp_path / "x.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return strict_yaml.read_yaml(path, "x.yml")


def fault_of(tmp_path, text):
    with pytest.raises(EvidenceError) as caught:
        read(tmp_path, text)
    [fault] = caught.value.faults
    return fault


def test_libyaml_is_used_where_it_is_there():
    assert strict_yaml._Loader is yaml.CBaseLoader


@pytest.mark.parametrize("plain", ["NO", "1979:11", "00123", ".nan", "1e400", "2020-13-45", "~", "true"])
def test_every_scalar_stays_the_text_it_is(tmp_path, either, plain):
    assert read(tmp_path, f"a: {plain}\nb: [{{c: {plain}}}]").content == {"a": plain, "b": [{"c": plain}]}


@pytest.mark.parametrize(("text", "line", "wrong"), [
    ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' twice"),
    ("{b: {c: 1,\n c: 2}}\n", 2, "the key 'c' twice"),
    ("a: &x 1\n", 1, "an anchor or alias"),
    ("a: 1\nb: *x\n", 2, "an anchor or alias"),
    ("a: 1\nb: [&x {}]\n", 2, "an anchor or alias"),
    ("a: !!python/object:os.system x\n", 1, "a tag"),
    ("a:\n- !t [b]\n", 2, "a tag"),
    ("a: 1\n---\nb: 2\n", 2, "a second document"),
    ("a: 1\n...\n--- b\n", 3, "a second document"),
    ("a: 1\nb:\n\t- c\n", 3, "not readable as YAML"),
    ("a: b: c\n", 1, "not readable as YAML"),
    ("a: 'b\n", 2, "not readable as YAML"),
    ("a: " + "[" * 20000, 1, "nested deeper"),
    ("\n".join(" " * n + f"k{n}:" for n in range(25)) + " x\n", 21, "nested deeper"),
    ("? [a]\n: b\n", 1, "a key that is no plain word"),
    ("a: 1\nb: \"c\\0\"\n", 2, "a NUL character"),
    (b"a: \xff\n", 0, "cannot be read"),
    (b"a: b\0\n", 0, "not readable as YAML"),
    (b" " * (strict_yaml.MAX_BYTES + 1), 0, "larger than 5,000,000 bytes"),
])
def test_anything_clever_is_refused_with_its_line(tmp_path, either, text, line, wrong):
    fault = fault_of(tmp_path, text)
    assert wrong in fault.wrong
    assert fault.line == line
    assert fault.remedy


def test_half_a_character_is_refused(tmp_path, either):
    assert fault_of(tmp_path, 'a: 1\nb: "\\ud800"\n').line == 2


@pytest.mark.parametrize("text", ["# only a comment\n", "", "\n\n"])
def test_an_empty_file_is_nothing(tmp_path, either, text):
    document = read(tmp_path, text)
    assert document.content is None
    assert document.line_of(("a",)) == 1


def test_lines_of_keys_and_items(tmp_path, either):
    document = read(tmp_path, "# a remark\n\na: 1\nb:\n  - c: 2\n  - c: 3\n    d: [4,\n      {e: 5}]\nf: >-\n  g\n")
    lines = {(): 3, ("a",): 3, ("b",): 4, ("b", 0): 5, ("b", 0, "c"): 5, ("b", 1, "d"): 7, ("b", 1, "d", 1, "e"): 8,
             ("f",): 9, ("b", 1, "missing"): 6, ("b", 7): 4, ("z",): 3}
    assert {place: document.line_of(place) for place in lines} == lines
    assert str(document.fault(("b", 1, "d"), "is wrong", "mend it")) == "x.yml:7: is wrong; mend it"


@pytest.mark.parametrize("text", [
    " " * 1_000_000 + "%", "a: " + "b" * 1_000_000 + ": c", "a: [" + "b" * 1_000_000 + "?]", "a: {" * 250_000,
    "a: {b: " + "c" * 1_000_000 + "?}", "a: [" + "[b" * 500_000 + "]", "a: " + "'" * 999_999,
    "a: >-\n" + " \n" * 500_000 + "b", "a: {" + "b" * 1_000_000 + "}", "a: " + "b " * 500_000 + ": c",
    "a: " + "b#" * 500_000 + " :", "a: \"" + "\\n" * 500_000,
], ids=lambda text: text[:10])
def test_a_hostile_line_is_read_or_refused(tmp_path, text):
    try:
        assert read(tmp_path, text).content
    except EvidenceError as error:
        assert len(error.faults) == 1


def outcome(loader, text):
    """Content and lines as read with a loader; None where it is refused."""
    before, strict_yaml._Loader = strict_yaml._Loader, loader
    try:
        document = strict_yaml._document(text, "x.yml")
        return document.content, document.lines
    except (yaml.YAMLError, strict_yaml._RefusedError):
        return None
    finally:
        strict_yaml._Loader = before


def ledger_texts():
    paths = [*source_files(PROJECT), *(PROJECT / f"ledger/{name}.yml" for name in SHARED)]
    yield from ((path.name, path.read_text("utf-8")) for path in paths)
    for case in CASES:
        if case["file"].startswith("ledger/"):
            text = (PROJECT / "tests/mini" / case["file"]).read_text("utf-8")
            yield case["name"], text.replace(case["old"], case["new"], 1)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ledger_texts()])
def test_a_ledger_is_read_alike_with_libyaml_and_without(text):
    assert outcome(yaml.CBaseLoader, text) == outcome(yaml.BaseLoader, text)


LINES = sorted({line for path in source_files(PROJECT) for line in path.read_text("utf-8").split("\n")})
ODD = [*" \n:-#'\"[]{},&*!|>%@`?\\~=<.a0é’\t\r\0\x85\u2028\xa0", "  ", "\n  ", "- ", ": ", ":\n", " #", "'''", '""',
       "{}", ">-\n", "|\n", "---\n", "...\n", ", ", "{a: b}", "[a, b]", "<<: "]


@given(st.lists(st.sampled_from(LINES) | st.text(st.sampled_from("ab:#-'\"{}[], >|&*?\\\n")), max_size=12),
       st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(ODD), st.integers(0, 3)), max_size=4))
def test_what_is_accepted_is_what_yaml_means_by_it(lines, changes):
    text = "\n".join(lines)
    for place, odd, cut in changes:
        place %= len(text) + 1
        text = text[:place] + odd + text[place + cut:]
    read_so = outcome(yaml.CBaseLoader, text)
    if read_so is not None:
        assert read_so[0] == yaml.load(text, yaml.CBaseLoader) or read_so[0] is None
