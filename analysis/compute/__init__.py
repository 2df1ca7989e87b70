"""The chapter on compute and sanctions."""
