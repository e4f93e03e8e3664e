"""Questions to a database of records."""
