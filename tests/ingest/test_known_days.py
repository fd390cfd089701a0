"""From which day on a statement can have been known: a day of `said_on` is public unless it is private."""

from datetime import date
from pathlib import Path

import pytest

from graph.dates.windows import Window
from graph.model.statement import WrittenStatement
from ingest.dossier import ParsedSource, read_dossier
from tests.ingest.ministry import DOSSIER, changed, write

PUBLISHED = date(2019, 8, 1)


def denial(folder: Path, fields: str) -> tuple[WrittenStatement, ParsedSource]:
    dossier = changed("said_by: north-guard\n", f"said_by: north-guard\n{fields}")
    parsed = read_dossier(write(folder, dossier))
    assert not list(parsed.quarantine)
    return parsed.statements[1], parsed


@pytest.mark.parametrize(
    ("fields", "first", "last", "words"),
    [
        ("    said_on: 2019-06-15\n", date(2019, 6, 15), date(2019, 6, 15), "2019-06-15"),
        ("    said_on: 2019-07\n", date(2019, 7, 1), date(2019, 7, 31), "2019-07"),
        ("    said_on: 2019\n", date(2019, 1, 1), PUBLISHED, "2019"),  # it cannot have been said after it was printed
        ("    said_on: 2019-06-15\n    public: true\n", date(2019, 6, 15), date(2019, 6, 15), "2019-06-15"),
        ("    said_on: 2019-06-15\n    private: true\n", PUBLISHED, PUBLISHED, "2019-08-01"),
        ("    said_on: 2019-06-15\n    public: false\n", PUBLISHED, PUBLISHED, "2019-08-01"),
        ("", PUBLISHED, PUBLISHED, "2019-08-01"),
        ("    private: true\n", PUBLISHED, PUBLISHED, "2019-08-01"),
    ],
)
def test_what_was_said_in_public_is_known_from_then_and_else_from_the_publication(
    tmp_path: Path, fields: str, first: date, last: date, words: str
) -> None:
    statement, _ = denial(tmp_path, fields)
    assert (statement.known, statement.known_from) == (Window(first, last), words)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("    said_on: 2019-06-15\n    private: true\n    public: true\n", "leave public out"),
        ("    public: true\n", "public needs said_on"),
    ],
)
def test_what_is_both_public_and_private_or_public_on_no_day_is_set_aside(
    tmp_path: Path, fields: str, says: str
) -> None:
    (row,) = read_dossier(
        write(tmp_path, changed("said_by: north-guard\n", f"said_by: north-guard\n{fields}"))
    ).quarantine
    assert (row.key, row.line) == ("denial", 13)
    assert says in str(row)


def test_check_tells_which_statements_cannot_be_known_before_their_source(tmp_path: Path) -> None:
    _, parsed = denial(tmp_path, "    said_on: 2019-06-15\n    private: true\n")
    assert parsed.notes == [
        "said in private, so known only from 2019-08-01 on, when ministry-roll was published: denial"
    ]
    for fields in ("    said_on: 2019-06-15\n", "    said_on: 2019-08-01\n    private: true\n", ""):
        assert denial(tmp_path, fields)[1].notes == []


def test_an_announced_end_is_kept_whatever_the_time_it_stands_beside(tmp_path: Path) -> None:
    """Announced is an end of what was seen too: it bounds nothing, and is not lost."""
    dossier = changed("observed: 2019-06-01\n", "observed: 2019-06-01\n    planned_end: 2020\n")
    roll = read_dossier(write(tmp_path, dossier)).statements[0]
    plain = read_dossier(write(tmp_path, DOSSIER)).statements[0]
    assert roll.validity.planned_end == "2020"
    assert roll.validity.bounds == plain.validity.bounds
