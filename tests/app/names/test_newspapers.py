"""Names as newspapers, agencies and officials print them lead to one entity at once, or to a choice, never to another.

newspapers.tsv was written by hand before any of its names was asked for. `leads to` has the id of who is meant, with
`choices: ` the ids of all who may be, and with `near: ` those whom a refusal has to offer, if any.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.answers.question import read_common
from app.questions.search import search
from graph.errors import Ambiguous, NotFound
from graph.model.directory import Directory
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import SOURCES, ShippedSources

LEAST_RIGHT = 0.95
FEWEST = 120
ROWS = list(
    csv.DictReader(
        Path(__file__).with_name("newspapers.tsv").open(encoding="utf-8", newline=""),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@cache
def read_view() -> Any:
    return ShippedSources((*SOURCES, "ucdp-actor"))


def read_directory() -> Directory:
    directory: Directory = read_view().directory
    return directory


def ask(name: str, label: str) -> tuple[str, set[str]]:
    """How a name is answered, and the ids of whom it leads to or is offered for it."""
    try:
        return "", {read_directory().resolve(name, [label], "actor").id}
    except Ambiguous as refused:
        return "choices", {choice["id"] for choice in refused.choices or ()}
    except NotFound as refused:
        return "near", {choice["id"] for choice in refused.choices or ()}


def is_right(row: dict[str, str]) -> bool:
    kind, _, ids = row["leads to"].rpartition(": ")
    wanted = {read_directory().find_canonical(id_) for id_ in ids.split(" & ") if id_}
    how, found = ask(row["name"], row["label"])
    return how == kind and (wanted <= found if kind == "near" else wanted == found)


def test_names_are_asked_in_eight_languages() -> None:
    languages = [row["language"] for row in ROWS]
    assert len(ROWS) >= FEWEST
    assert set(languages) == {"ar", "ckb", "de", "en", "fa", "fr", "ku", "tr"}
    assert languages.count("en") <= 2 / 3 * len(ROWS)


def test_no_name_leads_to_another_than_is_meant() -> None:
    wrong = [row["name"] for row in ROWS if ask(row["name"], row["label"])[0] == "" and not is_right(row)]
    assert wrong == []


def test_nearly_all_names_lead_to_whom_is_meant_at_once() -> None:
    missed = [row["name"] for row in ROWS if not is_right(row)]
    assert len(missed) <= (1 - LEAST_RIGHT) * len(ROWS), missed


def test_a_search_leads_to_whom_a_question_takes_a_name_for() -> None:
    selection = Selection(read_view(), read_common(limit=1, today=date(2026, 11, 30)))
    for row in ROWS:
        if ask(row["name"], row["label"])[0] == "" and row["label"] == "Actor":
            found = search(selection, row["name"])
            assert found["rows"][0]["id"] == read_directory().resolve(row["name"], ["Actor"], "actor").id, row["name"]
            assert " may be " not in found["summary"], row["name"]


def test_a_search_says_which_of_two_governments_was_before_what_day() -> None:
    selection = Selection(read_view(), read_common(limit=1, today=date(2026, 11, 30)))
    assert search(selection, "l'armée syrienne")["summary"] == (
        "“l'armée syrienne” is another name of the Syrian government, and before 8 December 2024 of the Syrian "
        "government of the time."
    )
