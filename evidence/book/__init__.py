"""The book: staged, compiled and swapped in."""
