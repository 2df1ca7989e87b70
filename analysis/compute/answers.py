"""Everything that the chapter on compute publishes, as facts: results, data of figures and tables."""

from analysis.compute.inputs import Parameters, read
from analysis.compute.machine_facts import on_machines
from analysis.compute.market_facts import on_market
from analysis.compute.sections import Sections, find_sections
from analysis.compute.tiles import tiles
from evidence.chapter.answers import Answers, Later
from evidence.tables.report import Report


def answer(report: Report, parameters: Parameters) -> Answers:
    """All results, figures and tables; ``found`` holds the sections.

    ``report``: with the articles and claims that count. ValueError for parameters that make no machine or cluster.
    """
    return _in_facts(find_sections(read(report), parameters))


def _in_facts(found: Sections) -> Answers:
    machines, market = on_machines(found), on_market(found)
    return Answers({**machines.results, **market.results, **tiles(found)},
                   Later(lambda: {**machines.figures, **market.figures}),
                   Later(lambda: {**machines.tables, **market.tables}), found)
