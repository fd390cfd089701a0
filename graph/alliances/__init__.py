"""Who was friendly or hostile to whom: days, networks, balance, measures and paths."""
