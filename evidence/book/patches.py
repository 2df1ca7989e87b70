"""Work that the packages around us would do anew for every page, done once."""

from functools import cache

import pybtex.plugin
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from sphinx.search import IndexBuilder, WordStore


def setup() -> None:
    """Let pybtex remember: installed plugins, what LaTeX reads like, and each work as a style writes it.

    And let the search index look at each word of a page once.
    """
    if not hasattr(pybtex.plugin.entry_points, "cache_info"):
        pybtex.plugin.entry_points = cache(pybtex.plugin.entry_points)
        Text.from_latex = cache(Text.from_latex)
        BaseStyle.format_entry = _remembering(BaseStyle.format_entry)
        IndexBuilder._word_collector = _each_once(IndexBuilder._word_collector)


def _remembering(format_entry):
    written = {}

    def remembered(style: BaseStyle, label: str, entry, bib_data=None) -> FormattedEntry:
        key = type(style), id(entry)
        if key not in written:
            written[key] = entry, format_entry(style, label, entry, bib_data).text  # with it, or its id is given away
        return FormattedEntry(entry.key, written[key][1], label)

    return remembered


def _each_once(collect):
    def collected(index: IndexBuilder, doctree) -> WordStore:
        store = collect(index, doctree)
        store.words = list(dict.fromkeys(store.words))
        return store

    return collected
