"""The explorer on the page: which answers can be explored, the script that does it, and the states that it loads."""

import shutil
from functools import lru_cache
from pathlib import Path

from docutils import nodes

from evidence.scenarios.kept import FOLDER, Kept, all_kept
from evidence.sphinxext.build_state import BuildState, domain_of
from evidence.sphinxext.nodes import evidence_link

CLASS = "what-if"


def kept_for(state: BuildState) -> dict[str, Kept]:
    """The states kept of each chapter; none in an edition, whose own values are not those that they start from."""
    return {} if state.edition.name else _kept(state.facts.report.root)


@lru_cache(maxsize=4)
def _kept(root: Path) -> dict[str, Kept]:
    return {path.stem: kept for path, kept in all_kept(root)}


def mark_answers(app, doctree: nodes.document, docname: str) -> None:
    """Mark the answers that depend on a parameter; one that the book words otherwise is out of date, and left alone."""
    state = domain_of(app.env).state
    for link in doctree.findall(evidence_link):
        if link["what"] == "result" and _explorable(state, link["targets"][0]):
            link["classes"].append(CLASS)


def _explorable(state: BuildState, target: str) -> bool:
    chapter, _, name = target.partition("/")
    kept = kept_for(state).get(chapter)
    if not kept or name not in kept["answers"]:
        return False
    answer = kept["answers"][name]
    return bool(answer["on"]) and kept["texts"][answer["book"]] == state.results[target].text


def copy_states(app, exception: Exception | None) -> None:
    """Put the states beside the script."""
    state = None if exception or app.builder.format != "html" else domain_of(app.env).state
    if state and kept_for(state):
        shutil.copytree(state.facts.report.root / FOLDER, Path(app.outdir) / "_static" / "scenarios",
                        dirs_exist_ok=True)
