"""Dates as sources write them, and the days that they allow."""
