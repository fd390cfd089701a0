"""Gaps in the evidence about custody."""
