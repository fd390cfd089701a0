"""What is part of what on a day, followed downwards and upwards."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence.hierarchy import MAX_DEPTH, find_parts, find_roots, is_fact
from graph.model.statement import StoredStatement
from tests.world.builder import said

DAY = date(2026, 2, 5)
NAMES = "abcdefghijkl"
links_ = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=16)


def part(lower: str, upper: str, valid: str = "2014/..", **more: str) -> StoredStatement:
    return said("crow", "part_of", lower, upper, valid=valid, **more)  # type: ignore[arg-type]


@settings(deadline=None, derandomize=True)
@given(links_)
def test_parts_lie_as_deep_as_the_shortest_way_down(links: list[tuple[str, str]]) -> None:
    depth = {"a": 0}
    for step in range(1, MAX_DEPTH + 1):
        for lower in {low for low, up in links if depth.get(up) == step - 1} - depth.keys():
            depth[lower] = step
    assert find_parts("a", [part(low, up) for low, up in links], DAY, DAY) == depth


def test_a_chain_is_followed_eight_deep() -> None:
    chain = [part(lower, upper) for upper, lower in pairwise(NAMES)]
    assert list(find_parts("a", chain, DAY, DAY)) == list(NAMES[:9])


def test_a_cycle_ends() -> None:
    assert find_parts("a", [part("b", "a"), part("a", "b")], DAY, DAY) == {"a": 0, "b": 1}


def test_only_what_was_part_on_the_day_and_is_a_fact_counts() -> None:
    assert find_parts("a", [part("b", "a", "2014/2016")], DAY, DAY) == {"a": 0}
    assert find_parts("a", [part("b", "a", polarity="denies")], DAY, DAY) == {"a": 0}
    assert find_parts("a", [part("b", "a", mode="intended")], DAY, DAY) == {"a": 0}


def test_the_top_is_whatever_is_part_of_nothing_else() -> None:
    links = [part("b", "a"), said("crow", "speaks_for", "c", "b", valid="2014/.."), part("c", "d")]
    assert find_roots("c", links) == {"a", "d"}
    assert find_roots("a", links) == {"a"}
    assert find_roots("nobody", links) == {"nobody"}


def test_plans_and_denials_are_no_facts() -> None:
    assert is_fact(part("b", "a", mode="under_way"))
    assert not is_fact(part("b", "a", mode="agreed"))
    assert not is_fact(part("b", "a", polarity="denies"))
