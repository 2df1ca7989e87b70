"""The folder to take along: the tables as CSV, Parquet and one SQLite file, with three descriptions for machines."""

import json
import shutil
from pathlib import Path

from evidence.exports import crate, croissant, parquet, sqlite
from evidence.exports.citation import read_citation
from evidence.tables.report import Report

DATABASE, CROISSANT, CRATE = "evidence.sqlite", "croissant.json", "ro-crate-metadata.json"


def write_exports(root: Path, folder: Path) -> list[str]:
    """Write all formats of ``data/`` into a folder, which is made; the names of the files, in their order.

    EvidenceError where the tables are missing or damaged, OSError where nothing can be written.
    """
    report, cited = Report(root), read_citation(root)
    names = ["datapackage.json", *(f"{table}.csv" for table in report.tables)]
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(report.root / "data" / name, folder / name)
    sqlite.write_database(report, folder / DATABASE)
    parquet.write_parquet(report, folder)
    _write_json(folder / CROISSANT, croissant.as_croissant(report.package, cited, folder))
    _write_json(folder / CRATE, crate.as_crate(report.package, cited, folder))
    return sorted(path.name for path in folder.iterdir())


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
