"""How entities are tied to one another by statements: simple paths, and journeys that respect time."""
