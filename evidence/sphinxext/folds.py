"""What a chapter folds is no part of the page until it is unfolded: a browser that runs scripts keeps it as text.

It stands in a ``<noscript>``: without scripts it is simply there, behind its summary; with them it is one text, of
which ``folds.js`` makes elements when it is first asked for, by hand, by an address or by a printer.
"""

import re

from evidence.sphinxext.build_state import domain_of

_SIGN = re.compile(r"<(?P<end>/?)(?P<name>details|template)\b(?P<rest>[^>]*)>|</summary>")
_FEW = 30  # elements that are not worth the trouble


def defer_folds(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Set aside the outermost closed folds of a chapter, once everything has been added to its text."""
    if doctree is not None and pagename in domain_of(app.env).state.chapters.values():
        context["body"] = deferred(context["body"])


def deferred(body: str) -> str:
    """The text with what each outermost closed ``<details>`` holds, its summary apart, in a ``<noscript>``.

    Templates are left as they are, and so is what holds a ``<noscript>`` already or only a few elements.
    """
    parts, done = [], 0
    for start, end in _contents(body):
        inside = body[start:end]
        if inside.count("<") >= 2 * _FEW and "noscript" not in inside:
            parts += [body[done:start], "<noscript>", inside, "</noscript>"]
            done = end
    return "".join([*parts, body[done:]])


def _contents(body: str) -> list[tuple[int, int]]:
    """Where the content of each outermost closed fold begins and ends."""
    found: list[tuple[int, int]] = []
    folds: list[bool] = []
    templates = start = 0
    for sign in _SIGN.finditer(body):
        if sign["name"] == "template":
            templates += -1 if sign["end"] else 1
        elif templates:
            continue
        elif sign["name"] is None:
            start = sign.end() if len(folds) == 1 else start
        elif not sign["end"]:
            folds.append(" open" in sign["rest"])
        elif folds and not folds.pop() and not folds:
            found.append((start, sign.start()))
    return found
