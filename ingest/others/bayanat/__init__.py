"""Incidents that Bayanat exports as JSON: what befell groups of people, never who they are."""
