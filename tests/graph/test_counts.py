"""What wordings of numbers allow: each line of the table by hand, ranges against brute force."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.counts import Count, Range, add, agree, hull, read
from graph.errors import InvalidCount

quick = settings(deadline=None, derandomize=True)
TOP = 14  # brute force stands in for no limit by numbers up to here
numbers = st.integers(0, 6)
ranges = st.tuples(numbers, st.one_of(st.none(), numbers)).map(
    lambda r: (r[0], None if r[1] is None else max(r[0], r[1]))
)


def allowed(range_: Range, top: int = TOP) -> set[int]:
    low, high = range_
    return set(range(low, (top if high is None else high) + 1))


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("7000", (7000, 7000)),
        ("7,000", (7000, 7000)),
        ("7 000", (7000, 7000)),
        ("exactly 144", (144, 144)),
        ("seven thousand", (7000, 7000)),
        ("a hundred", (100, 100)),
        ("1.5 million", (1_500_000, 1_500_000)),
        ("no", (0, 0)),
        # half the unit of the last digit that is not zero, at most a tenth
        ("about 7,000", (6500, 7500)),
        ("about 2,000", (1800, 2200)),
        ("around 150", (145, 155)),
        ("some 8,400", (8350, 8450)),
        ("About 144", (144, 144)),
        ("about 1,000", (900, 1100)),
        ("nearly 7,000", (6500, 6999)),
        ("almost 150", (145, 149)),
        ("nearly 5", (4, 4)),
        ("more than 50", (51, None)),
        ("over 2,500", (2501, None)),
        ("at least 10", (10, None)),
        ("at least one", (1, None)),
        ("up to 9,000", (0, 9000)),
        ("as many as 12", (0, 12)),
        ("fewer than 20", (0, 19)),
        ("fewer than 1", (0, 0)),
        ("between 100 and 150", (100, 150)),
        ("from two to three", (2, 3)),
        ("6-8", (6, 8)),
        ("several", (3, None)),
        ("a few", (3, None)),
        ("dozens", (24, None)),
        ("Hundreds", (200, None)),
        ("thousands", (2000, None)),
        ("tens of thousands", (20_000, None)),
        ("most of 100", (51, 100)),
        ("most of 7", (4, 7)),
        ("most of 1", (1, 1)),
    ],
)
def test_a_wording_allows_these_numbers(wording: str, expected: Range) -> None:
    assert read(wording) == expected


@pytest.mark.parametrize(
    "wording",
    [
        "", " ", "tons", "a few hundred", "several hundred", "hundred", "up to hundreds", "5 families", "-5", "1,2345",
        "2.5", "between 9 and 3", "5-3", "seven hundred thousand and one", "most of 0", "nearly 0", "fewer than 0",
        "about", "more than", "1e3", "٧٠٠٠x", "7000?", "between about 5 and 10",
        # seven to some, seven thousand to others
        "7.000",
    ],
)  # fmt: skip
def test_what_the_table_does_not_have_is_refused_and_named(wording: str) -> None:
    with pytest.raises(InvalidCount) as error:
        read(wording)
    assert repr(wording) in str(error.value)


@quick
@given(st.integers(1, 10**9))
def test_a_wording_holds_its_own_number_where_it_says_so(n: int) -> None:
    def holds(wording: str) -> bool:
        low, high = read(wording)
        return low <= n and (high is None or n <= high)

    assert all(holds(f"{word} {n}") for word in ("exactly", "about", "at least", "up to", "most of"))
    assert holds(f"between {n} and {n}")
    assert holds(f"{n:,}")
    assert not any(holds(f"{word} {n}") for word in ("nearly", "more than", "fewer than"))


@quick
@given(st.integers(1, 10**9))
def test_about_and_nearly_reach_half_the_last_unit_and_never_more_than_a_tenth(n: int) -> None:
    digits = str(n)
    unit = 10 ** (len(digits) - len(digits.rstrip("0")))
    low, high = read(f"about {n}")
    assert high is not None
    assert n - low == high - n == min(unit // 2, n // 10)
    assert read(f"nearly {n}") == (min(low, n - 1), n - 1)


@quick
@given(st.integers(0, 10**9))
def test_each_way_of_writing_a_number_is_the_same_number(n: int) -> None:
    assert read(str(n)) == read(f"{n:,}") == read(f"{n:,}".replace(",", " ")) == read(f"exactly  {n} ") == (n, n)


@quick
@given(st.text(max_size=12))
def test_any_text_is_read_as_a_range_or_refused(text: str) -> None:
    try:
        low, high = read(text)
    except InvalidCount:
        return
    assert low >= 0
    assert high is None or low <= high


@quick
@given(st.lists(ranges, max_size=4))
def test_a_hull_is_the_narrowest_range_that_holds_all(found: list[Range]) -> None:
    held = set().union(*map(allowed, found))
    if not found:
        assert hull(found) is None
        return
    around = hull(found)
    assert around is not None
    assert (around[0], around[1] or max(held)) == (min(held), max(held))
    assert (around[1] is None) == any(high is None for _, high in found)


@quick
@given(ranges, ranges)
def test_two_ranges_agree_if_one_number_makes_both_true(one: Range, other: Range) -> None:
    assert agree(one, other) == agree(other, one) == bool(allowed(one) & allowed(other))


@quick
@given(st.lists(ranges, max_size=3))
def test_a_sum_allows_what_its_parts_add_up_to(found: list[Range]) -> None:
    sums = {0}
    for range_ in found:
        sums = {total + n for total in sums for n in allowed(range_)}
    low, high = add(found)
    assert low == min(sums)
    assert (high is None) == any(top is None for _, top in found)
    assert high is None or high == max(sums)


@pytest.mark.parametrize(("low", "high", "kind"), [(-1, 3, "stock"), (4, 3, "stock"), (1, 2, "number")])
def test_a_count_that_is_no_range_or_of_no_kind_is_refused(low: int, high: int, kind: str) -> None:
    with pytest.raises(InvalidCount):
        Count(min=low, max=high, kind=kind)
