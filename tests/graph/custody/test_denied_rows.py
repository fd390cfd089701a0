"""Which denials reach a row of custody, worked out by hand, whatever the row rests on."""

from collections.abc import Sequence
from datetime import date

import pytest

from graph.custody.day import HolderRow, build_custody
from graph.custody.hops import build_hops
from graph.disputes.denials import find_denials
from graph.disputes.question import collect_disputes
from graph.model.statement import StoredStatement
from tests.world.builder import said

DAY = "2026-02-05"


def rows(told: Sequence[StoredStatement], day: str = DAY) -> dict[str, HolderRow]:
    asked = date.fromisoformat(day)
    return {row.holder: row for row in build_custody(told, asked, asked).rows}


def denied(told: Sequence[StoredStatement], day: str = DAY, holder: str = "ash") -> list[str]:
    return [denial.statement for denial in rows(told, day)[holder].denials]


def taken(words: str = "captures", on: str = "2026-01-10", **more: object) -> StoredStatement:
    who = {"to_holder": "ash"} if words == "transfers" else {"who": "ash"}
    return said("crow", words, **{"on": on, **who, **more})  # type: ignore[arg-type]


def denial(words: str = "holds", who: object = "ash", **more: object) -> StoredStatement:
    given = {"observed": DAY, "polarity": "denies", "key": "no", **more}
    return said("ash", words, who, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["captures", "arrests", "takes_hostage", "interns", "transfers"])
def test_a_denial_of_holding_on_the_day_denies_a_row_that_rests_on_a_move(words: str) -> None:
    told = [taken(words), denial()]
    assert denied(told) == ["no"]
    assert denied(told, "2026-01-20") == []  # only of 5 February is it denied
    assert denied(told, "2026-03-01") == []


@pytest.mark.parametrize("words", ["holds", "guards", "administers"])
def test_and_one_that_rests_on_a_sighting_before_in_any_capacity(words: str) -> None:
    told = [said("crow", words, "ash", observed="2026-02-01"), denial()]
    assert denied(told) == ["no"]
    assert denied(told, "2026-02-01") == []


def test_a_denial_of_the_day_of_the_evidence_denies_what_rests_on_it() -> None:
    assert denied([taken(), denial(observed="2026-01")]) == ["no"]
    assert denied([taken(), denial(observed="2026-01")], "2026-06-01") == ["no"]
    assert denied([taken(), denial(observed="2026-01-09")]) == []


def test_whoever_only_guards_may_hold_and_whoever_does_not_guard_may_too() -> None:
    guards = said("crow", "guards", "ash", observed=DAY)
    holds = said("crow", "holds", "ash", observed=DAY)
    no_guards = denial("guards")
    assert denied([guards, no_guards]) == ["no"]
    assert denied([holds, no_guards]) == []
    assert denied([holds, guards, no_guards]) == []
    assert denied([taken(), no_guards]) == []
    assert denied([said("crow", "guards", "ash", observed="2026-02-01"), no_guards]) == ["no"]


def test_a_denial_of_a_move_denies_the_move_and_a_row_that_rests_only_on_it() -> None:
    move, never = taken(), denial("captures", on="2026-01-10", observed=None)
    assert denied([move, never]) == ["no"]
    assert denied([move, said("crow", "holds", "ash", observed=DAY), never]) == []
    assert denied([move, taken("arrests", on="2026-01-12"), never]) == []
    assert [d.statement for d in find_denials([move], [never])] == ["no"]
    (hop,) = build_hops([move, never])
    assert [d.statement for d in hop.denials] == ["no"]
    assert denied([taken("arrests"), never]) == []  # whoever captured nobody may have arrested them


def test_a_row_whose_two_moves_are_both_denied_is_denied() -> None:
    told = [taken(), taken("arrests", on="2026-01-12")]
    nothing = [
        denial("captures", on="2026-01-10", observed=None, key="a"),
        denial("arrests", on="2026-01-12", observed=None, key="b"),
    ]
    assert denied([*told, *nothing]) == ["a", "b"]


def test_a_place_or_terms_bound_a_denial_of_holding() -> None:
    assert denied([taken(at="fort"), denial()]) == ["no"]
    assert denied([taken(at="fort"), denial(at="fort")]) == ["no"]
    assert denied([taken(at="fort"), denial(at="mill")]) == []
    assert denied([taken(), denial(at="mill")]) == []
    assert denied([taken("transfers", to_place="fort"), denial(at="fort")]) == ["no"]
    assert denied([taken(terms=("pretrial",)), denial(terms=("pretrial",))]) == ["no"]
    assert denied([taken(), denial(terms=("pretrial",))]) == []


def test_one_of_two_holders_denies_its_own_row_only() -> None:
    told = [said("crow", "holds", ("ash", "birch"), observed=DAY), denial()]
    assert denied(told) == ["no"]
    assert denied(told, holder="birch") == []
    both = [told[0], denial(who=("ash", "birch"))]
    assert denied(both) == denied(both, holder="birch") == ["no"]
    # that two did not hold them together leaves it open who of them did
    assert denied([taken(), denial(who=("ash", "birch"))]) == []


def test_of_other_people_of_another_holder_and_of_a_plan_a_denial_says_nothing() -> None:
    assert denied([taken(), denial(whom="boys")]) == []
    assert denied([taken(), denial(who="birch")]) == []
    assert denied([taken(), denial(mode="intended")]) == []


def test_what_was_last_known_is_not_denied_by_a_denial_of_a_later_day() -> None:
    old = said("crow", "holds", "ash", observed="2020-01-01")
    asked = date.fromisoformat(DAY)
    (row,) = build_custody([old, denial()], asked, asked).last_known
    assert row.denials == ()
    (row,) = build_custody([old, denial(observed="2020-01")], asked, asked).last_known
    assert [d.statement for d in row.denials] == ["no"]


def test_a_denied_move_and_what_denies_it_are_listed_and_lie_in_one_group() -> None:
    (found,) = collect_disputes([taken(key="taken"), denial(observed="2026-01")])
    assert (found.why, [s.id for s in found.statements]) == ("denied", ["no", "taken"])
    (found,) = collect_disputes([taken(key="taken"), denial()])
    assert (found.why, [s.id for s in found.statements]) == ("negative", ["no"])  # nobody said so of that day
