"""What stands in the blocks of pages."""
