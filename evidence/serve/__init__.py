"""The book served to its own machine alone: its pages, and what its chapters say at any values of their parameters."""
