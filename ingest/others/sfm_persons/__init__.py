"""Persons in posts of security forces as Security Force Monitor has them."""
