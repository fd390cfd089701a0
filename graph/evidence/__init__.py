"""Citations against the texts."""
