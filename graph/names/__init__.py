"""Names of entities: how they are compared, found, and which of several is meant."""
