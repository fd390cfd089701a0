"""Who held whom: days, counts, moves, series, chains, plans and gaps."""
