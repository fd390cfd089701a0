"""Alliances are asked of a selection from a script, with no service and no database."""

from dataclasses import replace

import pytest

from graph.alliances.question import AllianceFindings, find_alliances, find_scope, find_stated_alliances
from graph.alliances.rows import SignedPair, add_denials, describe_nearest, describe_rows
from graph.dates.windows import read_window
from graph.errors import InvalidInput, NotFound
from tests.graph.alliances.few import FEBRUARY, ask, tie
from tests.graph.columns.plain import hashed
from tests.world.builder import said

PACT = tie("allied_with", "ash", "birch")
AID = tie("supports", "birch", "cedar", valid="2026-01-01/2026-02-01")
WAR = tie("fights", "birch", "cedar")
QUARREL = tie("hostile_to", "cedar", "dune")
PART = tie("part_of", "ash-youth", "ash")
SCUFFLE = tie("fights", "elm", "ash-youth")
DENIAL = said("daw", "fights", "birch", "cedar", valid="2026-01-01/2026-03-01", polarity="denies", key="no war")
STATEMENTS = [PACT, AID, WAR, QUARREL, PART, SCUFFLE, DENIAL]


def ends(pairs: list[SignedPair]) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in pairs]


def pairs_of(found: AllianceFindings) -> list[SignedPair]:
    return describe_rows(found.rows, None)


def test_everyone_has_a_row_a_pair_with_its_sign_and_its_statements() -> None:
    pairs = pairs_of(find_alliances(ask(STATEMENTS)))
    assert ends(pairs) == [("ash", "birch"), ("ash-youth", "elm"), ("birch", "cedar"), ("cedar", "dune")]
    war = pairs[2]
    assert (war.sign, war.signs) == (-1, {"friendly": 0, "hostile": 1, "neutral": 0})
    assert (war.support_kind, war.gap_days, war.known_certainty) == ("certain", 0, "certain")
    assert (war.relations, war.directed, war.statements) == (["fights"], False, [hashed(WAR.id)])


def test_in_a_period_a_pair_that_was_both_is_mixed_and_has_no_sign() -> None:
    found = find_alliances(
        ask(STATEMENTS, replace(FEBRUARY, as_of=read_window("2026-01"))), find_scope(ask([]), sign="mixed")
    )
    (pair,) = pairs_of(found)
    assert (pair.a, pair.b, pair.sign, pair.mixed) == ("birch", "cedar", None, True)
    assert (pair.relations, len(pair.statements)) == (["fights", "supports"], 2)


def test_who_denies_a_pair_is_found_among_the_statements() -> None:
    selection = ask(STATEMENTS)
    pairs = add_denials(selection, pairs_of(find_alliances(selection)))
    assert {(p.a, p.b): [d.said_by for d in p.denials] for p in pairs if p.denials} == {("birch", "cedar"): ["daw"]}


def test_each_step_around_an_actor_and_its_parts_adds_the_pairs_of_those_it_reaches() -> None:
    selection = ask(STATEMENTS)
    found = [ends(pairs_of(find_alliances(selection, find_scope(selection, "Ash", depth=n)))) for n in (1, 2, 3)]
    assert found[0] == [("ash", "birch"), ("ash-youth", "elm")]
    assert found[1] == [*found[0], ("birch", "cedar")]
    assert found[2] == [*found[1], ("cedar", "dune")]


def test_on_another_day_there_is_what_was_last_known_before_and_first_known_after() -> None:
    after, before = (
        find_alliances(ask(STATEMENTS, replace(FEBRUARY, as_of=read_window(day)))) for day in ("2031", "2024")
    )
    assert len(after.rows) == len(before.rows) == 0
    last, first = describe_nearest(after.last_known, None), describe_nearest(before.first_known, None)
    assert ends(last) == [("ash", "birch"), ("ash-youth", "elm"), ("birch", "cedar"), ("cedar", "dune")]
    assert ends(first) == ends(last)
    assert [pair.support_kind for pair in last] == [None] * 4
    assert ends(describe_nearest(after.last_known.first(2), None)) == ends(last)[:2]


def test_rows_with_too_few_speakers_are_dropped_and_counted() -> None:
    second = tie("allied_with", "ash", "birch", speaker="daw")
    found = find_alliances(ask([*STATEMENTS, second], replace(FEBRUARY, min_independent=2)))
    assert (ends(pairs_of(found)), found.filtered.few_speakers) == ([("ash", "birch")], 3)


def test_one_actor_has_the_rows_of_single_statements_whole() -> None:
    selection = ask(STATEMENTS)
    found = find_stated_alliances(selection, find_scope(selection, "birch"))
    assert [(row.a, row.b, row.sign) for row in found.rows] == [("ash", "birch", 1), ("birch", "cedar", -1)]
    assert [row.statements for row in found.rows] == [(PACT,), (WAR,)]
    assert [denial.said_by for denial in found.rows[1].denials] == ["daw"]
    assert found.read == [PACT, AID, WAR, DENIAL]


def test_a_name_comes_before_a_sign_and_a_sign_before_a_depth() -> None:
    selection = ask(STATEMENTS)
    with pytest.raises(NotFound):
        find_scope(selection, "nobody", "rosy", 99)
    with pytest.raises(InvalidInput, match="sign"):
        find_scope(selection, "ash", "rosy", 99)
    with pytest.raises(InvalidInput, match="1 to 8"):
        find_scope(selection, "ash", "-1", 99)
