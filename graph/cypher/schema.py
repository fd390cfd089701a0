"""Answers to schema queries in Cypher: made from the model, the same on both engines.

Each table stands for a procedure or a SHOW of Neo4j's, under the names of its columns.
"""

from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

from graph.cypher.model import read_model

AGGREGATIONS = "avg collect count max min percentileCont percentileDisc stDev stDevP sum"
PREDICATES = "all any exists isEmpty none single"
SCALARS = """char_length character_length coalesce elementId endNode head id last length nullIf properties randomUUID
size startNode timestamp toBoolean toBooleanOrNull toFloat toFloatOrNull toInteger toIntegerOrNull type valueType"""
LISTS = """keys labels nodes range reduce relationships reverse tail toBooleanList toFloatList toIntegerList
toStringList"""
STRINGS = """btrim left lower ltrim normalize replace right rtrim split substring toLower toString toStringOrNull
toUpper trim upper"""
MATHS = """abs acos asin atan atan2 ceil cos cot degrees e exp floor haversin isNaN log log10 pi radians rand
round sign sin sqrt tan"""
TEMPORALS = """date date.truncate datetime datetime.fromEpoch datetime.fromEpochMillis datetime.truncate duration
duration.between duration.inDays duration.inMonths duration.inSeconds localdatetime localdatetime.truncate localtime
localtime.truncate time time.truncate"""
CLOCKS = " ".join(
    f"{kind}.{clock}"
    for kind in ("date", "datetime", "localdatetime", "localtime", "time")
    for clock in ("realtime", "statement", "transaction")
)
SPATIALS = "point point.distance point.withinBBox"
PATHS = "allShortestPaths shortestPath"

ALLOWED = tuple(
    sorted(
        " ".join((AGGREGATIONS, PREDICATES, SCALARS, LISTS, STRINGS, MATHS, TEMPORALS, CLOCKS, SPATIALS, PATHS)).split()
    )
)
FUNCTIONS = frozenset(name.lower() for name in ALLOWED)


class Table(NamedTuple):
    """What a procedure answers: its columns, and rows of values that Cypher can write."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


# the types of the model under Neo4j's names for them
TYPES = {
    "STRING": "String",
    "INTEGER": "Long",
    "BOOLEAN": "Boolean",
    "DATE": "Date",
    "DATETIME": "DateTime",
    "LIST of STRING": "StringArray",
}
HIDDEN = frozenset(("Lock",))  # of loads, nothing that people ask for
UNIQUE = (("Dataset", "id"), ("Entity", "id"), ("Judgement", "id"), ("Load", "version"), ("Source", "id"))
INDEXED = (
    *(("Statement", name) for name in ["closedIn", "id", "key", "openedIn", "predicate", "record", "renewedIn"]),
)


@cache
def procedure_tables() -> dict[str, Table]:
    """What each procedure that may be called answers, by its name in small letters."""
    model = read_model()
    labels = [model.labels[name] for name in sorted(model.labels) if name not in HIDDEN]
    edges = [model.edges[name] for name in sorted(model.edges)]
    names = sorted(
        {
            one.name
            for properties in (*(label.properties for label in labels), *(edge.properties for edge in edges))
            for one in properties
        }
    )
    own = [label for label in labels if label.name != "Entity"]  # which nodes have besides a label of their own
    return {
        "db.labels": Table(("label",), tuple((label.name,) for label in labels)),
        "db.relationshiptypes": Table(("relationshipType",), tuple((edge.type,) for edge in edges)),
        "db.propertykeys": Table(("propertyKey",), tuple((name,) for name in names)),
        "db.schema.nodetypeproperties": Table(
            ("nodeType", "nodeLabels", "propertyName", "propertyTypes", "mandatory"),
            tuple(
                (
                    ":" + ":".join(f"`{name}`" for name in label.labels),
                    list(label.labels),
                    one.name,
                    [TYPES[one.type]],
                    False,
                )
                for label in own
                for one in label.properties
            ),
        ),
        "db.schema.reltypeproperties": Table(
            ("relType", "propertyName", "propertyTypes", "mandatory"),
            tuple(
                (f":`{edge.type}`", one.name if one else None, [TYPES[one.type]] if one else None, False)
                for edge in edges
                for one in (edge.properties or (None,))
            ),
        ),
        "db.schema.visualization": Table(
            ("nodes", "relationships"),
            (([{"name": label.name} for label in own], [{"name": edge.type} for edge in edges]),),
        ),
        "dbms.components": Table(("name", "versions", "edition"), (("whoholds", [version("whoholds")], "read-only"),)),
    }


@cache
def show_tables() -> dict[str, Table]:
    """What SHOW answers, by the word behind it."""
    indexes = [(f"{label.lower()}_{name}", label, name) for label, name in UNIQUE + INDEXED]
    constraints = [(name, label, key) for name, label, key in indexes if (label, key) in UNIQUE]
    columns = ("name", "entityType", "labelsOrTypes", "properties")
    return {
        "FUNCTIONS": Table(("name",), tuple((name,) for name in ALLOWED)),
        "PROCEDURES": Table(("name",), tuple((name,) for name in sorted(PROCEDURES.values()))),
        "INDEXES": Table(columns, tuple((name, "NODE", [label], [key]) for name, label, key in indexes)),
        "CONSTRAINTS": Table(columns, tuple((name, "NODE", [label], [key]) for name, label, key in constraints)),
    }


PROCEDURES = {
    name.lower(): name
    for name in (
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
        "dbms.components",
    )
}
