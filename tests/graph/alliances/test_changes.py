"""What changed between two days, and what was only learnt: by hand, and against rows one by one."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.alliances.changes import PairChange, find_changes_in_reports, find_changes_in_world, find_differences
from graph.alliances.network import NetworkDay, find_day
from graph.alliances.pairs import PairRow, find_pair_rows, list_pairs
from graph.columns.evidence import EvidenceColumns
from graph.columns.preparing import prepare_evidence
from graph.columns.table import FACT
from graph.evidence.support import make_state_evidence
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.graph.alliances.test_day import many
from tests.graph.columns.plain import columns, hashed
from tests.world.builder import said
from tests.world.worlds import day_asked, relation

Pair = tuple[str, str]
Told = dict[Pair, tuple[str, set[str]]]


def evidences(*some: list[StoredStatement]) -> list[EvidenceColumns]:
    """Evidence of each list, in one set of columns."""
    every = {statement.id: statement for statements in some for statement in statements}
    found = columns(every.values())
    rows = found.find_open_rows(found.version)
    rows = rows[(found["flags"][rows] & FACT) != 0]
    ids = np.array(found.list_statement_ids(rows), dtype=object)
    identity = np.arange(len(found.names.entities), dtype=np.int32)
    return [
        prepare_evidence(found, rows[np.isin(ids, [hashed(s.id) for s in statements])], identity) for statements in some
    ]


def on(ready: EvidenceColumns, when: str | date) -> NetworkDay:
    number = date.fromisoformat(str(when)).toordinal()
    return find_day(ready, number, number)


def told(before: NetworkDay, changes: list[PairChange]) -> Told:
    names = before.evidence.nodes
    ids = before.evidence.columns.list_statement_ids
    return {
        (min(names[a], names[b]), max(names[a], names[b])): (change.change, set(ids(np.array(change.because, int))))
        for change in changes
        for a, b in [change.ends]
    }


def world(statements: list[StoredStatement], first: str | date, last: str | date) -> Told:
    (ready,) = evidences(statements)
    before, after = on(ready, first), on(ready, last)
    return told(before, list(find_changes_in_world(before, after, find_differences(before, after))))


def reports(then: list[StoredStatement], now: list[StoredStatement], when: str | date) -> Told:
    before, after = (on(ready, when) for ready in evidences(then, now))
    return told(before, list(find_changes_in_reports(before, after, find_differences(before, after))))


def ids(*keys: str) -> set[str]:
    return {hashed(key) for key in keys}


def test_an_alliance_that_is_said_to_have_ended_ended_and_one_last_seen_faded() -> None:
    statements = [
        said("crow", "allied_with", "ash", "birch", valid="2020/2026-01-31", key="ended"),
        said("crow", "allied_with", "ash", "cedar", observed="2026-01-10", key="seen"),
        said("crow", "allied_with", "birch", "cedar", valid="2026-03/..", key="new"),
    ]
    found = world(statements, "2026-01-15", "2026-03-15")
    assert found == {("ash", "birch"): ("ended", ids("ended")), ("birch", "cedar"): ("began", ids("new"))}
    assert world(statements, "2026-03-15", "2030-01-01")["ash", "cedar"] == ("faded", set())


def test_that_a_truce_ended_does_not_end_a_war_that_nobody_saw_since() -> None:
    statements = [
        said("crow", "fights", "ash", "birch", observed="2026-01-10"),
        said("crow", "ceasefire_with", "ash", "birch", valid="2026-05/2026-06"),
    ]
    assert world(statements, "2026-01-20", "2029-01-01") == {("ash", "birch"): ("faded", set())}


def test_friends_who_fell_out_changed_and_both_statements_say_so() -> None:
    statements = [
        said("crow", "allied_with", "ash", "birch", valid="2020/2026-01-31", key="friends"),
        said("daw", "fights", "ash", "birch", valid="2026-02-10/2026-12-31", key="foes"),
    ]
    assert world(statements, "2026-01-15", "2026-06-01") == {("ash", "birch"): ("changed", ids("friends", "foes"))}


def test_what_was_reported_later_of_one_day_is_new_in_reports_and_not_in_the_world() -> None:
    early = [
        said("crow", "allied_with", "ash", "birch", observed="2026-01-10", key="seen"),
        said("crow", "supports", "ash", "cedar", observed="2026-01-10", key="taken-back"),
        said("crow", "supports", "birch", "cedar", observed="2026-01-10", key="doubted"),
    ]
    later = [
        early[0],
        said("daw", "allied_with", "ash", "birch", valid="2020/2026-01-12", key="end"),
        early[2],
        said("daw", "fights", "birch", "cedar", observed="2026-01-20", key="fight"),
        said("daw", "fights", "ash", "dogwood", observed="2026-01-20", key="unheard-of"),
    ]
    assert reports(early, later, "2026-01-20") == {
        ("ash", "birch"): ("overtaken", ids("end")),
        ("ash", "cedar"): ("withdrawn", ids("taken-back")),
        ("birch", "cedar"): ("reassessed", ids("fight")),
        ("ash", "dogwood"): ("newlyReported", ids("unheard-of")),
    }
    (ready,) = evidences(later)
    assert not len(find_differences(on(ready, "2026-01-20"), on(ready, "2026-01-20")).key)


def by_pair(rows: list[PairRow]) -> dict[Pair, PairRow]:
    return {(min(row.a, row.b), max(row.a, row.b)): row for row in rows}


def sign(row: PairRow | None) -> object:
    """The sign of a row, and whether some statement states what is friendly of it, and what is hostile."""
    if row is None:
        return None
    stated = {vocabulary().predicates[s.predicate].sign for s in row.statements if s.reading == "stated"}
    return "mixed" if row.mixed else row.sign, 1 in stated, -1 in stated


def stated_ends(statements: list[StoredStatement], pair: Pair, row: PairRow, a: date, b: date) -> set[str]:
    """Those that tell of an end, perhaps in these days, of something of a sign that the row has."""
    signs = {vocabulary().predicates[s.predicate].sign for s in row.statements}
    return {
        hashed(s.id)
        for s in statements
        if pair in list_pairs(s)
        and s.polarity == "asserts"
        and vocabulary().modes[s.mode].actual
        and vocabulary().predicates[s.predicate].sign in signs
        and (end := make_state_evidence(s).end)
        and end.earliest <= b
        and a <= end.latest
    }


@many
@given(st.lists(relation(), max_size=12), day_asked, st.sampled_from([0, 1, 30, 400, 1500]))
def test_the_changes_are_those_between_rows_one_by_one(statements: list[StoredStatement], a: date, more: int) -> None:
    b = a + timedelta(more)
    before, after = (by_pair(find_pair_rows(statements, on_day, on_day).rows) for on_day in (a, b))
    expected = {}
    for pair in before.keys() | after.keys():
        was, becomes = before.get(pair), after.get(pair)
        if sign(was) == sign(becomes):
            continue
        if was and not becomes:
            expected[pair] = "ended" if stated_ends(statements, pair, was, a, b) else "faded"
        else:
            expected[pair] = "changed" if was else "began"
    found = world(statements, a, b)
    assert {pair: change for pair, (change, _) in found.items()} == expected
    for pair, (change, because) in found.items():
        if change == "ended":
            assert because == stated_ends(statements, pair, before[pair], a, b)


@many
@given(st.lists(st.tuples(relation(), st.sampled_from(["both", "both", "then", "now"])), max_size=12), day_asked)
def test_what_was_learnt_leads_from_what_was_known_then_to_what_is_known_now(
    some: list[tuple[StoredStatement, str]], a: date
) -> None:
    then, now = ([s for s, known in some if known in ("both", which)] for which in ("then", "now"))
    before, after = (by_pair(find_pair_rows(statements, a, a).rows) for statements in (then, now))
    lost = {hashed(s.id) for s in then} - {hashed(s.id) for s in now}
    expected = {}
    for pair in before.keys() | after.keys():
        was, becomes = before.get(pair), after.get(pair)
        if sign(was) == sign(becomes):
            continue
        if was and becomes:
            expected[pair] = "reassessed"
        elif was:
            expected[pair] = "withdrawn" if {hashed(s.id) for s in was.statements} & lost else "overtaken"
        else:
            expected[pair] = "newlyReported"
    assert {pair: change for pair, (change, _) in reports(then, now, a).items()} == expected
