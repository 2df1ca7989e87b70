"""The tables as MLCommons describes data sets: Croissant 1.0, which catalogues and loaders of data sets read."""

import hashlib
from pathlib import Path

from evidence.exports.citation import Citation
from evidence.exports.sqlite import table_name

# https://docs.mlcommons.org/croissant/docs/croissant-spec.html, appendix "JSON-LD context"
_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty", "samplingRate": "cr:samplingRate",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field",
    "fileObject": "cr:fileObject", "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "rai": "http://mlcommons.org/croissant/RAI/", "sc": "https://schema.org/", "separator": "cr:separator",
    "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}


def as_croissant(package: dict, cited: Citation, folder: Path) -> dict:
    """The description of the CSV files of a folder; addresses are relative to it."""
    return {
        "@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0",
        **about(package, cited),
        "distribution": [_file(resource, folder) for resource in package["resources"]],
        "recordSet": [_records(resource) for resource in package["resources"]],
    }


def about(package: dict, cited: Citation) -> dict:
    """The data set as a whole, in words of schema.org."""
    given = {"version": cited.version, "datePublished": cited.released, "keywords": list(cited.keywords),
             "creator": [{"@type": "Organization", "name": name} for name in cited.authors],
             "citeAs": ". ".join(filter(None, [", ".join(cited.authors), cited.title, cited.version]))}
    return {"name": package["name"], "description": cited.abstract or package["description"],
            "license": package["licenses"][0]["path"]} | {name: value for name, value in given.items() if value}


def _file(resource: dict, folder: Path) -> dict:
    content = (folder / resource["path"]).read_bytes()
    return {"@type": "cr:FileObject", "@id": resource["path"], "name": resource["path"],
            "description": resource["description"], "contentUrl": resource["path"], "encodingFormat": "text/csv",
            "contentSize": f"{len(content)} B", "sha256": hashlib.sha256(content).hexdigest()}


def _records(resource: dict) -> dict:
    name, schema = table_name(resource), resource["schema"]
    points_to = {key["fields"]: key["reference"] for key in schema.get("foreignKeys", ())}
    records: dict = {"@type": "cr:RecordSet", "@id": name, "name": name, "description": resource["description"]}
    if key := schema.get("primaryKey"):
        records["key"] = [{"@id": f"{name}/{column}"} for column in key]
    return records | {"field": [_field(resource, field, points_to.get(field["name"])) for field in schema["fields"]]}


def _field(resource: dict, field: dict, reference: dict | None) -> dict:
    name = f"{table_name(resource)}/{field['name']}"
    found = {"@type": "cr:Field", "@id": name, "name": name, "description": field["description"],
             "dataType": _TYPES[field["type"]],
             "source": {"fileObject": {"@id": resource["path"]}, "extract": {"column": field["name"]}}}
    # A loader joins tables along these and may not go round in a circle, so a table does not refer to itself.
    if reference and reference["resource"] != resource["name"]:
        found["references"] = {"field": {"@id": f"{reference['resource'].replace('-', '_')}/{reference['fields']}"}}
    return found
