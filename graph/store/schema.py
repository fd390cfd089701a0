"""Constraints and indexes: made once, each alone in its transaction, as both engines ask."""

from graph.store.queries import names, query, query_for_edge
from graph.store.store import Store
from graph.vocabulary import vocabulary


def ensure_schema(store: Store) -> None:
    """Make what is missing. Safe to call again: a connection asks the engine only once."""
    if store.has_schema:
        return
    texts = [query(name) for name in names("schema")]
    texts += [query_for_edge("write/shortcut_index", edge_type) for edge_type in vocabulary().edge_types]
    for text in texts:
        store.write_text(text)
    store.has_schema = True
