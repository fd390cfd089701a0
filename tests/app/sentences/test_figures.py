"""Which figures a sentence on those held tells: counts of the same people only, and none twice. Worked out by hand."""

import pytest

from app.sentences.stock_figures import list_figures
from graph.custody.day import build_custody
from graph.dates.windows import read_window
from tests.world.builder import said


def count(wording: str, day: str, speaker: str = "crow", unit: str = "people", at: str = "camp") -> object:
    return said(speaker, f"holds {wording}", "ash", observed=day, unit=unit, at=at)


AROUND = count("56,000", "2022~")  # of any day from 2021 to 2023


@pytest.mark.parametrize(
    ("asked", "others", "lows"),
    [
        ("2022-01/2022-06", (), [56_000]),
        ("2021/2023", (), [56_000]),  # which lies within the days asked about, and is told already
        ("2022-01/2022-06", (count("54,000", "2022-03-01", "daw"),), [54_000, 56_000]),
        ("2022-01/2022-06", (count("3,000", "2022-03-01", "daw", "families"),), [56_000]),
        (
            "2022-01/2022-06",
            (count("3,000", "2022-03-01", "daw", "families"), count("54,000", "2022-02-01", "daw")),
            [54_000, 56_000],
        ),
    ],
)
def test_before_a_number_of_about_a_year_comes_a_further_count_of_the_same_people(
    asked: str, others: tuple[object, ...], lows: list[int]
) -> None:
    days = read_window(asked)
    (row,) = build_custody([AROUND, *others], days.earliest, days.latest).rows  # type: ignore[list-item]
    assert row.count
    figures = list_figures(row.count, days, row.counts)
    assert [figure.amount.low for figure in figures if figure.amount] == lows
    assert {figure.unit for figure in figures} == {"people"}
