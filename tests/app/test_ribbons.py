"""Moves as ribbons: how thick, between whom, and what no report names, worked out by hand from the shipped report."""

from typing import Any

import httpx

from app.drawing.marks import Box, Line, Shape, Text, flat_marks
from app.drawing.ribbons import THICK, draw_chain, list_lanes, make_ribbon, scale_ribbon

Row = dict[str, Any]
ASH, BIRCH, CAMP = ({"id": name.lower(), "name": name} for name in ("Ash", "Birch", "Camp"))


def hop(key: str, source: list[Row], target: list[Row], low: int | None = 100, high: int | None = 100) -> Row:
    return {
        "occurrence": key, "held": [{"id": "men", "name": "men"}], "earliest": "2026-01-21", "latest": "2026-01-22",
        "fromHolders": source, "fromPlaces": [CAMP], "toHolders": target, "toPlaces": [],
        "count": None if low is None else {"min": low, "max": high}, "contested": False, "deniedBy": [],
        "knownCertainty": "certain", "statements": [{"id": key}],
    }  # fmt: skip


def shapes(*rows: Row, chains: tuple[Row, ...] = ()) -> list[Shape]:
    marks = flat_marks(draw_chain({"rows": rows, "chains": chains}).marks)
    return [mark for mark in marks if isinstance(mark, Shape)]


def test_a_ribbon_is_as_thick_as_its_count() -> None:
    # of 2,200 at most, 1,800 at least: 36 wide in all, 29.45 of it dark; 144 to 150 are 2.36 and not quite 3
    low, high = scale_ribbon({"min": 1800, "max": 2200}, 2200)
    assert (round(low, 2), high) == (29.45, THICK)
    assert scale_ribbon({"min": 1100, "max": 1100}, 2200) == (THICK / 2, THICK / 2)
    low, high = scale_ribbon({"min": 144, "max": 150}, 2200)
    assert (round(low, 2), high) == (2.36, 3.0)
    assert scale_ribbon(None, 2200)[0] == 0


def test_a_ribbon_is_level_at_its_ends_and_as_thick_there() -> None:
    corners = make_ribbon((10, 20), (110, 80), 12, "certain").corners
    assert (corners[0], corners[-1]) == ((0, -6), (0, 6))
    middle = len(corners) // 2
    assert (corners[middle - 1], corners[middle]) == ((100, 54), (100, 66))


def test_lanes_are_holders_else_places_in_order_of_time_and_the_gap_last() -> None:
    rows = [hop("a", [], []), hop("b", [ASH], [BIRCH]), hop("c", [BIRCH], [ASH])]
    assert list_lanes(rows) == ["Camp", "Ash", "Birch", ""]


def test_what_is_certain_is_filled_and_what_is_possible_contested_or_open_is_hatched() -> None:
    assert [(one.colour, one.how) for one in shapes(hop("a", [ASH], [BIRCH], 90, 100))] == [
        ("possible", "solid"), ("certain", "solid"),
    ]  # fmt: skip
    for doubt in ({"knownCertainty": "possible"}, {"contested": True}):
        assert all(
            one.how == "hatched" for one in shapes(hop("a", [ASH], [BIRCH]) | doubt) if one.colour != "contested"
        )
    assert [one.how for one in shapes(hop("a", [ASH], [BIRCH], 90, None))] == ["hatched", "solid"]
    assert [one.how for one in shapes(hop("a", [ASH], [BIRCH], None))] == ["hatched"]


def test_an_end_that_no_report_names_is_a_gap_and_a_move_that_leads_on_is_joined() -> None:
    rows = [hop("a", [ASH], [BIRCH]), hop("b", [BIRCH], [])]
    chains = [{"hops": ["a", "b"], "certainty": "possible", "atMost": 100}]
    marks = list(flat_marks(draw_chain({"rows": rows, "chains": chains}).marks))
    assert len([mark for mark in marks if isinstance(mark, Box) and mark.colour == "hostile"]) == 1
    assert "No report says who" in [mark.words for mark in marks if isinstance(mark, Text)]
    assert [mark.style for mark in marks if isinstance(mark, Line) and mark.colour != "grid"] == ["thick dashed"]


def test_the_report_of_january_2026_has_its_numbers(base: str) -> None:
    """The report has about 2,000 received by Iraq, and an escape that nobody counts."""
    drawn = httpx.get(f"{base}/v1/custody/chain.svg?held=isis-suspects", timeout=60).text
    for words in ("1,800 to 2,200", "not counted", "2026-01-20", "Iraq"):
        assert f">{words}</text>" in drawn
