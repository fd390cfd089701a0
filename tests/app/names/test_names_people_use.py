"""Names as newspapers, analysts and officials write them lead to the entity that a reader would mean.

Each row of names.tsv was written by hand: a name, the label that is asked for, and the names of the entities that it
leads to. `choices`: several are offered, and none is taken. `near`: nobody has the name, and the entity is offered.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.alliances import alliances
from app.questions.custody import custody
from app.questions.paths import paths
from graph.errors import Ambiguous, NotFound
from graph.selection.selection import Selection
from graph.store.reading.view import View
from tests.app.sentences.shipped_sources import SOURCES, ShippedSources

ROWS = list(csv.DictReader((Path(__file__).parent / "names.tsv").open(encoding="utf-8", newline=""), delimiter="\t"))


@pytest.fixture(scope="module")
def view() -> Any:
    return ShippedSources((*SOURCES, "ucdp-actor"))


def ask(view: View, name: str, label: str) -> set[str]:
    """The names of whom a question was asked about."""
    selection = Selection(view, read_common(as_of="2026-01-25", limit=1))
    if label == "Place":
        asked = custody(selection, place=name)["question"].get("place")
    else:
        asked = alliances(selection, name)["question"].get("actor")
    return {one["name"] for one in (asked if isinstance(asked, list) else [asked]) if one}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_name_that_people_use_leads_to_whom_they_mean(view: View, row: dict[str, str]) -> None:
    kind, _, wanted = row["leads to"].rpartition(": ")
    names = set(wanted.split(" & ")) - {"choices"}
    if kind or wanted == "choices":
        with pytest.raises(NotFound if kind == "near" else Ambiguous) as refused:
            ask(view, row["name"], row["label"])
        assert names <= {choice["name"] for choice in refused.value.choices or ()}
    else:
        assert ask(view, row["name"], row["label"]) == names


@pytest.mark.parametrize(("written", "id_"), [("Iran", "ucdp-actor-114"), ("Turkey", "ucdp-actor-115")])
def test_the_end_of_a_path_is_the_actor_though_a_place_has_its_name(shipped_view: View, written: str, id_: str) -> None:
    answer = paths(Selection(shipped_view, read_common(as_of="2016")), written, "isis")
    assert answer["question"]["from"]["id"] == id_  # type: ignore[typeddict-item]
