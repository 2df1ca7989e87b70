"""Tables: built from the ledger, packaged, read back."""
