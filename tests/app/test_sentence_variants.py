"""Sentences of answers to narrowed questions, and what repeats them: no number that their rows do not hold.

As in test_sentences.py, where the day is all that is asked: here with what was known by a day, of some speakers, for
certain; and in notes, tables, pictures, files, and in the check of citations.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from app.answers.question import Common, read_common
from app.drawing.draw import draw_answer
from app.questions.custody import QUESTION, CustodyRow, _write_numbers, custody
from app.questions.ledger import ledger
from app.questions.plans import plans
from app.questions.series import series
from app.table_columns import columns_of
from app.tables import arrow_of
from app.terminal import print_answer
from app.verification import STATES, UNCHECKED, check_citations
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from graph.vocabulary import vocabulary
from tests.app import sentence_checks as checks
from tests.app import sentence_counts as counts
from tests.app.sentence_reader import figures, pieces
from tests.app.test_sentences import RANDOM_WORLDS, as_checked, few_are_many, moves_in, remember, shipped
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_store import filled
from tests.world.plain_worlds import Question, drawn

__all__ = ["few_are_many", "shipped"]
Asked = dict[str, Any]
NARROWED: dict[str, Asked] = {
    "as known before": {"known_at": "2026-01-28"},
    "as perhaps known": {"known_at": "2026-02-01/2026-02-28"},
    "for certain": {"certainty": "certain"},
    "of two speakers": {"min_independent": "2"},
    "not by its parties": {"exclude": "parties"},
    "near in time": {"max_gap_days": "3"},
}


def faults(view: View, held: str | None, holder: str | None = None, **written: Any) -> list[str]:
    """What is wrong in the sentence and in the notes of an answer on custody, and in its table."""
    asked = read_common(limit=10_000, include="statements", **written)
    answer = as_checked(view, custody(Selection(view, asked), held, holder))
    if not answer["rows"]:  # the rows that are not as sure as asked have the numbers that the sentence gives of them
        sure = replace(asked, certainty="possible", min_independent=0)
        answer = {
            **custody(Selection(view, sure), held, holder),
            "summary": answer["summary"],
            "notes": answer["notes"],
        }
    days, moves = (asked.as_of.earliest, asked.as_of.latest), Selection(view, asked).select_statements(moves_in(view))
    places = view.select_by_predicates(vocabulary().predicates_over_places)  # who took over one is said too
    found = [
        *checks.of_custody(answer, days, moves),
        *checks.of_days(answer, days, [*places, *moves]),  # who left is said with its day
        *checks.of_open_days(answer),
    ]
    found += [fault for row in answer["rows"] for fault in (*checks.of_wordings(row, moves), *of_cell(row))]
    found += of_notes(view, asked, answer, held, holder)
    return [f"{written}: {fault}: {answer['summary']}" for fault in found]


def of_cell(row: checks.Json) -> Iterator[str]:
    """A table's cell on how many has no number but the row's own: counts, moves, places, wordings."""
    own = {part for part in (row["count"], row["gained"], row["lost"]) if part for part in [(part["min"], part["max"])]}
    wordings = {row["count"]["wording"]} if row["count"] else set()
    for moved in filter(None, (row["gained"], row["lost"])):
        wordings |= set(moved["wordings"])
    own |= {(row["countPlaces"], row["countPlaces"])}
    for figure in figures(_write_numbers(row), wordings, ()):
        if figure.number not in own and not re.match(r" more\b", figure.after):
            yield f"{figure.number} is in the table and in no row"


def of_notes(view: View, asked: Common, answer: checks.Json, held: str | None, holder: str | None) -> Iterator[str]:
    """How many rows and plans are left out is counted once more, by asking without what leaves them out."""

    def number(**changed: Any) -> int:
        return len(custody(Selection(view, replace(asked, **changed)), held, holder)["rows"])

    all_rows, sure = number(certainty="possible", min_independent=0), number(min_independent=0)
    known = [row for row in answer["rows"] if row["knownCertainty"] == "possible"]
    expected: list[counts.Expected] = [
        (r"^# findings? that (?:is|are) only possible", all_rows - sure),
        (r"^# findings? (?:is|are) left out: fewer", sure - len(answer["rows"])),
        (r"fewer than #", asked.min_independent),
        (r"^# of .* findings may not yet have been public", len(known)),
        (r" of # findings may not yet have been public", len(answer["rows"])),
    ]
    over_places = [*view.select_by_predicates(vocabulary().predicates_over_places), *moves_in(view)]
    known_ones = checks._all_days({**answer, "notes": [], "summary": ""})
    known_ones |= {day for one in over_places for day in (one.bounds.earliest_start, one.bounds.latest_end)}
    known_ones |= {day for one in over_places for day in one.validity.window}  # of a sighting the days that it names
    names = checks.names_in(answer) | checks.texts_in(answer)
    for note in answer["notes"]:
        yield from (f"note {note!r}: {fault}" for fault in counts.of_words({**answer, "summary": note}, expected)
                    if "that no check knows" not in fault)  # fmt: skip
        said = {one.days for one in pieces(note, names) if one.days}
        for day in {day for days in said for day in days}:
            if day not in known_ones | {asked.as_of.earliest, asked.as_of.latest}:
                yield f"note {note!r}: {day} is in no row"


def narrowing(one: Question) -> Asked:
    """A question of random worlds as parameters."""

    def written(days: tuple[date, date]) -> str:
        return str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}"

    lens = {name: ",".join(speakers) for name, speakers in (one.get("lens") or {}).items()}
    return {
        "as_of": written(one["as_of"]),
        "known_at": written(one["known_at"]) if one["known_at"] else None,
        "certainty": one["certainty"],
        "max_gap_days": one["max_gap_days"],
        "min_independent": one["min_independent"],
        **lens,
    }


@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(RANDOM_WORLDS))
def test_every_number_of_a_narrowed_question_is_in_its_rows(store: Store, seed: int) -> None:
    of, questions_asked = drawn(seed + RANDOM_WORLDS)  # other worlds than those of test_sentences
    view = remember(filled(store, of))
    for one in questions_asked:
        if one["kind"] == "custody":
            assert not faults(view, one["held"], one["holder"], **narrowing(one))


SMALL = world(
    holds(12, "2026-01-21", "annex", known="2026-01-22"),
    holds(1450, "2026-01-21", "house", known="2026-02-10/2026-03-01"),
    holds(900, "2026-01-30", said_by="other-desk", source="paper", known="2026-02-02"),
    comes(150, "2026-01-21", known="2026-01-22"),
    comes((1800, 2200), "2026-01-30", kind="cumulative", known="2026-02-01", said_by="crow"),
    comes(7000, "2026-01-01", kind="cap", mode="intended", said="2026-01-01", known="2026-01-01"),
    told("holds", {"subject": "north", "object": GROUP}, {"valid": "2026-01-01/2026-02-01"}, known="2026-02-01"),
)


@pytest.mark.parametrize("narrowed", NARROWED)
def test_every_number_of_a_small_world_is_in_its_rows_however_it_is_narrowed(store: Store, narrowed: str) -> None:
    view = remember(filled(store, SMALL))
    more = {**NARROWED[narrowed], **({"exclude": "other-desk"} if narrowed == "not by its parties" else {})}
    for day in ("2026-01-21", "2026-01-30", "2026-02-05", "2026-01"):
        assert not faults(view, GROUP, as_of=day, **more)


SHIPPED = (
    ("2026-02-05", "isis-suspects"),
    pytest.param("2026-02-14", "isis-suspects", marks=pytest.mark.long),
    pytest.param("2019-03-25", "rf-residents-of-al-hol", marks=pytest.mark.long),
)


@pytest.mark.timeout(0)
@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize(("day", "held"), SHIPPED)
def test_every_number_of_what_is_shipped_is_in_its_rows_however_it_is_narrowed(
    shipped: View, narrowed: str, day: str, held: str
) -> None:
    more, stored = NARROWED[narrowed], {one.id: one for one in shipped.select_by_predicates(vocabulary().predicates)}
    assert not faults(shipped, held, as_of=day, **more)
    asked = read_common(as_of=day, limit=10_000, include="statements", **more)
    days = asked.as_of.earliest, asked.as_of.latest
    answers: Sequence[tuple[str, checks.Json, Any]] = (
        (
            "ledger",
            ledger(Selection(shipped, asked), held),
            lambda one: checks.of_ledger(one) if one["rows"] else (),
        ),
        ("plans", plans(Selection(shipped, asked)), lambda one: checks.of_plans(one) if one["rows"] else ()),
        ("series", series(Selection(shipped, asked), held), lambda one: ()),
    )
    for name, answer, check in answers:
        answer = as_checked(shipped, answer)
        reports = counts.deeds_of(answer, stored) if name == "plans" else ()
        wrong = [*check(answer), *checks.of_days(answer, days, reports)]
        assert not [f"{name}, {day}: {fault}: {answer['summary']}" for fault in wrong]


def test_tables_pictures_and_files_repeat_the_sentence_as_it_is(
    shipped: View, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = custody(Selection(shipped, read_common(as_of="2026-02-14")), "isis-suspects")
    read = pa.ipc.open_file(arrow_of(answer, columns_of(CustodyRow), "arrow")).schema.metadata[b"whoholds"]
    assert json.loads(read)["summary"] == answer["summary"]
    picture = re.sub(r"<[^>]*>", " ", draw_answer(answer, QUESTION.shape).decode())
    print_answer(answer, {"how many": _write_numbers})
    table = capsys.readouterr().out
    words = answer["summary"].split()
    for text in (picture, table):
        assert " ".join(words[:12]) in " ".join(text.split())
        assert all(word in text for word in words if any(letter.isdigit() for letter in word))


def test_the_check_of_citations_counts_each_once(shipped: View, tmp_path: Any) -> None:
    answer = check_citations(shipped, tmp_path)
    states = [one["state"] for one in answer["citations"]]
    words = {"holds": "# hold", "moved": "# moved", "broken": "# broken", UNCHECKED: "# not checked"}
    expected: list[counts.Expected] = [("^# citations?", len(states))]
    expected += [(words[state], states.count(state)) for state in (*STATES, UNCHECKED)]
    assert not [*counts.of_words({**answer, "rows": []}, expected)]
    assert answer["summary"].endswith(f"{len(states)} not checked.")  # the folder is empty
