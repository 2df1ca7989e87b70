"""Directives whose content is made from the tables, once every page has been read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext, render


class evidence_block(nodes.General, nodes.Element):
    """Stands for one section's content, with its ``argument``, until all uses are known."""


@dataclass(frozen=True)
class Section:
    """One section of a directive: its title (none: no section), its template, and what fills that.

    ``context``: from the page and the directive's argument to the template's variables.
    """

    title: str
    template: str
    context: Callable[[PageContext, str], dict[str, Any]]


class BlockDirective(SphinxDirective):
    """Base of the directives: sections, each with one block."""

    sections: tuple[Section, ...] = ()

    def run(self) -> list[nodes.Node]:
        argument = self.arguments[0].strip() if self.arguments else ""
        if fault := self._wrong_with(argument):
            warn("unknown_source", fault, (self.env.docname, self.lineno))
            return []
        domain_of(self.env).blocks.add(self.env.docname)
        return [self._node(section, argument) for section in self.sections]

    def _wrong_with(self, argument: str) -> str:
        """What is wrong with the argument, if anything."""
        return ""

    def _node(self, section: Section, argument: str) -> nodes.Node:
        block = evidence_block(section=section, argument=argument)
        self.set_source_info(block)
        title = section.title
        if not title:
            return block
        node = nodes.section("", nodes.title(title, title), block, names=[title.lower()])
        node["ids"] = [nodes.make_id(f"{self.name} {title}")]
        return node


def block_directive(template: str, context: Callable[[PageContext, str], dict[str, Any]],
                    arguments: int = 0) -> type[BlockDirective]:
    """A directive of one block, without a section around it."""
    return type("Block", (BlockDirective,), {"sections": (Section("", template, context),),
                                             "required_arguments": arguments, "final_argument_whitespace": True,
                                             "__doc__": context.__doc__})


def fill_blocks(app, doctree: nodes.document, docname: str) -> None:
    """Put the content in place of each block of a page."""
    found = list(doctree.findall(evidence_block))
    page = PageContext(app, docname)
    for block in found:
        section = block["section"]
        html = render(section.template, page=page, **section.context(page, block["argument"]))
        block.replace_self(nodes.raw("", f'<div class="evidence-block">\n{html}\n</div>', format="html"))


def pages_with_blocks(app, env) -> list[str]:
    """Pages to write anew whenever any page changes, for their back-links."""
    return sorted(domain_of(env).blocks)
