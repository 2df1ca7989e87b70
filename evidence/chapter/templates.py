"""What a template of words may hold: Jinja2, cut down to putting facts into words.

Templates are of Jinja2 names, filters, parts of lists, ``', '.join(list)`` and ``said('name')``, the text of another
result of the chapter; ``evidence.language.phrases`` has the filters. What else Jinja2 has could run without end. What a
template asks for and is not given is an error, never an empty word.
"""

from functools import cache

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from evidence.language.phrases import FILTERS

LONGEST = 5_000  # characters of a template
_PARTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Getattr,
          nodes.Getitem, nodes.Slice, nodes.Sub, nodes.Call, nodes.Keyword)
_LARGEST = 12  # number in a template: decimals, or places in a list
_DEEPEST = 8  # parts in parts: each join or filter may make a text some times as long
_WORDS = 100  # characters between two others


class _Environment(SandboxedEnvironment):
    """Refuses a template that does more than put facts into words."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST:
            raise jinja2.TemplateSyntaxError(f"more than {LONGEST:,} characters", 1)
        try:
            tree = super()._parse(source, name, filename)
            wrong = next(filter(None, map(_wrong, tree.find_all(nodes.Node))), "" if _depth(tree) <= _DEEPEST else
                         "nested too deep")
        except RecursionError:
            wrong = "nested too deep"
        if wrong:
            raise jinja2.TemplateSyntaxError(wrong, 1)
        return tree


def _depth(node: nodes.Node) -> int:
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _wrong(node: nodes.Node) -> str:
    """What a template must not do, where this part of it does so."""
    if isinstance(node, nodes.Stmt | nodes.CondExpr) and not isinstance(node, nodes.Output):
        return "a decision in a template"
    fine = isinstance(node, _PARTS)
    if isinstance(node, nodes.Call):
        fine = _may_call(node.node) and all(isinstance(given, nodes.Name | nodes.Getitem | nodes.Const)
                                            for given in node.args)
    if isinstance(node, nodes.Const):
        fine = len(node.value) <= _WORDS if isinstance(node.value, str) else abs(node.value or 0) <= _LARGEST
    return "" if fine else "more than names, filters and joins in a template"


def _may_call(called: nodes.Expr) -> bool:
    if isinstance(called, nodes.Getattr):
        return called.attr == "rstrip" or (called.attr == "join" and isinstance(called.node, nodes.Const))
    return isinstance(called, nodes.Name) and called.name == "said"


@cache
def environment() -> SandboxedEnvironment:
    """Jinja2 without ways out of it: no attributes that begin with '_', no loader, no globals, nothing undefined."""
    made = _Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=False)
    made.filters, made.globals = dict(FILTERS), {}
    return made
