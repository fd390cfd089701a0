"""Entities of Wikidata as its API and dumps write them: claims with qualifiers, ranks and references."""
