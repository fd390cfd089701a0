"""Dates that bound one another, resolved together."""
