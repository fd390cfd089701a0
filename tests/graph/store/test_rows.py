"""A statement comes back from the store as it was said, whatever its fields hold."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.windows import MAX, MIN
from graph.model.statement import Citation, StoredStatement, WrittenStatement
from graph.store.reading.reader import Reader
from graph.store.rows import hash_row, make_citation_row, make_refresh_row, make_role_rows, make_statement_row
from graph.store.rows import parse_statement as recorded_row
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, report, says

TEXT = "'\"\\`$ {} // /* é ü العربية 👩‍🌾 \n\t;"


def as_recorded(statement: WrittenStatement, opened: int, **more: Any) -> StoredStatement:
    """What a reader should get: roles in order of their ids, a count without who gave its bounds."""
    return StoredStatement(
        **{name: getattr(statement, name) for name in StoredStatement.__dataclass_fields__ if hasattr(statement, name)}
        | {
            "roles": {role: tuple(sorted(ids)) for role, ids in sorted(statement.roles.items()) if ids},
            "about": tuple(sorted(statement.about)),
            "count": statement.count and replace(statement.count, given=False),
            "opened_in": opened,
            "responds_to": (),
            "fulfils": (),
        }
        | more
    )


def test_every_field_comes_back(store: Store) -> None:
    span = Citation(source="report", locator=TEXT, start=0, end=3)
    statements = [
        says("a", valid="../..", said=says("x").said, note=TEXT, terms=("pretrial", "death_row")),
        says("b", "transfers", object=("fishers", "farmers"), on="2020-02-01/2020-02-09", spread=True, whole=True),
        says("c", observed="2020-XX", said_on="2020-03~", public=True, count=("tens of thousands", "cumulative")),
        says("d", "part_of", subject="mill", object="harbour", parts="disjoint", valid="0001-01-01/"),
        says("e", valid="2019/..", planned_end="2021", cites=replace(span, sha256="0" * 64), about=("the-march",)),
    ]
    load_content(store, content(statements, sources=[report(title=TEXT, text_length=7, published_reason=TEXT)]))
    view = Reader(store).view()
    assert view.select_by_keys("abcde") == [as_recorded(statement, 1) for statement in statements]
    assert view.sources["report"].title == TEXT
    assert {view.select_by_keys(["a"])[0].bounds.earliest_start, view.select_by_keys(["a"])[0].bounds.latest_end} == {
        MIN,
        MAX,
    }


@given(st.builds(Citation, source=st.just("report"), locator=st.text(), start=st.none() | st.integers(0, 9)))
@settings(deadline=None)
def test_a_row_gives_the_statement_back_without_any_store(cites: Citation) -> None:
    statement = says("a", cites=cites, count=("about 7,000", "stock"), at="mill")
    row = make_statement_row(statement)
    roles = [[edge, link["entity"]] for edge, links in make_role_rows(statement, "r").items() for link in links]
    given_back = {
        "statement": row["properties"] | {"openedIn": 1},
        "cites": make_citation_row(cites),
        "source": "report",
        "saidBy": "witness",
        "roles": roles,
        **{name: [] for name in ("responses", "respondsTo", "fulfils", "fulfilledBy")},
    }
    assert recorded_row(given_back, lambda id_: id_) == as_recorded(statement, 1)


def test_whatever_is_stored_is_in_the_digest() -> None:
    old = says("a")
    other = [
        replace(old, known=old.known._replace(latest=date(2021, 1, 1))),
        replace(old, said=old.said._replace(earliest=date(2019, 1, 1))),
        replace(old, known_from="2019"),
        replace(old, cites=replace(old.cites, locator="elsewhere")),
    ]
    assert {statement.id for statement in other} == {old.id}
    assert len({make_statement_row(statement)["properties"]["digest"] for statement in [old, *other]}) == 5
    assert hash_row({"a": 1, "b": 2}) == hash_row({"b": 2, "a": 1})


def test_a_renewed_row_takes_away_what_is_no_more() -> None:
    properties = make_refresh_row(says("a"), "r")["properties"]
    assert properties["countMax"] is None
    assert properties.keys() >= make_statement_row(says("a", count=("200", "stock"), note="n"))["properties"].keys()
