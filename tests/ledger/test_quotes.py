"""Quotes are found exactly, after one documented normalisation, at the right code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.ledger.quotes import Seed, normalise, read_seed


def find(text, quote, prefix=""):
    return Seed("seeds/x.txt", text).find(quote, prefix)


@pytest.mark.parametrize(("text", "quote", "stored", "match"), [
    ("Il a 1 509 pas.", "1 509", "1 509", "exact"),
    ("Il a 1\u00a0509 pas.", "1 509", "1\u00a0509", "normalised"),
    ("Il a 1\u202f509 pas.", "1 509", "1\u202f509", "normalised"),
    ("L’IA d’ici", "L'IA d'ici", "L’IA d’ici", "normalised"),
    ("un  deux\r\ntrois", "un deux trois", "un  deux\r\ntrois", "normalised"),
    ("e\u0301te\u0301 chaud", "été", "e\u0301te\u0301", "normalised"),
    ("été", "e\u0301te\u0301", "été", "normalised"),
    ("a\u2028b c", "b c", "b c", "exact"),
])
def test_found_once_with_its_stored_words(text, quote, stored, match):
    [place] = find(text, quote)
    assert text[place.start:place.end] == stored
    assert place.match == match


def test_never_a_near_miss():
    assert find("la Chine a contribué", "la Chine a contribue") == []
    assert find("Huawei", "huawei") == []
    assert find("texte", "") == []


def test_twice_is_told_apart_by_what_stands_before():
    text = "Le prix monte. Le prix baisse."
    assert len(find(text, "Le prix")) == 2
    [place] = find(text, "Le prix", "monte. ")
    assert place.start == 15


def test_lines_count_from_one():
    seed = Seed("x", "a\nb\n\nc")
    assert [seed.line(at) for at in (0, 1, 2, 5)] == [1, 1, 2, 4]


def test_nearest_is_only_a_hint():
    seed = Seed("x", "rien\nla Chine a contribué à 1 509 modèles\n")
    start, end = seed.nearest("a Chine a contribue à 1509 modèle")
    assert seed.text[start:end].split("\n")[-1] == "la Chine a contribué à 1 509 modèles"
    assert seed.nearest("zzzz qqqq wwww") is None


@given(st.text(alphabet="aé \u00a0\u202f’'e\u0301\n\tç", max_size=40), st.integers(0, 30), st.integers(1, 10))
def test_any_passage_of_a_text_is_found_where_it_stands(text, start, length):
    quote = text[start:start + length]
    if not normalise(quote).strip() or (not text.isprintable() and normalise(text) != text):
        return
    places = find(text, quote)
    assert any(normalise(text[p.start:p.end]) == normalise(quote) for p in places) or "\u0301" in text


@pytest.mark.parametrize(("raw", "wrong"), [(b"caf\xe9", "not UTF-8"), (b"\xff\xfea\x00", "not UTF-8")])
def test_only_utf8_is_read(tmp_path, raw, wrong):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/x.txt").write_bytes(raw)
    with pytest.raises(EvidenceError, match=wrong):
        read_seed(tmp_path, "x.txt")


def test_neither_a_link_nor_a_folder_is_a_seed(tmp_path):
    (tmp_path / "seeds/folder").mkdir(parents=True)
    (tmp_path / "out.txt").write_text("x")
    (tmp_path / "seeds/link.txt").symlink_to(tmp_path / "out.txt")
    for name in ("folder", "link.txt", "missing.txt"):
        with pytest.raises(EvidenceError):
            read_seed(tmp_path, name)
