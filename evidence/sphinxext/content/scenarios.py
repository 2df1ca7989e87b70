"""Content made from the states that are kept: what depends on what, and all headlines at once."""

from collections import defaultdict
from typing import Any, NamedTuple

from docutils import nodes

from evidence.scenarios.depends import Dependency, rows, turns_in_short
from evidence.scenarios.kept import HEADLINE, read_indices, text_at, unresolved
from evidence.sphinxext.blocks import BlockDirective, Section, block_directive
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext
from evidence.sphinxext.what_if import kept_for


def _dependencies(page: PageContext, argument: str) -> dict[str, Any]:
    """Each headline with what turns it; then by chapter and parameter, what else changes with it."""
    kept = kept_for(page.state)
    found: dict[str, dict[str, list[Dependency]]] = defaultdict(lambda: defaultdict(list))
    headlines: dict[tuple[str, str], list[Dependency]] = defaultdict(list)
    for row in (row for row in rows(page.facts.report.root) if row.chapter in kept):
        if row.kind == "headline":
            headlines[row.chapter, row.name].append(row)
        else:
            found[row.chapter][row.parameter].append(row)
    return {"kept": kept, "headlines": headlines, "turns_in_short": turns_in_short, "found": {
        chapter: {parameter: _changes(page, found[chapter][parameter]) for parameter in kept[chapter]["parameters"]}
        for chapter in kept}}


class _Changes(NamedTuple):
    """What changes with one parameter: the titles of sections, with their addresses; ``turning`` by where it turns."""

    turning: dict[str, dict[str, str]]
    changing: dict[str, str]
    shown: dict[str, str]
    coarse: set[str]  # of those that change: the sections in which a number goes on by more than a printed digit


def _changes(page: PageContext, changed: list[Dependency]) -> _Changes:
    found = _Changes(defaultdict(dict), {}, {}, set())
    for row in changed:
        result = f"{row.chapter}/{row.name}"
        if row.kind == "figure or table":
            found.shown[row.name] = page.to(page.state.chapters[row.chapter], row.name)
            continue
        told = found.turning[turns_in_short(row)] if row.turns else found.changing
        title = page.told_in(result) or row.name
        told[title] = page.told(result)
        found.coarse.update({title} if row.coarse else ())
    return found


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
    return {"indices": {chapter: [(name.removeprefix(HEADLINE), answer["of"], unresolved(answer["of"]))
                                  for name, answer in found["answers"].items() if name.startswith(HEADLINE)]
                        for chapter, found in indices.items() if chapter in kept_for(page.state)},
            "computed": {chapter: found["states"] for chapter, found in indices.items()}, "kept": kept_for(page.state)}


DIRECTIVES = {
    "dependencies": block_directive("dependencies.html", _dependencies),
    "sobol-indices": block_directive("sobol.html", _sobol),
    "what-if-headlines": _Headlines,
}
