"""Dates that hang on one another."""
