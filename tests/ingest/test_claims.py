"""What source.yml says of its rows and of the moves that it reports all of; and what is refused, with what to write."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidSource
from graph.model.sources import MovesClaim
from ingest.dossier import read_dossier
from ingest.reading import read_source
from tests.ingest.ministry import SOURCE, write

CLAIM = (
    "covers: [{moves: all, group: strangers, holders: [north-guard, ministry], places: [old-mill], from: 2019, "
    "to: 2019-07}]\n"
)
ADAPTER = """\
from graph.dates.validity import read_event
from ingest.table import read_table

def parse(path):
    return read_table(path, ("no", "who", "day"))

def transform(context, row):
    yield context.statement(
        key=context.key(row["no"]), predicate="transfers", cites=context.cite(row["no"]),
        validity=read_event(row["day"]),
        roles={"object": [context.entity("Group", row["who"], "detainees")], "from_holder": [context.publisher]},
    )
"""


def test_rows_and_claims_are_read_with_all_days_of_the_period(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, source=SOURCE + "rows: distinct\n" + CLAIM))
    assert parsed.source.rows == "distinct"
    assert parsed.source.covers == (
        MovesClaim(
            group="strangers", holders=("north-guard", "ministry"), places=("old-mill",),
            first=date(2019, 1, 1), last=date(2019, 7, 31),
        ),
    )  # fmt: skip
    assert not parsed.quarantine.rows


def test_one_holder_may_stand_without_a_list_and_places_may_be_left_out(tmp_path: Path) -> None:
    claim = "covers: [{moves: all, group: strangers, holders: ministry, from: 2019-06-01, to: 2019-06-01}]\n"
    (found,) = read_dossier(write(tmp_path, source=SOURCE + claim)).source.covers
    assert (found.holders, found.places) == (("ministry",), ())
    assert found.first == found.last == date(2019, 6, 1)


def test_without_them_nothing_is_claimed(tmp_path: Path) -> None:
    source = read_dossier(write(tmp_path)).source
    assert (source.rows, source.covers) == (None, ())


BROKEN = {
    "another word for rows": ("rows: unique\n", "rows", "'distinct'"),
    "rows without a word": ("rows: []\n", "rows", "'distinct'"),
    "no claim": ("covers: []\n", "row", "leave covers out"),
    "other moves": (CLAIM.replace("moves: all", "moves: some"), "covers.0.moves", "'all'"),
    "no moves": (CLAIM.replace("moves: all, ", ""), "covers.0.moves", "is needed"),
    "no group": (CLAIM.replace("group: strangers, ", ""), "covers.0.group", "is needed"),
    "no holders": (CLAIM.replace("[north-guard, ministry]", "[]"), "covers.0", "at least one holder"),
    "no places": (CLAIM.replace("[old-mill]", "[]"), "covers.0", "leave places out"),
    "no end": (CLAIM.replace(", to: 2019-07", ""), "covers.0.to", "is needed"),
    "a day that is none": (CLAIM.replace("to: 2019-07", "to: 2019-13"), "covers.0", "such as 2020-01-31"),
    "a doubtful day": (CLAIM.replace("to: 2019-07", "to: 2019-07~"), "covers.0", "such as 2020-01-31"),
    "an open end": (CLAIM.replace("to: 2019-07", "to: .."), "covers.0", "such as 2020-01-31"),
    "an end before the beginning": (CLAIM.replace("to: 2019-07", "to: 2018"), "covers.0", "write the earlier one"),
    "an unknown field": (CLAIM.replace("places:", "place:"), "covers.0.place", "did you mean 'places'?"),
    "an id in capitals": (CLAIM.replace("strangers", "Strangers"), "covers.0.group", "an id of small letters"),
    "a group that nobody has": (CLAIM.replace("strangers", "people"), "covers.0.group", "one with the label Group"),
    "a holder that nobody has": (CLAIM.replace("ministry]", "army]"), "covers.0.holders", "one with the label Actor"),
    "a place as holder": (CLAIM.replace("ministry]", "old-mill]"), "covers.0.holders", "'old-mill' is a Place"),
    "a place that nobody has": (CLAIM.replace("old-mill", "new-mill"), "covers.0.places", "one with the label Place"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_what_cannot_be_meant_is_refused_with_what_to_write(tmp_path: Path, case: str) -> None:
    more, field, expected = BROKEN[case]
    with pytest.raises(InvalidSource) as caught:
        read_dossier(write(tmp_path, source=SOURCE + more))
    assert caught.value.parameter == field
    assert caught.value.message.startswith("source.yml: ")
    assert expected in str(caught.value)


def adapted(tmp_path: Path, claim: str) -> Path:
    (tmp_path / "source.yml").write_text(SOURCE + claim, encoding="utf-8")
    (tmp_path / "names.yml").write_text(
        "entities: [{id: ministry, label: Actor, kind: ministry, name: Ministry of Examples}]\n", encoding="utf-8"
    )
    (tmp_path / "adapter.py").write_text(ADAPTER, encoding="utf-8")
    (tmp_path / "sample").mkdir(exist_ok=True)
    (tmp_path / "sample" / "roll.csv").write_text("no,who,day\n1,Strangers,2019-06-01\n", encoding="utf-8")
    return tmp_path


def test_a_data_set_claims_moves_of_groups_that_its_rows_make(tmp_path: Path) -> None:
    claim = "covers: [{moves: all, group: %s, holders: [ministry], from: 2019, to: 2019}]\n"
    parsed = read_source(adapted(tmp_path, claim % "ministry-roll-strangers"))
    assert [one.group for one in parsed.source.covers] == ["ministry-roll-strangers"]
    with pytest.raises(InvalidSource, match=r"covers\.0\.group: no entity of names\.yml or roll\.csv has the id"):
        read_source(adapted(tmp_path, claim % "strangers"))
