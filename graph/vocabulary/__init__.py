"""The vocabulary: which labels, kinds, modes, terms, units and predicates there are. Read from `vocabulary/*.yml`."""

from graph.vocabulary.in_force import FOLDER, vocabulary
from graph.vocabulary.predicates import CAPACITIES, PLACE_ROLES, ROLES, Mode, Predicate, Vocabulary, WordMeaning
from graph.vocabulary.reading import EDGE_TYPE, LOADER, PLACEHOLDER

# one more with each change of words or rules by which what is stored would be read in another way
RULES_VERSION = 5

__all__ = [
    "CAPACITIES",
    "EDGE_TYPE",
    "FOLDER",
    "LOADER",
    "PLACEHOLDER",
    "PLACE_ROLES",
    "ROLES",
    "RULES_VERSION",
    "Mode",
    "Predicate",
    "Vocabulary",
    "WordMeaning",
    "vocabulary",
]
