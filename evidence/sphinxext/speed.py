"""Work that the packages around us would do anew for every page, done once."""

from functools import cache

import pybtex.plugin


def setup() -> None:
    """Remember installed plugins: pybtex reads the metadata of every package again for each citation on a page."""
    if not hasattr(pybtex.plugin.entry_points, "cache_info"):
        pybtex.plugin.entry_points = cache(pybtex.plugin.entry_points)
