"""Circles of parts: just the links of a circle with a day in common, however many there are."""

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.circles import Link, find_circles

DAY = date(2020, 1, 1)
MANY = 3_000


def link(part: str, whole: str, first: int, last: int, key: str = "") -> Link:
    return Link(part, whole, DAY + timedelta(first), DAY + timedelta(last), key or f"{part}-{whole}-{first}-{last}")


def ring(size: int, begins: int = 0) -> list[Link]:
    """Each part of the next and the last of the first; each begins `begins` days after the one before, and goes on."""
    return [link(f"g{n}", f"g{(n + 1) % size}", n * begins, 100_000, f"k{n}") for n in range(size)]


def plainly(links: list[Link]) -> set[str]:
    """The keys on a circle, by trying each link on each day."""
    found = set()
    for day in {one.first for one in links}:
        above = defaultdict(set)
        for one in links:
            if one.first <= day <= one.last:
                above[one.part].add(one.whole)
        for one in links:
            seen: set[str] = set()
            level = {one.whole} if one.first <= day <= one.last else set()
            while level:
                seen |= level
                level = {whole for id_ in level for whole in above[id_]} - seen
            if one.part in seen:
                found.add(one.key)
    return found


days = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair)))
some_links = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), days), max_size=12).map(
    lambda rows: [link(part, whole, *days) for part, whole, days in rows]
)


@given(links=some_links)
def test_just_the_links_of_a_circle_of_one_day_are_found(links: list[Link]) -> None:
    assert find_circles(links).keys() == plainly(links)


def test_a_circle_is_named_by_its_shortest_way() -> None:
    links = [link("a", "b", 0, 9, "1"), link("b", "c", 0, 9, "2"), link("c", "a", 0, 9, "3"), link("b", "a", 0, 9, "4")]
    assert find_circles(links) == {
        "1": "a -> b -> a",
        "2": "b -> c -> a -> b",
        "3": "c -> a -> b -> c",
        "4": "b -> a -> b",
    }


def test_a_long_circle_is_told_by_its_size() -> None:
    told = find_circles(ring(MANY))
    assert len(told) == MANY
    assert told["k7"] == "g7 -> g8 -> … -> g7, one of 3000 that lead to one another"


def test_thousands_of_links_that_begin_on_different_days_are_read() -> None:
    assert len(find_circles(ring(MANY, begins=1))) == MANY


def test_a_long_way_that_leads_into_a_circle_is_on_none() -> None:
    way = [link(f"w{n}", f"w{n + 1}", 0, 9) for n in range(MANY)]
    assert find_circles([*way, link(f"w{MANY}", "g0", 0, 9), *ring(3)]).keys() == {"k0", "k1", "k2"}


def test_an_id_in_thousands_of_circles_is_read() -> None:
    star = [one for n in range(MANY) for one in (link("hub", f"g{n}", 0, 9), link(f"g{n}", "hub", 0, 9))]
    told = find_circles(star)
    assert len(told) == 2 * MANY
    assert all(len(words) < 100 for words in told.values())
