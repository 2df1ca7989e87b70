"""The subject of the report: what is computed from its tables."""

from pathlib import Path

from evidence.chapter import open_report

report = open_report(fallback=Path(__file__).resolve().parents[1])
