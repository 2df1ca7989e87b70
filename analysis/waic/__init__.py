"""The chapter on the fair."""
