"""Oracles: the vectors of two libraries, and for hulls every day of the calendar tried one by one."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from graph.dates.windows import MAX, MIN, Window, is_edtf, read_edtf, read_window
from graph.errors import InvalidDate
from tests.world.worlds import some

VECTORS = Path(__file__).parent / "edtf_vectors"

# No text stands in both files, but some in one contradict their like in the other: each with the one that it cannot be
# true together with. ISO 8601 has no blanks (these texts get a hint), and a season is a date as a month is one.
EXCEPTIONS = {
    "[1667, 1672-12]": (False, "[1667,1668, 1670..1672]"),
    "{1667, 1670..1672}": (False, "{-1667,1668, 1670..1672}"),
    "{1960 ,  1961-12}": (False, "{-1667,1668, 1670..1672}"),
    "2012-21/2012-22": (True, "2003-22/2003-23"),
}


def vectors() -> Iterator[tuple[str, bool]]:
    for file in sorted(VECTORS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            vector = json.loads(line)
            yield vector["edtf"], vector["valid"]


def days(earliest: str, latest: str) -> Window:
    return Window(date.fromisoformat(earliest), date.fromisoformat(latest))


def test_what_two_libraries_call_valid_is_valid() -> None:
    right = {text: EXCEPTIONS.get(text, (valid, ""))[0] for text, valid in vectors()}
    assert len(right) > 400
    assert {text: valid for text, valid in right.items() if is_edtf(text) is not valid} == {}


def test_every_exception_is_one() -> None:
    verdicts = dict(vectors())
    assert EXCEPTIONS.keys() == {text for text, valid in verdicts.items() if is_edtf(text) != valid}
    for text, (verdict, like) in EXCEPTIONS.items():
        assert verdicts[text] != verdict == verdicts[like]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-01-20", "2026-01-20", "2026-01-20"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("1950S9", "1950-01-01", "1950-12-31"),
        # unknown digits
        ("201X", "2010-01-01", "2019-12-31"),
        ("2026-01-2X", "2026-01-20", "2026-01-29"),
        ("2026-XX-31", "2026-01-31", "2026-12-31"),
        ("2026-XX-30", "2026-01-30", "2026-12-30"),
        ("2026-02-XX", "2026-02-01", "2026-02-28"),
        ("2026-02-X9", "2026-02-09", "2026-02-19"),
        ("2024-02-X9", "2024-02-09", "2024-02-29"),
        ("2026-1X", "2026-10-01", "2026-12-31"),
        ("2026-X2", "2026-02-01", "2026-12-31"),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("20X3-06-25", "2003-06-25", "2093-06-25"),
        # about
        ("2014~", "2013-01-01", "2015-12-31"),
        ("2026-01~", "2025-12-01", "2026-02-28"),
        ("2026-02~", "2026-01-01", "2026-03-31"),
        ("2026-01-20?", "2026-01-19", "2026-01-21"),
        ("2026-01-01%", "2025-12-31", "2026-01-02"),
        ("201X~", "2000-01-01", "2029-12-31"),
        ("197~", "1960-01-01", "1989-12-31"),
        ("2026-01-2X~", "2026-01-10", "2026-02-08"),
        ("2004-06-XX~", "2004-05-01", "2004-07-31"),
        ("2004-XX?", "2003-01-01", "2005-12-31"),
        ("2019-21~", "2018-12-01", "2019-08-31"),
        # about a part: a mark after a part is for all before it too, and one unit of that part
        ("2004?-06-11", "2003-06-11", "2005-06-11"),
        ("2004-06~-11", "2004-05-11", "2004-07-11"),
        ("2004-~06-11", "2004-05-11", "2004-07-11"),
        ("2004-06-?11", "2004-06-10", "2004-06-12"),
        ("2004?-06-~11", "2003-06-10", "2005-06-12"),
        ("?2004-06%", "2003-05-01", "2005-07-31"),
        ("2004-03~-31", "2004-02-29", "2004-04-30"),
        ("2023-02~-X9", "2023-01-09", "2023-03-29"),
        # seasons, quarters, thirds and halves of a year
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2019-22", "2019-06-01", "2019-08-31"),
        ("2019-23", "2019-09-01", "2019-11-30"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("2019-25", "2019-03-01", "2019-05-31"),
        ("2019-28", "2019-12-01", "2020-02-29"),
        ("2019-29", "2019-09-01", "2019-11-30"),
        ("2019-30", "2019-12-01", "2020-02-29"),
        ("2019-31", "2019-03-01", "2019-05-31"),
        ("2019-32", "2019-06-01", "2019-08-31"),
        ("2019-33", "2019-01-01", "2019-03-31"),
        ("2019-36", "2019-10-01", "2019-12-31"),
        ("2019-37", "2019-01-01", "2019-04-30"),
        ("2019-39", "2019-09-01", "2019-12-31"),
        ("2019-40", "2019-01-01", "2019-06-30"),
        ("2019-41", "2019-07-01", "2019-12-31"),
        ("201X-24", "2010-12-01", "2020-02-29"),
        # a time allows its day as written
        ("2019-03-23T23:59:59", "2019-03-23", "2019-03-23"),
        ("2019-03-23T00:10:00+14:00", "2019-03-23", "2019-03-23"),
        ("2019-03-23T24:00:00Z", "2019-03-23", "2019-03-23"),
        # sets
        ("[2026-01-29..2026-11-22]", "2026-01-29", "2026-11-22"),
        ("[2019,2016-05,2017..2018]", "2016-05-01", "2019-12-31"),
        ("{2016,2019-02~}", "2016-01-01", "2019-03-31"),
        ("[..2019-03-23]", "0001-01-01", "2019-03-23"),
        ("{2014,2016..}", "2014-01-01", "9999-12-31"),
        # intervals
        ("2018-01/2019-10", "2018-01-01", "2019-10-31"),
        ("2014/2019", "2014-01-01", "2019-12-31"),
        ("2014~/2019-10?", "2013-01-01", "2019-11-30"),
        ("2014/..", "2014-01-01", "9999-12-31"),
        ("/2014", "0001-01-01", "2014-12-31"),
        ("../", "0001-01-01", "9999-12-31"),
        # at the ends of the calendar
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("000X-06", "0001-01-01", "0009-06-30"),
    ],
)
def test_a_text_allows_these_days(text: str, earliest: str, latest: str) -> None:
    assert read_window(text) == days(earliest, latest)


FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
CALENDAR = [(day, day.isoformat()) for day in map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))]


@settings(deadline=None, derandomize=True)
@given(
    year=st.sampled_from(["199X", "20XX", "20X0", "20X3", "202X", "2004", "2019"]),
    month=st.from_regex(r"[01X][0-9X]", fullmatch=True),
    day=st.from_regex(r"[0-3X][0-9X]", fullmatch=True),
)
@example("2004", "X2", "29")
@example("20X3", "02", "29")
@example("201X", "02", "3X")
def test_the_hull_of_unknown_digits_is_that_of_all_days_that_match(year: str, month: str, day: str) -> None:
    text = f"{year}-{month}-{day}"
    pattern = re.compile(text.replace("X", "[0-9]"))
    matching = [each for each, written in CALENDAR if pattern.fullmatch(written)]
    assert is_edtf(text) == bool(matching)
    if matching:
        assert read_window(text) == Window(matching[0], matching[-1])


@settings(deadline=None, derandomize=True)
@given(
    day=st.dates(date(1, 1, 1), date(9999, 12, 31)),
    length=st.sampled_from([4, 7, 10]),
    mark=st.sampled_from("?~%"),
)
def test_about_a_date_is_it_and_its_two_neighbours(day: date, length: int, mark: str) -> None:
    text = day.isoformat()[:length]
    plain = read_window(text)
    assume(plain.earliest > MIN and plain.latest < MAX)
    before = (plain.earliest - timedelta(1)).isoformat()[:length]
    after = (plain.latest + timedelta(1)).isoformat()[:length]
    assert read_window(text + mark) == Window(read_window(before).earliest, read_window(after).latest)


def allowed_by(year: str, month: str, day: str) -> list[date]:
    """Every day of the calendar that a date with unknown digits allows; without a month or a day, any."""
    pattern = re.compile("-".join(part.replace("X", "[0-9]") or "[0-9]{2}" for part in (year, month, day)))
    return [each for each, written in CALENDAR if pattern.fullmatch(written)]


@st.composite
def dates_and_their_days(draw: st.DrawFn) -> tuple[str, list[date]]:
    """A date of any precision, with or without unknown digits, beside all days that it allows."""
    year = draw(some(["199X", "20XX", "20X0", "2004", "2019", "2023"]))
    month = draw(some(["", "02", "06", "1X", "0X", "XX", "X2"]))
    day = draw(some(["", "05", "2X", "XX", "X9", "30"])) if month else ""
    days = allowed_by(year, month, day)
    assume(days)
    return "-".join(part for part in (year, month, day) if part), days


@settings(deadline=None, derandomize=True)
@given(st.lists(dates_and_their_days(), min_size=1, max_size=4), st.sampled_from(["[]", "{}"]))
def test_the_hull_of_a_set_is_that_of_all_days_of_its_members(
    members: list[tuple[str, list[date]]], brackets: str
) -> None:
    text = brackets[0] + ",".join(text for text, _ in members) + brackets[1]
    days = [day for _, days in members for day in days]
    assert read_window(text) == Window(min(days), max(days))
    assert is_edtf(text.replace(",", ", ")) is ("," not in text)


@settings(deadline=None, derandomize=True)
@given(dates_and_their_days(), dates_and_their_days(), st.sampled_from(["/", "[..]", "{..}"]))
def test_the_ends_of_an_interval_or_a_range_are_the_hulls_of_their_days(
    first: tuple[str, list[date]], last: tuple[str, list[date]], form: str
) -> None:
    text = f"{first[0]}/{last[0]}" if form == "/" else f"{form[0]}{first[0]}..{last[0]}{form[-1]}"
    if is_edtf(text):
        assert read_window(text) == Window(min(first[1]), max(last[1]))
        assert min(first[1]) <= max(last[1])
        if form == "/":
            read = read_edtf(text)
            assert (read.start, read.end) == tuple(Window(min(days), max(days)) for _, days in (first, last))
    else:  # then no choice of digits puts them in order, day for day
        assert min(first[1]) > min(last[1])


@settings(deadline=None, derandomize=True)
@given(
    day=st.dates(date(1000, 3, 1), date(8999, 10, 31)),
    marks=st.tuples(*[st.sampled_from(["", "?", "~", "%"])] * 3),
    before=st.tuples(*[st.booleans()] * 3),
)
def test_marks_at_parts_add_up_to_the_years_months_and_days_around(
    day: date, marks: tuple[str, str, str], before: tuple[bool, bool, bool]
) -> None:
    assume(day.day <= 28)  # then the same day is there in every month
    parts = (f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
    text = "-".join(m + p if b else p + m for p, m, b in zip(parts, marks, before, strict=True))
    years, months, days = (int(bool(mark)) for mark in marks)

    def moved(step: int) -> date:
        month = day.month - 1 + step * months
        return day.replace(year=day.year + step * years + month // 12, month=month % 12 + 1) + timedelta(step * days)

    assert read_window(text) == Window(moved(-1), moved(1))


@settings(deadline=None, derandomize=True)
@given(year=st.integers(1, 9998), season=st.integers(21, 41))
def test_a_season_is_the_months_that_the_standard_gives_it(year: int, season: int) -> None:
    # first month and number of months: seasons of no, the northern and the southern half; quarters, thirds, halves
    north, south = [(3, 3), (6, 3), (9, 3), (12, 3)], [(9, 3), (12, 3), (3, 3), (6, 3)]
    rest = [(1, 3), (4, 3), (7, 3), (10, 3), (1, 4), (5, 4), (9, 4), (1, 6), (7, 6)]
    month, length = [*north, *north, *south, *rest][season - 21]
    after = year * 12 + month - 1 + length
    last = date(after // 12, after % 12 + 1, 1) - timedelta(1)
    assert read_window(f"{year:04}-{season}") == Window(date(year, month, 1), last)


@settings(deadline=None, derandomize=True)
@given(year=st.integers(1000, 9999), digits=st.integers(1, 4))
def test_significant_digits_are_those_of_all_years_that_begin_so(year: int, digits: int) -> None:
    years = [other for other in range(1000, 10_000) if str(other)[:digits] == str(year)[:digits]]
    assert read_window(f"{year}S{digits}") == Window(date(years[0], 1, 1), date(years[-1], 12, 31))


@settings(deadline=None, derandomize=True)
@given(first=st.dates(), last=st.dates(), brackets=st.sampled_from(["[]", "{}"]))
def test_a_pair_of_days_is_an_interval_only_in_order(first: date, last: date, brackets: str) -> None:
    assert is_edtf(f"{first}/{last}") is (first <= last)
    assert is_edtf(f"{brackets[0]}{first}..{last}{brackets[1]}") is (first <= last)
    assert read_window(f"{brackets[0]}{first},{last}{brackets[1]}") == Window(min(first, last), max(first, last))


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.text("0123456789X-?~%/.[]{},TYES:Z+ ", max_size=25))
@example("Y1E" + "9" * 1000)
@example("²⁰¹⁹")
@example("2019\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        allowed = read_window(text)
    except InvalidDate as refusal:
        expected = refusal.message == "valid EDTF but outside the years 0001-9999"
    else:
        expected = allowed.earliest <= allowed.latest
    assert is_edtf(text) == expected


@pytest.mark.parametrize("text", ["-000X/-0009", "-0005/-000X", "000X/0009", "2019/201X", "2018-05-X0/2018-05-11"])
def test_an_unknown_digit_is_chosen_so_that_an_interval_ends_after_it_begins(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["-000X/-0010", "-0000/2019", "2019/200X", "2019-12/2019-0X", "[2019..200X]"])
def test_an_interval_that_no_digit_puts_in_order_is_invalid(text: str) -> None:
    assert not is_edtf(text)


def test_an_interval_tells_its_ends_apart() -> None:
    read = read_edtf("2014~/2019-10")
    assert read.interval
    assert (read.start, read.end) == (days("2013-01-01", "2015-12-31"), days("2019-10-01", "2019-10-31"))
    assert not any((read.open_start, read.unknown_start, read.open_end, read.unknown_end))


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("2014/..", {"open_end"}),
        ("2014/", {"unknown_end"}),
        ("../2014", {"open_start"}),
        ("/2014", {"unknown_start"}),
        ("/..", {"unknown_start", "open_end"}),
        ("2014", set()),
        ("[2014..]", set()),
    ],
)
def test_an_open_end_is_not_an_unknown_one(text: str, flags: set[str]) -> None:
    read = read_edtf(text)
    names = ("open_start", "unknown_start", "open_end", "unknown_end")
    assert {name for name in names if getattr(read, name)} == flags
    assert (read.start is None) == (not text.startswith("2014/"))


@pytest.mark.parametrize("text", ["0000", "-0044-03-15", "Y17E7", "0000/2019", "[-1667,1668]", "Y-170000002"])
def test_years_that_our_calendar_lacks_are_valid_and_refused(text: str) -> None:
    assert is_edtf(text)
    with pytest.raises(InvalidDate, match="valid EDTF but outside the years 0001-9999"):
        read_edtf(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-29", "2023-02-29 is not a day"),
        ("2026-02-30", "2026-02-30 is not a day"),
        ("XXX1-02-29", "XXX1-02-29 is not a day"),
        ("2019-13", "2019-13 is not a month or season"),
        ("2019-42", "2019-42 is not a month or season"),
        ("2020/2019", r"2020 to 2019 ends before it begins \(2019/2020\?\)"),
        ("2019-03-23/2019", "an end on some day of it is written 2004-XX-XX"),
        ("[2020..2019]", "2020 to 2019 ends before it begins"),
        ("2018/19", "not an EDTF date: '19'"),
        ("June 2019", r"not an EDTF date: 'June 2019' \(2019-06\)"),
        ("23 March 2019", r"\(2019-03-23\)"),
        ("March 23, 2019", r"\(2019-03-23\)"),
        ("2019/3/23", r"\(2019-03-23\)"),
        ("2019-6", r"\(2019-06\)"),
        ("2014-2019", r"\(2014/2019\)"),
        ("2014/present", r"\(2014/\.\.\)"),
        ("circa 2019", r"\(2019~\)"),
        ("1990s", r"\(199X\)"),
        ("201x", r"\(201X\)"),
        ("[2018, 2019]", r"\(\[2018,2019\]\)"),
        ("2019-03-23T10:00", r"\(2019-03-23 or 2019-03-23T10:00:00\)"),
        ("30 February 2019", "not an EDTF date: '30 February 2019'$"),
        ("soon", "not an EDTF date: 'soon'$"),
    ],
)
def test_a_refusal_says_why_and_what_may_be_meant(text: str, message: str) -> None:
    with pytest.raises(InvalidDate, match=message):
        read_edtf(text)


def test_a_refusal_names_the_parameter_and_the_value() -> None:
    with pytest.raises(InvalidDate) as refused:
        read_edtf("2019/soon", "on")
    assert (refused.value.parameter, refused.value.value) == ("on", "2019/soon")


def test_a_number_is_not_a_date() -> None:
    with pytest.raises(InvalidDate, match="write it as a text"):
        read_edtf(2019, "on")  # type: ignore[arg-type]
