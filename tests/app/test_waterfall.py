"""The waterfall of a ledger: where its bars begin and end, as numbers of people, worked out by hand."""

from typing import Any

import httpx

from app.drawing.marks import Box, Text, flat_marks
from app.drawing.waterfall import draw_ledger, list_steps

Row = dict[str, Any]


def count(low: int | None, high: int | None) -> Row:
    return {"min": low, "max": high}


def line(low: int, high: int | None, day: str, kind: str = "flow") -> Row:
    reports = [{"statement": "s", "key": "s", "min": low, "max": high, "wording": "", "saidBy": {"name": "Crow"}}]
    return {**count(low, high), "kind": kind, "days": {"earliest": day, "latest": day}, "reports": reports}


def ledger(**more: Any) -> Row:
    row = {
        "holders": [{"id": "ash", "name": "Ash"}], "held": {"id": "men", "name": "men"}, "places": [], "unit": "people",
        "of": None, "start": None, "end": None, "openings": [], "opening": None, "gains": [], "gained": count(0, 0),
        "losses": [], "lost": count(0, 0), "closings": [], "closing": None, "expected": None, "unaccounted": None,
        "closes": "open", "openBecause": [], **more,
    }  # fmt: skip
    return {**row, "gainCount": len(row["gains"]), "lossCount": len(row["losses"])}


def bars(row: Row) -> list[tuple[str, list[tuple[float, float, str, str]], float | None]]:
    return [(step.words, list(step.parts), step.level) for step in list_steps(row)]


# 1,000 men; 50 to 60 came on the 20th and 144 to 150 went on the 22nd: 900 to 916 must be there, and 544 are
CLOSED = ledger(
    opening=count(1000, 1000),
    gains=[line(50, 60, "2026-01-20")],
    gained=count(50, 60),
    losses=[line(144, 150, "2026-01-22")],
    lost=count(144, 150),
    expected=count(900, 916),
    closing=count(544, 544),
    unaccounted=count(356, 372),
)


def test_moves_follow_one_another_in_time_and_the_gap_lies_between_the_next_count_and_what_must_be_there() -> None:
    assert bars(CLOSED) == [
        ("1,000", [(0, 1000, "certain", "solid")], 1000),
        ("+ 50 to 60", [(1000, 1050, "certain", "solid"), (1050, 1060, "possible", "solid")], 1050),
        ("− 144 to 150", [(1050, 906, "certain", "solid"), (906, 900, "possible", "solid")], 900),
        ("900 to 916", [(0, 900, "certain", "solid"), (900, 916, "possible", "solid")], 900),
        ("544", [(0, 544, "certain", "solid")], 544),
        (
            "356 to 372 went",
            [
                (544, 900, "hostile", "hatched"),
                (900, 916, "possible", "hatched"),
            ],
            None,
        ),
    ]


def test_an_earlier_departure_comes_before_a_later_arrival() -> None:
    row = ledger(
        **{**CLOSED, "gains": [line(50, 60, "2026-01-25")], "openings": [], "closings": []},
    )
    assert [words for words, *_ in bars(row)][:3] == ["1,000", "− 144 to 150", "+ 50 to 60"]


def test_moves_that_a_running_figure_restates_start_at_the_count_and_only_their_sum_is_a_step() -> None:
    # 144 to 150 are among the 1,800 to 2,200: together 1,800 to 2,200 came, not 1,944 to 2,350
    gains = [line(144, 150, "2026-01-21"), line(1800, 2200, "2026-02-05", "cumulative")]
    row = ledger(opening=count(100, 100), gains=gains, gained=count(1800, 2200), expected=count(1900, 2300))
    assert [(words, parts[0][0], level) for words, parts, level in bars(row)] == [
        ("100", 0, 100),
        ("+ 144 to 150", 100, None),
        ("+ 1,800 to 2,200", 100, None),
        ("+ 1,800 to 2,200", 100, 1900),
        ("1,900 to 2,300", 0, 1900),
    ]


def test_more_counted_than_explained_is_a_gap_too_and_one_that_may_be_none_is_not_certain() -> None:
    more = ledger(opening=count(81, 81), expected=count(81, 81), closing=count(100, 120), unaccounted=count(-39, -19))
    assert bars(more)[-1][:2] == (
        "19 to 39 came from",
        [(81, 100, "hostile", "hatched"), (100, 120, "possible", "hatched")],
    )
    perhaps = ledger(
        opening=count(0, 47999), expected=count(0, 47999), closing=count(27488, 27488),
        unaccounted=count(-27488, 20511), closes="yes",
    )  # fmt: skip
    assert bars(perhaps)[-1][1] == [(0, 47999, "possible", "hatched")]


def test_what_has_no_upper_bound_fades_and_without_a_count_departures_lie_left_of_nought() -> None:
    row = ledger(losses=[line(0, None, "2026-01-20", "uncounted"), line(81, 81, "2026-01-23")], lost=count(81, None))
    first, second = list_steps(row)
    assert (first.words, first.fades, first.level) == ("− a number that no report gives", -1, None)
    assert (second.words, second.parts) == ("− 81", [(0, -81, "certain", "solid")])


def test_those_that_do_not_close_come_first_and_open_ones_are_a_line() -> None:
    one_count = ledger(opening=count(24000, 24000), held={"id": "women", "name": "women"})
    closing = ledger(
        opening=count(5, 5), expected=count(5, 5), closing=count(5, 5), unaccounted=count(0, 0), closes="yes",
        held={"id": "boys", "name": "boys"},
    )  # fmt: skip
    drawing = draw_ledger({"rows": [one_count, closing, CLOSED]})
    texts = [mark.words for mark in flat_marks(drawing.marks) if isinstance(mark, Text)]
    assert [words for words in texts if words.startswith("Ash: ")] == [
        "Ash: men", "Ash: boys", "Ash: women: 24,000 counted on no known day.",
    ]  # fmt: skip
    alone = draw_ledger({"rows": [one_count]})
    assert any(isinstance(mark, Box) and mark.colour == "certain" for mark in alone.marks)


def test_the_camp_al_hol_is_drawn_with_the_numbers_of_its_reports() -> None:
    """Nearly 56,000 around 2022 (55,500 to 55,999) and 27,488 in September 2025: 28,012 to 28,511 fewer."""
    row = ledger(
        opening=count(55500, 55999), expected=count(55500, 55999), closing=count(27488, 27488),
        unaccounted=count(55500 - 27488, 55999 - 27488),
    )  # fmt: skip
    assert bars(row)[-1] == (
        "28,012 to 28,511 went",
        [(27488, 55500, "hostile", "hatched"), (55500, 55999, "possible", "hatched")],
        None,
    )


def test_a_move_has_the_days_on_which_it_may_have_been(base: str) -> None:
    rows = httpx.get(f"{base}/v1/custody/ledger?held=isis-suspects", timeout=60).json()["rows"]
    lines = {one["reports"][0]["key"]: one["days"] for row in rows for one in row["losses"]}
    assert lines["isis-detainee-transfer:escape-jan-20"] == {"earliest": "2026-01-20", "latest": "2026-01-20"}
