"""Dates that depend on other statements and sources: what follows together, why, and what cannot be."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.date_constraints.resolution import (
    Dated,
    explain_bounds,
    replace_times,
    resolve_alone,
    resolve_dates,
    select_connected,
)
from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes, parse_linked_times
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.errors import ImpossibleDates
from graph.model.sources import WrittenSource
from graph.model.statement import DateReason, StoredStatement, WrittenStatement
from tests.graph.store.reports import report, says
from tests.graph.store.test_rows import as_recorded

SOURCES = {"report": report(published="2026-02-05")}
UNKNOWN = Bounds(MIN, MAX, MIN, MAX)


def march(key: str, on: str | LinkedDate, **more: Any) -> WrittenStatement:
    """People were moved, on some day."""
    if isinstance(on, str):
        return says(key, "transfers", object="farmers", on=on, **more)
    return linked(says(key, "transfers", object="farmers", on="2026", **more), LinkedTimes(on=on), str(on))


def linked(statement: WrittenStatement, links: LinkedTimes, written: str) -> WrittenStatement:
    validity = ValidTime(statement.validity.kind, written, False, UNKNOWN, statement.validity.planned_end)
    return replace(statement, validity=validity, linked=links)


def after(of: str, least: int = 1, most: int | None = None, **more: Any) -> LinkedDate:
    return LinkedDate(ties=(DateTie("after", of, least, most),), **more)


def before(of: str, least: int = 1, most: int | None = None, **more: Any) -> LinkedDate:
    return LinkedDate(ties=(DateTie("before", of, least, most),), **more)


def bounds(*days: str) -> Bounds:
    return Bounds(*(date.fromisoformat(day) if day[0] in "012" else MIN if day == "-" else MAX for day in days))


def settled(*statements: Dated, sources: dict[str, WrittenSource] = SOURCES) -> dict[str, Bounds]:
    return {key: times.validity.bounds for key, times in resolve_dates(statements, sources).times.items()}


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (after("first", 0, 7), "2026-01-10", "2026-01-19"),
        (after("first"), "2026-01-11", "+"),
        (before("first"), "-", "2026-01-11"),
        (before("first", 3, 5), "2026-01-05", "2026-01-09"),
        (LinkedDate(ties=(DateTie("same_day", "first"),)), "2026-01-10", "2026-01-12"),
        (LinkedDate(ties=(DateTie("same_day", "first"),), weekdays=("monday",)), "2026-01-12", "2026-01-12"),
        # on the same day as or after it, a Thursday, in January: the 15th, the 22nd or the 29th
        (after("first", 0, weekdays=("thursday",), within="2026-01"), "2026-01-15", "2026-01-29"),
        (LinkedDate(weekdays=("friday", "saturday"), within="2026-01"), "2026-01-02", "2026-01-31"),
        # of what lasted the start, unless the end is named
        (after("siege", 2, 2), "2026-01-03", "2026-01-07"),
        (after("siege#end", 1), "2026-01-21", "+"),
        # what was said on the 3rd, and a report of the 5th of February
        (before("first#said", 0, 10), "2026-01-24", "2026-02-03"),
        (before("source:report", 7, 7), "2026-01-29", "2026-01-29"),
    ],
)
def test_a_day_is_bounded_by_what_it_names(on: LinkedDate, first: str, last: str) -> None:
    named = march("first", "2026-01-10/2026-01-12", said_on="2026-02-03")
    siege = says("siege", valid="2026-01-01/2026-01-20", said_on="2026-02-03")
    siege = replace(
        siege, validity=replace(siege.validity, bounds=bounds("2026-01-01", "2026-01-05", "2026-01-20", "2026-01-25"))
    )
    assert settled(named, siege, march("second", on))["second"] == bounds(first, last, first, last)


def test_linked_days_bound_one_another_from_both_sides_but_plain_ones_keep_their_words() -> None:
    found = settled(
        march("a", "2026-01-01/2026-01-31"),
        march("b", after("a", 2)),
        march("c", after("b", 2, within="2026-01-01/2026-01-10")),
    )
    assert found == {
        "b": bounds("2026-01-03", "2026-01-08", "2026-01-03", "2026-01-08"),
        "c": bounds("2026-01-05", "2026-01-10", "2026-01-05", "2026-01-10"),
    }


def test_what_names_nothing_that_is_there_is_bounded_by_its_own_words() -> None:
    lonely = march("a", after("closed", within="2026-01"))
    assert settled(lonely)["a"] == bounds("2026-01-01", "2026-01-31", "2026-01-01", "2026-01-31")
    assert settled(march("b", after("source:unknown")))["b"] == UNKNOWN


def test_a_sighting_comes_no_later_than_it_was_told_and_a_plan_may() -> None:
    links = LinkedTimes(observed=LinkedDate(within="2026-01-20/.."))
    seen = linked(says("seen", said=read_window("2026-01-25")), links, "within 2026-01-20/..")
    planned = replace(seen, key="planned", mode="expected")
    found = settled(seen, planned)
    assert found["seen"] == bounds("-", "2026-01-25", "2026-01-20", "+")
    assert found["planned"] == bounds("-", "+", "2026-01-20", "+")


def test_the_ends_of_a_state_hang_on_others() -> None:
    taken = march("taken", "2026-01-10")
    said = {"said": read_window("2026-02-03"), "said_on": "2026-02-03"}
    from_then = linked(says("a", valid="2025/..", **said), LinkedTimes(start=after("taken", 0, 3), end=".."), "x/..")
    until_then = linked(
        says("b", valid="2025/..", **said), LinkedTimes(start="2025-12", end=before("taken", 1)), "2025-12/x"
    )
    found = settled(taken, from_then, until_then)
    assert found["a"] == bounds("2026-01-10", "2026-01-13", "2026-02-03", "+")
    assert found["b"] == bounds("2025-12-01", "2025-12-31", "2025-12-01", "2026-01-09")


def test_it_was_said_no_later_than_it_was_published() -> None:
    links = LinkedTimes(on="2026-01-08", said=after("first", 1), public=True)
    statement = linked(replace(march("a", "2026-01-08"), said_on="after first"), links, "2026-01-08")
    times = resolve_dates([march("first", "2026-01-10"), statement], SOURCES).times["a"]
    assert times.said == Window(date(2026, 1, 11), date(2026, 2, 5))
    assert (times.known, times.known_from) == (times.said, "2026-01-11/2026-02-05")


def test_a_source_dated_later_narrows_what_hangs_on_it() -> None:
    statement = march("a", before("source:wire", 0, 10))
    vague = {"wire": report("wire", published="2026")}
    assert settled(statement, sources=vague)["a"].latest_start == date(2026, 12, 31)
    dated = {"wire": report("wire", published="2026-03-11")}
    assert settled(statement, sources=dated)["a"] == bounds("2026-03-01", "2026-03-11", "2026-03-01", "2026-03-11")


def test_the_fewest_that_contradict_one_another_are_named_and_keep_only_their_own_words() -> None:
    early = march("early", after("late", within="2026-01"))
    late = march("late", "2026-03")
    found = resolve_dates([early, late, march("other", after("late", 5, 5))], SOURCES)
    assert found.contradicting["early"].keys == ("early", "late")
    assert "early and late" in str(found.contradicting["early"])
    assert found.contradicting["early"].parameter == "on"
    assert found.times["early"].validity.bounds == bounds("2026-01-01", "2026-01-31", "2026-01-01", "2026-01-31")
    assert found.times["other"].validity.bounds.earliest_start == date(2026, 3, 6)


def test_in_a_load_what_contradicts_makes_room_for_what_was_there() -> None:
    new, old = march("a", after("late", within="2026-01")), march("a", "2026-02")
    hanging = march("b", after("a", 1, 1))
    found = resolve_dates([new, march("late", "2026-03"), hanging], SOURCES, {"a": as_recorded(old, 1), "b": None})
    assert set(found.replaced) == {"a"}
    assert not found.contradicting
    assert found.times["b"].validity.bounds.earliest_start == date(2026, 2, 2)


def test_one_that_contradicts_itself_is_refused_alone() -> None:
    with pytest.raises(ImpossibleDates, match=r"no days fit what bounds a$"):
        resolve_alone(march("a", LinkedDate(within="2026-01-05", weekdays=("friday",))), SOURCES)
    late = linked(march("a", "2026-01"), LinkedTimes(on="2026-01", said=LinkedDate(within="2026-03")), "2026-01")
    with pytest.raises(ImpossibleDates, match="a and source:report together"):
        resolve_alone(late, SOURCES)


def test_only_what_is_tied_to_it_is_settled_with_a_statement() -> None:
    chain = [
        march("a", "2026"),
        march("b", after("a")),
        march("c", after("b")),
        march("x", after("y")),
        march("y", "2026"),
    ]
    by_key = {s.key: s for s in chain}
    assert [s.key for s in select_connected(["a"], by_key)] == ["a", "b", "c"]
    assert [s.key for s in select_connected(["x"], by_key)] == ["x", "y"]


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (after("report:entry-12", 0, weekdays=("thursday",), within="2026-01"),
         "after report:entry-12 (0 days or more), a Thursday, within 2026-01"),
        (before("report:a"), "before report:a"),
        (after("a#said", 1, 5), "after a#said (1 to 5 days)"),
        (before("a", 1, 1), "before a (exactly 1 day)"),
        (LinkedDate(ties=(DateTie("same_day", "a"), DateTie("after", "b"))), "same day as a, after b"),
        (LinkedDate(weekdays=("monday", "friday")), "a Monday or Friday"),
    ],
)  # fmt: skip
def test_links_read_as_text_and_come_back_from_the_store_as_written(when: LinkedDate, text: str) -> None:
    assert str(when) == text
    links = LinkedTimes(start=when, end="..", said="2026", public=True)
    assert parse_linked_times(links.to_text()) == links


def explained(statement: StoredStatement, *others: Dated) -> dict[str, list[tuple[str, str]]]:
    found = resolve_dates([statement, *others], SOURCES)
    if statement.linked:
        statement = replace_times(statement, found.times[statement.key])
    told = explain_bounds(statement, found.solved, SOURCES, {})
    return {name: [(step.key, step.rule) for step in steps] for name, steps in told.items()}


def test_each_bound_of_a_linked_day_is_explained_from_its_first_cause() -> None:
    second = as_recorded(march("second", after("first", 0, 7, weekdays=("thursday",))), 1)
    found = explained(second, march("first", "2026-01-10/2026-01-12"))
    first, tie, thursday = (
        ("first", "on 2026-01-10/2026-01-12"),
        ("second", "after first (0 to 7 days)"),
        ("second", "a Thursday"),
    )
    assert found["earliest_start"] == [first, tie, thursday]  # 10, 10, 15 January
    assert found["latest_start"] == [first, tie, thursday]  # 12, 19, 15 January


@pytest.mark.parametrize(
    ("given", "name", "rules"),
    [
        ({"valid": "2014/2019"}, "latest_start", ["valid 2014/2019"]),
        ({"valid": "2014~/.."}, "earliest_start", ["valid 2014~/..", "widened by ~"]),
        ({"valid": "2014~/.."}, "earliest_end", ["valid 2014~/..", "said on 2020-04-04"]),
        ({"valid": "2014~/.."}, "latest_end", []),
        ({"valid": "2014/"}, "latest_end", ["valid 2014/", "said on 2020-04-04"]),
        ({"valid": "/2019"}, "latest_start", ["valid /2019", "said on 2020-04-04"]),
        ({"valid": "/2019"}, "earliest_start", []),
        ({"observed": "2020-03"}, "earliest_start", []),
        ({"observed": "2020-03?"}, "latest_start", ["observed 2020-03?", "widened by ?"]),
    ],
)
def test_each_bound_of_plain_words_is_explained_by_them(given: dict[str, str], name: str, rules: list[str]) -> None:
    statement = as_recorded(says("a", said_on="2020-04-04", said=read_window("2020-04-04"), **given), 1)
    if given.get("valid") == "/2019":  # it began before it was said, and before it ended
        rules = [rule for rule in rules if not rule.startswith("said")]
    assert [rule for _, rule in explained(statement)[name]] == rules


def test_who_dates_the_source_is_named_where_a_statement_does_not_say_when_it_was_said() -> None:
    statement = as_recorded(says("a", valid="2014/..", said=SOURCES["report"].published), 1)
    statement = replace(
        statement,
        said_on=None,
        validity=replace(statement.validity, bounds=bounds("2014-01-01", "2014-12-31", "2026-02-05", "+")),
    )
    told = explain_bounds(statement, None, SOURCES, {})
    day = date(2026, 2, 5)
    assert told["earliest_end"] == (
        DateReason(statement.id, "a", "valid 2014/..", day),
        DateReason(None, "source:report", "published on 2026-02-05", day),
    )
