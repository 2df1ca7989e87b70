"""Choose which claims count in a chapter; what the others would show is left out."""

from evidence.chapter import present
from evidence.tables.report import Report
from evidence.tables.selection import ALL, NONE, Selection, without


def select(report: Report, articles_until: str = ALL, leave_out_article: str = NONE,
           leave_out_role: str = NONE) -> Selection:
    """The report without the articles published after a year, one article, and one kind of speaker's claims.

    ``articles_until``: a year, ``"2024"``, or ``"all"``; ``leave_out_article``: a source_id or ``"none"``;
    ``leave_out_role``: the ``speaks_as`` of the entity in ``said_by``, or ``"none"``. ``.everything`` of the
    result is the whole report and ``.left_out`` says of each claim why it does not count.

    The last selection made in a process also holds for ``evidence.chapter.present``: a result, figure or table that
    rests on a claim left out is replaced by "left out of this edition". Where a collection has nothing left,
    ``publish(name, None)``, ``show_figure(None, …)``, or a figure or table without rows, are replaced by
    "nothing to show in this edition"; with nothing left out, None is refused as ever. With all defaults
    everything is as without a selection. Raises EvidenceError for a year, article or role that is none.
    """
    left_out, articles = without(report.everything, articles_until, leave_out_article, leave_out_role)
    present.leave_out(left_out)
    return Selection(report.everything, left_out, articles)
