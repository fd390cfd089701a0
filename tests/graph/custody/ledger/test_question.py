"""A ledger is asked of a selection from a script, with no service and no database."""

from dataclasses import replace
from datetime import date

import pytest

from graph.custody.ledger.question import LedgerFindings, find_ledger
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.errors import NotFound
from graph.model.sources import MovesClaim, SourceClaim
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, said

ALWAYS = Window(MIN, MAX)
STATEMENTS = [
    said("crow", "holds 100", "ash", observed="2026-01-10"),
    said("daw", "transfers 30", on="2026-01-20", from_holder="ash", to_holder="birch"),
    said("crow", "holds 60", "ash", observed="2026-01-31"),
    said("crow", "holds 5", "birch", at="yard", observed="2026-02-10"),
    said("crow", "holds 7", "ash", "lake-women", observed="2026-01-31"),
]
CLAIM = MovesClaim(group=GROUP, holders=("ash",), first=date(2026, 1, 1), last=date(2026, 3, 1))


def ask(
    days: Window = ALWAYS, holder: str | None = None, place: str | None = None, asked: SelectionQuestion = ON
) -> LedgerFindings:
    snapshot = Few(STATEMENTS)
    snapshot.claims.append(SourceClaim(claim=CLAIM, source="world", said_by="crow", known=read_window("2026-06-01")))
    return find_ledger(Selection(snapshot, asked), "Lake-Men", days, holder, place)


def test_ten_are_gone_of_whom_no_report_says_where_though_a_source_claims_to_report_all() -> None:
    found = ask()
    assert (found.scope.held, found.scope.groups, len(found.read)) == (GROUP, {GROUP}, 4)
    assert [(row.scope.holders, row.opening, row.closing, row.unaccounted, row.closes) for row in found.rows] == [
        (("ash",), (100, 100), (60, 60), (10, 10), "no"),
        (("ash",), (60, 60), None, None, "open"),
        (("birch",), (5, 5), None, None, "open"),
    ]
    assert [one.source for one in found.claims] == ["world"]


def test_a_holder_a_place_or_some_days_narrow_it() -> None:
    assert {row.scope.holders for row in ask(holder="Birch").rows} == {("birch",)}
    assert [row.scope.places for row in ask(place="yard").rows] == [("yard",)]
    (row,) = ask(Window(date(2026, 1, 1), date(2026, 1, 15)), holder="ash").rows
    assert (row.opening, row.closing) == ((100, 100), None)


def test_no_claim_counts_that_leaves_out_a_statement_or_was_not_public() -> None:
    left_out = ask(asked=replace(ON, exclude=("daw",)))
    assert (left_out.rows[0].unaccounted, left_out.claims) == ((40, 40), [])
    assert ask(asked=replace(ON, known_at=read_window("2026-05-01"))).claims == []
    assert ask(asked=replace(ON, min_independent=1)).claims == []


def test_what_is_not_there_is_refused_by_its_parameter() -> None:
    with pytest.raises(NotFound) as caught:
        ask(place="nowhere")
    assert caught.value.parameter == "place"
