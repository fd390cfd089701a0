"""Whether the arithmetic of a custody closes."""
