"""Every chapter runs to its end whatever is left out, and shows nothing that rests on what is left out."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from made_up import FEWER, run_notebook

from evidence.chapter import present
from evidence.chapter.select import select
from evidence.ledger.vocabulary import Vocabulary
from evidence.notebooks.parameters import describe
from evidence.project import chapters
from evidence.tables.report import Report
from evidence.tables.selection import ALL, NONE

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = Report(ROOT).table("sources")
YEARS = sorted(set(ARTICLES["published"].str[:4]))
BY_THEMSELVES = (ALL, NONE, YEARS[-1])
CHOICES = {"articles_until": [ALL, *YEARS], "leave_out_article": [NONE, *ARTICLES["source_id"]],
           "leave_out_role": [NONE, *Vocabulary().speakers]}
OTHERS = [(name, value) for name, values in CHOICES.items() for value in values if value not in BY_THEMSELVES]
BEHIND = ("rests_on", "left_out")
LARGE = [("articles_until", "2024"), ("leave_out_article", "vietnam-vn-waic"), ("leave_out_role", "vendor")]
CHAPTERS = pytest.mark.parametrize("chapter", chapters(ROOT), ids=lambda path: path.stem)


@CHAPTERS
def test_the_chapter_offers_every_choice_and_leaves_nothing_out_by_itself(chapter):
    declared = {one.name: one for one in describe(chapter) if one.name in CHOICES}
    assert {name: sorted(one.choices) for name, one in declared.items()} == {
        name: sorted(values) for name, values in CHOICES.items()}
    assert left_out(tuple((name, one.default) for name, one in declared.items())) == {}


@CHAPTERS
@pytest.mark.parametrize("name, value", OTHERS, ids=[f"{name}={value}" for name, value in OTHERS])
def test_it_runs_to_the_end_and_shows_nothing_left_out(chapter, name, value):
    gone, shown = left_out(((name, value),)), records(chapter, {name: value})
    assert [one["name"] for one in shown] == [one["name"] for one in records(chapter, {})]  # pages refer to these
    for one in shown:
        wanted = [claim for claim in one["rests_on"] if claim in gone]
        if "left_out" in one:
            assert one["left_out"] == wanted and not one.get("value") and not one.get("data"), one["name"]
            words = {one.get("text"), one.get("title"), one.get("alt")} - {None}
            assert words == {present.LEFT_OUT if wanted else present.NOTHING}, one["name"]
        else:
            assert not wanted, f"{one['name']} rests on {wanted} and is shown"
            cells = {word for row in one.get("data", ()) for cell in row.values() for word in str(cell).split()}
            assert not cells & set(gone), f"the data of {one['name']} name a claim left out"


@CHAPTERS
@pytest.mark.parametrize("name, value", LARGE, ids=[f"{name}={value}" for name, value in LARGE])
def test_what_is_left_out_may_say_anything(chapter, name, value):
    """Change what the claims left out say: where nothing shown follows from them, nothing shown changes."""
    other = altered(name, value)
    values = {name: value} | FEWER.get(chapter.stem, {})
    shown = published(run_notebook(other / "chapters" / chapter.name, other, values, pictures=False))
    assert list(map(seen, shown)) == list(map(seen, records(chapter, {name: value})))


def test_what_counts_may_not(tmp_path):
    """The test above can fail: change what counts, and something shown changes."""
    chapter, other = ROOT / "chapters" / "waic_2025.ipynb", altered("articles_until", "2024")
    shown = published(run_notebook(other / "chapters" / chapter.name, other, {}, pictures=False))
    assert shown != records(chapter, {})


def seen(record: dict) -> dict:
    """What a reader sees; of a place-holder, not what it would have rested on."""
    return {key: value for key, value in record.items() if "left_out" not in record or key not in BEHIND}


@cache
def altered(name: str, value: str) -> Path:
    """A copy of the report in which claims left out give other numbers and words, and bear the other way."""
    gone = left_out(((name, value),))
    root = Path(tempfile.mkdtemp(prefix="evidence-altered-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for part in ("chapters", "data", "ledger"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "_config.yml", root)
    (root / "analysis").symlink_to(ROOT / "analysis")
    for path in sorted((root / "data").glob("*.csv")):
        frame = pd.read_csv(path, dtype="string", keep_default_na=False)
        if "claim_id" in frame:
            hit = frame["claim_id"].isin(gone)
            for column in frame.columns.intersection(["value", "low", "high"]):
                number = pd.to_numeric(frame[column], errors="coerce")
                frame.loc[hit & number.notna(), column] = (number * 3 + 1).astype("string")
            for column in frame.columns.intersection(["english", "text", "why"]):
                frame.loc[hit, column] = "something else"
            for column in {"relations": ["subject"], "alliance_members": ["member"]}.get(path.stem, ()):
                frame.loc[hit, column] = frame.loc[hit, column].shift(-1, fill_value="huawei").to_numpy()
            if "how" in frame:
                frame.loc[hit, "how"] = frame.loc[hit, "how"].map({"contradicts": "supports"}).fillna("contradicts")
            frame.to_csv(path, index=False, lineterminator="\n")
    return root


@cache
def left_out(given: tuple) -> dict[str, str]:
    try:
        return select(Report(ROOT), **dict(given)).left_out
    finally:
        present.leave_out(())


def figures(chapter: Path) -> list[dict]:
    """Those of the chapter with nothing left out."""
    return [one for one in records(chapter, {}) if "alt" in one]


def records(chapter: Path, values: dict) -> list[dict]:
    return _records(chapter, tuple(values.items()))


@cache
def _records(chapter: Path, values: tuple) -> list[dict]:
    """What a run shows; it draws, but where every figure is the one that is drawn where nothing is left out."""
    def run(pictures: bool) -> list[dict]:
        how = dict(values) | FEWER.get(chapter.stem, {})
        return published(run_notebook(chapter, ROOT, how, f"chapters/{chapter.name}", pictures=pictures))

    if not values or left_out(values).keys() & {claim for one in figures(chapter) for claim in one["rests_on"]}:
        return run(pictures=True)
    shown = run(pictures=False)
    same = [one for one in shown if "alt" in one] == figures(chapter)
    return shown if same else run(pictures=True)


def published(notebook) -> list[dict]:
    return [content for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
            for kind, content in output.get("data", {}).items() if kind.startswith("application/vnd.evidence.")]
