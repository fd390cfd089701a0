"""`whoholds match` and /v1/matches: a person decides, and what is decided is not proposed again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.engine.connection import Engine
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.commands import run
from tests.app.conftest import settings_for
from tests.engines.embedded_database import lend_folder
from tests.ingest import ministry

OTHER_SOURCE = ministry.SOURCE.replace("ministry-roll", "lake-post").replace("publisher: ministry", "publisher: post")
OTHER = """\
entities:
  - {id: post, label: Actor, kind: media, name: Lake Post}
  - {id: guard-of-the-north, label: Actor, kind: armed_force, name: north guard}
  - {id: lake-mill, label: Place, kind: facility, name: The Old Mill}
"""


@pytest.fixture
def data(embedded_engine: Engine, tmp_path: Path) -> Iterator[Path]:
    """Two sources that name a guard and a mill alike."""
    with lend_folder(embedded_engine) as folder:
        with Store(settings_for(folder)) as store:
            for name, dossier, source in (("a", ministry.DOSSIER, ministry.SOURCE), ("b", OTHER, OTHER_SOURCE)):
                (tmp_path / name).mkdir()
                ministry.write(tmp_path / name, dossier, source=source)
                load_source(store, str(tmp_path / name))
        yield folder


def pairs(data: Path, *options: str) -> list[set[str]]:
    found = json.loads(run(data, "match", "--json", *options).stdout)
    return [{row["first"]["id"], row["second"]["id"]} for row in found["rows"]]


GUARDS, MILLS = {"north-guard", "guard-of-the-north"}, {"old-mill", "lake-mill"}


def test_pairs_are_proposed_with_reasons_and_the_commands_that_judge(data: Path) -> None:
    before = json.loads(run(data, "custody", "--json").stdout)
    assert pairs(data) == [GUARDS, MILLS]
    assert pairs(data, "lake-post") == [GUARDS, MILLS]
    (row, _) = json.loads(run(data, "match", "--json").stdout)["rows"]
    assert {row["first"]["source"], row["second"]["source"]} == {"ministry-roll", "lake-post"}
    assert row["reasons"][0]["about"] == "names"
    assert row["commands"]["same"].startswith("whoholds same ")
    assert json.loads(run(data, "custody", "--json").stdout)["rows"] == before["rows"]
    told = run(data, "match").stdout
    assert "nothing is joined" in " ".join(told.split())
    # each command works as it is printed
    assert run(data, *row["commands"]["unsure"].split()[1:]).returncode == 0
    assert pairs(data) == [MILLS]
    assert run(data, "different", "old-mill", "lake-mill").returncode == 0
    assert pairs(data) == []


def test_a_source_that_is_not_loaded_is_named_with_those_that_are(data: Path) -> None:
    done = run(data, "match", "nowhere")
    assert done.returncode == 4
    assert "'nowhere'; there are lake-post, ministry-roll" in done.stderr


def test_a_person_decides_pair_by_pair(data: Path) -> None:
    done = run(data, "match", "--decide", "--by", "A judge", text="s\nthe same name\nd\n\n")
    assert done.returncode == 0, done.stderr
    assert "2 judged" in done.stdout
    assert pairs(data) == []
    judgements = json.loads(run(data, "judgements", "--json").stdout)["rows"]
    own = {row["verdict"]: row for row in judgements if row["from"] == "you"}
    assert set(own["positive"]["ids"]) == GUARDS
    assert (own["positive"]["why"], own["positive"]["by"]) == ("the same name", "A judge")
    assert set(own["negative"]["ids"]) == MILLS
