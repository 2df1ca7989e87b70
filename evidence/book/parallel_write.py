"""Write the pages in two processes, each of which resolves, indexes and writes its half of them.

Sphinx's own way of writing in parallel leaves resolving and indexing, most of the work, to one process.
"""

from functools import partial
from pathlib import Path

from sphinx.util.parallel import ParallelTasks

# What a page adds to the search index, by page and by word; these and the images are all that writing leaves behind.
BY_PAGE = ("_titles", "_filenames", "_all_titles")
BY_WORD = ("_mapping", "_title_mapping")
FRAME = 200_000  # bytes of source that take as long as what is on every page: its menus, its search terms, its theme


def write(builder, docnames: list[str], nproc: int = 1) -> None:
    """In place of the builder's ``_write_parallel``: the other half is written by a forked process."""
    ours, theirs = split({docname: Path(builder.env.doc2path(docname)).stat().st_size for docname in docnames})
    tasks = ParallelTasks(1)
    tasks.add_task(partial(_write, builder), theirs, lambda _, left: _take(builder, left))
    builder._write_serial(ours)
    tasks.join()


def split(sizes: dict[str, int]) -> tuple[list[str], list[str]]:
    """Share out pages so that both halves are about as much to write, the largest first."""
    halves, weights = ([], []), [0, 0]
    for docname in sorted(sizes, key=lambda one: (-sizes[one], one)):
        lighter = weights.index(min(weights))
        halves[lighter].append(docname)
        weights[lighter] += sizes[docname] + FRAME
    return halves


def _write(builder, docnames: list[str]) -> tuple[dict, dict, dict]:
    """In the forked process: what is to be added to the one that forked it."""
    before = {name: {word: set(pages) for word, pages in getattr(builder.indexer, name).items()} for name in BY_WORD}
    builder._write_serial(docnames)
    by_page = {name: {one: found for one, found in getattr(builder.indexer, name).items() if one in docnames}
               for name in BY_PAGE}
    by_word = {name: {word: pages - before[name].get(word, set())
                      for word, pages in getattr(builder.indexer, name).items()} for name in BY_WORD}
    return by_page, by_word, builder.images


def _take(builder, left: tuple[dict, dict, dict]) -> None:
    by_page, by_word, images = left
    for name, found in by_page.items():
        getattr(builder.indexer, name).update(found)
    for name, words in by_word.items():
        known = getattr(builder.indexer, name)
        for word, pages in words.items():
            known.setdefault(word, set()).update(pages)
    builder.images.update(images)
