"""The same figure of one speaker in a second outlet is one report; numbers worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from graph.custody.inflow_outflow import count_moved_people
from graph.custody.moves import GAINS, read_moves
from graph.evidence.copies import find_copies
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world.builder import GROUP, said


def came(key: str, source: str, n: int | str = 150, by: str = "centcom", **more: Any) -> StoredStatement:
    given = {"on": "2026-01-21", "to_holder": "ash", "to_place": "town", **more}
    statement = said(by, f"transfers {n}", key=key, **given)
    return replace(statement, cites=replace(statement.cites, source=source))


def judged(verdict: str, *keys: str) -> Judgement:
    return Judgement(id="-".join(keys), ids=keys, verdict=verdict, by="editor", on="2026-03-01", why="as the page says")  # type: ignore[arg-type]


def moved(*reports: StoredStatement, judgements: tuple[Judgement, ...] = (), distinct: tuple[str, ...] = ()) -> Range:
    last = max(one.bounds.latest_end for one in reports)
    found = count_moved_people(read_moves(reports), ("ash", GROUP), GAINS, last, judgements, distinct=distinct)
    assert found
    return found.range


FIRST = came("a", "agency")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (came("b", "wire"), (150, 150)),
        (came("b", "wire", from_holder="birch"), (150, 150)),  # what only one of them says is no difference
        (came("b", "agency"), (150, 300)),  # one source may well report two moves
        (came("b", "wire", by="wire"), (150, 300)),  # who says so itself is another witness
        (came("b", "wire", n=151), (151, 301)),
        (came("b", "wire", n="about 150"), (150, 305)),
        (came("b", "wire", on="2026-01-22"), (150, 300)),
        (came("b", "wire", on="2026-01"), (150, 300)),
        (came("b", "wire", to_place="annex"), (150, 300)),
        (came("b", "wire", unit="families"), (150, None)),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else value.cites.source,
)
def test_the_same_speaker_day_place_and_number_in_another_source_counts_once(
    other: StoredStatement, expected: Range
) -> None:
    assert moved(FIRST, other) == expected
    assert moved(other, FIRST) == expected


def test_reports_are_one_by_a_chain_of_judgements_through_statements_that_are_not_among_them() -> None:
    other = came("b", "agency")
    chain = (judged("positive", "a", "x"), judged("positive", "x", "y"), judged("positive", "y", "b"))
    assert moved(FIRST, other, judgements=chain) == (150, 150)
    assert moved(FIRST, other, judgements=chain[:2]) == (150, 300)
    assert moved(FIRST, other, judgements=chain[1:2]) == (150, 300)  # names neither


def test_a_judgement_says_otherwise() -> None:
    """Parted by a judgement they are two moves, 300 in all; where it is unsure they may be one or two."""
    pair = FIRST, came("b", "wire")
    assert moved(*pair, judgements=(judged("negative", "a", "b"),)) == (300, 300)
    assert moved(*pair, judgements=(judged("unsure", "a", "b"),)) == (150, 300)


def test_what_a_judgement_parts_from_one_of_them_is_parted_from_its_copy() -> None:
    """c is judged to be b, and not a: then b is no copy of a."""
    reports = FIRST, came("b", "wire"), came("c", "post", on="2026-01")
    parted = judged("positive", "b", "c"), judged("negative", "a", "c")
    assert moved(*reports, judgements=parted) == (300, 300)


def test_two_reports_of_one_source_are_copied_by_two_at_most() -> None:
    """The agency has two moves of 150 on one day, which may be one; the wire has two such, the post one."""
    two = FIRST, came("b", "agency")
    assert moved(*two, came("c", "wire"), came("d", "wire"), came("e", "post")) == (150, 300)
    assert moved(*two, came("c", "wire"), came("d", "wire"), came("f", "wire")) == (150, 450)


def test_reports_of_different_events_are_no_copies_and_one_without_an_event_is_of_that_of_its_original() -> None:
    of_flight, of_march = came("a", "agency", about="flight"), came("b", "wire", about="march")
    assert moved(of_flight, of_march) == (150, 300)
    assert moved(of_flight, came("b", "wire")) == (150, 150)


def test_rows_of_a_register_that_are_all_distinct_are_no_copies_of_one_another() -> None:
    page = replace(FIRST, dataset="roll"), replace(came("b", "wire"), dataset="roll")
    assert moved(*page, distinct=("roll",)) == (300, 300)
    assert moved(*page) == (150, 150)


def test_the_copy_is_the_one_that_was_public_later() -> None:
    early, late = came("a", "agency", said_on="2026-01-22"), came("b", "wire", said_on="2026-02-01")
    for order in ((early, late), (late, early)):
        assert [(copy.of.key, copy.statement.key) for copy in find_copies(order)] == [("a", "b")]


def test_a_count_of_who_was_held_is_copied_too() -> None:
    one, other = (
        replace(said("crow", "holds 40", key=key, observed="2026-01-21"), cites=replace(FIRST.cites, source=source))
        for key, source in (("a", "agency"), ("b", "wire"))
    )
    assert [(copy.of.key, copy.statement.key) for copy in find_copies([one, other])] == [("a", "b")]
