"""Rows of everyone's alliances are kept from day to day: an answer is the same as where nobody asked before."""

import json
from typing import Any

import pytest

from app.answers.question import read_common
from app.encoding import WrittenRow, json_of
from app.questions.alliances import alliances
from graph.selection.selection import Selection
from tests.graph.alliances.few import FewWithColumns, tie
from tests.world.builder import said

STATEMENTS = [
    tie("allied_with", "ash", "birch", valid="2026-01-10/2026-01-20"),
    tie("supports", "birch", "cedar", valid="2026-01-01/2026-02-01"),
    tie("fights", "birch", "cedar", valid="2026-01-25/2026-03-01"),
    tie("hostile_to", "cedar", "dune", valid="2026-02-10/.."),
    said("crow", "distrusts", "dune", "elm", observed="2026-02", key="seen"),
    said("daw", "fights", "birch", "cedar", valid="2026-01-01/2026-03-01", polarity="denies", key="no war"),
]
DAYS = ("2026-01-15", "2026-01-30", "2026-02-05", "2026-02-20", "2025", "2026-02", "2030-01-01")
LENSES: list[dict[str, str]] = [{}, {"known_at": "2026-06-01"}, {"exclude": "daw"}, {"max_gap_days": "3"}]


class Snapshot(FewWithColumns):
    def find_withdrawn(self, ids: object) -> list[Any]:
        return []


def ask(snapshot: Snapshot, day: str, lens: dict[str, Any]) -> bytes:
    return json_of(alliances(Selection(snapshot, read_common(as_of=day, **lens))))


@pytest.mark.parametrize("order", [DAYS, DAYS[::-1]])
def test_what_was_asked_before_changes_no_answer(order: tuple[str, ...]) -> None:
    asked_before = Snapshot(STATEMENTS)
    for lens in LENSES:
        for day in (*order, *order):
            assert ask(asked_before, day, lens) == ask(Snapshot(STATEMENTS), day, lens)


def test_the_row_of_a_pair_is_of_the_day_that_is_asked_about() -> None:
    snapshot = Snapshot(STATEMENTS)
    found = {day: json.loads(ask(snapshot, day, {})) for day in DAYS}
    pair = {"a": {"id": "birch", "name": "Birch", "kind": "any"}, "b": {"id": "cedar", "name": "Cedar", "kind": "any"}}

    def find(day: str, part: str) -> list[dict[str, Any]]:
        return [row for row in found[day][part] if pair.items() <= row.items()]

    (supported,), (fought,), (both,) = (find(day, "rows") for day in ("2026-01-15", "2026-02-20", "2026-01-30"))
    assert (supported["sign"], supported["certainty"], supported["relations"]) == (1, "certain", ["supports"])
    assert (fought["sign"], fought["certainty"], fought["contested"]) == (-1, "certain", True)
    assert (both["sign"], both["mixed"], both["relations"]) == (None, True, ["fights", "supports"])
    (first,) = find("2025", "firstKnown")
    assert (first["sign"], first["support"], first["gapDays"]) == (1, None, None)


def test_a_row_that_is_written_already_reads_as_it_is() -> None:
    row = {"a": {"id": "ash"}, "sign": None, "statements": ["1", "2"]}
    assert WrittenRow(row) == row
    assert json.loads(json_of({"rows": [WrittenRow(row)]})) == {"rows": [row]}
