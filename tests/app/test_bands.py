"""Who held how many over time: the areas as days and numbers, worked out by hand."""

from datetime import date
from typing import Any

from app.drawing.bands import Area, list_areas
from app.drawing.marks import Text, flat_marks
from app.drawing.series import draw_series

Row = dict[str, Any]


def count(first: str | None, last: str | None, low: int | None, high: int | None, **more: Any) -> Row:
    return {
        "earliest": first, "latest": last, "min": low, "max": high, "certainty": "certain", "statement": "s",
        "saidBy": {"name": "Crow"}, "deniedBy": [], "disagree": [], **more,
    }  # fmt: skip


def scope(holder: str, *points: Row, held: str = "men") -> Row:
    holders = [{"id": holder, "name": holder}] if holder else []
    return {
        "holders": holders, "held": [{"id": held, "name": held}], "places": [], "unit": "people", "of": None,
        "points": list(points), "segments": [], "flows": [],
    }  # fmt: skip


def test_al_hol_is_dark_up_to_the_lowest_figure_and_lighter_up_to_the_highest_where_figures_disagree() -> None:
    """Nearly 56,000 around 2022, about 54,000 in January 2023, fewer than 48,000 in 2023, 27,488 in September 2025."""
    figures = [
        count("2021-01-01", "2023-12-31", 55500, 55999),
        count("2023-01-01", "2023-01-31", 53500, 54500),
        count("2023-01-01", "2023-12-31", 0, 47999),
        count("2025-09-01", "2025-09-30", 27488, 27488),
    ]
    assert list_areas(figures) == [
        Area(date(2021, 1, 1), date(2022, 12, 31), 55500, 55999, False),
        Area(date(2023, 1, 1), date(2023, 12, 31), 0, 55999, False),
        Area(date(2025, 9, 1), date(2025, 9, 30), 27488, 27488, False),
    ]


def test_a_count_of_one_day_is_sure_and_one_of_several_days_or_only_possible_is_not() -> None:
    one_day = count("2026-01-21", "2026-01-21", 144, 150)
    assert [area.is_sure for area in list_areas([one_day])] == [True]
    assert [area.is_sure for area in list_areas([{**one_day, "certainty": "possible"}])] == [False]
    # "thousands", some time between 2019 and January 2026: at least 2,000, and no upper bound
    assert list_areas([count("2019-01-01", "2026-01-31", 2000, None)]) == [
        Area(date(2019, 1, 1), date(2026, 1, 31), 2000, None, False)
    ]
    assert list_areas([count("2019-01-01", "2026-01-31", None, None), count(None, None, 5, 5)]) == []


def test_a_holding_over_time_is_sure_between_its_certain_days_alone() -> None:
    holding = count(None, None, 10, 12) | {
        "start": {"earliest": "2026-01-01", "latest": "2026-01-10"}, "certainFrom": "2026-01-10",
        "certainTo": "2026-01-20", "end": {"earliest": "2026-01-20", "latest": "2026-01-31"}, "ongoing": False,
    }  # fmt: skip
    assert list_areas([holding]) == [
        Area(date(2026, 1, 1), date(2026, 1, 9), 10, 12, False),
        Area(date(2026, 1, 10), date(2026, 1, 20), 10, 12, True),
        Area(date(2026, 1, 21), date(2026, 1, 31), 10, 12, False),
    ]


def test_rows_are_grouped_by_holder_the_highest_first_and_who_is_not_named_last() -> None:
    day = ("2026-01-21", "2026-01-21")
    rows = [
        scope("", count(*day, 900, 900)),
        scope("Ash", count(*day, 100, 100)),
        scope("Birch", count(*day, 200, 200)),
        scope("Ash", count(*day, 50, 50), held="boys"),
    ]
    texts = [mark for mark in flat_marks(draw_series({"rows": rows}).marks) if isinstance(mark, Text)]
    assert [mark.words for mark in texts if mark.bold] == ["Birch", "Ash", "Holder not named"]
    assert [mark.words for mark in texts if mark.words in ("men", "boys")] == ["men", "men", "boys", "men"]
    assert {"900", "100", "200", "50"} <= {mark.words for mark in texts}
