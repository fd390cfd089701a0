"""Denials are looked up, and are those that comparing each statement with each denial finds."""

from datetime import date, timedelta
from random import Random

import pytest

from graph.disputes.denials import Denials
from graph.disputes.question import collect_disputes
from graph.evidence.support import find_named_days
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.effort import calls

START = date(2020, 1, 1)


def contradicts(denial: StoredStatement, statement: StoredStatement) -> bool:
    """The rule, for two."""
    mine, its = find_named_days(denial), find_named_days(statement)
    ways = [dict(denial.roles)]
    actual = {denial.mode, statement.mode} <= {"occurred", "under_way"}
    # who is said not to have held people cannot have arrested or guarded them then either
    is_holding = denial.predicate == "holds" and statement.predicate in ("arrests", "guards") and actual
    if denial.predicate == "allied_with":
        ways.append({"subject": denial.role("object"), "object": denial.role("subject")})
    return (
        (denial.polarity, statement.polarity) == ("denies", "asserts")
        and (is_holding or (denial.predicate == statement.predicate and (denial.mode == statement.mode or actual)))
        and any(all(statement.role(role) == ids for role, ids in way.items()) for way in ways)
        and set(denial.terms) <= set(statement.terms)
        and mine.earliest <= its.latest
        and its.earliest <= mine.latest
    )


def random_statement(chance: Random, number: int) -> StoredStatement:
    first = START + timedelta(days=chance.randrange(30))
    window = f"{first}/{first + timedelta(days=chance.randrange(6))}"
    polarity, key = chance.choice(("asserts", "denies")), f"k{number:03}"
    if chance.random() < 0.3:
        one, other = chance.sample(("ash", "birch", "cedar"), 2)
        return said("crow", "allied_with", one, other, observed=window, polarity=polarity, key=key)
    roles = {"at": chance.choice(("fort", "camp"))} if chance.random() < 0.5 else {}
    predicate = chance.choice(("holds", "holds", "arrests", "guards"))
    roles |= {"on" if predicate == "arrests" else "observed": window}
    return said(
        "crow", predicate, chance.choice(("ash", "birch")), polarity=polarity, key=key,
        mode=chance.choice(("occurred", "under_way", "intended")), terms=chance.choice(((), ("convicted",))), **roles,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_they_are_those_that_comparing_each_with_all_finds(seed: int) -> None:
    chance = Random(seed)
    told = [random_statement(chance, number) for number in range(60)]
    denials = Denials(told)
    for statement in told:
        right = sorted(other.id for other in told if contradicts(other, statement))
        assert sorted(denial.id for denial in denials.find_contradicting(statement)) == right
        assert sorted(denial.statement for denial in denials.find_denials([statement])) == right
    denied = {d.statements[0].id: [s.id for s in d.statements[1:]] for d in collect_disputes(told) if d.why == "denied"}
    right_denied = {d.id: [s.id for s in told if contradicts(d, s)] for d in told if d.polarity == "denies"}
    assert denied == {id_: ids for id_, ids in right_denied.items() if ids}


def test_who_denies_a_number_denies_the_number_alone() -> None:
    no = said("ash", "holds 40", "ash", observed="2020-01-05", polarity="denies")
    right = {
        "holds 40": True, "holds 30 to 50": True, "holds at least 12": True, "holds 25": False, "holds 100": False,
        "holds": False, "guards 40": False, "guards": False,
    }  # fmt: skip
    for words, is_denied in right.items():
        other = said("crow", words, "ash", observed="2020-01-05")
        assert [one.statement for one in Denials([no, other]).find_denials([other])] == [no.id] * is_denied, words
    families = said("crow", "holds 40", "ash", observed="2020-01-05", unit="families")
    assert not Denials([no, families]).find_denials([families])


def test_the_work_grows_with_the_statements_and_not_with_their_pairs() -> None:
    def told(number: int) -> list[StoredStatement]:
        return [
            said("crow", "holds", "ash", at="fort", observed=str(START + timedelta(n // 2)),
                 polarity=("asserts", "denies")[n % 2], key=f"k{n:06}")
            for n in range(number)
        ]  # fmt: skip

    def work(some: list[StoredStatement]) -> int:
        return calls(
            lambda: [
                Denials(some).find_denials([]),
                *map(Denials(some).find_denials, [[statement] for statement in some]),
            ]
        )

    assert work(told(3_000)) < 11 * work(told(300))
