"""What wordings of numbers allow: each line of the table by hand, ranges against brute force."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidCount
from graph.model.counts import Range, ReportedCount, add_ranges, can_agree, enclose_ranges, read_count

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
        ("an", (1, 1)),
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
        ("most of the 300", (151, 300)),
        ("the majority of 300", (151, 300)),
        # signs, and the same said otherwise
        ("~500", (450, 550)),
        ("<500", (0, 499)),
        ("> 500", (501, None)),
        ("≥500", (500, None)),
        ("≤ 500", (0, 500)),
        ("ca. 500", (450, 550)),
        ("100 or so", (90, 110)),
        ("not more than 30", (0, 30)),
        ("not fewer than 30", (30, None)),
        ("well over 40", (41, None)),
        ("well under 40", (0, 39)),
        # digits and signs between thousands of other scripts and countries
        ("١٬٢٣٤", (1234, 1234)),
        ("1’234", (1234, 1234)),
        ("1'234", (1234, 1234)),
        ("١٬٢٠٠", (1200, 1200)),
        ("١،٢٠٠", (1200, 1200)),
        ("about ٢٠٠٠", (1800, 2200)),
        ("۱۲۰۰", (1200, 1200)),
        ("1.200.000", (1_200_000, 1_200_000)),  # two points part thousands
        ("about 1.200.000", (1_150_000, 1_250_000)),
        ("1,5 million", (1_500_000, 1_500_000)),  # one or two digits are no thousands
        ("١٫٥ million", (1_500_000, 1_500_000)),
        # more words
        ("twenty-five", (25, 25)),
        ("twenty five", (25, 25)),
        ("thirteen", (13, 13)),
        ("twelve hundred", (1200, 1200)),
        ("one hundred and fifty", (150, 150)),
        ("a hundred and five", (105, 105)),
        ("one hundred twenty", (120, 120)),
        ("two thousand and fifty", (2050, 2050)),
        ("two hundred and two thousand", (202_000, 202_000)),
        ("seven hundred thousand and one", (700_001, 700_001)),
        ("three million two hundred thousand and six", (3_200_006, 3_200_006)),
        ("half a million", (500_000, 500_000)),
        ("one and a half million", (1_500_000, 1_500_000)),
        ("a quarter of a million", (250_000, 250_000)),
        ("half a dozen", (6, 6)),
        ("two dozen", (24, 24)),
        ("a dozen", (12, 12)),
        ("5 hundred thousand", (500_000, 500_000)),
        ("5 thousands", (5000, 5000)),
        ("12k", (12_000, 12_000)),
        ("2 billion", (2_000_000_000, 2_000_000_000)),
        ("about half a million", (450_000, 550_000)),
        ("about two dozen", (22, 26)),  # in dozens as far as a tenth allows
        ("more than a dozen", (13, None)),
        ("several hundred", (200, None)),
        ("a few hundred", (200, None)),
        ("several dozen", (24, None)),
        ("a few thousand", (2000, None)),
        ("millions", (2_000_000, None)),
        ("500+", (500, None)),
        ("2,500 +", (2500, None)),
        ("500-plus", (500, None)),
        ("500 or more", (500, None)),
        ("twenty or fewer", (0, 20)),
        ("10k+", (10_000, None)),
        # a scale holds for both ends where it can
        ("4 to 5 thousand", (4000, 5000)),
        ("between 4 and 5 thousand", (4000, 5000)),
        ("between four and five thousand", (4000, 5000)),
        ("3-4 million", (3_000_000, 4_000_000)),
        ("1.5-2 million", (1_500_000, 2_000_000)),
        ("12-15k", (12_000, 15_000)),
        ("12k-15k", (12_000, 15_000)),
        ("5–10 thousand", (5000, 10_000)),
        ("between 20 and 30,000", (20_000, 30_000)),
        ("2-3,000", (2000, 3000)),
        ("two to three hundred", (200, 300)),
        ("four or five hundred", (400, 500)),
        ("two-three thousand", (2000, 3000)),
        ("two to three dozen", (24, 36)),
        ("400 to 500 thousand", (400_000, 500_000)),
        ("four hundred to five hundred thousand", (400_000, 500_000)),
        ("twenty-thirty", (20, 30)),
        ("twenty-five to thirty", (25, 30)),
        ("between one hundred and one hundred and fifty", (100, 150)),
        ("between one hundred and fifty and two hundred", (150, 200)),
        ("one or two", (1, 2)),
        # and not where it cannot
        ("500 to 2 thousand", (500, 2000)),
        ("500 to 2,000", (500, 2000)),
        ("800 to 1 thousand", (800, 1000)),
        ("1,500 to 2,000", (1500, 2000)),
        ("500,000 to 1 million", (500_000, 1_000_000)),
        ("20 to 30000", (20, 30_000)),  # no thousands are parted off
        ("fifty to a hundred", (50, 100)),
        ("twelve hundred to two thousand", (1200, 2000)),
    ],
)
def test_a_wording_allows_these_numbers(wording: str, expected: Range) -> None:
    assert read_count(wording) == expected


@pytest.mark.parametrize(
    "wording",
    [
        "", " ", "tons", "dozen", "hundred", "thousand", "million", "about million", "more than dozen",
        "up to hundreds", "5 families", "-5", "1,2345", "2.5", "between 9 and 3", "5-3",
        "most of 0", "nearly 0", "fewer than 0", "about", "more than", "1e3", "٧٠٠٠x", "7000?",
        "between about 5 and 10", "about 4 to 5 thousand", "20-odd", "low thousands", "a couple",
        "many", "a score", "twenty-", "hundred and fifty", "a five", "two million thousand",
        "five thousand six thousand", "two thousand twelve hundred", "1.2345k", "4-5 thousand+", "over 500+",
        "between five", "4 to 5 to 6", "thousand to million", "5 " + "x" * 200, "9" * 13,
        # seven to some, seven thousand to others
        "7.000", "7.000-8.000", "6 to 7.000", "١.٢٠٠", "12,5", "1,200.5", "12.345.67",
        # of no number
        "most", "most of them", "most detainees", "the majority",
        # it may be meant in two ways, or in none
        "900 to 1 million", "2 to 1.5 thousand", "5 to 5 thousand", "1 to 1,000", "2-3,000,000", "4 thousand to 5",
        "four to five hundred thousand", "one to two thousand five hundred", "20,000-30", "5 to a hundred",
        "5-600", "12-1500", "1–2000",
    ],
)  # fmt: skip
def test_what_the_table_does_not_have_is_refused_and_named(wording: str) -> None:
    with pytest.raises(InvalidCount) as error:
        read_count(wording)
    assert repr(wording) in str(error.value)


def test_most_is_a_share_in_per_cent_and_of_a_number_only_where_that_is_written() -> None:
    assert read_count("most", is_share=True) == (50, 100)
    with pytest.raises(InvalidCount, match="does not say of how many \\(write most of 300, with the number"):
        read_count("most of them")


def test_nearly_all_is_a_share_in_per_cent_and_of_a_number_only_where_that_is_written() -> None:
    """Nearly 100 is 90 to 99, and so is nearly all of a hundred."""
    assert read_count("nearly all", is_share=True) == read_count("almost all", is_share=True) == (90, 99)
    assert read_count("nearly all of the 200") == (180, 199)
    with pytest.raises(InvalidCount, match="does not say of how many \\(write nearly all of 300, with the number"):
        read_count("nearly all")


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("believed to be about 40", (36, 44)),
        ("believed to be 40", (36, 44)),
        ("an estimated 30", (27, 33)),
        ("are thought to number more than 200", (201, None)),
        ("believed to be between 30 and 40", (30, 40)),
        ("perhaps several hundred", (200, None)),
    ],
)
def test_a_number_that_is_believed_is_about_so_many_or_as_it_is_worded(wording: str, expected: Range) -> None:
    assert read_count(wording) == expected


def test_one_point_before_three_digits_is_asked_about_with_both_readings() -> None:
    with pytest.raises(InvalidCount, match=r"'1\.200' may mean 1,200 or 1\.2 \(write 1,200, if meant\)"):
        read_count("1.200")


@quick
@given(st.integers(1, 10**9))
def test_a_wording_holds_its_own_number_where_it_says_so(n: int) -> None:
    def holds(wording: str) -> bool:
        low, high = read_count(wording)
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
    low, high = read_count(f"about {n}")
    assert high is not None
    assert n - low == high - n == min(unit // 2, n // 10)
    assert read_count(f"nearly {n}") == (min(low, n - 1), n - 1)


@quick
@given(st.integers(0, 10**9))
def test_each_way_of_writing_a_number_is_the_same_number(n: int) -> None:
    assert (
        read_count(str(n))
        == read_count(f"{n:,}")
        == read_count(f"{n:,}".replace(",", " "))
        == read_count(f"exactly  {n} ")
        == (n, n)
    )


WORDS = (
    "a an and or to - – between from about over half dozen one two five twenty thirty hundred thousand million k + , . "
    "1 2 12 20 300 4,000 30,000 1.5 several few quarter of more plus"
)
words = st.sampled_from(WORDS.split())


@settings(deadline=None, derandomize=True, max_examples=3000)
@given(st.lists(words, max_size=8).map(" ".join), st.booleans())
def test_any_row_of_number_words_is_read_as_a_range_or_refused(text: str, is_tight: bool) -> None:
    try:
        low, high = read_count(text.replace(" - ", "-").replace(" +", "+") if is_tight else text)
    except InvalidCount:
        return
    assert low >= 0
    assert high is None or low <= high


SCALE_WORDS = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "dozen": 12}


@quick
@given(
    st.integers(1, 99), st.integers(1, 99), st.sampled_from(sorted(SCALE_WORDS)), st.sampled_from(["to", "-", "and"])
)
def test_one_scale_word_at_the_end_is_that_of_both_ends(a: int, b: int, word: str, joint: str) -> None:
    text = (
        f"between {a} and {b} {word}"
        if joint == "and"
        else f"{a}{joint}{b} {word}"
        if joint == "-"
        else f"{a} to {b} {word}"
    )
    try:
        low, high = read_count(text)
    except InvalidCount:
        assert a >= b
        return
    scale = SCALE_WORDS[word]
    assert high == b * scale
    assert low == (a * scale if a < b else a)  # written out, as it cannot be of the scale: 20 to 1 hundred
    assert a < b or a * scale > b * scale


@quick
@given(st.integers(1, 999), st.integers(1, 999))
def test_the_thousands_of_the_higher_end_are_those_of_both(a: int, b: int) -> None:
    try:
        assert read_count(f"{a}-{b},000") == ((a if a > b else a * 1000), b * 1000)
    except InvalidCount:
        assert a == b


@quick
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_numbers_in_digits_alone_are_read_as_they_are(a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert read_count(f"between {low} and {high}") == read_count(f"{low} to {high}") == (low, high)


@quick
@given(st.integers(1, 9), st.integers(2, 9), st.sampled_from([100, 1000]), st.sampled_from("-–"))
def test_a_dash_before_round_hundreds_may_lend_them_and_is_refused(a: int, b: int, unit: int, dash: str) -> None:
    try:
        assert read_count(f"{a}{dash}{b * unit}") == (a, b * unit)
    except InvalidCount:
        assert a < b  # 5-600 is five to six hundred to many
    else:
        assert a >= b


@quick
@given(st.text(max_size=12))
def test_any_text_is_read_as_a_range_or_refused(text: str) -> None:
    try:
        low, high = read_count(text)
    except InvalidCount:
        return
    assert low >= 0
    assert high is None or low <= high


@quick
@given(st.lists(ranges, max_size=4))
def test_a_hull_is_the_narrowest_range_that_holds_all(found: list[Range]) -> None:
    held = set().union(*map(allowed, found))
    if not found:
        assert enclose_ranges(found) is None
        return
    around = enclose_ranges(found)
    assert around is not None
    assert (around[0], around[1] or max(held)) == (min(held), max(held))
    assert (around[1] is None) == any(high is None for _, high in found)


@quick
@given(ranges, ranges)
def test_two_ranges_agree_if_one_number_makes_both_true(one: Range, other: Range) -> None:
    assert can_agree(one, other) == can_agree(other, one) == bool(allowed(one) & allowed(other))


@quick
@given(st.lists(ranges, max_size=3))
def test_a_sum_allows_what_its_parts_add_up_to(found: list[Range]) -> None:
    sums = {0}
    for range_ in found:
        sums = {total + n for total in sums for n in allowed(range_)}
    low, high = add_ranges(found)
    assert low == min(sums)
    assert (high is None) == any(top is None for _, top in found)
    assert high is None or high == max(sums)


@pytest.mark.parametrize(("low", "high", "kind"), [(-1, 3, "stock"), (4, 3, "stock"), (1, 2, "number")])
def test_a_count_that_is_no_range_or_of_no_kind_is_refused(low: int, high: int, kind: str) -> None:
    with pytest.raises(InvalidCount):
        ReportedCount(min=low, max=high, kind=kind)


def test_what_is_left_of_a_whole_without_its_number_asks_for_it() -> None:
    with pytest.raises(InvalidCount, match=r"'all but six' does not say of how many \(write all but six of 30"):
        read_count("all but six")
