"""Moves of a group, and which may follow one another, on small cases by hand and on random worlds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.custody.chain import find_chain, trace_chains
from graph.custody.hops import CustodyHop, build_hops
from graph.dates.windows import MIN, Window
from graph.evidence.hierarchy import Containment
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, said
from tests.world.effort import calls
from tests.world.worlds import some

quick = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=list(HealthCheck))


def moved(words: str = "100", **more: object) -> StoredStatement:
    given = {"from_holder": "ash", "to_holder": "birch", "on": "2026-01-20", **more}
    return said("crow", f"transfers {words}".strip(), **given)  # type: ignore[arg-type]


def judged(verdict: str, *keys: str) -> Judgement:
    return Judgement(id="j", ids=keys, verdict=verdict, by="daw", on="2026-03-01", why="told")


def walks(*statements: StoredStatement, within: Containment | None = None) -> list[tuple[list[str], str, int | None]]:
    found = trace_chains(build_hops(statements, within=within), within)
    return [([hop.id for hop in chain.hops], chain.certainty, chain.at_most) for chain in found.chains]


def test_a_chain_is_asked_of_a_selection() -> None:
    first = moved("100", on="2026-01-20", key="first")
    then = said("daw", "transfers 40", on="2026-02-01", from_holder="birch", to_holder="cedar", key="then")
    later = moved("9", on="2026-05-01", from_holder="cedar", to_holder="elm", key="later")
    others = moved("5", whom="lake-women", key="others")
    snapshot, days = Few([first, then, later, others]), Window(MIN, date(2026, 2, 5))
    found = find_chain(Selection(snapshot, ON), "Lake-Men", days)
    assert [(hop.id, hop.count) for hop in found.hops] == [("first", (100, 100)), ("then", (40, 40))]
    assert [([hop.id for hop in one.hops], one.at_most) for one in found.chains] == [(["first", "then"], 40)]
    assert (found.held, found.groups, len(found.read)) == (GROUP, {GROUP}, 3)
    asked = find_chain(Selection(snapshot, replace(ON, exclude=("daw",), min_independent=1)), GROUP, days)
    assert ([hop.id for hop in asked.hops], asked.filtered.few_speakers, asked.chains) == (["first"], 0, [])
    assert find_chain(Selection(snapshot, replace(ON, min_independent=2)), GROUP, days).filtered.few_speakers == 2


def test_reports_of_one_event_are_one_hop_with_the_hull_of_days_and_counts() -> None:
    (hop,) = build_hops([
        moved("150", on="2026-01-21", about="flight", key="a"),
        moved("144", on="2026-01-20/2026-01-21", about="flight", key="b", from_holder=()),
    ])  # fmt: skip
    assert (hop.id, hop.earliest, hop.latest) == ("flight", date(2026, 1, 20), date(2026, 1, 21))
    assert (hop.count, hop.wordings) == ((144, 150), ("150", "144"))
    assert (hop.from_holders, hop.to_holders) == (("ash",), ("birch",))


def test_reports_that_nobody_judged_are_two_hops_that_may_be_one() -> None:
    one, other = moved("150", on="2026-01-20", key="a"), moved("144", on="2026-01-22", key="b")
    assert [(hop.id, hop.may_be) for hop in build_hops([one, other])] == [("a", ["b"]), ("b", ["a"])]
    assert [hop.may_be for hop in build_hops([one, other], judgements=[judged("unsure", "a", "b")])] == [["b"], ["a"]]
    assert [hop.may_be for hop in build_hops([one, other], judgements=[judged("negative", "a", "b")])] == [[], []]
    assert [hop.count for hop in build_hops([one, other], judgements=[judged("positive", "a", "b")])] == [(144, 150)]


@pytest.mark.parametrize(
    "other", [{"on": "2026-03-01"}, {"to_holder": "cedar"}, {"from_holder": "cedar"}, {"whom": "boys"}]
)
def test_what_a_party_a_day_or_the_people_speak_against_is_not_the_same_occurrence(other: dict[str, object]) -> None:
    assert [hop.may_be for hop in build_hops([moved(), moved(**other)])] == [[], []]


def test_what_is_under_way_tells_from_where_and_by_whom_but_moves_nobody_yet() -> None:
    (hop,) = build_hops([
        said("crow", "transfers 7000", agent="elm", from_place="fort", on="2026-02", mode="under_way", about="march"),
        said("daw", "transfers 2000", to_holder="birch", on="2026-02-20", kind="cumulative", about="march"),
    ])  # fmt: skip
    assert (hop.by_whom, hop.from_places, hop.to_holders) == (("elm",), ("fort",), ("birch",))
    assert (hop.count, hop.kinds) == ((2000, 2000), ("cumulative",))


def test_of_running_totals_of_one_event_a_hop_has_the_latest() -> None:
    told = [("150", "2026-01-21"), ("1387", "2026-01-31"), ("about 1400", "2026-01-31")]
    (hop,) = build_hops([moved(words, kind="cumulative", on=on, about="march") for words, on in told])
    assert hop.count == (1350, 1450)


def test_a_total_of_one_event_stands_for_the_first_flights_of_it() -> None:
    first = moved("150", on="2026-01-21", about="march")
    (hop,) = build_hops([first, moved("about 2000", on="2026-01-30", kind="cumulative", about="march")])
    assert (hop.count, hop.kinds, hop.wordings) == ((1800, 2200), ("cumulative",), ("about 2000",))


def test_a_denial_makes_a_hop_contested() -> None:
    (hop,) = build_hops([moved(), moved("", polarity="denies", key="no")])
    assert [denial.statement for denial in hop.denials] == ["no"]


def test_hops_follow_where_people_came_to_and_no_more_go_all_the_way_than_the_smallest_moves() -> None:
    told = [
        moved("about 100", key="a", on="2026-01-20"),
        moved("60", key="b", from_holder="birch", to_holder="cedar", on="2026-02-01"),
        said("crow", "releases 80", "cedar", on="2026-03-01", key="c"),
    ]
    assert walks(*told) == [(["a", "b", "c"], "certain", 60)]


def test_on_one_day_or_in_overlapping_months_the_order_is_only_possible() -> None:
    for first, then in (("2026-01-20", "2026-01-20"), ("2026-01", "2026-01-20")):
        told = [moved(key="a", on=first), moved(key="b", from_holder="birch", to_holder="cedar", on=then)]
        assert walks(*told) == [(["a", "b"], "possible", 100)]


def test_what_surely_came_before_does_not_follow() -> None:
    told = [moved(key="a", on="2026-02-01"), moved(key="b", from_holder="birch", to_holder="cedar", on="2026-01-31")]
    assert walks(*told) == []


def test_each_step_may_be_in_time_and_the_whole_not() -> None:
    told = [
        moved(key="a", on="2026-01-20"),
        moved(key="b", from_holder="birch", to_holder="cedar", on="2026-01"),
        moved(key="c", from_holder="cedar", to_holder="elm", on="2026-01-10"),
    ]
    assert sorted(chain for chain, _, _ in walks(*told)) == [["a", "b"], ["b", "c"]]


def test_people_who_came_to_a_place_may_leave_from_within_it_or_around_it_but_not_from_beside() -> None:
    within = Containment(
        [
            said("crow", "located_in", "cell", "fort", valid="/.."),
            said("crow", "located_in", "fort", "land", valid="/.."),
        ]
    )
    for left, follows in (("cell", True), ("fort", True), ("land", True), ("lake", False)):
        told = [
            moved(key="a", to_holder=(), to_place="fort"),
            said("crow", "escapes 5", from_place=left, on="2026-02-01", key="b"),
        ]
        assert bool(walks(*told, within=within)) is follows, left


def test_a_part_of_the_group_goes_on_but_two_parts_are_other_people() -> None:
    parts = [said("crow", "part_of", part, "lake-men", valid="/..") for part in ("boys", "elders")]
    told = [
        moved(key="a", whom="boys"),
        moved(key="b", from_holder="birch", to_holder="cedar", on="2026-02-01"),
        moved(key="c", from_holder="cedar", to_holder="elm", on="2026-03-01", whom="elders"),
    ]
    assert [chain for chain, _, _ in walks(*told, within=Containment(parts))] == [["a", "b"], ["b", "c"]]


def test_a_long_way_is_cut_after_eight_hops_and_says_so() -> None:
    told = [moved(from_holder=f"h{n}", to_holder=f"h{n + 1}", on=f"2026-01-{n + 1:02}") for n in range(10)]
    found = trace_chains(build_hops(told))
    assert found.longer
    assert {len(chain.hops) for chain in found.chains} == {8}
    assert {hop.id for chain in found.chains for hop in chain.hops} == {s.key for s in told}


def test_hops_that_all_may_follow_one_another_give_a_hundred_chains_with_no_more_work_than_there_are_pairs() -> None:
    def crowd(number: int) -> list[StoredStatement]:
        holders = ["ash", "birch", "cedar", "elm"]
        return [moved(from_holder=holders[n % 4], to_holder=holders[(n * 3 + 1) % 4], on="2026") for n in range(number)]

    small, large = crowd(250), crowd(1_000)
    found = trace_chains(build_hops(large))
    assert (len(found.chains), found.more) == (100, True)
    assert calls(lambda: trace_chains(build_hops(large))) < 4**2 * calls(lambda: trace_chains(build_hops(small)))


@st.composite
def some_hops(draw: st.DrawFn) -> list[CustodyHop]:
    told = []
    for _ in range(draw(st.integers(1, 5))):
        first, last = sorted((draw(st.integers(1, 9)), draw(st.integers(1, 9))))
        ends = draw(st.permutations(["ash", "birch", "cedar"]))
        words = draw(some(["", "10", "about 200", "at least 5"]))
        told.append(moved(words, from_holder=ends[0], to_holder=ends[1], on=f"2026-01-0{first}/2026-01-0{last}"))
    return build_hops(told)


def in_time(walk: Sequence[CustodyHop]) -> bool:
    """Of events of one day: days in that order exist just where none must lie after one that comes later."""
    return all(one.earliest <= other.latest for one, other in combinations(walk, 2))


def joined(walk: Sequence[CustodyHop]) -> bool:
    return all(set(one.to_holders) & set(other.from_holders) for one, other in pairwise(walk))


@quick
@given(some_hops())
def test_the_chains_are_all_walks_that_nothing_makes_longer(found: list[CustodyHop]) -> None:
    every = [
        walk
        for length in range(2, len(found) + 1)
        for walk in permutations(found, length)
        if in_time(walk) and joined(walk)
    ]
    ids = {tuple(hop.id for hop in walk) for walk in every}
    longest = {walk for walk in ids if not any(other[1:] == walk or other[:-1] == walk for other in ids)}
    answer = trace_chains(found)
    assert not answer.longer
    assert {tuple(hop.id for hop in chain.hops) for chain in answer.chains} == longest


@quick
@given(some_hops())
def test_a_chain_is_in_time_repeats_no_hop_and_promises_no_more_than_each_hop_moved(found: list[CustodyHop]) -> None:
    for chain in trace_chains(found).chains:
        assert in_time(chain.hops)
        assert len({hop.id for hop in chain.hops}) == len(chain.hops) <= 8
        sure = all(one.latest < other.earliest for one, other in pairwise(chain.hops))
        assert (chain.certainty == "certain") is sure
        limits = [hop.count[1] for hop in chain.hops if hop.count and hop.count[1] is not None]
        assert chain.at_most == (min(limits) if limits else None)
