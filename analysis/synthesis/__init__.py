"""The synthesis."""
