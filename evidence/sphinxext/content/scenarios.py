"""Content made from the states that are kept: what depends on what, and all headlines at once."""

from collections import defaultdict
from typing import Any

from docutils import nodes

from evidence.scenarios.depends import Dependency, rows
from evidence.scenarios.kept import HEADLINE, read_indices, text_at
from evidence.sphinxext.blocks import BlockDirective, Section, block_directive
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext
from evidence.sphinxext.what_if import kept_for


def _dependencies(page: PageContext, argument: str) -> dict[str, Any]:
    """A table for each chapter, a row for each parameter: what changes with it, and where a verdict turns."""
    kept = kept_for(page.state)
    found: dict[str, dict[str, list[Dependency]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(page.facts.report.root):
        found[row.chapter][row.parameter].append(row)
    return {"kept": kept, "found": {chapter: found[chapter] for chapter in kept}}


def _headlines(page: PageContext, argument: str) -> dict[str, Any]:
    """Every headline, with the editions that say otherwise; and the parameters that the directive names."""
    parameters, *lines = argument.split("\n")
    told = {name: page.told(result.strip()) for name, _, result in (line.partition(":") for line in lines)}
    kept = kept_for(page.state)
    for name in (name for states in kept.values() for name in states["headlines"] if not told.get(name)):
        warn("untold", f"no section tells the headline '{name}'; name a result that one tells: 'headline: "
             "chapter/result'", page.docname)
    return {"chapters": [(chapter, states, _shown(states)) for chapter, states in kept.items()], "told": told,
            "parameters": parameters.split()}


class _Headlines(BlockDirective):
    """The headlines and what moves them: the parameters, then a line for each headline and the result that tells it."""

    sections = (Section("", "headlines.html", _headlines),)
    required_arguments = 1
    final_argument_whitespace = has_content = True

    def run(self) -> list[nodes.Node]:
        self.arguments = ["\n".join([self.arguments[0], *self.content])]
        return super().run()


def _shown(kept: dict[str, Any]) -> list[tuple[str, str, dict[str, Any], dict[str, list[str]]]]:
    """Name, sentence and answer of each headline of a chapter, and the editions by what else they say of it."""
    return [(name, kept["headlines"][name.removeprefix(HEADLINE)], answer, _otherwise(kept, answer))
            for name, answer in kept["answers"].items() if name.startswith(HEADLINE)]


def _otherwise(kept: dict[str, Any], answer: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edition in kept["editions"]:
        at = answer["editions"].get(edition, -1)
        if at != answer["book"]:
            found[text_at(kept, at) or "left out"].append(edition)
    return found


def _sobol(page: PageContext, argument: str) -> dict[str, Any]:
    """For each headline, the parameters by their total index, the largest first."""
    indices = {} if page.state.edition.name else read_indices(page.facts.report.root)
    return {"indices": {chapter: [(name.removeprefix(HEADLINE), answer) for name, answer in found["answers"].items()
                                  if name.startswith(HEADLINE)]
                        for chapter, found in indices.items() if chapter in page.state.chapters},
            "states": {chapter: found["states"] for chapter, found in indices.items()}}


DIRECTIVES = {
    "dependencies": block_directive("dependencies.html", _dependencies),
    "sobol-indices": block_directive("sobol.html", _sobol),
    "what-if-headlines": _Headlines,
}
