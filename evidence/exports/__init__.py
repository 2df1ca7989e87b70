"""The tables in the formats of other tools: SQLite, Parquet, Croissant and RO-Crate, described from the one schema."""

from evidence.exports.folder import write_exports

__all__ = ["write_exports"]
