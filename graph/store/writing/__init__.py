"""Loads and judgements: what they change, written so that all of it becomes visible at once or nothing."""
