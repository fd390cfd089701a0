"""Statements tie their ends on those days on which they bear a row, and events on those on which they may lie."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alliances.network import find_day
from graph.alliances.paths.ties import HopFacts, Passages, make_hop_facts
from graph.columns.evidence import get_kind
from graph.columns.table import FACT
from graph.dates.validity import is_certain, is_possible
from graph.evidence.support import RANKS, find_support, make_state_evidence
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.graph.columns.plain import columns, facts, hashed
from tests.world.builder import said
from tests.world.worlds import custody_statement, day_asked, relation

many = settings(deadline=None, derandomize=True, max_examples=200, database=None)
Told = set[tuple[str, str, str, str]]  # one end, the other, statement, kind


def tied(statements: list[StoredStatement]) -> HopFacts:
    found = columns(statements)
    rows = found.find_open_rows(found.version)
    rows = rows[(found["flags"][rows] & FACT) != 0]
    return make_hop_facts(found, rows, np.arange(len(found.names.entities), dtype=np.int32))


def told(found: HopFacts, passages: Passages) -> Told:
    names, columns_ = found.columns.names.entities.texts, found.columns
    return {
        (*sorted((names[columns_["start"][row]], names[columns_["end"][row]])), id_, RANKS[kind])
        for row, kind, id_ in zip(
            passages.row.tolist(), passages.kind.tolist(), columns_.list_statement_ids(passages.row), strict=True
        )
    }


@many
@given(
    st.lists(relation(), max_size=10), day_asked, st.sampled_from([0, 0, 30, 400]), st.sampled_from([None, None, 60])
)
def test_relations_tie_on_the_days_on_which_the_pair_has_a_row(
    statements: list[StoredStatement], a: date, more: int, max_gap_days: int | None
) -> None:
    first, last = a.toordinal(), a.toordinal() + more
    found, evidence = tied(statements), facts(statements)
    rows = find_day(evidence, first, last, max_gap_days)
    start, end = evidence.find_ends(rows.places)
    expected = {
        (*sorted((evidence.nodes[one], evidence.nodes[other])), id_, RANKS[kind])
        for one, other, id_, kind in zip(
            start.tolist(),
            end.tolist(),
            evidence.columns.list_statement_ids(evidence.rows[rows.places]),
            get_kind(rows.rank).tolist(),
            strict=True,
        )
    }
    assert told(found, found.find_timeless_passages(first, last, max_gap_days)) == expected


@many
@given(custody_statement(), day_asked, st.sampled_from([0, 30, 400]))
def test_a_statement_alone_ties_as_long_as_it_supports_a_state_or_its_event_may_last(
    statement: StoredStatement, a: date, more: int
) -> None:
    b = a + timedelta(more)
    found = tied([statement])
    kinds = {kind for *_, kind in told(found, found.find_timeless_passages(a.toordinal(), b.toordinal()))}
    expected: str | None = None
    if not len(found.states) + len(found.events):
        assert not kinds
        return
    if vocabulary().predicates[statement.predicate].is_state:
        bearing = find_support([make_state_evidence(statement)], a, b)
        expected = bearing.kind if bearing else None
    elif is_possible(statement.bounds, a, b):
        is_sure = statement.reading == "stated" and is_certain(statement.bounds, a, b)
        expected = "certain" if is_sure else "within"
    assert kinds == ({expected} if expected else set())


@many
@given(st.lists(st.one_of(relation(), custody_statement()), max_size=8), day_asked)
def test_the_days_of_passages_are_the_days_on_which_they_tie(statements: list[StoredStatement], a: date) -> None:
    on, found = a.toordinal(), tied(statements)
    during = found.find_passages(on - 400, on + 400)
    there = told(found, during.take((during.since <= on) & (on <= during.until)))
    assert {row[:3] for row in there} == {row[:3] for row in told(found, found.find_timeless_passages(on, on))}
    surely = found.find_certain_passages(on, on)
    assert {row[:3] for row in told(found, surely)} == {
        row[:3] for row in told(found, found.find_timeless_passages(on, on)) if row[3] == "certain"
    }


@pytest.mark.parametrize("words", [("allied_with", "ash", "birch"), ("captures", "ash", "men")])
def test_what_a_coder_inferred_is_no_certain_hop_on_a_day_or_in_the_order_of_time(words: tuple[str, str, str]) -> None:
    when = {"valid": "2026-01-01/2026-01-01"} if words[0] == "allied_with" else {"on": "2026-01-01"}
    found, day_ = tied([replace(said("crow", *words, **when), reading="inferred")]), date(2026, 1, 1).toordinal()
    assert {row[3] for row in told(found, found.find_timeless_passages(day_, day_))} == {"within"}
    assert {row[3] for row in told(found, found.find_passages(day_, day_))} == {"within"}
    assert len(found.find_certain_passages(day_, day_).row) == 0


def test_an_event_ties_on_its_days_only_and_a_state_until_it_is_stale() -> None:
    found = tied(
        [
            said("crow", "captures", "ash", "men", on="2026-01-01", key="capture"),
            said("crow", "holds", "ash", "men", observed="2026-01-05", key="seen"),
        ]
    )
    days = {
        n: found.find_timeless_passages(*[date(2026, 1, 1).toordinal() + n] * 2) for n in (0, 1, 4, 5, 4 + 365, 5 + 365)
    }
    kinds = {n: {(id_, kind) for *_, id_, kind in told(found, some)} for n, some in days.items()}
    seen, capture = hashed("seen"), hashed("capture")
    assert kinds == {
        0: {(capture, "certain")},
        1: set(),
        4: {(seen, "certain")},
        5: {(seen, "after")},
        369: {(seen, "after")},
        370: set(),
    }
