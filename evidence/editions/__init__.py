"""Editions: named sets of parameters over the whole book."""
