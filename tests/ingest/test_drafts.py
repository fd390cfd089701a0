"""Rows that are drafts, by their own word or because their text changed: left out, counted, taken if asked for."""

import hashlib
from pathlib import Path

import pytest

from graph.model.statement import Review
from graph.store.reading.reader import Reader
from graph.store.store import Store
from ingest.csv_dossier import COLUMNS
from ingest.dossier import ParsedSource, read_dossier
from ingest.drafts import DraftChoice
from ingest.loading import load_source
from ingest.sheets.checked import make_checked
from ingest.sheets.loading import load_sheet
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import SheetReading, read_sheet
from ingest.sheets.tables import read_sheet_file
from tests.ingest.ministry import DOSSIER, SOURCE, changed, write
from tests.ingest.sheets.sheets import SOURCE as ANSWERS
from tests.ingest.sheets.sheets import Row, read_rows, write_sheet

TAKEN = DraftChoice(takes_drafts=True)
HELD: Row = {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "time": "2019"}
TEXT = "The guard held the strangers in the mill. They were moved in July. Nobody denied it.\n"
HELD_WORDS, MOVED_WORDS = "The guard held the strangers in the mill.", "They were moved in July."


def keys(parsed: ParsedSource) -> list[str]:
    return [statement.key.partition(":")[2] for statement in parsed.statements]


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def mark(key: str, state: str, text: str = DOSSIER) -> str:
    return changed(f"key: {key}\n", f"key: {key}\n    state: {state}\n    coded_by: Anna\n", text)


def test_a_dossier_says_who_coded_and_checked_a_row(tmp_path: Path) -> None:
    dossier = changed("key: march\n", "key: march\n    coded_by: Anna\n    checked_by: Ben\n    state: agreed\n")
    parsed = read_dossier(write(tmp_path, dossier))
    assert [one.review for one in parsed.statements] == [Review(), Review(), Review("Anna", "Ben", "agreed")]
    assert [one.id for one in parsed.statements] == [one.id for one in read_dossier(write(tmp_path)).statements]


def test_so_does_a_table(tmp_path: Path) -> None:
    cells = {
        "row": "statement", "key": "a", "predicate": "holds", "subject": "ministry", "object": "strangers",
        "observed": "2019", "locator": "page 1", "coded_by": "Anna", "checked_by": "Ben", "state": "checked",
    }  # fmt: skip
    ministry = {"row": "entity", "id": "ministry", "label": "Actor", "kind": "ministry", "name": "Ministry"}
    strangers = {"row": "entity", "id": "strangers", "label": "Group", "kind": "people", "name": "Strangers"}
    lines = [",".join(row.get(name, "") for name in COLUMNS) for row in (ministry, strangers, cells)]
    write(tmp_path, "\n".join([",".join(COLUMNS), *lines]), name="dossier.csv")
    parsed = read_dossier(tmp_path)
    assert [one.review for one in parsed.statements] == [Review("Anna", "Ben", "checked")]


def test_and_a_sheet(tmp_path: Path) -> None:
    row = HELD | {"coded_by": "Anna", "checked_by": "Ben", "state": "agreed"}
    assert [one.review for one in read_rows(tmp_path, row, HELD).parsed.statements] == [
        Review("Anna", "Ben", "agreed"), Review(),
    ]  # fmt: skip


def test_another_state_is_refused_by_line(tmp_path: Path) -> None:
    (aside,) = read_dossier(write(tmp_path, mark("march", "done"))).quarantine
    assert (aside.key, aside.field, aside.is_draft) == ("march", "state", False)


def test_drafts_are_left_out_and_counted(tmp_path: Path) -> None:
    write(tmp_path, mark("march", "draft"))
    parsed = read_dossier(tmp_path)
    assert (keys(parsed), list(parsed.quarantine), parsed.complete) == (["roll", "denial"], [], True)
    assert parsed.every_note[0] == "1 row is a draft and was not loaded; `--drafts` takes it"
    assert [one.key for one, _ in parsed.drafts.statements] == ["ministry-roll:march"]
    taken = read_dossier(tmp_path, choice=TAKEN)
    assert (keys(taken), len(taken.drafts), taken.every_note) == (["roll", "denial", "march"], 0, [])
    assert taken.statements[2].review == Review("Anna", None, "draft")


def test_what_responds_to_a_draft_that_was_never_loaded_is_set_aside(tmp_path: Path) -> None:
    """A load that took it would point to nothing."""
    parsed = read_dossier(write(tmp_path, mark("roll", "draft")))
    assert keys(parsed) == ["march"]
    assert [(row.key, row.field) for row in parsed.quarantine] == [("denial", "responds_to")]
    known = read_dossier(tmp_path, known=lambda keys: set(keys))
    assert (keys(known), list(known.quarantine)) == (["denial", "march"], [])


def test_a_draft_that_cannot_be_read_is_no_fault_of_a_load(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, changed("on: 2019-07", "on: July", mark("march", "draft"))))
    assert (keys(parsed), list(parsed.quarantine)) == (["roll", "denial"], [])
    assert [(row.key, row.field, row.is_draft) for row in parsed.drafts.unread] == [("march", "on", True)]
    assert len(parsed.drafts) == 1


def test_drafts_of_a_sheet_are_read_back(tmp_path: Path) -> None:
    draft = HELD | {"state": "draft", "locator": "3"}
    reading = read_rows(tmp_path, HELD, draft, draft | {"time": "someday"}, draft | {"locator": "4"})
    assert [row.is_draft for row in reading.rows] == [False, True, True, True]
    assert sorted(reading.statements) == [2, 3, 5]
    assert len(reading.parsed.statements) == 1
    assert reading.parsed.every_note == ["3 rows are drafts and were not loaded; `--drafts` takes them"]
    assert list(reading.parsed.quarantine) == []


def test_rows_that_say_the_same_are_so_whoever_coded_them(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, HELD | {"coded_by": "Anna"}, HELD | {"coded_by": "Ben", "state": "checked"})
    assert [len(row.notes) for row in reading.rows] == [1, 1]
    assert len(reading.parsed.statements) == 2


# a row that was loaded and becomes a draft


def loaded(store: Store) -> dict[str, str | None]:
    """The open statements of the ministry, with their states."""
    view = Reader(store).view()
    found = view.select_by_entities(["strangers"], ["holds", "transfers"])
    return {one.key.partition(":")[2]: one.review.state for one in found}


@pytest.fixture
def store(empty_engine: object) -> Store:
    return Store(engine=empty_engine)  # type: ignore[arg-type]


def test_who_marks_a_loaded_row_as_a_draft_takes_it_out_of_answers(tmp_path: Path, store: Store) -> None:
    write(tmp_path, mark("march", "agreed"))
    load_source(store, str(tmp_path))
    assert loaded(store) == {"roll": None, "denial": None, "march": "agreed"}
    write(tmp_path, mark("march", "draft"))
    done = load_source(store, str(tmp_path))
    assert (loaded(store), done.report.counts["closed"]) == ({"roll": None, "denial": None}, 1)
    load_source(store, str(tmp_path), choice=TAKEN)
    assert loaded(store) == {"roll": None, "denial": None, "march": "draft"}


# the text changes


def write_text_source(folder: Path, text: str, *, coded: str = TEXT) -> Path:
    """The ministry's roll and march, cited in a text that lies beside them; the denial names no span."""
    (folder / "roll.txt").write_text(text, encoding="utf-8")
    old = f"{{file: roll.txt, length: 500, sha256: {'a' * 64}}}"
    source = changed(old, f"{{file: roll.txt, length: {len(coded)}, sha256: {hash_text(coded)}}}", SOURCE)
    dossier = changed(f"start: 0, end: 40, sha256: {'b' * 64}", f"start: 0, end: 41, sha256: {hash_text(HELD_WORDS)}")
    moved = coded.index(MOVED_WORDS)
    span = f"start: {moved}, end: {moved + len(MOVED_WORDS)}, sha256: {hash_text(MOVED_WORDS)}"
    dossier = changed("cite: {locator: page 3}", f"cite: {{locator: page 3, {span}}}", dossier)
    return write(folder, mark("march", "agreed", dossier), source=source)


def test_rows_whose_words_are_still_there_stay(tmp_path: Path) -> None:
    parsed = read_dossier(write_text_source(tmp_path, TEXT))
    assert (keys(parsed), list(parsed.quarantine)) == (["roll", "denial", "march"], [])


def test_rows_whose_words_are_gone_fall_to_draft(tmp_path: Path) -> None:
    """July became June; the words on the mill moved, and stand. What names no span cannot be told, so it falls too."""
    folder = write_text_source(tmp_path, "Corrected. " + TEXT.replace("July", "June"))
    parsed = read_dossier(folder)
    assert keys(parsed) == ["roll"]
    assert [(row.key, row.field, row.is_draft) for row in parsed.quarantine] == [
        ("denial", "state", True), ("march", "state", True),
    ]  # fmt: skip
    denial, march = (row.reason for row in parsed.quarantine)
    assert "roll.txt is another text than the one that it was coded from, and it has no span to compare" in denial
    assert "the words that it was coded from are not in roll.txt any more" in march
    assert all("fell to draft: read the text again" in why for why in (denial, march))
    taken = read_dossier(folder, choice=TAKEN)
    assert [one.review.state for one in taken.statements] == [None, "draft", "draft"]


def test_the_text_may_lie_in_the_folder_of_texts(tmp_path: Path) -> None:
    folder, texts = tmp_path / "source", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    write_text_source(folder, TEXT)
    (folder / "roll.txt").unlink()
    assert keys(read_dossier(folder)) == ["roll", "denial", "march"]  # without a copy nothing is compared
    (texts / "roll.txt").write_text(TEXT.replace("July", "June"), encoding="utf-8")
    assert keys(read_dossier(folder, choice=DraftChoice(texts=texts))) == ["roll"]


def test_what_fell_to_draft_stays_in_answers_as_it_was_until_a_person_decides(tmp_path: Path, store: Store) -> None:
    load_source(store, str(write_text_source(tmp_path, TEXT)))
    done = load_source(store, str(write_text_source(tmp_path, TEXT.replace("July", "June"))))
    assert done.report.version is None
    assert loaded(store) == {"roll": None, "denial": None, "march": "agreed"}
    load_source(store, str(tmp_path), choice=TAKEN)
    assert loaded(store) == {"roll": None, "denial": "draft", "march": "draft"}


def read_changed_sheet(folder: Path, text: str) -> SheetReading:
    """Two rows cited in guard.txt, one agreed on; the sheet has the hash of the text that was coded."""
    (folder / "guard.txt").write_text(text, encoding="utf-8")
    answers = ANSWERS | {"text": "guard.txt", "text_length": str(len(TEXT)), "text_sha256": hash_text(TEXT)}
    start = TEXT.index(MOVED_WORDS)
    spans = ((0, HELD_WORDS), (start, MOVED_WORDS))
    rows = [
        HELD | {"start": str(at), "end": str(at + len(words)), "sha256": hash_text(words), "state": "agreed"}
        for at, words in spans
    ]
    path = write_sheet(folder / "guard.xlsx", rows, source=answers)
    return read_sheet(read_sheet_file(path), list_reference_names())


def test_the_checked_sheet_has_changed_rows_as_drafts_with_the_reason(tmp_path: Path) -> None:
    assert read_changed_sheet(tmp_path, TEXT).every_problem == []
    reading = read_changed_sheet(tmp_path, TEXT.replace("July", "June"))
    assert [row.is_changed for row in reading.rows] == [False, True]
    (problem,) = reading.every_problem
    assert (problem.row, problem.column) == (3, "state")
    content = make_checked(reading, {}, {3: str(problem.message)})
    assert [row["state"] for row in content.what] == ["agreed", "draft"]
    assert "fell to draft" in content.what[1]["wrong"]


def test_a_changed_row_of_a_sheet_is_set_aside_by_a_load_and_taken_as_a_draft(tmp_path: Path, store: Store) -> None:
    read_changed_sheet(tmp_path, TEXT.replace("July", "June"))
    done = load_sheet(store, tmp_path / "guard.xlsx")
    assert [row.line for row in done.parsed.quarantine] == [3]
    assert len(done.parsed.statements) == 1
    done = load_sheet(store, tmp_path / "guard.xlsx", choice=TAKEN)
    assert [one.review.state for one in done.parsed.statements] == ["agreed", "draft"]
