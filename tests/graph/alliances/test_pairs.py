"""Who was friendly or hostile to whom, on random worlds and by hand."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.alliances.pairs import PairRow, find_common_sign, find_pair_rows
from graph.model.statement import StoredStatement
from tests.world.builder import answered, said
from tests.world.worlds import day_asked, relation

DAY = date(2026, 1, 25)
quick = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))


def one(*statements: StoredStatement) -> PairRow:
    (row,) = find_pair_rows(statements, DAY, DAY).rows
    return row


@quick
@given(st.lists(relation(), max_size=8), day_asked)
def test_a_pair_with_a_row_is_neither_last_nor_first_known(statements: list[StoredStatement], day: date) -> None:
    answer = find_pair_rows(statements, day, day)
    rows, others = (
        {frozenset((r.a, r.b)) for r in part} for part in (answer.rows, answer.last_known + answer.first_known)
    )
    assert not rows & others


@quick
@given(st.lists(st.sampled_from([1, -1, 0]), min_size=1))
def test_the_sign_is_the_common_one_neutral_ones_aside(signs: list[int]) -> None:
    sign, mixed = find_common_sign(signs)
    aside = {s for s in signs if s != 0}
    assert mixed == (len(aside) == 2)
    assert sign == (None if mixed else sum(aside))


def test_after_clashes_with_distrust_and_a_ceasefire_a_pair_is_hostile_and_only_possibly_so() -> None:
    """An example: clashes largely over, distrust that goes on, a ceasefire."""
    clashes = said("crow", "fights", "hill-army", "lake-town", valid="2026-01-06/2026-01-2X", said_on="2026-02-10")
    distrust = said("daw", "distrusts", "hill-army", "lake-town", observed="2026-01", said_on="2026-02-10")
    ceasefire = said("daw", "ceasefire_with", "lake-town", "hill-army", observed="2026-01-24", said_on="2026-02-10")
    row = one(clashes, distrust, ceasefire)
    assert row.support is not None
    assert (row.sign, row.mixed, row.signs) == (-1, False, {"friendly": 0, "hostile": 2, "neutral": 1})
    assert (row.support.kind, row.directed) == ("within", False)
    assert row.relations == ("ceasefire_with", "distrusts", "fights")


def test_signs_count_statements_of_whatever_support() -> None:
    row = one(
        said("crow", "allied_with", "ash", "birch", valid="2014/.."),
        said("daw", "allied_with", "ash", "birch", observed="2026-01-20"),
        said("daw", "supports", "birch", "ash", observed="2024-06-01"),
    )
    assert row.signs == {"friendly": 3, "hostile": 0, "neutral": 0}
    assert row.support is not None
    assert row.support.kind == "certain"


def test_the_end_of_a_fight_does_not_end_the_distrust() -> None:
    row = one(
        said("crow", "fights", "ash", "birch", valid="2026-01-06/2026-01-18"),
        said("crow", "distrusts", "ash", "birch", observed="2026-01-10"),
    )
    assert (row.relations, row.sign) == (("distrusts",), -1)


def test_friendly_against_hostile_is_mixed_and_has_no_sign() -> None:
    row = one(
        said("crow", "allied_with", "ash", "birch", valid="2014/.."),
        said("daw", "hostile_to", "birch", "ash", observed="2026-01-20"),
    )
    assert (row.sign, row.mixed) == (None, True)


def test_a_neutral_relation_alone_is_neutral_and_no_relation_is_no_row() -> None:
    assert one(said("crow", "ceasefire_with", "ash", "birch", observed="2026-01-24")).sign == 0
    answer = find_pair_rows([said("crow", "in_contact_with", "ash", "birch", observed="2026-01-24")], DAY, DAY)
    assert answer.rows == answer.last_known == []


def test_a_row_is_shown_with_the_support_of_its_sign_not_of_what_is_neutral() -> None:
    row = one(
        said("crow", "ceasefire_with", "ash", "birch", valid="2026-01-20/.."),
        said("crow", "hostile_to", "ash", "birch", observed="2026-01-10"),
    )
    assert row.support is not None
    assert (row.sign, row.support.kind) == (-1, "after")


def test_a_row_has_a_direction_if_all_its_statements_share_one() -> None:
    support = said("crow", "supports", "birch", "ash", observed="2026-01-24")
    jointly = said("crow", "supports", ("birch", "cedar"), "ash", observed="2026-01-24")
    rows = find_pair_rows([support, jointly], DAY, DAY).rows
    assert [(row.a, row.b, row.directed) for row in rows] == [("birch", "ash", True), ("cedar", "ash", True)]
    back = said("crow", "supports", "ash", "birch", observed="2026-01-24")
    assert not one(support, back).directed
    assert not one(support, said("crow", "allied_with", "birch", "ash", observed="2026-01-24")).directed


def test_denials_and_plans_make_no_row_and_a_denial_contests() -> None:
    said_so = said("crow", "supports", "ash", "birch", observed="2026-01-24")
    denial = said("ash", "supports", "ash", "birch", observed="2026-01-24", polarity="denies")
    plan = said("ash", "supports", "ash", "birch", observed="2026-01-24", mode="intended")
    assert find_pair_rows([denial, plan], DAY, DAY).rows == []
    assert [d.said_by for d in one(said_so, denial).denials] == ["ash"]
    assert find_pair_rows([answered(said_so, "crow", "corrects")], DAY, DAY).rows == []
    assert [d.scope for d in one(answered(said_so, "ash", "denies", "general")).denials] == ["general"]


def test_only_pairs_that_are_wanted_have_rows() -> None:
    statements = [said("crow", "allied_with", "ash", other, observed="2026-01-25") for other in ("birch", "cedar")]
    rows = find_pair_rows(statements, DAY, DAY, wanted=lambda a, b: "cedar" in (a, b)).rows
    assert [(row.a, row.b) for row in rows] == [("ash", "cedar")]


def test_an_attack_is_certain_on_its_day_and_possible_for_some_time_after() -> None:
    attack = said("crow", "attacks", "ash", "birch", on="2026-01-03")
    kinds = {}
    for day in ("2026-01-02", "2026-01-03", "2026-01-20", "2026-04-03", "2026-04-04"):
        on = date.fromisoformat(day)
        rows = find_pair_rows([attack], on, on).rows
        kinds[day] = [(row.sign, row.support and row.support.kind, row.directed) for row in rows]
    assert kinds == {
        "2026-01-02": [],
        "2026-01-03": [(-1, "certain", True)],
        "2026-01-20": [(-1, "after", True)],
        "2026-04-03": [(-1, "after", True)],  # 90 days later
        "2026-04-04": [],
    }
    planned = said("crow", "attacks", "ash", "birch", on="2026-01-03", mode="intended")
    assert find_pair_rows([planned], date(2026, 1, 3), date(2026, 1, 3)).rows == []


def test_an_attack_on_some_day_of_a_week_is_certain_of_the_week_and_of_no_day_of_it() -> None:
    attack = said("crow", "attacks", "ash", "birch", on="2026-01-05/2026-01-11")
    for first, last, kind in ((5, 11, "certain"), (7, 7, "within"), (5, 10, "within")):
        (row,) = find_pair_rows([attack], date(2026, 1, first), date(2026, 1, last)).rows
        assert row.support
        assert row.support.kind == kind


def test_distrust_leads_one_way() -> None:
    doubt = said("crow", "distrusts", "birch", "ash", observed="2026-01-20")
    row = one(doubt)
    assert (row.a, row.b, row.directed) == ("birch", "ash", True)
    both = one(doubt, said("daw", "distrusts", "ash", "birch", observed="2026-01-20"))
    assert not both.directed


@pytest.mark.parametrize("word", ["condemns", "agrees"])
def test_who_condemns_or_agrees_is_neither_friend_nor_foe(word: str) -> None:
    day = date(2026, 1, 20)
    assert find_pair_rows([said("crow", word, "ash", "birch", on="2026-01-20")], day, day).rows == []
