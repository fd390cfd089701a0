"""Cypher that people write, run on a copy of the graph where it can do no harm."""
