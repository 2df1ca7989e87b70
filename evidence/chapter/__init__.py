"""What a notebook and a report's own analysis import: open a report, select claims, answer, show.

These names are the engine's public interface; the rest of ``evidence`` may change without notice.
"""

from evidence.chapter.answers import Answers, Fact, Shown, number, parameters_of
from evidence.chapter.figures import COLOURS, subplots
from evidence.chapter.page import Page
from evidence.chapter.present import publish, show_figure, show_table
from evidence.chapter.select import select
from evidence.tables.report import Report, open_report

__all__ = ["COLOURS", "Answers", "Fact", "Page", "Report", "Shown", "number", "open_report", "parameters_of", "publish",
           "select", "show_figure", "show_table", "subplots"]
