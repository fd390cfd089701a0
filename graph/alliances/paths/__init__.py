"""How entities are connected by statements: simple paths, and journeys that respect time."""
