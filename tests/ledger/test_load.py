"""The real ledger: complete, resolved, compared; spot checks by hand against the articles."""

from pathlib import Path

import pandas as pd
import pytest

from evidence.ledger.quotes import normalise
from evidence.ledger.verify import examine, unjudged
from evidence.tables.report import Report

PROJECT = Path(__file__).resolve().parents[2]
report = Report(PROJECT)


@pytest.fixture(scope="module")
def examined():
    return examine(PROJECT)


def test_no_fault(examined):
    assert examined.faults == []


def test_every_claim_has_an_english_rendering():
    claims = report.table("claims")
    assert claims.loc[claims["english"].isna(), "claim_id"].tolist() == []


def test_every_pair_that_measures_the_same_is_compared(examined):
    assert list(unjudged(examined)) == []


def test_every_place_holds_the_words_it_names():
    texts = {row.source_id: (PROJECT / "seeds" / row.file).read_bytes().decode("utf-8")
             for row in report.table("sources").itertuples()}
    for table, column in (("claims", "quote"), ("quantities", "text"), ("attributes", "text"), ("events", "text"),
                          ("set_aside", "quote"), ("glitches", "quote")):
        for row in report.table(table).itertuples():
            assert texts[row.source_id][row.start:row.end] == getattr(row, column), (table, row)


# Read from the articles by eye: source, words, value, low, high, unit.
@pytest.mark.parametrize("expected", [
    ("vietnam-vn-waic", "1 509", 1509, 1509, 1509, "model"),
    ("vietnam-vn-waic", "3 755", 3755, 3755, 3755, "model"),
    ("vietnam-vn-waic", "300 pétaflops", 300, 300, 300, "PFLOP/s"),
    ("vietnam-vn-waic", "48 To", 48, 48, 48, "TB"),
    ("vietnam-vn-waic", "plus de 10", 10, 10, None, "company"),
    ("vietnam-vn-waic", "inférieure à 10 %", 10, None, 10, "%"),
    ("vietnam-vn-waic", "dépasser les 300 000", 300000, 300000, None, "person"),
    ("chip-gap", "80 % à 120 %", None, 80, 120, "%"),
    ("clubic-alliances", "384 puces", 384, 384, 384, "chip"),
    ("clubic-alliances", "dix minutes", 10, 10, 10, "minute"),
    ("clubic-glm-image", "six", 6, 6, 6, "company"),
    ("clubic-glm-image", "17 %", 17, 17, 17, "%"),
    ("clubic-glm-image", "100 %", 100, 100, 100, "%"),
], ids=lambda row: row[1])
def test_numbers_are_read_as_they_stand(expected):
    rows = report.table("quantities")
    rows = rows[(rows["source_id"] == expected[0]) & (rows["text"].map(normalise) == expected[1])]
    assert len(rows) >= 1
    for row in rows[["value", "low", "high", "unit"]].astype(object).itertuples(index=False):
        assert tuple(None if value is pd.NA else value for value in row) == expected[2:]


@pytest.mark.parametrize("tie", [
    ("huawei", "developer_of", "cloudmatrix-384"), ("tencent", "developer_of", "hunyuan-world"),
    ("huawei", "member_of", "model-chip-alliance"), ("stepfun", "member_of", "model-chip-alliance"),
    ("stepfun", "member_of", "shanghai-ai-committee"), ("metax", "member_of", "shanghai-ai-committee"),
    ("nvidia-a100", "restricted_by", "united-states"), ("glm-image", "trained_on", "ascend"),
    ("bytedance", "parent_of", "tiktok"), ("alibaba", "partner_of", "qualcomm"),
    ("meta", "parent_of", "facebook"), ("zhipu", "member_of", "ai-tigers"),
    ("openai", "absent_from", "waic-2025"), ("deepseek", "developer_of", "deepseek-r1"),
    ("jensen-huang", "role_at", "nvidia"), ("sensenova-v6-5", "presented_at", "waic-2025"),
], ids=" ".join)
def test_ties_are_recorded(tie):
    rows = report.table("relations")
    assert tie in set(zip(rows["subject"], rows["relation"], rows["object"]))


def test_names_are_resolved():
    entities = report.table("entities").set_index("entity_id")
    assert "Supernode 384" in entities.loc["cloudmatrix-384", "aliases"]
    assert {"ascend-910b", "ascend-910c", "metax", "meta"} <= set(entities.index)
    assert not {"Pomme", "Alibabaest"} & set("|".join(entities["aliases"].dropna()).split(" | "))


def test_slips_are_recorded_not_repeated():
    assert {"Pomme", "Alibabaest"} <= {word for quote in report.table("glitches")["quote"]
                                       for word in quote.replace("‘", " ").split()}
