"""Actors of the Uppsala Conflict Data Program: their names, and what became of one through another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from graph.dates.validity import read_event, read_sighting
from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from ingest import ucdp
from ingest.adapter import Context, Row
from ingest.table import read_exported_table

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
KEY = "ActorId"
NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng")
NEW_NAMES = ("NewName", "NewNameFullMotherTongue", "NewNameFullEng")
LINKS = tuple(link[part] for link in WORDS["links"].values() for part in ("flag", "ids", "names"))
COALITIONS = tuple(link[part] for link in WORDS["coalitions"].values() for part in ("flag", "ids"))
COLUMNS = (KEY, *NAMES, "NameChange", *NEW_NAMES, "Org", *LINKS, *COALITIONS, "Version")
# Where and in which conflicts an actor was active is for the data sets that say when: these only add it up.
ADDED_UP = ("ConflictId", "DyadId", "PrimaryParty", "OSID", "NSID", "Location", "GWNOLoc", "Region")
NUMBERS = frozenset(
    (KEY, "NameChange", "Org", *(link[part] for kind in ("links", "coalitions") for link in WORDS[kind].values()
                                 for part in ("flag", "ids")))
)  # fmt: skip
NO_NAME = ("", "n/a")


def parse(path: Path) -> Iterator[Row]:
    """One dict an actor, values untouched."""
    return read_exported_table(path, COLUMNS, more=ADDED_UP)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """The actor of a row, and what the row says of it and others."""
    cells = ucdp.pop_cells(context, row, COLUMNS, NUMBERS)
    number, (name, *aliases) = _number(context, cells), _names(cells)
    kind = ucdp.decode(cells["Org"], WORDS["kinds"], "Org")
    cites = context.cite(f"{KEY} {number}", ucdp.make_version_source(context, cells["Version"], "Version"))
    made = [
        *_links(context, number, cells),
        *_coalitions(context, number, cells),
        *_change_of_name(context, number, cells),
    ]
    id_ = context.put(ucdp.make_actor(number, name, kind, tuple(aliases)))
    for said in made:
        yield context.statement(**said, cites=cites)
    context.report_unread(row, ignore=ADDED_UP)
    context.keep(id_)


def _number(context: Context, cells: Row) -> str:
    number: str = cells[KEY]
    if len(ucdp.split_numbers(number, KEY)) != 1:
        raise InvalidStatement(f"{number!r}; expected one number", parameter=KEY, value=number)
    if ucdp.make_actor_id(number) in context.kept_ids:
        raise InvalidStatement(f"{number} stands twice; the first row stays", parameter=KEY, value=number)
    return number


def _names(cells: Row) -> list[str]:
    """Every name of an actor, the one used in UCDP's data first."""
    if cells["NameData"] in NO_NAME:
        raise InvalidStatement(f"{cells['NameData']!r} is no name", parameter="NameData", value=cells["NameData"])
    found = [ucdp.clean_text(cells[column]) for column in NAMES]
    short = _by_commas(cells["NewName"])
    for column in NEW_NAMES:
        listed = _by_commas(cells[column])
        # full names may have commas of their own, so they are parted only where each has its short name
        found += [ucdp.clean_text(part) for part in (listed if len(listed) == len(short) else [cells[column]])]
    return list(dict.fromkeys(name for name in found if name not in NO_NAME))


def _by_commas(text: str) -> list[str]:
    """Parts between commas; those within brackets part nothing."""
    parts, end, is_within = [], len(text), False
    for place in range(len(text) - 1, -1, -1):
        if text[place] in "()":
            is_within = text[place] == ")"
        elif text[place] == "," and not is_within:
            parts.append(text[place + 1 : end].lstrip())
            end = place
    return [text[:end], *reversed(parts)]


def _links(context: Context, number: str, cells: Row) -> Iterator[Row]:
    """What became of the actor through others that UCDP knows. When is not said: by the end of the version's year."""
    on = read_event(f"[..{ucdp.parse_version_year(cells['Version'], 'Version')}]")
    for word, link in WORDS["links"].items():
        ids = _flagged(cells, link["flag"], link["ids"])
        others = (
            list(zip(ids, ucdp.split_names(cells[link["names"]], len(ids), link["names"]), strict=True)) if ids else []
        )
        for other in [other for other in others if other[0] == number]:
            context.leave_out("a link of an actor to itself")
            others.remove(other)
        if others:
            yield {
                "key": context.key(word, number),
                "predicate": link["says"],
                "roles": {
                    "subject": [ucdp.make_actor_id(number)],
                    "object": [ucdp.put_actor(context, id_, name, WORDS["unknown_kind"]) for id_, name in others],
                },
                "terms": tuple(link.get("terms", ())),
                "validity": on,
            }


def _coalitions(context: Context, number: str, cells: Row) -> Iterator[Row]:
    """With whom it acted for a time: a coalition has an id, and its members say so each in its row."""
    seen = read_sighting(f"[..{ucdp.parse_version_year(cells['Version'], 'Version')}]")
    for word, link in WORDS["coalitions"].items():
        for id_ in dict.fromkeys(_flagged(cells, link["flag"], link["ids"])):
            name = link["name"].format(id=id_)
            coalition = context.entity("Actor", name, WORDS["coalition_kind"], id=f"coalition-{word}-{id_}")
            yield {
                "key": context.key(word, id_, number),
                "predicate": link["says"],
                "roles": {"subject": [ucdp.make_actor_id(number)], "object": [coalition]},
                "validity": seen,
            }


def _change_of_name(context: Context, number: str, cells: Row) -> Iterator[Row]:
    if _flag(cells, "NameChange") != bool(cells["NewName"]):
        met = f"NameChange is {cells['NameChange']} beside NewName {cells['NewName']!r}; expected 1 and a name, or 0"
        raise InvalidStatement(met, parameter="NameChange", value=cells["NameChange"])
    if cells["NewName"]:
        order = [cells["NameOrig"], *_by_commas(cells["NewName"])]
        yield {
            "key": context.key("name", number),
            "predicate": WORDS["name_change"],
            "roles": {"subject": [ucdp.make_actor_id(number)]},
            "validity": read_event(f"[..{ucdp.parse_version_year(cells['Version'], 'Version')}]"),
            "note": "; then ".join(ucdp.clean_text(name) for name in order),
        }


def _flagged(cells: Row, flag: str, column: str) -> list[str]:
    """The ids in a column, of which a flag says whether there are any."""
    ids = ucdp.split_numbers(cells[column], column)
    if _flag(cells, flag) != bool(ids):
        met = f"{flag} is {cells[flag]} beside {column} {cells[column]!r}; expected 1 and ids, or 0 and none"
        raise InvalidStatement(met, parameter=flag, value=cells[flag])
    return ids


def _flag(cells: Row, column: str) -> bool:
    return bool(ucdp.decode(cells[column], {"0": False, "1": True}, column))
