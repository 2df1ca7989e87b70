"""A made-up chapter that selects, publishes and shows, and editions of it."""

from pathlib import Path

from made_up import SETUP, cell, project, write

from evidence.diff.record import ChapterRecord, Exhibit
from evidence.tables import package

EDITIONS = """\
editions:
  strong:
    description: more and stronger mills <script>alert(1)</script>
    parameters: {mills: {power_kw: 900, mills: 4, idle: true}}
  water:
    description: water instead of wind
    parameters: {mills: {kind: water}}
  one-less:
    description: without vendors
    parameters: {every: {leave_out_role: vendor}}
"""
PARAMETERS = """\
power_kw: float = 559  # power of one mill [kW; 100..2000]
mills: int = 3  # how many mills [mill; 1..10]
kind: str = "wind"  # what drives them [one of: wind, water]
idle: bool = False  # whether idle mills count
leave_out_role: str = "none"  # kind of speaker [one of: none, vendor, press]"""
SELECT = SETUP + """
from evidence.tables.report import open_report
from evidence.chapter.select import select
report = select(open_report(), leave_out_role=leave_out_role)
flour = report.table("flour")"""
SHOW = """\
publish("total", power_kw * mills, rests_on=["gazette-mill/staff"])
publish("words", f"It runs on {kind}.")
publish("power", power_kw)
publish("flour", 1250, rests_on=["gazette-mill/made"])
frame = pd.DataFrame({"mill": ["Old", "New"], "kw": [power_kw, 100.0], "kind": [kind, "wind"]})
figure, axes = figures.subplots()
axes.barh(frame["mill"], frame["kw"], color=figures.COLOURS["blue"])
show_figure(figure, name="bars", title="Mills draw power", alt="Two bars", data=frame)
show_table(flour, name="made", caption="Flour made")"""


def report_with_editions(folder: Path, *cells) -> Path:
    """A report with tables, that chapter (and more cells of it) and editions."""
    root = project(folder)
    package.write_tables(root, package.contents(root))
    write(root / "chapters" / "mills.ipynb", cell(SELECT, "remove-cell"), SHOW, *cells, parameters=PARAMETERS)
    (root / "editions.yml").write_text(EDITIONS)
    return root


def made_up_chapter(values: dict, **shown) -> ChapterRecord:
    """What a run with these parameters showed: results by name."""
    return ChapterRecord(values, {f"result {name}": Exhibit("result", name, text=str(value), value=value)
                            for name, value in shown.items()})
