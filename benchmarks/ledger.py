"""Time and memory of ``check`` and ``tables`` on a made-up corpus, as ratios."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from benchmarks.table import Row

CLAIMS_A_SEED = 20
BAR = 6_000  # claims a second on two cores

SENTENCE = "L'atelier de {town} a fabriqué {count} pièces sur commande de l'État, selon Camille Roche, sa directrice."
TOWNS = ("Arles", "Brest", "Colmar", "Dinan", "Évreux", "Foix", "Gap", "Hyères")
IDS = {town: unicodedata.normalize("NFD", town.lower()).encode("ascii", "ignore").decode() for town in TOWNS}
SHARED = {
    "entities": "".join(f"- {{id: {IDS[town]}, name: {town}, kind: place}}\n" for town in TOWNS)
                + "- {id: camille-roche, name: Camille Roche, kind: person, speaks_as: vendor}\n"
                  "- {id: gazette, name: Gazette, kind: publisher, speaks_as: press}\n",
    "measures": "- {id: pieces, name: Pieces, unit: piece, description: pieces made}\n",
    "relations": "- {id: role_at, description: works at}\n",
    "attributes": "- {id: role, description: what a person does}\n",
    "propositions": "- {id: trade-grows, statement: Trade grows.}\n",
}


def write_corpus(root: Path, seeds: int) -> int:
    """Write a made-up report of ``seeds`` articles; return its number of claims."""
    for folder in ("seeds", "ledger"):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("title: Made up\n")
    (root / "references.bib").write_text("@misc{made, title={Made up}}\n")
    for name, text in SHARED.items():
        (root / "ledger" / f"{name}.yml").write_text(text, encoding="utf-8")
    for number in range(seeds):
        _write_source(root, number)
    return seeds * CLAIMS_A_SEED


def _write_source(root: Path, number: int) -> None:
    claims, sentences = [], []
    for index in range(CLAIMS_A_SEED):
        town = TOWNS[(number + index) % len(TOWNS)]
        count = f"{1000 + number % 8000 + index:,}".replace(",", " ")
        sentences.append(SENTENCE.format(town=town, count=count))
        claims.append(_claim(f"s{number}-{index}", sentences[-1], IDS[town], count))
    text = "\n".join(sentences) + "\n"
    (root / "seeds" / f"s{number}.txt").write_text(text, encoding="utf-8")
    head = (f"source: {{id: s{number}, file: s{number}.txt, sha256: {hashlib.sha256(text.encode()).hexdigest()}, "
            "cite: made, called: made up, language: fr, published: 2024-01, dated_by: made up, publisher: gazette, "
            "publisher_known_by: made up}\nclaims:\n")
    (root / "ledger" / f"s{number}.yml").write_text(head + "".join(claims), encoding="utf-8")


def _claim(name: str, sentence: str, town: str, count: str) -> str:
    """One claim with a quantity and a relation, as most claims of a real ledger have."""
    english = f"made {''.join(count.split())} of them"
    return (f'  - id: {name}\n    quote: "{sentence}"\n    english: "{english}"\n    said_by: camille-roche\n'
            f"    stance: claimed\n    quantities:\n"
            f'      - {{subject: {town}, measure: pieces, text: "{count} pièces"}}\n    relations:\n'
            f"      - {{subject: camille-roche, relation: role_at, object: {town}}}\n")


def _timed(root: Path, command: str) -> tuple[float, float]:
    """Seconds that the command takes, and megabytes of the largest of its processes at its peak."""
    call = [sys.executable, "-m", "evidence", "--root", str(root), command]
    start = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed on the made-up corpus")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(seeds: int) -> list[Row]:
    """Claims a second, and how time and memory grow when the corpus grows fourfold."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        roots = [Path(folder) / name for name in ("quarter", "whole")]
        claims = [write_corpus(root, size) for root, size in zip(roots, (max(1, seeds // 4), seeds))]
        what, quarter = f"{claims[1]:,} claims", f"{claims[0]:,} claims"
        no_faster = f"at most {claims[1] / claims[0]:.1f}"
        for command in ("check", "tables"):
            small, large = (_timed(root, command) for root in roots)
            rows += [Row(f"{command} of {what}", claims[1] / large[0], unit="claims/s", bar=f"at least {BAR:,}"),
                     Row(f"{command} of {what}: time", large[0], quarter, small[0], bar=no_faster),
                     Row(f"{command} of {what}: memory", large[1], quarter, small[1], "MB", no_faster)]
    return rows
