"""Views of the store: what it holds at one data version."""
