"""How many one holder holds: scope first, then day. Numbers by hand."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.day import build_custody, sum_holders
from graph.custody.stocks import StockCount, has_disagreement, select_counts
from graph.evidence.hierarchy import Containment
from graph.model.statement import StoredStatement
from tests.world.builder import said

DAY = date(2025, 3, 1)


def count_at(
    statements: Iterable[StoredStatement], day: date = DAY, last: date | None = None, within: Containment | None = None
) -> StockCount:
    (row,) = build_custody(list(statements), day, last or day, within=within).rows
    assert row.count is not None
    return row.count


def counted(
    wording: str, at: str | tuple[str, ...] = (), day: str = "2025-03-01", speaker: str = "crow", **more: str
) -> StoredStatement:
    return said(speaker, f"holds {wording}", "ash", observed=day, at=at, **more)  # type: ignore[arg-type]


def test_places_counted_on_one_day_are_added_each_once() -> None:
    found = count_at([counted("12", "annex"), counted("1450", "big"), counted("230", "centre")])
    assert (found.range, found.places, found.timing, found.days.latest) == ((1692, 1692), 3, "on", DAY)


def test_two_readings_of_one_place_are_a_hull_and_only_then_added() -> None:
    found = count_at([counted("12", "annex"), counted("14", "annex", speaker="daw"), counted("100", "big")])
    assert (found.range, found.places) == ((112, 114), 2)


def test_of_places_one_of_which_lies_in_another_only_the_outer_one_counts() -> None:
    within = Containment([said("crow", "located_in", "wing", "annex", valid="2000/..")])
    statements = [counted("100", "annex"), counted("40", "wing"), counted("about 200", "big")]
    found = count_at(statements, within=within)
    assert (found.range, found.places) == ((280, 320), 2)  # 100 + 180, 100 + 220
    assert count_at(statements).places == 3  # nobody says that the wing is in the annex


def test_places_in_a_ring_are_not_all_left_out() -> None:
    ring = Containment([said("crow", "located_in", a, b, valid="2000/..") for a, b in (("x", "y"), ("y", "x"))])
    assert count_at([counted("10", "x"), counted("20", "y")], within=ring).places == 1


def test_places_that_share_a_place_are_not_added_for_the_least() -> None:
    found = count_at([counted("100", ("annex", "big")), counted("70", ("big", "centre"))])
    assert found.range == (100, 170)


def test_places_counted_on_another_day_are_told_apart_and_never_added() -> None:
    found = count_at([counted("12", "annex"), counted("500", "big", "2025-02-27")])
    assert (found.range, found.places) == ((12, 12), 1)
    assert [each.count.wording for each in found.elsewhere] == ["500"]


def test_where_none_was_counted_that_day_those_of_the_last_counted_day_before_are_taken() -> None:
    found = count_at(
        [counted("12", "annex", "2025-02-20"), counted("500", "big", "2025-02-27"), counted("7", "c", "2025-03-02")]
    )
    assert (found.range, found.timing, found.days.latest) == ((500, 500), "before", date(2025, 2, 27))


def test_a_number_of_the_day_before_and_one_of_the_day_after_are_no_hull() -> None:
    found = count_at([counted("12", day="2025-02-28"), counted("500", day="2025-03-02")])
    assert (found.range, found.timing) == ((12, 12), "before")


def test_a_count_without_a_place_goes_before_places_even_of_the_day() -> None:
    found = count_at([counted("2000", day="2025-02-01"), counted("12", "annex")])
    assert (found.range, found.places, found.timing) == ((2000, 2000), None, "before")


def test_a_stale_count_without_a_place_is_passed_over_where_places_were_counted_since() -> None:
    old = said("crow", "holds 9000", "ash", observed="2020-05-01")
    assert count_at([old, counted("12", "annex", "2025-02-20")]).range == (12, 12)
    between = count_at([old, counted("700", day="2026-06-01")])
    assert (between.range, between.timing, between.days.latest) == ((9000, 9000), "before", date(2020, 5, 1))


def test_of_several_days_asked_about_the_last_fullest_one_is_taken() -> None:
    statements = [
        counted("10", "annex", "2025-03-01"), counted("20", "big", "2025-03-01"),
        counted("11", "annex", "2025-03-02"), counted("21", "big", "2025-03-02"),
        counted("900", "annex", "2025-03-03"),
    ]  # fmt: skip
    found = count_at(statements, date(2025, 3, 1), date(2025, 3, 31))
    assert (found.range, found.places, found.days.latest) == ((32, 32), 2, date(2025, 3, 2))


def test_figures_of_one_place_and_day_that_cannot_all_be_true_are_in_dispute() -> None:
    found = count_at([counted("12", "annex"), counted("900", "annex", speaker="daw"), counted("5", "big")])
    assert [[each.count.wording for each in some] for some in found.disputed] == [["12", "900"]]
    assert not count_at([counted("12", "annex"), counted("900", "big")]).disputed


def test_figures_of_different_days_are_in_no_dispute() -> None:
    found = count_at([counted("100", day="2025-03-01"), counted("120", day="2025-03-31")], DAY, date(2025, 3, 31))
    assert (found.range, found.disputed) == ((100, 120), [])


def test_rows_that_were_counted_on_no_common_day_have_no_total() -> None:
    ash = [counted("100", day="2025-03-01"), counted("120", day="2025-03-31")]
    elm = said("daw", "holds 50", "elm", observed="2025-03-15")
    rows = build_custody([*ash, elm], DAY, date(2025, 3, 31)).rows
    assert sum_holders(rows)[0] is None
    same_day = build_custody([*ash, said("daw", "holds 50", "elm", observed="2025-03-31")], DAY, date(2025, 3, 31)).rows
    assert sum_holders(same_day)[0] == (150, 170)


windows = st.tuples(st.integers(0, 12), st.integers(0, 5))
counts = st.lists(st.tuples(windows, st.integers(0, 6), st.integers(0, 4)), max_size=9)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(counts)
def test_the_sweep_finds_what_comparing_every_two_finds(some: list[tuple[tuple[int, int], int, int]]) -> None:
    def written(first: int, days: int) -> str:
        begin = DAY + timedelta(first)
        return f"[{begin}..{begin + timedelta(days)}]" if days else str(begin)

    told = [
        said(
            "crow",
            f"holds between {low} and {low + more}" if more else f"holds {low}",
            "ash",
            observed=written(*window),
        )
        for window, low, more in some
    ]
    by_pairs = any(
        one[0] <= other[0] + other[1] and other[0] <= one[0] + one[1] and (low + more < low2 or low2 + more2 < low)
        for number, (one, low, more) in enumerate(some)
        for other, low2, more2 in some[number + 1 :]
    )
    assert has_disagreement(select_counts(told, "ash", DAY, DAY)) == by_pairs
