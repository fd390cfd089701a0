"""Measures of a signed network on a day: degree, PageRank, betweenness, communities, components."""
