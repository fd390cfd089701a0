"""Sentences say what an editor wrote who saw only the data: the same facts, one word of doubt, nothing false.

A table per kind of question: the address, the sentences written by hand, and pieces that were chosen from them: those
that the answer must hold (`must`, `must_arabic`), and those that it must not.
"""

import csv
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.answers.question import read_common
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import read_shipped

HERE = Path(__file__).parent
FUNCTIONS = {
    "/alliances": "alliances",
    "/custody": "custody",
    "/custody/chain": "chain",
    "/custody/diff": "custody_diff",
    "/custody/ledger": "ledger",
    "/custody/series": "series",
    "/groups": "groups",
    "/places": "places",
    "/plans": "plans",
    "/contested": "contested",
    "/silences": "silences",
    "/events": "events",
    "/search": "search",
    "/entities": "entity",
    "/statements": "statement",
}
PARAMETERS = {"from": "start", "to": "end"}
MOST_WORDS = 55
NO_WORDS = re.compile(
    r"[()\[\]{}_]|\b(scopes?|coders?|deeds?|rows?|statements?)\b|nobody|\bin (\w+) in \2\b|  |,,|\.\.|““|\bthe the\b"
)
ARABIC = re.compile("[\u0600-\u06ff]")


def list_questions() -> Iterator[Any]:
    for file in sorted(HERE.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield pytest.param(row, id=row["address"])


def ask(address: str, language: str) -> str:
    """The sentence of an answer."""
    summary: str = answer(address, language)["summary"]
    return summary


def answer(address: str, language: str) -> Any:
    url = urlsplit(address)
    path = url.path.removeprefix("/v1")
    given = dict(parse_qsl(url.query))
    if path.startswith(("/entities/", "/statements/")):  # these end with an id
        path, _, given["id_"] = path.rpartition("/")
    name = FUNCTIONS[path]
    common: dict[str, Any] = {
        key: given.pop(key) for key in list(given) if key in inspect.signature(read_common).parameters
    }
    selection = Selection(read_shipped(), read_common(lang=language, **common))
    own = {PARAMETERS.get(key, key): value for key, value in given.items()}
    return getattr(import_module(f"app.questions.{name}"), name)(selection, **own)


def list_pieces(cell: str) -> list[str]:
    return [piece for piece in cell.split(" | ") if piece]


@pytest.mark.parametrize("row", list(list_questions()))
def test_a_sentence_in_english_says_what_the_editor_wrote(row: dict[str, str]) -> None:
    summary = ask(row["address"], "en")
    assert [piece for piece in list_pieces(row["must"]) if piece not in summary] == [], summary
    assert [piece for piece in list_pieces(row["never"]) if piece in summary] == [], summary
    check_form(summary)


@pytest.mark.parametrize("row", list(list_questions()))
def test_a_sentence_in_arabic_says_what_the_editor_wrote(row: dict[str, str]) -> None:
    summary = ask(row["address"], "ar")
    assert [piece for piece in list_pieces(row["must_arabic"]) if piece not in summary] == [], summary
    assert ARABIC.search(summary)
    check_form(summary)


def check_form(summary: str) -> None:
    """At most two sentences and 55 words; no bracket, id, or word of our own trade."""
    assert summary.endswith("."), summary
    assert len(re.findall(r"[.!?](?= |\Z)", summary)) <= 2, summary
    assert len(summary.split()) <= MOST_WORDS, summary
    assert not NO_WORDS.search(summary), summary
