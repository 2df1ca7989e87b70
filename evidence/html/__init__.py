"""Built pages, read as a visitor reads them."""
