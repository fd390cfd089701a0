"""English sentences that are too many for one file: verbs, clauses, and sentences on what the record says."""
