"""Directives whose content is made from the tables, once every page has been read."""

from collections.abc import Callable
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import Page, render


class evidence_block(nodes.General, nodes.Element):
    """Stands for one part, with its ``argument``, until all uses are known."""


@dataclass(frozen=True)
class Part:
    """One part of a directive: its section title (none: no section), template and context."""

    title: str
    template: str
    context: Callable


class BlockDirective(SphinxDirective):
    """Base of the directives: sections, each with one block."""

    parts: tuple[Part, ...] = ()

    def run(self) -> list[nodes.Node]:
        argument = self.arguments[0].strip() if self.arguments else ""
        if fault := self.fault(argument):
            warn("unknown_source", fault, (self.env.docname, self.lineno))
            return []
        self.env.get_domain("evidence").data["blocks"][self.env.docname] = True
        return [self._node(part, argument) for part in self.parts]

    def fault(self, argument: str) -> str:
        """What is wrong with the argument, if anything."""
        return ""

    def _node(self, part: Part, argument: str) -> nodes.Node:
        block = evidence_block(part=part, argument=argument)
        self.set_source_info(block)
        if not part.title:
            return block
        section = nodes.section("", nodes.title(part.title, part.title), block, names=[part.title.lower()])
        section["ids"] = [nodes.make_id(f"{self.name} {part.title}")]
        return section


def directive(*parts: Part, arguments: int = 0) -> type[BlockDirective]:
    """Make a directive of parts."""
    return type("Block", (BlockDirective,), {"parts": parts, "required_arguments": arguments})


def fill(app, doctree: nodes.document, docname: str) -> None:
    """Put the content in place of each block of a page."""
    found = list(doctree.findall(evidence_block))
    page = Page(app, docname) if found else None
    for block in found:
        part = block["part"]
        html = render(part.template, page=page, **part.context(page, block["argument"]))
        block.replace_self(nodes.raw("", f'<div class="evidence-block">\n{html}\n</div>', format="html"))


def pages_with_blocks(app, env) -> list[str]:
    """Pages to write anew whenever any page changes, for their back-links."""
    return sorted(env.get_domain("evidence").data["blocks"])
