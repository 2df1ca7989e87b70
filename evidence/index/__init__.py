"""What is known of claims, results and pages, without a page in hand."""
