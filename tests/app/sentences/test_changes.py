"""What changed in custody: a number is that of who gives it now, and what is told first is what is doubted.

The sentences are written by hand; whom they name is invented.
"""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.custody_diff import RowChangeFact, _list_told
from app.sentences.languages.ar.writer import ArabicWriter
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from graph.custody.day import HolderRow, build_custody
from graph.custody.diff import ChangeCause, CustodyChange
from graph.dates.windows import read_window
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount
from tests.world.builder import GROUP, said

DAY = date(2025, 3, 1)
ENTITIES = [
    NamedEntity(id="ash", label="Actor", name="Ash", kind="state"),
    NamedEntity(id="gazette", label="Actor", name="Gazette", kind="media"),
    NamedEntity(id=GROUP, label="Group", name="lake men", kind="prisoners"),
]
VIEW: Any = SimpleNamespace(directory=Directory(ENTITIES))


def count_anew(before: int | None, after: int) -> RowChangeFact:
    """A number that the Gazette gives now, and somebody else, if anybody, gave before."""
    return RowChangeFact(
        change="changed",
        holder="ash",
        held=GROUP,
        aspect="count",
        before=read_amount((before, before)) if before else None,
        after=read_amount((after, after)),
        counted=read_window("2025-03-01"),
        counters=("gazette",),
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (150, 120, "The number of lake men held by Ash was 120, according to Gazette, against 150 before."),
        (None, 120, "The number of lake men held by Ash is now given as 120, according to Gazette."),
        (
            120,
            120,
            "The number of lake men held by Ash, 120, is now by a count on 1 March 2025, according to Gazette.",
        ),
    ],
)
def test_who_gives_the_number_now_is_not_said_to_have_given_the_one_before(
    before: int | None, after: int, sentence: str
) -> None:
    assert EnglishWriter(PrintedNames(VIEW, "en")).write_custody_change(count_anew(before, after), {}) == sentence


def test_in_arabic_too_the_speaker_is_of_the_number_now() -> None:
    written = ArabicWriter(PrintedNames(VIEW, "ar")).write_custody_change(count_anew(150, 120), {})
    assert "120، بحسب Gazette، بعد أن كان 150" in written


def hold(*statements: StoredStatement) -> HolderRow:
    (row,) = build_custody(list(statements), DAY, DAY).rows
    return row


def change(before: HolderRow, after: HolderRow, aspect: Any, *because: ChangeCause) -> CustodyChange:
    return CustodyChange(
        change="changed", holder="ash", held=GROUP, before=before, after=after, aspects=(aspect,), because=because
    )


def test_what_is_told_of_a_change_is_what_its_sentence_says() -> None:
    old = said("crow", "holds 10", "ash", observed="2025-03-01", key="old")
    new = said("daw", "holds 12", "ash", observed="2025-03-01", key="new")
    same = said("owl", "holds 12", "ash", observed="2025-03-01", key="same")
    taken, given = ChangeCause(statement=old, why="closed"), ChangeCause(statement=new, why="opened")
    also = ChangeCause(statement=same, why="opened")
    before, after = hold(old), hold(new, same)

    def list_keys(one: CustodyChange) -> list[list[str]]:
        return [[statement.key for statement in statements] for statements in _list_told([one])]

    assert list_keys(change(before, after, "count", taken, given, also)) == [
        ["new", "same"]
    ]  # what is taken back is not said
    assert list_keys(change(before, after, "count", taken)) == [["new", "same"]]  # those who count
    assert list_keys(change(before, after, "places", taken, given)) == [["old"]]  # there are no more places
    assert list_keys(replace(change(before, after, "count"), aspects=("support",))) == []
    gone = replace(change(before, after, "count", taken, given), change="gone", after=None)
    assert list_keys(gone) == [["old"]]


def test_of_a_number_between_two_each_end_is_told() -> None:
    low = said("crow", "holds 10", "ash", observed="2025-03-01", key="low")
    high = said("daw", "holds 12", "ash", observed="2025-03-01", key="high")
    told = _list_told([change(hold(low), hold(low, high), "count")])
    assert sorted(statement.key for statements in told for statement in statements) == ["high", "low"]
    assert len(told) == 2
