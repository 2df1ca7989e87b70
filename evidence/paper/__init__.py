"""The built pages as a book to print and a book for e-readers."""
