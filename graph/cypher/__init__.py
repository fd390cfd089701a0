"""Which Cypher only reads, and what the header of a query file declares."""
