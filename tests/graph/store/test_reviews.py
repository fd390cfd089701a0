"""Who coded and checked a statement, and how far it is: stored, renewed in place, the same wherever it is read."""

from dataclasses import replace

import pytest

from graph.columns.table import AGREED, CHECKED
from graph.dates.windows import read_window
from graph.errors import InvalidStatement
from graph.evidence.hierarchy import Hierarchy
from graph.model.statement import OPEN, Review, StoredStatement
from graph.selection.question import Reviewed, SelectionQuestion
from graph.selection.selection import Selection
from graph.store.reading import view as view_module
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, keys, says

ANNA = Review("Anna", "Ben", "checked")
ENTITIES = ["army", "farmers", "militia"]
PREDICATES = ["holds", "hostile_to"]
DAYS = SelectionQuestion(as_of=read_window("2020"))


def read_both_ways(view: View, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, StoredStatement]]:
    """The statements by key, as Cypher selects them and as memory does."""
    found = [view.select_by_entities(ENTITIES, PREDICATES)]
    view.load_statements()
    monkeypatch.setattr(view_module, "MANY", -1)  # else so few are always selected by Cypher
    found.append(view.select_by_entities(ENTITIES, PREDICATES))
    monkeypatch.undo()
    return [{one.key: one for one in some} for some in found]


def find_states(view: View) -> dict[str, int]:
    """The flags of review that the columns have, by statement."""
    columns = view.column_view.columns
    rows = columns.find_open_rows(view.version)
    ids = columns.list_statement_ids(rows)
    return dict(zip(ids, (columns["flags"][rows] & (CHECKED | AGREED)).tolist(), strict=True))


def test_a_review_comes_back_as_it_was_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = says(
        "c", polarity="denies", said_by="army", responds_to=[("a", "denies", "specific")], review=Review(state="draft")
    )
    load_content(store, content([says("a", review=ANNA), says("b", review=Review(coded_by="Anna")), reply]))
    for found in read_both_ways(Reader(store).view(), monkeypatch):
        assert {key: one.review for key, one in found.items()} == {
            "a": ANNA, "b": Review(coded_by="Anna"), "c": Review(state="draft"),
        }  # fmt: skip
        assert [one.state for one in found["a"].responses] == ["draft"]
        assert [one.state for one in found["c"].responds_to] == ["checked"]


def test_checking_a_row_changes_nothing_that_was_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id stays, no version is opened, and each place in memory has the new state, as it has a mended locator."""
    signed = says("b", "hostile_to", subject="army", object="militia", valid="2019/..", review=ANNA)
    first = [says("a", review=Review(coded_by="Anna")), signed]
    going_on = Reader(store)
    load_content(store, content(first))
    assert find_states(going_on.view()) == {first[0].id: 0, signed.id: CHECKED}
    read_both_ways(going_on.view(), monkeypatch)
    second = [replace(first[0], review=ANNA), replace(signed, review=replace(ANNA, state="agreed"))]
    assert [one.id for one in second] == [one.id for one in first]
    report = load_content(store, content(second))
    assert (report.counts["opened"], report.counts["closed"], report.counts["refreshed"]) == (0, 0, 2)
    for reader in (going_on, Reader(store)):
        for found in read_both_ways(reader.view(), monkeypatch):
            assert {key: one.review.state for key, one in found.items()} == {"a": "checked", "b": "agreed"}
            assert {one.closed_in for one in found.values()} == {OPEN}
        assert find_states(reader.view()) == {first[0].id: CHECKED, signed.id: AGREED}
    assert load_content(store, content(second)).version is None
    load_content(store, content([replace(one, review=Review()) for one in second]))
    for found in read_both_ways(going_on.view(), monkeypatch):
        assert {one.review for one in found.values()} == {Review()}
    assert set(find_states(going_on.view()).values()) == {0}


@pytest.mark.parametrize(("reviewed", "left"), [(None, "abcd"), ("checked", "bc"), ("agreed", "c")])
def test_statements_are_asked_for_by_how_far_they_are(store: Store, reviewed: Reviewed | None, left: str) -> None:
    states = {"a": None, "b": "checked", "c": "agreed", "d": "draft"}
    made = [
        says(key, "hostile_to", subject="army", object="militia", valid="2019/..", review=Review(state=state))  # type: ignore[arg-type]
        for key, state in states.items()
    ]
    load_content(store, content(made))
    view = Reader(store).view()
    selection = Selection(view, replace(DAYS, reviewed=reviewed))
    found = selection.select_statements(view.select_by_entities(ENTITIES, PREDICATES))
    assert "".join(sorted(one.key for one in found)) == left
    rows = view.column_view.select_rows(10**6, selection.lens, Hierarchy(()))
    keys_of = {one.id: one.key for one in made}
    assert "".join(sorted(keys_of[id_] for id_ in view.column_view.columns.list_statement_ids(rows))) == left


@pytest.mark.parametrize(("state", "left"), [("agreed", []), ("checked", ["a"])])
def test_what_is_taken_back_stays_where_only_an_unreviewed_row_takes_it_back(
    store: Store, state: str, left: list[str]
) -> None:
    """The witness takes its own words back; of those who ask for agreed rows, only by a row that was agreed on."""
    back = says("b", polarity="denies", responds_to=[("a", "denies", "specific")], review=Review(state=state))  # type: ignore[arg-type]
    load_content(store, content([says("a", review=Review(state="agreed")), back]))
    selection = Selection(Reader(store).view(), replace(DAYS, reviewed="agreed"))
    found = selection.drop_retracted(selection.select_statements(selection.view.select_by_keys(["a"])))
    assert [one.key for one in found] == left


def test_a_state_is_one_of_three() -> None:
    with pytest.raises(InvalidStatement, match=r"state has 'done'; expected one of agreed, checked, draft"):
        Review(state="done")  # type: ignore[arg-type]


def test_a_draft_that_is_left_out_of_a_complete_load_is_closed(store: Store) -> None:
    load_content(store, content([says("a"), says("b")]))
    load_content(store, content([says("a")]))  # what is read of a file in which b is a draft
    assert keys(store) == ["a"]
