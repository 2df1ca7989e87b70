"""Benchmarks: ours and the others side by side, as ratios."""
