"""The sentences of a text: what a drafted claim quotes."""

import re

from evidence.ledger.quotes import Span

_ENDS = re.compile(r"(?<=[.!?…])[»”\"’)]*\s+(?=[«“\"(–-]*\s*[A-ZÀ-ÖØ-Þ0-9$£€])|\n+")
_SHORT = re.compile(r"(?:^|[\s(«“\"])(?:MM?|Mme|Mlle|Dr|Pr|St|Ste|art|p|n|No|Nos|Mrs?|Ms|Prof|Sen|Rep|Gov|Gen|Inc"
                    r"|Ltd|Co"
                    r"|Corp|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|[A-Z](?:\.[A-Z])*)\.$")
_LONGEST = 1000  # characters of a quote: a text without full stops is cut at a space


def sentences(text: str) -> list[Span]:
    """Return (start, end) of the sentences, none longer than 1000 characters, none over a line break."""
    spans, start = [], 0
    for gap in [*_ENDS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if gap and "\n" not in gap[0] and _SHORT.search(text[max(start, end - 8) : end]):
            continue
        spans += _cut(text, start, end)
        start = gap.end() if gap else end
    return spans


def _cut(text: str, start: int, end: int) -> list[Span]:
    """Cut what is longer than a quote may be at spaces, and trim the pieces."""
    cuts = [start]
    while end - cuts[-1] > _LONGEST:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _LONGEST)
        cuts.append(space if space > 0 else cuts[-1] + _LONGEST)
    trimmed = [(last - len(text[first:last].lstrip()), first + len(text[first:last].rstrip()))
               for first, last in zip(cuts, [*cuts[1:], end])]
    return [(first, last) for first, last in trimmed if first < last]
