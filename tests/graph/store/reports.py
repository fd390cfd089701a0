"""What tests load: a small invented world, statements about it in few words, and whole looks at a store."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.dates.validity import read_event, read_sighting, read_state
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount, read_count
from graph.model.entities import WrittenEntity
from graph.model.names import use_for
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, Response, WrittenStatement
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.vocabulary import vocabulary

ACTORS = ("army", "militia", "coalition", "paper", "witness")
ENTITIES = (
    *(WrittenEntity(id=id_, label="Actor", name=id_.title(), kind="organisation") for id_ in ACTORS),
    WrittenEntity(id="farmers", label="Group", name="Farmers", kind="detainees", aliases=("growers",)),
    WrittenEntity(id="fishers", label="Group", name="Fishers", kind="detainees"),
    WrittenEntity(id="villagers", label="Group", name="Villagers", kind="residents", external_ids=("census:7",)),
    WrittenEntity(id="mill", label="Place", name="The Mill", kind="facility"),
    WrittenEntity(id="harbour", label="Place", name="The Harbour", kind="facility"),
    WrittenEntity(id="the-march", label="Event", name="The March", kind="transfer"),
)


def report(id_: str = "report", published: str = "2020-05-05", **more: Any) -> WrittenSource:
    fields = {
        "title": id_.title(),
        "publisher": "paper",
        "published_on": published,
        "published": read_window(published),
    }
    return WrittenSource(id=id_, **{**fields, **more})


def says(key: str, predicate: str = "holds", *, dataset: str = "report", **given: Any) -> WrittenStatement:
    """One statement: roles, time (valid, observed, on), count as (wording, kind) and all else by name.

    Where nothing else is given the army holds the farmers, and was seen to on 2020-03-01.
    """
    words = vocabulary().predicates[predicate]
    roles = {role: _several(given.pop(role)) for role in words.roles if role in given}
    if predicate == "holds":
        roles = {"subject": ("army",), "object": ("farmers",), **roles}
    said = read_window(given.get("said_on", "2020-04-04"))
    if "valid" in given:
        validity = read_state(given.pop("valid"), said, given.pop("planned_end", None))
    elif words.is_state:
        validity = read_sighting(given.pop("observed", "2020-03-01"))
    else:
        validity = read_event(given.pop("on", "2020-03-01"), given.pop("spread", False))
    count = given.pop("count", None)
    fields = {
        "said_by": "witness",
        "cites": Citation(source=dataset, locator=f"paragraph {key}"),
        "said": said,
        "known": read_window("2020-05-05"),
        "known_from": "2020-05-05",
        "count": count if count is None or isinstance(count, ReportedCount) else _count(*count),
        "responds_to": tuple(Response(*each) for each in given.pop("responds_to", ())),
    }
    return WrittenStatement(
        key=key, dataset=dataset, predicate=predicate, roles=roles, validity=validity, **{**fields, **given}
    )


def content(statements: Iterable[WrittenStatement], dataset: str = "report", **given: Any) -> Content:
    """What a dataset says. All of the world's ids are those of `report`; others use them."""
    fields = {"title": dataset.title(), "sources": [report(dataset)], "entities": list(ENTITIES)}
    if dataset != "report":
        own = given.pop("entities", ())
        used = [use_for("report", entity) for entity in ENTITIES]
        fields |= {"entities": own, "used": used}
    return Content(dataset=dataset, statements=list(statements), **{**fields, **given})


def everything(store: Store) -> tuple[list[str], list[str]]:
    """All nodes and edges with every property, in an order and form that both engines share.

    Not when a load began, nor which one renewed what follows from others, or changed an entity or a source.
    """
    with store.driver.session(database=store.engine.database) as session:
        nodes = session.run(
            "MATCH (n) WHERE NOT n:Lock "
            "RETURN labels(n) AS labels, n {.*, at: null, renewedIn: null, changedIn: null} AS properties"
        )
        found = sorted(f"{sorted(row['labels'])} {_plain(row['properties'])}" for row in nodes)
        edges = session.run(
            "MATCH (a)-[edge]->(b) RETURN coalesce(a.record, a.id) AS start, type(edge) AS type, "
            "coalesce(b.record, b.id) AS end, edge {.*} AS properties"
        )
        links = sorted(f"{row['start']} {row['type']} {row['end']} {_plain(row['properties'])}" for row in edges)
    return found, links


def seen(store: Store, version: int | None = None) -> dict[str, Any]:
    """All that a reader sees at a data version: statements by every way to them, entities, sources, datasets."""
    reader = Reader(store)
    view = reader.view(version)
    ids = sorted(view.directory.by_id)
    statements = view.select_by_predicates(vocabulary().predicates)
    return {
        "version": view.version,
        "statements": statements,
        "of entities": view.select_by_entities(ids, vocabulary().predicates),
        "with entities": view.select_mentions(ids),
        "every version": view.select_by_ids(statement.id for statement in statements),
        "entities": list(view.directory),
        "sources": view.sources,
        "datasets": reader.list_loaded().datasets,
        "loads": [load["version"] for load in reader.list_loaded().loads],
    }


def keys(store: Store, version: int | None = None) -> list[str]:
    """Keys of the statements that a reader sees."""
    return [statement.key for statement in Reader(store).view(version).select_by_predicates(vocabulary().predicates)]


def later(source: WrittenSource, published: str) -> WrittenSource:
    return replace(source, published_on=published, published=read_window(published))


def _several(ids: str | tuple[str, ...]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else ids


def _count(wording: str, kind: str) -> ReportedCount:
    low, high = read_count(wording)
    return ReportedCount(min=low, max=high, kind=kind, wording=wording)


def _plain(properties: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in sorted(properties.items()) if value is not None}
