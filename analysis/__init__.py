"""The subject: China's AI ecosystem under export controls, as plain functions on frames."""

from pathlib import Path

from evidence.tables.report import open_report

report = open_report(fallback=Path(__file__).resolve().parents[1])
