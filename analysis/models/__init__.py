"""The chapter on open models."""
