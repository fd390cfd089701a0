"""Days that are counted from a day named before; each was counted by hand from Monday 5 May 2025."""

import pytest

from graph.dates.counted_days import count_day, is_counted_day
from graph.dates.readings import read_written_date
from graph.dates.windows import read_window
from graph.errors import InvalidDate

DAYS = {
    "the next day": "2025-05-06", "the following day": "2025-05-06", "on the next morning": "2025-05-06",
    "the day after": "2025-05-06", "a day later": "2025-05-06", "two days later": "2025-05-07",
    "10 days after": "2025-05-15", "three days after that": "2025-05-08", "the day before": "2025-05-04",
    "the previous day": "2025-05-04", "a day earlier": "2025-05-04", "four days before": "2025-05-01",
    "the same day": "2025-05-05", "that same evening": "2025-05-05", "a week later": "[2025-05-11..2025-05-13]",
    "two weeks earlier": "[2025-04-20..2025-04-22]",
    "في اليوم التالي": "2025-05-06", "بعد يومين": "2025-05-07", "بعد ثلاثة أيام": "2025-05-08",
    "قبل ذلك بيومين": "2025-05-03", "قبل ذلك بثلاثة أيام": "2025-05-02", "قبل ذلك ب 3 أيام": "2025-05-02",
    "في اليوم نفسه": "2025-05-05", "بعد أسبوع": "[2025-05-11..2025-05-13]",
    "le lendemain": "2025-05-06", "la veille": "2025-05-04", "deux jours plus tard": "2025-05-07",
    "trois jours plus tôt": "2025-05-02", "le même jour": "2025-05-05",
    "am nächsten Tag": "2025-05-06", "tags darauf": "2025-05-06", "am Vortag": "2025-05-04",
    "zwei Tage später": "2025-05-07", "drei Tage zuvor": "2025-05-02", "eine Woche zuvor": "[2025-04-27..2025-04-29]",
    "ertesi gün": "2025-05-06", "aynı gün": "2025-05-05", "iki gün sonra": "2025-05-07",
}  # fmt: skip


@pytest.mark.parametrize(("text", "edtf"), DAYS.items())
def test_a_day_is_counted_from_another(text: str, edtf: str) -> None:
    assert count_day(text, read_window("2025-05-05")) == edtf


def test_vague_days_are_counted_from_vague_days() -> None:
    assert count_day("two days later", read_window("[2025-05-03..2025-05-05]")) == "[2025-05-05..2025-05-07]"
    assert count_day("two days later", read_window("2025")) is None


@pytest.mark.parametrize(
    "text", ["two days ago", "yesterday", "5 May 2025", "day", "two days", "بعد عام 2019", "later"]
)
def test_other_days_are_not_counted(text: str) -> None:
    assert not is_counted_day(text)


def test_a_counted_day_alone_is_asked_for() -> None:
    with pytest.raises(InvalidDate, match=r"'two days later' is counted from another day \(write the date\)"):
        read_written_date("two days later", read_window("2026-03-01"))


# by hand, for Sunday 3 February 2013; what has no month does not need one month
PERIODS = {
    "the second week of the month": "[2013-02-08..2013-02-14]",
    "in the second week of the month": "[2013-02-08..2013-02-14]",
    "early in the month": "[2013-02-01..2013-02-10]", "at the end of the month": "[2013-02-21..2013-02-28]",
    "by the end of the month": "[..2013-02-28]", "later that month": "[2013-02-03..2013-02-28]",
    "earlier in the month": "[2013-02-01..2013-02-03]", "in the same month": "2013-02",
    "the first half of the month": "[2013-02-01..2013-02-15]", "until the end of the month": "/2013-02-28",
    "before the end of the year": "[..2013-12]", "قبل نهاية العام": "[..2013-12]", "vor Ende des Jahres": "[..2013-12]",
    "في الأسبوع الثاني من الشهر": "[2013-02-08..2013-02-14]", "la deuxième semaine du mois": "[2013-02-08..2013-02-14]",
    "in der zweiten Woche des Monats": "[2013-02-08..2013-02-14]", "ayın sonunda": "[2013-02-21..2013-02-28]",
    "that summer": "2013-22", "that fall": "2013-23", "before that summer": "[..2013-05]",
}  # fmt: skip


@pytest.mark.parametrize(("text", "edtf"), PERIODS.items())
def test_a_part_of_a_month_or_year_is_that_of_a_day_named_before(text: str, edtf: str) -> None:
    assert is_counted_day(text)
    assert count_day(text, read_window("2013-02-03")) == edtf


@pytest.mark.parametrize("text", ["the second week of the month", "later that month", "ayın sonunda"])
def test_a_month_is_not_that_of_days_in_two_months(text: str) -> None:
    assert count_day(text, read_window("[2013-02-27..2013-03-02]")) is None
