"""Plain figures: a table of who held how many of whom, one figure a row, that loads without more."""
