"""Entities of FollowTheMoney: a line of JSON each, and links between them that are entities too."""
