"""Runs in processes forked from a warm one."""
