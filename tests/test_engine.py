"""The engine knows no subject: nothing of this report, and nothing of French but where languages are read."""

import re
import subprocess
from pathlib import Path

from evidence.notebooks.parameters import describe
from evidence.project import chapters
from evidence.tables.report import Report

ROOT = Path(__file__).parents[1]
FRENCH = ("evidence/language/", "evidence/new/template/fr/")  # what reads languages, and what begins a report in one
SELECTING = {"articles_until", "leave_out_article", "leave_out_role"}  # of evidence.chapter.select: of any report
PLAIN = re.compile(r"[a-z]+")  # «models», «draws»: words of any subject
ALIKE = {"Windows", "Google", "Sun"}  # in a licence of a font, a headline, a week


def words_of_this_report() -> set[str]:
    """Its chapters, packages and parameters; its sources, propositions, reference points; what its entities are called.

    Countries and cities are named by whoever reads money.
    """
    report = Report(ROOT)
    found = {path.stem for path in chapters(ROOT)} | {path.name for path in (ROOT / "analysis").glob("[a-z]*")}
    found |= {one.name for path in chapters(ROOT) for one in describe(path, path.name)} - SELECTING
    entities = report.table("entities")
    entities = entities[~entities["kind"].isin(["place", "country", "city"])]
    for frame, columns in ((entities, ["entity_id", "name"]), (report.table("sources"), ["source_id", "cite", "title"]),
                           (report.table("propositions"), ["proposition_id"]),
                           (report.table("reference_points"), ["reference_id", "cite"])):
        found |= {str(cell) for column in columns for cell in frame[column].dropna()}
    found |= {name for names in entities["aliases"].dropna() for name in names.split(" | ")}
    return {word for word in found if not PLAIN.fullmatch(word)} - ALIKE


def engine() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "evidence"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in listed.stdout.split()
            if not name.endswith((".ttf", ".woff2", ".png", ".ico"))}


def found(pattern: str, texts: dict[str, str], flags: int = 0) -> list[str]:
    wanted = re.compile(pattern, flags)
    return [f"{name}:{number}: {hit[0]}" for name, text in texts.items()
            for number, line in enumerate(text.splitlines(), 1) if (hit := wanted.search(line))]


def test_the_engine_names_nothing_of_this_report():
    words = words_of_this_report()
    assert {"power_kw", "open_source_models", "compute_and_sanctions", "clubic-alliances", "NVIDIA"} <= words
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![\w-])"
    assert found(pattern, {"planted": "the power_kw of it"}) == ["planted:1: power_kw"]
    assert found(pattern, engine()) == []


def test_french_is_named_only_where_languages_are_read():
    texts = {name: text for name, text in engine().items() if not name.startswith(FRENCH)}
    assert found(r"\b(french|français)", texts, re.IGNORECASE) == []
    assert found(r"\b(china|chinese|alliances?|sanctions?)\b", texts, re.IGNORECASE) == []
