"""What a notebook imports: open a report, select, compute, show."""
