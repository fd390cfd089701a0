"""Forms in which others publish data: a folder for each, with the adapter that reads its files."""
