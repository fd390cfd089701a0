"""`whoholds date`, which needs no store."""

import json
from pathlib import Path

import pytest

from app.cli.dates import read_date
from tests.app.commands import run

NOWHERE = Path("unused")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("2026-01-2X", 0, "a day from 2026-01-20 to 2026-01-29 (10 days)"),
        ("2026-01-20", 0, "the day 2026-01-20, a Tuesday"),
        ("2014/..", 0, "start: a day from 2014-01-01 to 2014-12-31 (365 days); end: going on"),
        ("/2014", 0, "start: a start that nobody knows"),
        ("{2014,2016}", 0, "all of them"),
        ("-0044", 0, "outside the years 0001-9999"),
        ("20 January 2026", 2, "2026-01-20"),
        ("soon", 2, "Nothing is known that it may be"),
    ],
)
def test_a_text_is_told_to_be_edtf_or_not(text: str, code: int, said: str) -> None:
    done = run(NOWHERE, "date", *text.split())
    assert (done.returncode, done.stderr) == (code, "")
    assert said in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80 or code == 0


def test_several_suggestions_have_their_bounds() -> None:
    done = run(NOWHERE, "date", "03/04/2026", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 2
    assert (found["edtf"], found["allows"]) == (False, None)
    assert [(row["edtf"], row["reads"], row["earliest"], row["latest"]) for row in found["suggestions"]] == [
        ("2026-04-03", "3 April 2026", "2026-04-03", "2026-04-03"),
        ("2026-03-04", "4 March 2026", "2026-03-04", "2026-03-04"),
    ]


def test_an_unbounded_end_is_null() -> None:
    found = read_date("since March 2019")["suggestions"][0]
    assert (found["edtf"], str(found["earliest"]), found["latest"], found["end"]) == (
        "2019-03/..",
        "2019-03-01",
        None,
        None,
    )
    assert {name: str(day) for name, day in found["start"].items()} == {
        "earliest": "2019-03-01",
        "latest": "2019-03-31",
    }


def test_what_is_edtf_gets_no_suggestions() -> None:
    assert read_date("2019-03")["suggestions"] == []
    assert read_date("30 February 2019")["suggestions"] == []
