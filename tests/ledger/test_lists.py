"""The records of the ledger say of each of their fields what it means."""

import pytest

from evidence.ledger.lists import MODELS


def fields_of(schema: dict) -> dict[str, dict]:
    """Record and field → what the schema says of it."""
    records = schema.get("$defs", {}) | ({schema["title"]: schema} if "properties" in schema else {})
    return {f"{name}.{field}": said for name, record in records.items()
            for field, said in record.get("properties", {}).items()}


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_described_in_one_plain_line(kind):
    fields = fields_of(MODELS[kind].json_schema())
    assert fields
    for name, said in fields.items():
        description = said.get("description", "")
        assert description.endswith(".") and "\n" not in description and len(description) < 120, name
