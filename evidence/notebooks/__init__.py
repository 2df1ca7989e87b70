"""Notebooks as files: read, linted, their parameters and what they published."""
