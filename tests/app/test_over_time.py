"""Series, chains and what is done of plans: the first report, each expected answer written by hand from the text."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.chain import chain
from app.questions.plans import plans
from app.questions.series import series
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from ingest.loading import load_source
from tests.conftest import wipe

Row = dict[str, Any]


@pytest.fixture(scope="module")
def view(embedded_engine: Engine) -> Iterator[View]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        load_source(store, "isis-detainee-transfer")
        yield Reader(store).view()


def ids(entities: list[Row]) -> set[str]:
    return {entity["id"] for entity in entities}


def test_the_report_counts_thousands_guarded_together_and_about_2000_who_came_to_iraq(view: View) -> None:
    answer = series(Selection(view, read_common()), "isis-suspects")
    rows = {frozenset(ids(row["holders"])): row for row in answer["rows"] if ids(row["held"]) == {"isis-suspects"}}
    (guarded,) = rows[frozenset({"sdf", "us-led-coalition"})]["points"]
    assert (guarded["min"], guarded["max"], guarded["wording"], guarded["kind"]) == (2000, None, "thousands", "stock")
    (came,) = rows[frozenset({"iraq"})]["flows"]
    assert (came["direction"], came["kind"], came["min"], came["max"]) == ("came", "cumulative", 1800, 2200)
    assert came["saidBy"]["anonymous"]
    # the seven thousand are planned, so they stand in no line, and nobody says how long any number lasted
    everything = [item for row in answer["rows"] for item in [*row["points"], *row["flows"]]]
    assert not {"7,000", "nearly 7,000", "approximately 7,000"} & {item["wording"] for item in everything}
    assert not any(row["segments"] for row in answer["rows"])


def test_a_holder_a_place_and_a_period_narrow_the_series(view: View) -> None:
    assert {
        frozenset(ids(row["holders"]))
        for row in series(Selection(view, read_common()), "isis-suspects", "iraq")["rows"]
    } == {frozenset({"iraq"})}
    in_hasakah = series(Selection(view, read_common()), "isis-suspects", place="Hasakah")["rows"]
    assert [ids(row["held"]) for row in in_hasakah] == [{"american-isis-suspect"}]  # a part of them
    until = series(Selection(view, read_common(as_of="2026-01-20")), "isis-suspects")
    assert until["question"]["asOf"] == "2026-01-20"
    assert "iraq" not in {id_ for row in until["rows"] for id_ in ids(row["holders"])}
    assert series(Selection(view, read_common()), "isis-suspects")["question"]["asOf"] is None
    since = series(Selection(view, read_common(certainty="certain")), "isis-suspects", start="2026")
    assert {flow["earliest"].year for row in since["rows"] for flow in row["flows"]} == {2026}
    assert not any(row["points"] for row in since["rows"])  # "thousands" may be of an earlier year


def test_a_period_that_ends_before_it_begins_is_refused(view: View) -> None:
    with pytest.raises(InvalidInput) as refused:
        series(Selection(view, read_common()), "isis-suspects", start="2026", end="2019")
    assert refused.value.parameter == "end"


def test_without_the_anonymous_source_nobody_came_to_iraq(view: View) -> None:
    answer = series(Selection(view, read_common(exclude="iraqi-security-source")), "isis-suspects")
    assert not any(flow["direction"] == "came" for row in answer["rows"] for flow in row["flows"])


def test_the_transfer_is_one_hop_from_syria_by_the_us_to_iraq_that_follows_no_other(view: View) -> None:
    answer = chain(Selection(view, read_common()), "isis-suspects")
    hops = {row["occurrence"]: row for row in answer["rows"]}
    transfer = hops["transfer-2026"]
    assert ids(transfer["byWhom"]) == {"us", "us-military"}
    assert ids(transfer["fromPlaces"]) == {"place-syria", "prisons-ne-syria"}
    assert ids(transfer["toHolders"]) == {"iraq"}
    assert transfer["count"] == {"min": 1800, "max": 2200, "kinds": ["cumulative"], "wordings": ["about 2,000"]}
    escape = hops["escape-2026-01-20"]
    assert (ids(escape["fromPlaces"]), escape["count"]) == ({"escape-facility"}, None)  # facilities are no people
    assert answer["chains"] == []


def test_of_some_7000_that_were_to_be_moved_1800_to_2200_are_said_to_have_been(view: View) -> None:
    answer = plans(Selection(view, read_common(as_of="2026-02-05")), "isis-suspects")
    rows = {row["statements"][0]["key"].split(":")[1]: row for row in answer["rows"]}
    agreed = rows["us-agreed-transfer"]
    assert (agreed["done"], agreed["cap"]) == ({"min": 1800, "max": 2200}, {"min": 6500, "max": 7500})
    assert agreed["share"] == {"min": 24, "max": 34}
    assert [deed["basis"] for deed in agreed["doneBy"]] == ["event"]
    assert rows["headline-transfer"]["share"] == {"min": 25, "max": 32}
    assert rows["rubio-urges-home-countries"]["done"] is None
    assert "agreed to move about 7,000 ISIS suspects" in answer["summary"]
    assert "2,000 had been moved" in answer["summary"]


def test_before_anybody_spoke_of_the_2000_nothing_was_known_to_be_done(view: View) -> None:
    answer = plans(Selection(view, read_common(as_of="2026-02-05", known_at="2026-01-23")), "isis-suspects")
    assert answer["rows"]
    assert {row["done"] for row in answer["rows"]} == {None}
