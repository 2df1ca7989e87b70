"""Sweeps: one chapter over whole ranges of its parameters."""
