"""Texts of several questions are read one by one; words that are not understood are named, and left out only openly.

Each line of clauses.tsv was written by hand before the rules.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from app.understanding.reading import TypedQuestion
from tests.app.understanding.test_typed_questions import compare, read

LINES = [
    line for line in (Path(__file__).parent / "clauses.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]
Row = dict[str, str]


def list_texts() -> list[tuple[str, list[Row]]]:
    """Each text with a row for each of its questions."""
    rows = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
    numbers = [sum(row["question"] != "+" for row in rows[: n + 1]) for n in range(len(rows))]
    grouped = [[row for _, row in some] for _, some in groupby(zip(numbers, rows, strict=True), lambda one: one[0])]
    return [(some[0]["question"], some) for some in grouped]


TEXTS = list_texts()


def check(found: TypedQuestion, row: Row) -> None:
    assert (compare(found.best.address) if found.is_decided else "") == (row["address"] and compare(row["address"]))
    assert " / ".join(found.not_understood) == row["not understood"]
    without = {compare(one.address) for one in found.choices if one.leaves_out == found.not_understood}
    assert without == ({compare(row["without"])} if row["without"] else set())
    assert all(one.leaves_out for one in found.choices if compare(one.address) in without)


@pytest.mark.parametrize(("text", "rows"), TEXTS, ids=[text for text, _ in TEXTS])
def test_each_question_of_a_text_leads_to_what_is_meant(text: str, rows: list[Row]) -> None:
    found = read(text)
    if rows[0]["address"] == "-":
        assert found is None or (not found.is_decided and not found.choices and not found.further)
        return
    assert found is not None
    each = [found, *found.further]
    assert len(each) == len(rows)
    for one, row in zip(each, rows, strict=True):
        check(one, row)
