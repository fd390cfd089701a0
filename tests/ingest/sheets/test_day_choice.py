"""From which day a date in a row is counted; published on Wednesday 21 January 2026."""

from pathlib import Path

from app.answers.checking import check_sheet
from tests.ingest.sheets.sheets import Row, read_rows

FLIGHT: Row = {"who": "suspects", "predicate": "escapes", "origin": "SDF; Old Mill", "time": "5 January 2026"}


def check(folder: Path, *rows: Row) -> list[str]:
    checked = check_sheet(read_rows(folder, *rows)).rows
    return [row.says or row.wrong[0].message for row in checked]


def test_a_day_is_counted_from_the_row_above_and_says_so(tmp_path: Path) -> None:
    says = check(tmp_path, FLIGHT, FLIGHT | {"time": "two days later"}, FLIGHT | {"time": "the next day"})
    assert "on 7 January 2026. (The date is counted from the row above, 5 January 2026.)" in says[1]
    assert "on 8 January 2026. (The date is counted from the row above, 7 January 2026.)" in says[2]


def test_where_no_day_is_clear_the_date_is_asked_for(tmp_path: Path) -> None:
    rows = [FLIGHT | {"time": time} for time in ("two days later", "2025", "a day later")]
    says = check(tmp_path, *rows)
    for number in (0, 2):
        assert "is counted from another day" in says[number]
        assert "write the date" in says[number]


def test_a_day_is_counted_from_when_it_was_said(tmp_path: Path) -> None:
    told = FLIGHT | {"said_by": "a guard", "said_on": "12 January 2026", "time": "yesterday"}
    says = check(tmp_path, told, FLIGHT, told | {"time": "the day before"})
    assert "on 11 January 2026. (The date is counted from 12 January 2026, when it was said.)" in says[0]
    assert "may be 4 January 2026" in says[2]
    assert "or 11 January 2026" in says[2]


def test_what_was_said_to_have_happened_has_no_day_after_it_was_said(tmp_path: Path) -> None:
    told = FLIGHT | {"said_by": "a guard", "said_on": "12 January 2026"}
    says = check(tmp_path, *(told | {"time": time} for time in ("tomorrow", "next week", "two days later", "morgen")))
    assert "'tomorrow' would be 22 January 2026, after 12 January 2026, when it was said" in says[0]
    assert all("when it was said" in one for one in says)
    assert all("planned" in one for one in says)


def test_a_plan_may_have_a_day_after_it_was_said(tmp_path: Path) -> None:
    told = FLIGHT | {"said_by": "a guard", "said_on": "12 January 2026", "manner": "planned"}
    says = check(tmp_path, told | {"time": "two days later"}, told | {"time": "the next day"})
    assert "14 January 2026" in says[0]
    assert "may be 15 January 2026" in says[1]
    assert "13 January 2026" in says[1]


def test_from_the_row_above_too_nothing_happened_after_it_was_said(tmp_path: Path) -> None:
    above = FLIGHT | {"time": "11 January 2026"}
    told = FLIGHT | {"said_by": "a guard", "said_on": "12 January 2026", "time": "two days later"}
    assert "would be 13 January 2026, after 12 January 2026, when it was said" in check(tmp_path, above, told)[1]


def test_the_same_words_in_two_rows_may_mean_one_day(tmp_path: Path) -> None:
    says = check(tmp_path, FLIGHT, FLIGHT | {"time": "two days later"}, FLIGHT | {"time": "Two days later"})
    assert "on 7 January 2026" in says[1]
    assert "may be 7 January 2026" in says[2]
    assert "or 9 January 2026" in says[2]


def test_what_happened_is_not_the_later_day_of_a_plan_in_the_same_words(tmp_path: Path) -> None:
    done = FLIGHT | {"said_by": "a guard", "said_on": "12 January 2026", "time": "two days later"}
    says = check(tmp_path, done | {"manner": "planned"}, done)
    assert "14 January 2026" in says[0]
    assert "would be 14 January 2026, after 12 January 2026, when it was said" in says[1]


def test_the_month_is_that_of_the_row_above_or_of_the_publication(tmp_path: Path) -> None:
    times = ("3 December 2025", "the second week of the month", "5 January 2026", "early in the month", "that month")
    says = check(tmp_path, *(FLIGHT | {"time": time} for time in times))
    assert "may be between 8 December 2025 and 14 December 2025" in says[1]
    assert "or between 8 January 2026 and 14 January 2026" in says[1]
    assert "between 1 and 10 January 2026" in says[3]
    assert "January 2026" in says[4]


def test_a_plan_is_of_the_end_of_the_month_of_the_publication(tmp_path: Path) -> None:
    plan = FLIGHT | {"manner": "planned", "time": "at the end of the month"}
    assert "between 21 and 31 January 2026" in check(tmp_path, plan)[0]
    assert "would be" in check(tmp_path, FLIGHT | {"time": "in the last week of the month"})[0]
