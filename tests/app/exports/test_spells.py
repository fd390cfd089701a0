"""Statements as spells of a pair: from when to when, by each rule, and nothing that nobody said."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exports.spells import RELATIONS, STATEMENTS, find_spells, list_by_relation, list_by_statement, merge_spells
from graph.alliances.pairs import find_pair_rows
from graph.dates.validity import is_certain, is_possible
from graph.dates.windows import MAX, MIN, Window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.world.builder import answered, said
from tests.world.worlds import day_asked, relation

quick = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))
ALLIED = said("crow", "allied_with", "league", "varn", valid="2020-03/2021", said_on="2022-01-01", key="allied")
SEEN = said("daw", "supports", "varn", "league", observed="2021-06", said_on="2022-01-01", key="seen")
FOES = said("crow", "fights", "varn", "league", valid="2021-05-02/..", said_on="2021-09-01", key="foes")
window = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(
    lambda days: Window(date(2026, 1, 1) + timedelta(days[0]), date(2026, 1, 1) + timedelta(days[0] + days[1]))
)


def days(*written: str) -> tuple[Window, ...]:
    ends = [(a and date.fromisoformat(a), b and date.fromisoformat(b)) for a, b in (w.split("/") for w in written)]
    return tuple(Window(a or MIN, b or MAX) for a, b in ends)


def test_a_state_may_have_been_from_its_earliest_start_to_its_latest_end() -> None:
    (edge,) = list_by_relation(find_spells([ALLIED]))
    assert (edge.a, edge.b, edge.days) == ("league", "varn", days("2020-03-01/2021-12-31"))
    assert edge.certain == days("2020-03-31/2021-01-01")
    told = dict(zip(RELATIONS, edge.values, strict=True))
    assert told == {"relation": "allied_with", "sign": 1, "mixed": False, "directed": False, "subject": None,
                    "contested": False, "saidBy": ["crow"], "statements": ["allied"]}  # fmt: skip


def test_a_sighting_is_there_when_it_was_seen_and_possible_on_all_days() -> None:
    assert [edge.days for edge in list_by_relation(find_spells([SEEN]))] == [days("2021-06-01/2021-06-30")]
    assert [edge.days for edge in list_by_relation(find_spells([SEEN], "possible"))] == [(Window(MIN, MAX),)]
    assert find_spells([SEEN], "certain") == []


def test_what_was_seen_is_supported_until_it_goes_stale() -> None:
    stale = vocabulary().predicates["supports"].stale_after_days
    assert stale is not None
    (edge,) = list_by_relation(find_spells([SEEN], "supported"))
    assert edge.days == (Window(date(2021, 6, 1), date(2021, 6, 30) + timedelta(stale)),)


def test_what_goes_on_stays_open() -> None:
    (edge,) = list_by_relation(find_spells([FOES]))
    assert (edge.days, edge.certain) == (days("2021-05-02/"), days("2021-05-02/2021-09-01"))


def test_friend_and_foe_on_one_day_is_mixed_and_one_after_the_other_is_not() -> None:
    later = said("crow", "fights", "varn", "league", valid="2023-01-02/..", said_on="2023-09-01", key="foes")
    assert {edge.values[2] for edge in list_by_relation(find_spells([ALLIED, FOES]))} == {True}
    assert {edge.values[2] for edge in list_by_relation(find_spells([ALLIED, later]))} == {False}


def test_an_edge_has_a_direction_where_all_its_statements_share_one() -> None:
    back = said("crow", "supports", "league", "varn", observed="2021-07", key="back")
    (one,) = list_by_relation(find_spells([SEEN]))
    assert (one.a, one.b, one.values[3:5]) == ("varn", "league", (True, "varn"))
    (both,) = list_by_relation(find_spells([SEEN, back]))
    assert (both.a, both.b, both.values[3:5]) == ("league", "varn", (False, None))
    assert [(edge.a, edge.b) for edge in list_by_statement(find_spells([SEEN, back]))] == [
        ("league", "varn"), ("varn", "league"),
    ]  # fmt: skip


def test_a_statement_brings_all_its_bounds_and_its_words_on_time() -> None:
    (edge,) = list_by_statement(find_spells([FOES]))
    told = dict(zip(STATEMENTS, edge.values, strict=True))
    assert (told["earliestStart"], told["latestEnd"]) == (date(2021, 5, 2), None)
    assert (told["certainFrom"], told["certainTo"]) == (date(2021, 5, 2), date(2021, 9, 1))
    assert (told["written"], told["saidBy"], told["statement"]) == ("2021-05-02/..", "crow", "foes")


def test_denials_plans_and_what_was_taken_back_are_no_spells_and_a_denial_contests() -> None:
    denial = said("varn", "supports", "varn", "league", observed="2021-06", polarity="denies")
    plan = said("varn", "supports", "varn", "league", observed="2021-06", mode="intended")
    assert find_spells([denial, plan, answered(ALLIED, "crow", "corrects")]) == []
    assert [spell.contested for spell in find_spells([SEEN, denial])] == [True]
    assert [spell.contested for spell in find_spells([answered(SEEN, "varn", "denies")])] == [True]


def test_only_what_has_a_day_in_a_period_is_there_whole() -> None:
    assert [s.statement.key for s in find_spells([ALLIED, FOES], between=Window(date(2024, 1, 1), MAX))] == ["foes"]
    found = find_spells([ALLIED, FOES], between=Window(date(2021, 12, 31), date(2021, 12, 31)))
    assert [spell.days for spell in found] == [days("2020-03-01/2021-12-31"), days("2021-05-02/")]
    assert find_spells([ALLIED], wanted=lambda one, other: "daw" in (one, other)) == []


@quick
@given(st.lists(relation(), max_size=8), day_asked)
def test_on_a_day_an_edge_is_there_where_some_statement_is_possible_and_certain_where_one_is(
    statements: list[StoredStatement], day: date
) -> None:
    spells = find_spells(statements, "possible")
    for edge in list_by_relation(spells):
        told = [s.statement for s in spells if {s.a, s.b} == {edge.a, edge.b} and s.statement.id in edge.values[-1]]
        # no end of what an act began is named, so it may go on
        assert any(w.earliest <= day <= w.latest for w in edge.days) == any(
            is_possible(s.bounds, day, day)
            or (not vocabulary().predicates[s.predicate].is_state and s.bounds.earliest_start <= day)
            for s in told
        )
        assert any(w.earliest <= day <= w.latest for w in edge.certain) == any(
            s.reading == "stated" and is_certain(s.bounds, day, day) for s in told
        )


@quick
@given(st.lists(relation(), max_size=8), day_asked)
def test_each_day_of_what_is_supported_is_the_answer_of_that_day(statements: list[StoredStatement], day: date) -> None:
    edges = [
        (*sorted((edge.a, edge.b)), edge.values[0])
        for edge in list_by_relation(find_spells(statements, "supported"))
        if any(window.earliest <= day <= window.latest for window in edge.days)
    ]
    rows = find_pair_rows(statements, day, day).rows
    assert sorted(edges) == sorted((*sorted((row.a, row.b)), name) for row in rows for name in row.relations)


@quick
@given(st.lists(window))
def test_merged_windows_have_the_same_days_and_stand_apart(windows: list[Window]) -> None:
    found = merge_spells(windows)

    def all_days(some: "tuple[Window, ...] | list[Window]") -> set[date]:
        return {w.earliest + timedelta(n) for w in some for n in range((w.latest - w.earliest).days + 1)}

    assert all_days(found) == all_days(windows)
    assert all(one.latest + timedelta(1) < other.earliest for one, other in pairwise(found))
