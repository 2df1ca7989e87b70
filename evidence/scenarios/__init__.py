"""Scenarios: what a chapter says at other values of its parameters, by its answer function and without a notebook."""
