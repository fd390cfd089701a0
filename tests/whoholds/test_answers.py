"""Answers in Python: what they hold, how they are shown, and what other libraries get of them."""

import json
from datetime import date
from typing import Any

import httpx
import pytest

import whoholds
from whoholds import conversion, pages, showing

DAY = "2026-02-05"


@pytest.fixture(scope="module")
def custody(db: whoholds.Database) -> whoholds.Answer:
    return db.custody("ISIS suspects", as_of=DAY)


def test_an_answer_is_that_of_http(db: whoholds.Database, custody: whoholds.Answer) -> None:
    over_http = httpx.get(f"{db.address}/v1/custody", params={"held": "ISIS suspects", "as_of": DAY}).json()
    assert custody.body == over_http
    assert (custody.summary, custody.rows, custody.notes) == tuple(
        over_http[name] for name in ("summary", "rows", "notes")
    )
    assert custody.pin == over_http["pin"]
    assert httpx.get(custody.address).json() == over_http


def test_days_and_lists_are_written_as_http_has_them(db: whoholds.Database, custody: whoholds.Answer) -> None:
    assert db.custody("ISIS suspects", as_of=date(2026, 2, 5)).rows == custody.rows
    chosen = db.custody("ISIS suspects", as_of=DAY, trust=["cbs-news", "iraqi-security-source"])
    # of the three holders, Damascus is named by its own ministry alone
    assert [row["holder"]["id"] for row in chosen.rows] == ["iraq", "sdf"]


def test_its_statements_are_each_there_once_with_speaker_and_source(custody: whoholds.Answer) -> None:
    # by hand, from the report and the table of figures: what is said of Iraq (three totals and flows), of the SDF and
    # the coalition (guarded, held), and of the 81 whom Damascus caught again
    assert [one["key"] for one in custody.statements] == [
        "isis-detainee-transfer:iraq-received",
        "reported-figures:C006",
        "reported-figures:C005",
        "isis-detainee-transfer:prisons-guarded",
        "isis-detainee-transfer:sdf-holds-2026",
        "reported-figures:C033",
    ]
    assert all(one["saidBy"]["name"] and one["source"]["title"] for one in custody.statements)


def test_statements_that_rows_have_by_id_alone_are_asked_for(db: whoholds.Database) -> None:
    answer = db.paths("us", "isis-suspects", max_hops=2)
    ids = {id_ for row in answer.rows for hop in row["hops"] for id_ in hop["statements"]}
    assert ids
    assert {one["id"] for one in answer.statements} == ids
    with pytest.raises(whoholds.ServiceError, match="ask for less"):
        _ = db.alliances(as_of="2015").statements


def test_all_statements_of_a_row_with_many_are_there(db: whoholds.Database) -> None:
    answer = db.entity_statements("iraq")
    assert len(answer.statements) == len({row["id"] for row in answer.rows}) == len(answer.rows)


def test_every_page_is_read(db: whoholds.Database) -> None:
    first = httpx.get(f"{db.address}/v1/entities").json()
    assert first["next"]
    answer = db.entities()
    assert answer.rows[: len(first["rows"])] == first["rows"]
    counted = db.cypher("MATCH (e:Entity) WHERE e.canonical = e.id OR e.canonical IS NULL RETURN count(e) AS n")
    assert len({row["id"] for row in answer.rows}) == len(answer.rows) >= counted.rows[0]["n"]
    assert not answer.truncated
    assert answer.to_arrow().num_rows == len(answer.rows)
    assert len(db.entities(limit=7)) == 7


def test_a_limit_of_rows_is_said(db: whoholds.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ROWS", 1_500)
    answer = db.entities()
    assert len(answer) == 2_000  # whole pages
    assert answer.truncated
    assert answer.notes[-1] == "only the first 2,000 rows are here"


def test_it_prints_its_sentence_its_table_and_its_notes(custody: whoholds.Answer) -> None:
    sentence, table, notes = repr(custody).split("\n\n")
    assert sentence.replace("\n", " ") == custody.summary
    head, *lines = table.splitlines()
    assert head.split() == ["holder", "held", "places", "count", "gained", "lost", "certainty", "saidBy"]
    assert [line.split("  ")[0] for line in lines] == ["Iraq", "Syrian Democratic Forces", "Syrian government"]
    assert "1,800 to 2,200" in lines[0]
    assert [line.removeprefix("note: ") for line in notes.splitlines()] == custody.notes


def test_a_notebook_shows_it_with_its_picture(custody: whoholds.Answer) -> None:
    html = custody._repr_html_()
    assert '<img alt="On 5 February 2026 Iraq' in html
    assert "data:image/svg+xml;base64," in html
    assert custody.to_svg().startswith("<svg")


def test_what_sources_say_cannot_write_into_a_notebook_or_a_terminal() -> None:
    evil = "<script>alert(1)</script>\x1b[2J\u202e&"
    rows = [{"name": evil, "count": {"min": 1, "max": None}, "places": [{"id": "x", "name": evil}]}]
    html = showing.write_html("search", evil, rows, [evil], "<svg onload='alert(1)'/>")
    assert "<script" not in html
    assert "<svg" not in html
    assert "\x1b" not in html + showing.write_text("other", evil, rows, [evil])
    assert "\u202e" not in html + showing.write_text("other", evil, rows, [evil])


def test_an_answer_without_rows_is_an_answer(db: whoholds.Database) -> None:
    answer = db.custody("isis-suspects", as_of="1950-01-01")
    assert answer
    assert len(answer) == 0
    assert "no rows" in repr(answer)
    assert "no rows" in answer._repr_html_()
    assert answer.to_pandas().empty


def test_tables_are_those_of_http(custody: whoholds.Answer) -> None:
    frame = custody.to_pandas()
    assert list(frame["holder.id"]) == ["iraq", "sdf", "damascus"]
    assert frame["gained.max"].iloc[0] == 2200
    assert custody.to_polars()["holder.id"].to_list() == ["iraq", "sdf", "damascus"]
    assert custody.to_arrow().num_rows == 3
    # a row per statement, of which there are six
    assert len(custody.to_pandas(by_statement=True)) == 6


def test_pairs_are_a_graph(db: whoholds.Database, custody: whoholds.Answer) -> None:
    graph = db.alliances("sdf", as_of="2026-01-25").to_networkx()
    assert not graph.is_directed()
    assert {(*sorted((a, b)), sign) for a, b, sign in graph.edges(data="sign")} == {
        ("damascus", "sdf", -1), ("isis", "sdf", -1), ("sdf", "us", 1), ("sdf", "us-led-coalition", 1),
    }  # fmt: skip
    assert graph.nodes["sdf"] == {"name": "Syrian Democratic Forces", "kind": "armed_force"}
    holding = custody.to_networkx()
    assert holding.is_directed()
    assert holding.edges["iraq", "isis-suspects"]["gained.max"] == 2200
    ranked = db.network(as_of="2015", measures="pagerank").to_networkx()
    assert all("pagerank" in data for _, data in ranked.nodes(data=True))
    with pytest.raises(whoholds.ServiceError, match="no pairs; those of alliances, "):
        db.sources().to_networkx()


def test_it_says_what_it_rests_on(db: whoholds.Database, custody: whoholds.Answer) -> None:
    rests_on = {one["id"]: one["changes"] for one in custody.explain()["restsOn"]}
    assert rests_on["rf-syrian-interior-ministry"] == [
        "Syrian government holding escaped ISIS detainees: the row is gone"
    ]
    with pytest.raises(whoholds.ServiceError, match="include"):
        db.sources().explain()


def test_cypher_answers_in_rows(db: whoholds.Database) -> None:
    answer = db.cypher("MATCH (a:Actor {id: $id}) RETURN a.name AS name", {"id": "sdf"})
    assert answer.rows == [{"name": "Syrian Democratic Forces"}]
    assert answer.to_arrow().to_pylist() == [{"name": "Syrian Democratic Forces"}]
    assert [row["name"] for row in db.queries().rows] == sorted(row["name"] for row in db.queries().rows)
    with pytest.raises(whoholds.ServiceError) as refused:
        db.cypher("CREATE (a:Actor) RETURN a")
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("call", "package"),
    [("to_arrow", "pyarrow"), ("to_pandas", "pandas"), ("to_polars", "polars"), ("to_networkx", "networkx")],
)
def test_a_missing_package_is_named_with_how_to_install_it(
    custody: whoholds.Answer, call: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, *rest: Any) -> object:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return imported(name, *rest)

    imported: Any = conversion.import_module
    monkeypatch.setattr(conversion, "import_module", refuse)
    with pytest.raises(whoholds.ServiceError, match=rf"{package} is not installed; .*'whoholds\[{package}\]'"):
        getattr(custody, call)()


def test_errors_have_what_a_caller_needs(db: whoholds.Database) -> None:
    with pytest.raises(whoholds.ServiceError) as found:
        db.custody("ISIS suspect force", as_of=DAY)
    assert (found.value.parameter, found.value.value) == ("held", "ISIS suspect force")
    assert found.value.status in (404, 422)
    with pytest.raises(whoholds.ServiceError, match="did you mean held") as found:
        db.custody(heldd="x")  # type: ignore[call-arg]  # as somebody in a notebook may write
    assert found.value.parameter == "heldd"


def test_choices_are_given_where_several_are_meant(db: whoholds.Database) -> None:
    with pytest.raises(whoholds.ServiceError) as found:
        db.alliances("Congo", as_of="2015")
    ids = {one["id"] for one in found.value.choices}
    assert {"ucdp-actor-88", "ucdp-actor-89"} <= ids
    assert "ucdp-actor-88" in str(found.value)
    assert json.dumps(found.value.choices)


def test_an_answer_is_cited_as_over_http(db: whoholds.Database, custody: whoholds.Answer) -> None:
    over_http = httpx.get(f"{db.address}/v1/custody.cite", params={"held": "ISIS suspects", "as_of": DAY}).text
    assert custody.cite() == over_http.strip()
    assert custody.pin is not None
    assert custody.cite("bibtex").startswith(f"@misc{{whoholds-{custody.pin['id']},")
    (record,) = json.loads(custody.cite("csl"))
    assert record["URL"] == custody.pinned_address
    assert httpx.get(record["URL"]).json() == custody.body
    with pytest.raises(whoholds.ServiceError, match="form: 'ris'; expected text, bibtex, csl"):
        custody.cite("ris")
    with pytest.raises(whoholds.ServiceError, match="no pin"):
        db.cypher("RETURN 1 AS n").cite()


def test_a_pin_asks_for_an_answer_again(db: whoholds.Database, custody: whoholds.Answer) -> None:
    assert custody.pin is not None
    again = db.custody("ISIS suspects", as_of=DAY, pin=custody.pin["id"])
    assert (again.body, again.pinned) == (custody.body, None)
    other = db.custody("ISIS suspects", as_of="2026-02-06", pin=custody.pin["id"])
    assert other.pinned is not None
    assert other.pinned["changes"] == [{"what": "question", "was": None, "now": None}]


def test_every_question_has_a_pin_that_holds(db: whoholds.Database) -> None:
    answers = [
        db.ledger("isis-suspects"), db.series("isis-suspects"), db.chain("isis-suspects"), db.contested(), db.plans(),
        db.silences(), db.events(), db.groups(), db.places(), db.alliances("sdf"), db.alliances_series("sdf"),
        db.alliances_diff("2015", "2016"), db.balance("sdf", as_of="2026-01-25"), db.network(as_of="2015"),
        db.network_spells("sdf"), db.paths("us", "isis-suspects"), db.changes(0, limit=5), db.search("iraq"),
        db.entities(limit=5), db.entity("SDF"), db.entity_statements("sdf"), db.sources(), db.matches(limit=5),
        db.words(limit=5), db.statement("isis-detainee-transfer:iraq-received"), db.source("isis-detainee-transfer"),
        db.stories(), db.story("iraq-2014-2019"),
        db.custody_diff("2026-01-10", "2026-02-05"),
    ]  # fmt: skip
    for answer in answers:
        again = httpx.get(answer.pinned_address, timeout=60).json()
        assert again["pin"] == answer.pin, answer.name
        assert "pinned" not in again, answer.name
        assert answer.to_arrow().num_columns, answer.name
