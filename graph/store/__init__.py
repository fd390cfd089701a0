"""The graph in a database: one driver, one set of Cypher files, two engines."""
