"""What an answer says under a lens: it rests on the sources asked for, and their silence is not that of all sources."""

from typing import Any

import pytest

from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from app.sentences.statements import make_statement_fact
from graph.dates.windows import read_window
from tests.app.sentences.shipped_sources import read_shipped
from tests.app.sentences.test_by_hand import ask, check_form

DAY = "as_of=2026-02-05"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            f"/v1/custody?held=isis-suspects&{DAY}&trust=reuters",
            "Reuters does not say who held ISIS suspects on 5 February 2026; what other sources say is left out.",
        ),
        (
            f"/v1/plans?held=isis-suspects&{DAY}&trust=reuters",
            "Reuters does not report a plan for ISIS suspects; what other sources say is left out.",
        ),
        (
            "/v1/plans?as_of=2019-03-25&min_independent=2",  # Sarah Sanbar alone says what was not expected
            "Counting only what at least two independent sources say, no source here reports a plan.",
        ),
        (
            f"/v1/custody/chain?held=isis-suspects&{DAY}&trust=reuters",
            "Going by Reuters alone, US Central Command moved 150 ISIS suspects from Syria to Iraq on 20 January 2026.",
        ),
        (
            f"/v1/custody?held=isis-suspects&{DAY}&trust=cbs-news",
            "Going by CBS News alone, on 5 February 2026 the SDF, with US-led coalition guards, probably still held "
            "ISIS suspects in prisons in Northeast Syria; CBS News speaks of “thousands”, without naming a day.",
        ),
    ],
)
def test_what_rests_on_one_source_says_so_once(address: str, sentence: str) -> None:
    assert ask(address, "en") == sentence


@pytest.mark.parametrize(
    ("address", "opening"),
    [
        (
            "/v1/custody?held=isis-suspects&as_of=2019-06-01&exclude=cbs-news",
            "Leaving out CBS News, no source here says who held ISIS suspects on 1 June 2019.",
        ),
        (
            f"/v1/custody?held=isis-suspects&{DAY}&exclude=parties",
            "Leaving out speakers who are party to the events, on 5 February 2026 the SDF, with US-led "
            "coalition guards, probably still held ISIS suspects",
        ),
        (
            "/v1/custody?held=rf-isis-fighters&as_of=2022-07&min_independent=1",
            "In July 2022 the SDF held",  # one is every source that there is
        ),
        (
            "/v1/alliances?actor=isis&as_of=2016&min_independent=2",
            "Counting only what at least two independent sources say, no source here says who stood with or "
            "against ISIS",
        ),
    ],
)
def test_who_is_left_out_is_said_first(address: str, opening: str) -> None:
    summary = ask(address, "en")
    assert summary.startswith(opening)
    check_form(summary)


@pytest.mark.parametrize(
    ("days", "weekday", "sentence"),
    [
        ("2026-01-29/2026-11-19", "thursday", "by a Thursday on or after 29 January 2026"),
        ("2026-01-29/..", "thursday", "by a Thursday on or after 29 January 2026"),
        ("2026-02-05/2026-02-26", "thursday", "by a Thursday between 5 and 26 February 2026"),
        ("2019-07", "friday", "by a Friday in July 2019"),
        ("2026-01-29/2026-11-19", "", "by a day between 29 January and 19 November 2026"),
        ("2026-01-23", "", "by 23 January 2026"),
    ],
)
def test_a_day_that_is_only_a_weekday_is_said_by_where_it_begins(days: str, weekday: str, sentence: str) -> None:
    writer = EnglishWriter(PrintedNames(read_shipped(), "en"))  # type: ignore[arg-type]
    assert writer.up_to(read_window(days), weekday) == sentence


def test_a_year_with_which_a_name_ends_is_said_once() -> None:
    view: Any = read_shipped()
    (expected,) = (one for one in view.select_by_predicates(["comments_on"]) if one.mode == "expected")
    said = EnglishWriter(PrintedNames(view, "en")).records.write_claim(make_statement_fact(view, expected))
    assert said == (
        "home countries of ISIS suspects were not expected to comment on prosecution in Iraq of the transferred ISIS "
        "suspects and transfer of ISIS suspects from Syria to Iraq in 2026, according to Sarah Sanbar of Human Rights "
        "Watch"
    )


# numbers that one anonymous source alone gives: of each some words before which it stands
OF_ONE = ("bout 2,000", "144", "3,194", "47 French", "bout 200 ISIS")


@pytest.mark.parametrize(
    "address",
    [
        *(f"/v1/custody?held=isis-suspects&as_of={day}" for day in ("2026-01-25", "2026-02-05", "2026-05", "2026")),
        *(f"/v1/custody?holder=iraq&as_of={day}" for day in ("2025", "2026-02-05", "2026-11-30")),
        "/v1/custody?nationality=French&as_of=2026",
        "/v1/custody/series?held=isis-suspects",
        "/v1/custody/ledger?held=isis-suspects",
        "/v1/custody/chain?held=isis-suspects",
        "/v1/custody/diff?held=isis-suspects&from=2026-01-10&to=2026-02-05",
        "/v1/plans?held=isis-suspects",
        "/v1/contested",
        "/v1/search?q=HRW",
    ],
)
def test_a_number_of_one_anonymous_source_is_always_said_to_be_its(address: str) -> None:
    summary = ask(address, "en")
    for number in OF_ONE:
        for part in summary.split(number)[1:]:
            assert "according to an anonymous " in part, summary
