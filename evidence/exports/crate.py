"""The folder as a research object: RO-Crate 1.1, which archives and repositories read."""

import hashlib
from pathlib import Path

from evidence.exports.citation import Citation
from evidence.exports.croissant import about
from evidence.exports.sqlite import table_name

_TYPES = {".csv": "text/csv", ".json": "application/json", ".sqlite": "application/vnd.sqlite3",
          ".parquet": "application/vnd.apache.parquet"}
_METADATA = "ro-crate-metadata.json"


def as_crate(package: dict, cited: Citation, folder: Path) -> dict:
    """Every file of the folder, and what the whole is."""
    words = {table_name(resource): resource["description"] for resource in package["resources"]}
    files = [_file(path, words.get(path.stem, "")) for path in sorted(folder.iterdir()) if path.name != _METADATA]
    whole = {name: value for name, value in about(package, cited).items() if name not in ("citeAs", "creator")}
    licence = package["licenses"][0]
    people = [{"@id": f"#{place}", "@type": "Organization", "name": name}
              for place, name in enumerate(cited.authors, 1)]
    whole |= {"license": {"@id": licence["path"]}, "name": cited.title or package["title"],
              "author": [{"@id": person["@id"]} for person in people],
              "hasPart": [{"@id": file["@id"]} for file in files]}
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [
        {"@id": _METADATA, "@type": "CreativeWork", "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
         "about": {"@id": "./"}},
        {"@id": "./", "@type": "Dataset", **whole},
        {"@id": licence["path"], "@type": "CreativeWork", "name": licence["title"]},
        *people, *files,
    ]}


def _file(path: Path, words: str) -> dict:
    content = path.read_bytes()
    described = {"@id": path.name, "@type": "File", "name": path.name, "contentSize": str(len(content)),
                 "encodingFormat": _TYPES[path.suffix], "sha256": hashlib.sha256(content).hexdigest()}
    return described | ({"description": words} if words else {})
