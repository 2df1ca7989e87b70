"""Sphinx extension: formulas as MathML, which browsers draw by themselves; MathJax would ask the network."""

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

logger = logging.getLogger(__name__)


def setup(app) -> dict:
    """Add the renderer ``mathml``; ``html_math_renderer: mathml`` chooses it."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _inline(visitor, node: nodes.math) -> None:
    visitor.body.append(_mathml(node, block=False))
    raise nodes.SkipNode


def _block(visitor, node: nodes.math_block) -> None:
    name = next(iter(node.get("ids", [])), None)
    place = f' id="{name}"' if name else ""
    visitor.formulas = getattr(visitor, "formulas", 0) + 1  # regions of a page have a name each
    visitor.body.append(f'<div class="math"{place} role="region" tabindex="0" aria-label="Formula {visitor.formulas}" '
                        f'style="overflow-x: auto">{_mathml(node, block=True)}</div>\n')
    raise nodes.SkipNode


def _mathml(node: nodes.Element, block: bool) -> str:
    try:
        return tex2mathml(node.astext(), as_block=block)
    except MathError as error:
        logger.warning("formula cannot be read: %s; see the docutils manual for what it knows", error, location=node,
                       type="evidence", subtype="formula")
        return ""
