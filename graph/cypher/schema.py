"""Answers to schema queries in Cypher: made from the model, the same on both engines.

Each table stands for a procedure or a SHOW of Neo4j's, under the names of its columns.
"""

from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

from graph.model.labels import LABELS
from graph.vocabulary import ROLES, vocabulary

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


DATES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
COUNTS = ("countMin", "countMax", "countKind")
ENTITY = [
    *["id", "name", "aliases", "namesByLanguage", "externalIds", "kind", "label", "canonical", "dataset", "text"],
    *["digest", "openedIn", "closedIn"],
]
PROPERTIES = {
    "Statement": (
        *["id", "record", "key", "dataset", "predicate", "polarity", "mode", "actual", "reading"],
        *["validityKind", "validityWritten", "spread", "plannedEnd", "linked"],
        *DATES,
        *["saidOn", "saidEarliest", "saidLatest", "knownFrom", "knownEarliest", "knownLatest"],
        *COUNTS,
        *[
            "countUnit",
            "countOf",
            "countSince",
            "countWording",
            "whole",
            "terms",
            "parts",
            "note",
            "openedIn",
            "closedIn",
            "renewedIn",
            "digest",
        ],
    ),
    "Source": (
        *["id", "title", "publishedOn", "publishedEarliest", "publishedLatest", "publishedReason", "url", "licence"],
        *["retrievedOn", "textFile", "textLength", "textSha256", "rows", "covers", "dataset"],
        *["openedIn", "closedIn"],
    ),
    "Dataset": ("id", "title", "openedIn", "closedIn"),
    "Load": ("version", "at", "dataset", "published", "swept", "counts"),
    "Judgement": ("id",),
    **{str(label): tuple(ENTITY) for label in LABELS},
}
LINKS = {
    "SAID_BY": (),
    "CITES": ("locator", "start", "end", "sha256"),
    "IN": (),
    "NAMES": ("name", "aliases", "namesByLanguage", "externalIds", "openedIn", "closedIn"),
    "ABOUT": (),
    "RESPONDS_TO": ("stance", "scope"),
    "FULFILS": (),
    "PUBLISHED_BY": (),
    "COPY_OF": (),
    "QUOTES": (),
    "TRANSLATION_OF": (),
}
SHORTCUT = ("statement", *DATES, *COUNTS, "joint")
DATE_NAMES = frozenset(
    (*DATES, "saidEarliest", "saidLatest", "knownEarliest", "knownLatest", "publishedEarliest", "publishedLatest")
)
NUMBERS = frozenset(
    ["countMin", "countMax", "start", "end", "textLength", "version", "openedIn", "closedIn", "renewedIn"]
)
TRUTHS = frozenset(["actual", "spread", "whole", "joint", "published", "swept"])
TEXTS = frozenset(["aliases", "namesByLanguage", "externalIds", "terms", "covers"])
UNIQUE = (("Dataset", "id"), ("Entity", "id"), ("Judgement", "id"), ("Load", "version"), ("Source", "id"))
INDEXED = (
    *(("Statement", name) for name in ["closedIn", "id", "key", "openedIn", "predicate", "record", "renewedIn"]),
)


@cache
def procedure_tables() -> dict[str, Table]:
    """What each procedure that may be called answers, by its name in small letters."""
    types = relationship_properties()
    names = sorted({name for names in (*PROPERTIES.values(), *types.values()) for name in names})
    return {
        "db.labels": Table(("label",), tuple((label,) for label in sorted(("Entity", *PROPERTIES)))),
        "db.relationshiptypes": Table(("relationshipType",), tuple((type_,) for type_ in sorted(types))),
        "db.propertykeys": Table(("propertyKey",), tuple((name,) for name in names)),
        "db.schema.nodetypeproperties": Table(
            ("nodeType", "nodeLabels", "propertyName", "propertyTypes", "mandatory"),
            tuple(
                (
                    ":" + ":".join(f"`{label}`" for label in _list_labels(label)),
                    _list_labels(label),
                    name,
                    _list_types(name),
                    False,
                )
                for label, properties in sorted(PROPERTIES.items())
                for name in properties
            ),
        ),
        "db.schema.reltypeproperties": Table(
            ("relType", "propertyName", "propertyTypes", "mandatory"),
            tuple(
                (f":`{type_}`", name, _list_types(name) if name else None, False)
                for type_, properties in sorted(types.items())
                for name in (properties or (None,))
            ),
        ),
        "db.schema.visualization": Table(
            ("nodes", "relationships"),
            (([{"name": label} for label in sorted(PROPERTIES)], [{"name": type_} for type_ in sorted(types)]),),
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


@cache
def relationship_properties() -> dict[str, tuple[str, ...]]:
    """The properties of each type of edge: links of statements and sources, and the shortcut edges."""
    return LINKS | {role.upper(): () for role in ROLES} | dict.fromkeys(vocabulary().edge_types, SHORTCUT)


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


def _list_labels(label: str) -> list[str]:
    return ["Entity", label] if label in LABELS else [label]


def _list_types(name: str) -> list[str]:
    kinds = (("Date", DATE_NAMES), ("Long", NUMBERS), ("Boolean", TRUTHS), ("StringArray", TEXTS))
    return [next((kind for kind, names in kinds if name in names), "DateTime" if name == "at" else "String")]
