"""Strict YAML: strings only, nothing clever, every fault with its line."""

import pytest

from evidence.errors import EvidenceError
from evidence.ledger import strict_yaml


def load(tmp_path, text):
    path = tmp_path / "x.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return strict_yaml.load(path, "x.yml")


@pytest.mark.parametrize("plain", ["NO", "1979:11", "00123", ".nan", "1e400", "2020-13-45", "~", "true"])
def test_every_scalar_stays_the_text_it_is(tmp_path, plain):
    assert load(tmp_path, f"a: {plain}\nb: [{{c: {plain}}}]") == {"a": plain, "b": [{"c": plain}]}


@pytest.mark.parametrize(("text", "line", "wrong"), [
    ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' twice"),
    ("a: &x 1\n", 1, "an anchor or alias"),
    ("a: 1\nb: *x\n", 2, "an anchor or alias"),
    ("a: !!python/object:os.system x\n", 1, "a tag"),
    ("a: 1\n---\nb: 2\n", 2, "a second document"),
    ("a: 1\nb:\n\t- c\n", 3, "not readable as YAML"),
    ("a: b: c\n", 1, "not readable as YAML"),
    ("a: " + "[" * 20000, 1, "nested deeper"),
    ("? [a]\n: b\n", 1, "a key that is no plain word"),
    (b"a: \xff\n", 0, "cannot be read"),
    ('a: "\\ud800"\n', 1, "not readable as YAML"),
])
def test_anything_clever_is_refused_with_its_line(tmp_path, text, line, wrong):
    with pytest.raises(EvidenceError) as caught:
        load(tmp_path, text)
    [fault] = caught.value.faults
    assert wrong in fault.wrong
    assert fault.line == line
    assert fault.remedy


def test_an_empty_file_is_nothing(tmp_path):
    assert load(tmp_path, "# only a comment\n") is None


def test_lines_of_keys_and_items(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("a: 1\nb:\n  - c: 2\n  - c: 3\n    d: 4\n")
    known = strict_yaml.lines(path, "x.yml")
    assert known["b", 1, "d"] == 5
    assert strict_yaml.line_of(known, ("b", 1, "missing")) == 4
    assert strict_yaml.line_of(known, ("z",)) == 1
