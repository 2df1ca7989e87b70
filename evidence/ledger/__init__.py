"""The ledger: read, set against the seeds, verified."""
