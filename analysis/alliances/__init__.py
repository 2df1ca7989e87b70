"""The chapter on alliances."""
