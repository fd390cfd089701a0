"""Names in Russian, Persian, Turkish and Kurdish lead to who is meant or to nobody, and never to another.

foreign.tsv was written by hand before any of its names was asked for.
"""

import csv
from pathlib import Path

import pytest

from tests.app.names.test_newspapers import ask, read_directory

LINES = Path(__file__).with_name("foreign.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader((line for line in LINES if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))
FEWEST_FOUND = 0.9


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_name_leads_to_no_other(row: dict[str, str]) -> None:
    how, ids = ask(row["name"], "Actor")
    meant = read_directory().find_canonical(row["id"])
    assert meant in read_directory().by_id
    assert how == "near" or (meant in ids if how else ids == {meant})


def test_most_names_are_found() -> None:
    found = [row for row in ROWS if ask(row["name"], "Actor")[0] != "near"]
    assert len(found) >= FEWEST_FOUND * len(ROWS)
