"""One of those who are counted, in English: in the singular where the number is one, and only there. By hand."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.facts import AskedDays
from app.sentences.languages.en.row_counts import EnglishRowCounts
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from app.sentences.records import EventsFacts
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.wordings import Amount, AmountForm

EVENTS = [
    NamedEntity(id="escape", label="Event", name="prison escape of 20 January 2026", kind="escape"),
    NamedEntity(id="talks", label="Event", name="peace talks in 2026", kind="meeting"),
]
VIEW: Any = SimpleNamespace(directory=Directory(EVENTS))


@pytest.fixture
def english() -> EnglishWriter:
    return EnglishWriter(PrintedNames(VIEW, "en"))


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (Amount(AmountForm.EXACTLY, 1), "people", "one ISIS suspect"),
        (Amount(AmountForm.LEAST, 1), "people", "at least one ISIS suspect"),
        (Amount(AmountForm.FEWER, 1), "people", "fewer than one ISIS suspect"),
        (Amount(AmountForm.BETWEEN, 1, 5), "people", "1 to 5 ISIS suspects"),
        (Amount(AmountForm.VAGUE, 1, None, "many"), "people", "“many” ISIS suspects"),
        (Amount(AmountForm.VAGUE, 1, None, "many"), "families", "“many” families of ISIS suspects"),
        (Amount(AmountForm.EXACTLY, 1), "families", "one family of ISIS suspects"),
        (Amount(AmountForm.EXACTLY, 1), "police", "one police of ISIS suspects"),
        (Amount(AmountForm.EXACTLY, 1), "forces", "one forces of ISIS suspects"),
    ],
)
def test_whom_a_number_counts_is_in_the_singular_where_it_is_one(
    english: EnglishWriter, amount: Amount, unit: str, words: str
) -> None:
    assert english.people(amount, "ISIS suspects", unit) == words


@pytest.mark.parametrize(
    ("low", "high", "wording", "unit", "words"),
    [
        (1, 1, "one", "people", "one ISIS suspect"),
        (1, 1, "one", "families", "one family of ISIS suspects"),
        (1, 1, "one", "police", "one police among ISIS suspects"),
        (1, None, "many", "people", "“many” ISIS suspects (1 or more)"),
    ],
)
def test_a_row_too_has_the_singular_where_its_number_is_one(
    english: EnglishWriter, low: int, high: int | None, wording: str, unit: str, words: str
) -> None:
    count = ReportedCount(min=low, max=high, kind="stock", unit=unit, wording=wording)
    assert EnglishRowCounts(english).people(count, "ISIS suspects") == words


@pytest.mark.parametrize(
    ("days", "event", "name"),
    [
        ("2026-01-20", "escape", "20 January 2026 saw the prison escape."),
        ("2026-01-01/2026-01-20", "escape", "the prison escape of 20 January 2026."),
        ("2026-01", "escape", "January 2026 saw the prison escape of 20 January 2026."),
        ("2026-01", "talks", "January 2026 saw the peace talks."),
        ("2025/2026", "talks", "the peace talks in 2026."),
    ],
)
def test_a_day_in_a_name_is_left_out_where_the_sentence_begins_with_it(
    english: EnglishWriter, days: str, event: str, name: str
) -> None:
    facts = EventsFacts(asked=AskedDays(day=read_window(days)), certain=(event,), possible=(), speakers=())
    assert english.records.write_events(facts).endswith(name)
