"""What a statement's time, as written, allows: tables by hand, and properties against every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.validity import Bounds, read_event, read_sighting, read_state
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.errors import InvalidDate

SAID = read_window("2026-02-05")
SAID_IN_JANUARY = read_window("2026-01")
SAID_SOME_TIME = Window(MIN, MAX)


def bounds(*days: str | None) -> Bounds:
    earliest_start, latest_start, earliest_end, latest_end = (day and date.fromisoformat(day) for day in days)
    return Bounds(earliest_start or MIN, latest_start or MAX, earliest_end or MIN, latest_end or MAX)


@pytest.mark.parametrize(
    ("valid", "said", "expected"),
    [
        ("2018-01/2019-10", SAID, ("2018-01-01", "2018-01-31", "2019-10-01", "2019-10-31")),
        ("2014/2019", SAID, ("2014-01-01", "2014-12-31", "2019-01-01", "2019-12-31")),
        ("2014~/2019-10-15?", SAID, ("2013-01-01", "2015-12-31", "2019-10-14", "2019-10-16")),
        ("2019/2019", SAID, ("2019-01-01", "2019-12-31", "2019-01-01", "2019-12-31")),
        ("2019-06/2019-XX-XX", SAID, ("2019-06-01", "2019-06-30", "2019-06-01", "2019-12-31")),
        # ongoing: certain up to the first day it may have been said
        ("2014/..", SAID, ("2014-01-01", "2014-12-31", "2026-02-05", None)),
        ("2014/..", SAID_IN_JANUARY, ("2014-01-01", "2014-12-31", "2026-01-01", None)),
        ("2014/..", SAID_SOME_TIME, ("2014-01-01", "2014-12-31", "2014-01-01", None)),
        # said while it was beginning
        ("2026-01-20/..", SAID_IN_JANUARY, ("2026-01-20", "2026-01-20", "2026-01-20", None)),
        # an empty end had ended by the last such day
        ("2019/", SAID, ("2019-01-01", "2019-12-31", "2019-01-01", "2026-02-05")),
        ("2026/", SAID, ("2026-01-01", "2026-02-05", "2026-01-01", "2026-02-05")),
        ("2019/", SAID_SOME_TIME, ("2019-01-01", "2019-12-31", "2019-01-01", None)),
        # an empty start began before the first, and before it ended; .. says no more
        ("/2019", SAID, (None, "2019-12-31", "2019-01-01", "2019-12-31")),
        ("../2019", SAID, (None, "2019-12-31", "2019-01-01", "2019-12-31")),
        ("/..", SAID_IN_JANUARY, (None, "2026-01-01", "2026-01-01", None)),
        ("/", SAID_IN_JANUARY, (None, "2026-01-01", None, "2026-01-31")),
        ("/..", SAID_SOME_TIME, (None, None, None, None)),
        ("/2019", SAID_SOME_TIME, (None, "2019-12-31", "2019-01-01", "2019-12-31")),
        # a stated end later than the saying counts as ..
        ("2014/2027", SAID, ("2014-01-01", "2014-12-31", "2026-02-05", None)),
        ("2014/2026-02-06", SAID, ("2014-01-01", "2014-12-31", "2026-02-05", None)),
        # one that may be later keeps its bounds, and is certain up to the first day of the saying at most
        ("2014/2026", SAID, ("2014-01-01", "2014-12-31", "2026-01-01", "2026-12-31")),
        (
            "2014/2026-01-20~",
            read_window("2026-01-10/2026-01-20"),
            ("2014-01-01", "2014-12-31", "2026-01-10", "2026-01-21"),
        ),
        # an undated source speaks of the past
        ("2016/2018", read_window("2014/2026"), ("2016-01-01", "2016-12-31", "2018-01-01", "2018-12-31")),
        # a forecast is certain on no day
        ("2026-03-01/..", SAID, ("2026-03-01", None, "2026-03-01", None)),
        ("2026-03-01/2026-04-01", SAID, ("2026-03-01", None, "2026-03-01", None)),
        # the two ends apart, each a date or a set
        (
            {"start": "2014~", "end": "[2019-03,2019-10]"},
            SAID,
            ("2013-01-01", "2015-12-31", "2019-03-01", "2019-10-31"),
        ),
        ({"start": "[2026-01-18..2026-01-20]", "end": ".."}, SAID, ("2026-01-18", "2026-01-20", "2026-02-05", None)),
        ({"start": "2019", "end": ""}, SAID, ("2019-01-01", "2019-12-31", "2019-01-01", "2026-02-05")),
        ({"start": "2019"}, SAID, ("2019-01-01", "2019-12-31", "2019-01-01", "2026-02-05")),
        ({"end": "2019"}, SAID, (None, "2019-12-31", "2019-01-01", "2019-12-31")),
        # ends that overlap are tightened
        ({"start": "[2018,2020]", "end": "2019"}, SAID, ("2018-01-01", "2019-12-31", "2019-01-01", "2019-12-31")),
        ({"start": "2019", "end": "201X"}, SAID, ("2019-01-01", "2019-12-31", "2019-01-01", "2019-12-31")),
    ],
)
def test_a_state_lasted_within_these_bounds(
    valid: str | dict[str, str], said: Window, expected: tuple[str | None, ...]
) -> None:
    assert read_state(valid, said).bounds == bounds(*expected)


TEXTS = st.sampled_from(
    ["..", "", "2019", "2025-12~", "2026-01", "2026-01-15", "2026-01-2X", "2026", "2027", "[2026..]"]
)


@settings(deadline=None, derandomize=True, max_examples=500)
@given(TEXTS, TEXTS, st.sampled_from(["2026-01-10", "2026-01", "2026", "2025/2026", "2018", "2028", "2020/.."]))
def test_after_the_first_day_it_may_have_been_said_only_a_stated_past_is_certain(a: str, b: str, said: str) -> None:
    said_in = read_window(said)
    try:
        of = read_state({"start": a, "end": b}, said_in).bounds
    except InvalidDate:
        return
    if of.latest_start <= of.earliest_end and of.earliest_end > said_in.earliest:
        ended = b not in ("", "..") and read_window(b).latest <= said_in.latest
        began = a not in ("", "..") and of.earliest_end == read_window(a).earliest <= said_in.latest
        assert ended or began


@settings(deadline=None, derandomize=True)
@given(st.dates(date(2014, 1, 1), date(2026, 1, 1)), st.integers(0, 60), st.integers(0, 900))
def test_knowing_more_exactly_when_it_was_said_never_widens_what_is_possible(day: date, vague: int, ago: int) -> None:
    valid = {"start": (day - timedelta(ago)).isoformat(), "end": ""}
    exact = read_state(valid, Window(day, day)).bounds
    roughly = read_state(valid, Window(day - timedelta(vague), day + timedelta(vague))).bounds
    assert roughly.earliest_start <= exact.earliest_start
    assert exact.latest_end <= roughly.latest_end


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        ("2026-01-20", (None, "2026-01-20", "2026-01-20", None)),
        ("2019", (None, "2019-12-31", "2019-01-01", None)),
        ("2026-01-2X", (None, "2026-01-29", "2026-01-20", None)),
        ("[2026-01-29..2026-11-22]", (None, "2026-11-22", "2026-01-29", None)),
        ("2018-01/2019-10", (None, "2019-10-31", "2018-01-01", None)),
        ("2014/..", (None, None, "2014-01-01", None)),
    ],
)
def test_a_sighting_says_nothing_of_before_and_after(observed: str, expected: tuple[str | None, ...]) -> None:
    seen = read_sighting(observed)
    assert seen.bounds == bounds(*expected)
    assert (seen.kind, seen.written, seen.spread, seen.planned_end) == ("observed", observed, False, None)


@pytest.mark.parametrize(
    ("on", "spread", "expected"),
    [
        ("2026-01-20", False, ("2026-01-20", "2026-01-20", "2026-01-20", "2026-01-20")),
        ("2019-10", False, ("2019-10-01", "2019-10-31", "2019-10-01", "2019-10-31")),
        ("2019-10", True, ("2019-10-01", "2019-10-01", "2019-10-31", "2019-10-31")),
        ("2026-01-21/2026-02-12", True, ("2026-01-21", "2026-01-21", "2026-02-12", "2026-02-12")),
        ("[2026-01-29..2026-11-22]", False, ("2026-01-29", "2026-11-22", "2026-01-29", "2026-11-22")),
        ("[..2019]", False, (None, "2019-12-31", None, "2019-12-31")),
    ],
)
def test_an_event_is_on_one_day_or_spread_over_all(on: str, spread: bool, expected: tuple[str | None, ...]) -> None:
    happened = read_event(on, spread)
    assert happened.bounds == bounds(*expected)
    assert (happened.kind, happened.written, happened.spread) == ("on", on, spread)


def test_nothing_is_spread_without_end() -> None:
    with pytest.raises(InvalidDate, match="no first or no last day"):
        read_event("2019/..", spread=True)


def test_what_is_written_is_kept() -> None:
    assert read_state("2014~/..", SAID).written == "2014~/.."
    assert read_state({"start": "2014~"}, SAID).written == "2014~/"
    assert read_state("2014~/..", SAID).kind == "valid"


def test_a_planned_end_bounds_nothing() -> None:
    with_plan = read_state("2026-01-21/..", SAID, planned_end="2026-07")
    assert with_plan.planned_end == "2026-07"
    assert with_plan.bounds == read_state("2026-01-21/..", SAID).bounds
    with pytest.raises(InvalidDate, match="soon") as refused:
        read_state("2026-01-21/..", SAID, planned_end="soon")
    assert refused.value.parameter == "planned_end"


@pytest.mark.parametrize(
    ("valid", "message"),
    [
        ("2019", r"is a date.*write observed: 2019 for a sighting, or valid: 2019-01-01/2019-12-31"),
        ("[2018..2019]", "is a date, expected an interval"),
        ("2019/soon", "not an EDTF date: 'soon'"),
        ("2020/2019", "ends before it begins"),
        ({"start": "2020", "end": "2019"}, "begins on 2020-01-01 or later, but ends by 2019-12-31"),
        ("2027/", "begins on 2027-01-01 or later, but said to have ended by 2026-02-05"),
        ({"start": "2014/2015", "end": "2019"}, "2014/2015 is an interval"),
        ({"from": "2014"}, r"valid has \['from'\], expected start and end"),
        ({}, "expected start and end"),
    ],
)
def test_a_state_that_cannot_be_is_refused(valid: str | dict[str, str], message: str) -> None:
    with pytest.raises(InvalidDate, match=message) as refused:
        read_state(valid, SAID)
    assert refused.value.parameter in ("valid", "valid.start")


def test_bounds_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(InvalidDate, match="cannot be"):
        bounds("2019-01-02", "2019-01-01", "2019-01-05", "2019-01-05")
    with pytest.raises(InvalidDate, match="cannot be"):
        bounds("2019-01-01", "2019-01-01", "2019-01-05", "2019-01-04")
