"""Which statements count, for which day, and what an answer rests on."""
