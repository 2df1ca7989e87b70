"""A new report: the files it starts from."""
