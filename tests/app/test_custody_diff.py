"""Why custody changed: between two days, two days of knowledge and two data versions, by the first report alone."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.answers.question import read_common
from app.questions.custody_diff import custody_diff
from graph.model.judgements import Judgement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.unloading import unload_dataset
from ingest.loading import load_source
from tests.app.commands import run
from tests.conftest import wipe

RECEIVED, HELD = "isis-detainee-transfer:iraq-received", "isis-detainee-transfer:sdf-holds-2026"
GUARDED = "isis-detainee-transfer:prisons-guarded"


def ask(base: str, asked: str) -> Any:
    return httpx.get(f"{base}/v1/custody/diff?{asked}", timeout=60).raise_for_status().json()


def short(answer: Any) -> list[Any]:
    return [
        (row["change"], row["holder"]["id"], row["changed"], {one["key"]: one["why"] for one in row["because"]})
        for row in answer["rows"]
    ]


def test_on_22_january_nothing_was_known_of_25_january_and_on_14_february_that_the_sdf_held_them(base: str) -> None:
    # the report is of some day from 29 January on, and says who held them in January 2026
    answer = ask(base, "held=isis-suspects&from=2026-01-25&from_known_at=2026-01-22&known_at=2026-02-14")
    assert short(answer) == [("new", "sdf", [], {GUARDED: "becameKnown", HELD: "becameKnown"})]
    (row,) = answer["rows"]
    assert row["before"] is None
    assert (row["after"]["certainty"], row["after"]["count"]["wording"]) == ("possible", "thousands")
    assert row["sentence"] == (
        "The SDF is now among the reported holders of ISIS suspects: the SDF and the US-led coalition guarded "
        "“thousands” of ISIS suspects in prisons in Northeast Syria some time between 2019 and January 2026, according "
        "to CBS News; this was published some time between 29 January and 22 November 2026."
    )
    assert answer["counts"] == {"new": 1, "gone": 0, "changed": 0}


def test_from_25_january_to_5_february_iraq_is_new_and_the_sdf_may_have_lost_as_many(base: str) -> None:
    answer = ask(base, "held=isis-suspects&from=2026-01-25&to=2026-02-05")
    assert short(answer) == [
        ("new", "iraq", [], {RECEIVED: "nowCounts"}),
        ("changed", "sdf", ["lost", "support"], {RECEIVED: "nowCounts"}),
    ]
    iraq, sdf = answer["rows"]
    assert iraq["after"]["gained"] == {"min": 1800, "max": 2200}
    assert (sdf["before"]["support"], sdf["after"]["support"], sdf["after"]["lost"]["min"]) == ("within", "after", 0)
    assert "an anonymous Iraqi security source, in CBS News" in iraq["sentence"]


def test_the_first_load_opened_both_rows(base: str) -> None:
    answer = ask(base, "held=isis-suspects&from=2026-02-05&from_version=0")
    assert short(answer) == [
        ("new", "iraq", [], {RECEIVED: "opened"}),
        ("new", "sdf", [], {RECEIVED: "opened", GUARDED: "opened", HELD: "opened"}),
    ]
    assert all(row["sentence"].endswith("; this was added to the data.") for row in answer["rows"])
    assert (
        "by what was loaded after version 0 of the data, Iraq is now among the reported holders of" in answer["summary"]
    )
    assert short(ask(base, f"held=isis-suspects&from=2026-02-05&from_version={answer['dataVersion']}")) == []


def test_the_command_csv_and_picture_say_the_same(base: str, data: Path) -> None:
    asked = ["--held", "isis-suspects", "--from", "2026-02-05", "--from-version", "0"]
    told = json.loads(run(data, "custody-diff", *asked, "--json").stdout)
    assert told["rows"] == ask(base, "held=isis-suspects&from=2026-02-05&from_version=0")["rows"]
    assert "this was added to the data" in " ".join(run(data, "custody-diff", *asked).stdout.split())
    csv = httpx.get(f"{base}/v1/custody/diff.csv?from=2026-02-05&from_version=0&held=isis-suspects", timeout=60).text
    assert len(csv.splitlines()) == 3
    assert httpx.get(f"{base}/v1/custody/diff.svg?from=2026-02-05&from_version=0", timeout=60).text.startswith("<svg")


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("from=2026-02-05", "to"),
        ("from=2026-02-05&to=2026-01-05", "to"),
        ("from=2026-02-05&from_version=99", "from_version"),
        ("from=2026-02-05&from_known_at=2026-02-05&known_at=2026-01-05", "from_known_at"),
    ],
)
def test_sides_that_cannot_be_compared_are_refused_by_name(base: str, asked: str, parameter: str) -> None:
    answer = httpx.get(f"{base}/v1/custody/diff?{asked}", timeout=60)
    assert (answer.status_code, answer.json()["parameter"]) == (422, parameter)


def test_of_alliances_the_first_load_reported_all_pairs(base: str) -> None:
    answer = httpx.get(f"{base}/v1/alliances/diff?from=2026-01-25&from_version=0", timeout=60).json()
    assert {row["change"] for row in answer["rows"]} == {"newlyReported"}
    everyone = httpx.get(f"{base}/v1/alliances?as_of=2026-01-25", timeout=60).json()["rows"]
    assert {frozenset((row["a"]["id"], row["b"]["id"])) for row in answer["rows"]} == {
        frozenset((row["a"]["id"], row["b"]["id"])) for row in everyone
    }
    assert all(row["because"] for row in answer["rows"])


def test_what_was_unloaded_is_gone_and_closed(store: Store) -> None:
    wipe(store.engine)
    load_source(store, "isis-detainee-transfer")
    reader = Reader(store)
    loaded = reader.version()
    unload_dataset(store, "isis-detainee-transfer", keep_ids=True)
    now = Selection(reader.view(), read_common())
    answer = custody_diff(now, "2026-02-05", from_version=loaded, held="isis-suspects")
    assert [(row["change"], row["holder"]["id"]) for row in answer["rows"]] == [("gone", "iraq"), ("gone", "sdf")]
    assert {one["why"] for row in answer["rows"] for one in row["because"]} == {"closed"}
    assert "the data no longer has that Iraq had received about 2,000 ISIS suspects" in answer["rows"][0]["sentence"]


def test_whom_a_judgement_joined_in_between_is_named(store: Store) -> None:
    wipe(store.engine)
    load_source(store, "isis-detainee-transfer")
    reader = Reader(store)
    same = Judgement(id="one", ids=("sdf", "us-military"), verdict="positive", by="me", on="2026-11-29", why="so")
    apply_judgements(store, [same])
    answer = custody_diff(Selection(reader.view(), read_common()), "2026-02-05", from_version=0, held="isis-suspects")
    joined = reader.view().directory.find_canonical("sdf")
    assert [one["id"] for one in answer["judged"]] == [joined]
    assert any("judged between the two data versions" in note for note in answer["notes"])
