"""Each table as a Parquet file, its types as declared; the description of each column travels with it."""

import json
import warnings
from pathlib import Path

from evidence.exports.sqlite import table_name
from evidence.tables.report import Report


def write_parquet(report: Report, folder: Path) -> None:
    """Write ``TABLE.parquet`` for each table; a missing cell is null."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fastparquet asks pandas for an option on its way out
        import fastparquet
        for resource in report.package["resources"]:
            frame = report.table(table_name(resource))
            texts = {field["name"]: "utf8" for field in resource["schema"]["fields"] if field["type"] == "string"}
            described = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
            fastparquet.write(
                str(folder / f"{table_name(resource)}.parquet"), frame.astype(dict.fromkeys(texts, "object")),
                compression="SNAPPY", object_encoding=texts or "infer", write_index=False,
                custom_metadata={"description": resource["description"],
                                 "columns": json.dumps(described, ensure_ascii=False)})
