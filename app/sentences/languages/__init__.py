"""A folder for each language."""
