"""A builder that would drop figures, tables and cards is refused; those that write no pages are not."""

import pytest
import sphinxext_book
from sphinx.errors import ExtensionError


@pytest.mark.parametrize("builder", ["latex", "text", "man", "xml"])
def test_a_builder_without_html_is_refused(tmp_path, builder):
    root = sphinxext_book.project(tmp_path / "book")
    with pytest.raises(ExtensionError, match=f"the builder '{builder}' would drop every figure, table and card"):
        sphinxext_book.build(root, builder=builder)


def test_one_that_writes_no_pages_is_not(tmp_path):
    sphinxext_book.build(sphinxext_book.project(tmp_path / "book"), builder="dummy")
