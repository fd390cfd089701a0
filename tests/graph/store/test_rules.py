"""A store that was read by other rules than today's is refused, with what to load again, until it is."""

import pytest

from graph.errors import OutdatedStore
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.writer import load_content
from graph.vocabulary import RULES_VERSION
from tests.graph.store.reports import content, says

OLD = "MATCH (n:Dataset) REMOVE n.rules"  # as stores were before they had the number


def test_a_store_of_today_is_answered_from_and_one_without_a_number_is_not(store: Store) -> None:
    load_content(store, content([says("a"), says("b")]))
    assert Reader(store).view().version == 1
    store.write_text(OLD)
    with pytest.raises(OutdatedStore, match=r"report: loaded by an older whoholds.*version 1.*whoholds load report"):
        Reader(store).view()


def test_loading_again_makes_it_todays_though_nothing_else_changed(store: Store) -> None:
    load_content(store, content([says("a"), says("b")]))
    load_content(store, content([says("x", dataset="other")], "other"))
    store.write_text(OLD)
    assert load_content(store, content([says("a"), says("b")])).version == 3
    with pytest.raises(OutdatedStore, match=r"^other: loaded by an older"):
        Reader(store).view()
    assert load_content(store, content([says("x", dataset="other")], "other")).version == 4
    assert Reader(store).view().version == 4
    assert load_content(store, content([says("x", dataset="other")], "other")).version is None


def test_a_load_of_a_part_leaves_the_rest_as_it_was_read(store: Store) -> None:
    load_content(store, content([says("a"), says("b")]))
    store.write_text(OLD)
    load_content(store, content([says("a")], complete=False))
    with pytest.raises(OutdatedStore):
        Reader(store).view()
    load_content(store, content([says("a"), says("b")], complete=False))
    assert Reader(store).view()


def test_a_store_of_newer_rules_is_refused(store: Store) -> None:
    load_content(store, content([says("a")]))
    store.write_text(f"MATCH (n:Dataset) SET n.rules = {RULES_VERSION + 1}")
    with pytest.raises(OutdatedStore, match="use the newer one"):
        Reader(store).view()
