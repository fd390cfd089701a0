"""Whom a row of the tab What is about: names in its columns as ids, by the roles that its predicate has."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import product
from typing import Any, Protocol

from graph.errors import InvalidInput
from graph.spelling import fold_name
from graph.vocabulary import Predicate, vocabulary
from ingest.known_names import split_joint
from ingest.sheets.cells import CellFault, check_made, split_items
from ingest.sheets.keys import find_field
from ingest.sheets.names import EVERY_LABEL, SheetNames
from ingest.sheets.tables import SheetRow, SheetTable
from ingest.sheets.words import UnclearWord, find_own_people, find_unnamed, list_predicates

ROLE_FIELDS = {
    "subject": "who", "agent": "who", "object": "object", "at": "at", "from_holder": "origin", "from_place": "origin",
    "to_holder": "target", "to_place": "target",
}  # fmt: skip
COLUMNS = ("who", "joint", "agent", "object", "at", "origin", "target")
ENDS = re.compile(r"[,،&/]|\s(?:and|to|û|إلى)\s|\sو")  # of a road, or of what lies between
SIDE = r"(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ern)?(?: side)?"
NEAR = re.compile(  # places that are not the place that they name
    rf"(?:just |right )?(?:near(?: to)?|close to|next to|beside|around|outside(?: of)?|beyond|opposite|off|along|"
    rf"(?:on |in )?the (?:outskirts|edge|edges|vicinity|surroundings|periphery) of|(?:in |to )?(?:the )?{SIDE} of|"
    r"(?:\d{1,4} ?(?:km|kilometres|kilometers|miles) )(?:from|(?:north|south|east|west)\w{0,6} of)|"
    r"(?:on |along )?the (?:road|way|highway) (?:to|from|between)|between|"
    r"قرب|بالقرب من|خارج|حول|شمال|جنوب|شرق|غرب|على طريق|على الطريق إلى|ضواحي|محيط) ",
    re.IGNORECASE,
)


class RoleCells(Protocol):
    """A row as it is read."""

    row: SheetRow
    names: SheetNames

    @property
    def table(self) -> SheetTable: ...

    def tell(self, name: str, error: InvalidInput) -> None: ...

    def attempt(self, name: str, read: Callable[..., Any], *given: Any) -> Any: ...


def choose_predicate(cells: RoleCells) -> str:
    """The predicate of a row. Of several that its word may be, those count that may have what stands under to whom:
    people are captured, towns taken over. Raises UnclearWord with what to write."""
    check_made(cells.row.cell("predicate"))
    words, written = list_predicates(), cells.row.text("predicate")
    try:
        return words.read(written, "predicate")
    except UnclearWord as error:
        meant = words.list_meant(written)
        fitting = _list_fitting(cells, meant)
        if len(fitting) == 1 < len(meant):
            return fitting[0]
        raise (words.narrow(error, written, fitting) if fitting else error) from None


def _list_fitting(cells: RoleCells, meant: list[str]) -> list[str]:
    """Those of some predicates that may have what stands under to whom."""
    bearers = [cells.names.list_bearers(item) for item in split_items(cells.row.text("object"))]
    found = {one.label for ids in bearers for id_ in ids if (one := cells.names.get(id_))}
    roles = {name: vocabulary().predicates[name].roles for name in meant if name in vocabulary().predicates}
    is_place = found == {"Place"}  # people may also have been written into the wrong column
    fits = {name: bool(its["object"] & found) if "object" in its else not is_place for name, its in roles.items()}
    return [name for name in fits if fits[name] or not found]


def describe_own_people(
    names: SheetNames, predicate: Predicate | None, roles: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Remarks that an exchange brings people to a holder whose own they seem to be, by their name."""
    remark = find_own_people(predicate.name) if predicate else None
    if remark is None:
        return
    for holder, people in product(roles.get("to_holder", ()), roles.get("object", ())):
        one, group = names.get(holder), names.get(people)
        its_names = {fold_name(name) for name in one.every_name} if one else set()
        if one and group and any(name and f" {name} " in f" {fold_name(group.name)} " for name in its_names):
            yield remark.format(holder=one.name, people=group.name)


def read_roles(cells: RoleCells, predicate: Predicate | None) -> dict[str, list[str]]:
    """The ids of a row by role; what cannot be read, and what is needed and not there, is told."""
    roles: dict[str, list[str]] = {}
    row = cells.row
    actor = "subject" if predicate is None or "subject" in predicate.roles else "agent"
    place = "at"
    if predicate and "at" not in predicate.roles and not row.text("object"):
        place = "object" if predicate.roles.get("object") == frozenset({"Place"}) else "at"
    for name, role in (("who", actor), ("joint", actor), ("agent", "agent"), ("object", "object"), ("at", place)):
        for id_ in cells.attempt(name, _list_ids, cells, name, predicate, role) or ():
            roles.setdefault(role, []).append(id_)
    for name, side in (("origin", "from"), ("target", "to")):
        for role, id_ in cells.attempt(name, _list_ends, cells, name, predicate, side) or ():
            roles.setdefault(role, []).append(id_)
    if predicate and not predicate.required and not any(row.text(name) for name in COLUMNS):
        cells.tell("who", InvalidInput(f"{describe_predicate(predicate)} needs a name (write who, or to whom)"))
    for role in predicate.required if predicate else ():
        name = find_field(f"roles.{role}")
        if role not in roles and not row.text(name) and not (role == "agent" and row.text("who")):
            cells.tell(name, _refuse_unnamed(predicate, role))
    return roles


def _list_ids(cells: RoleCells, name: str, predicate: Predicate | None, role: str) -> list[str]:
    check_made(cells.row.cell(name))
    if predicate and role not in predicate.roles:
        raise _refuse_column(predicate, cells.table, name)
    labels = predicate.roles[role] if predicate else _guess_labels(cells, name, role)
    try:
        return _resolve_items(cells.names, cells.row.text(name), labels)
    except CellFault as error:
        if predicate is None:
            return _resolve_items(cells.names, cells.row.text(name), EVERY_LABEL)
        raise _point_to_column(cells, name, predicate, labels, error) or error from None


def _guess_labels(cells: RoleCells, name: str, role: str) -> Collection[str]:
    """What may stand in a column where the predicate is in doubt: what those have that it may be, or most others."""
    predicates = vocabulary().predicates
    meant = list_predicates().list_meant(cells.row.text("predicate"))
    roles = [predicates[one].roles for one in meant if one in predicates]
    found = {label for one in roles for label in one.get(role, one.get("agent", ()) if role == "subject" else ())}
    return found or {"object": EVERY_LABEL, "at": ("Place",)}.get(name, ("Actor", "Group"))


def _point_to_column(
    cells: RoleCells, name: str, predicate: Predicate | None, labels: Collection[str], error: CellFault
) -> CellFault | None:
    """The same error, with the column of this predicate in which the name may stand; None where there is none."""
    bearers = [cells.names.get(id_) for id_ in cells.names.list_bearers(str(error.value or ""))]
    found = {entity.label for entity in bearers if entity}
    if predicate is None or not found or found & set(labels):
        return None
    others = [other for other, its_labels in predicate.roles.items() if its_labels & found]
    columns = dict.fromkeys(cells.table.tab.header(ROLE_FIELDS[other]) for other in others if other in ROLE_FIELDS)
    if not columns:
        return None
    expected = " or ".join(sorted(label.lower() for label in labels))
    article = "an" if expected[0] in "aeiou" else "a"
    return CellFault(
        error.message, value=error.value,
        hint=f"{describe_predicate(predicate)} has {article} {expected} under {cells.table.tab.header(name)}; this "
        f"name goes under {' or '.join(columns)}",
    )  # fmt: skip


def _list_ends(cells: RoleCells, name: str, predicate: Predicate | None, side: str) -> list[tuple[str, str]]:
    """The holders and places that people come from or go to, each with its role."""
    check_made(cells.row.cell(name))
    holder, place = f"{side}_holder", f"{side}_place"
    labels = {"Actor", "Place"}
    if predicate:
        labels = {label for role in (holder, place) for label in predicate.roles.get(role, ())}
        if not labels:
            raise _refuse_column(predicate, cells.table, name)
    if ids := _list_as_who(cells, name, labels):
        return [(holder, id_) for id_ in ids]
    try:
        ids = _resolve_items(cells.names, cells.row.text(name), labels)
    except CellFault as error:
        raise _point_to_column(cells, name, predicate, labels, error) or error from None
    found = []
    for id_ in ids:
        entity = cells.names.get(id_)
        found.append((place if entity and entity.label == "Place" else holder, id_))
    return found


def _list_as_who(cells: RoleCells, name: str, labels: Collection[str]) -> list[str]:
    """The actors that the same words mean under who: Chad moves people from Chad. None where the words are others."""
    text = cells.row.text(name)
    if "Actor" not in labels or not text or text != cells.row.text("who"):
        return []
    ids = [_try_name(cells.names, item, ["Actor"]) for item in split_items(text)]
    return [id_ for id_ in ids if id_] if all(ids) else []


def _resolve_items(names: SheetNames, text: str, labels: Collection[str]) -> list[str]:
    """The ids of the names of a cell, which have ; between, or `and` or a comma where each of them is a name."""
    found = []
    for item in split_items(text):
        try:
            found.append(names.resolve(item, labels))
        except InvalidInput as error:
            parts = split_joint(item)
            ids = [_try_name(names, part, labels) for part in parts]
            if len(parts) > 1 and all(ids):
                found += [id_ for id_ in ids if id_]
            elif "Place" in labels and (near := _find_near(names, item)):
                raise _refuse_near(names, item, near) from error
            else:
                raise
    return found


def _try_name(names: SheetNames, written: str, labels: Collection[str]) -> str | None:
    try:
        return names.resolve(written.strip(), labels)
    except InvalidInput:
        return None


def read_speaker(names: SheetNames, text: str) -> str:
    """The id of who says it, which is one. Raises CellFault naming several."""
    try:
        return names.resolve(text, ["Actor"])
    except InvalidInput:
        parts = [part for item in split_items(text) for part in split_joint(item)]
        if len(parts) < 2 or not (";" in text or all(_try_name(names, part, ["Actor"]) for part in parts)):
            raise
        raise CellFault(
            f"{text!r} names {len(parts)} speakers, and a row has one", value=text,
            hint=f"write one row for each speaker: the same row with {', again with '.join(parts)}",
        ) from None  # fmt: skip


def _find_near(names: SheetNames, written: str) -> str | None:
    """The place that words such as near or north of name, as written; None where none is known."""
    match = NEAR.match(written)
    place = ENDS.split(written[match.end() :])[0].strip() if match else ""
    return place if place and _try_name(names, place, ["Place"]) else None


def _refuse_near(names: SheetNames, written: str, place: str) -> CellFault:
    return CellFault(
        f"{written!r} is not {place} itself, and is no place that is known", value=written,
        hint=f"add it to the tab Who by that name, as region (place): it is then a place of its own, and answers on "
        f"{place} leave it out; or write {place}, if it was in it",
    )  # fmt: skip


def describe_predicate(predicate: Predicate | None) -> str:
    """The predicate of a row as the sheet shows it."""
    return f"“{list_predicates().write(predicate.name)}”" if predicate else "this row"


def _refuse_unnamed(predicate: Predicate | None, role: str) -> InvalidInput:
    """The error for a role that is needed. What to write where the report names nobody is in `words.yml`."""
    other = find_unnamed(predicate.name) if predicate and role == "subject" else None
    return InvalidInput(f"{describe_predicate(predicate)} needs it (write the name{f'; {other}' if other else ''})")


def _refuse_column(predicate: Predicate, table: SheetTable, name: str) -> CellFault:
    """The error for a name in a column that a predicate does not have."""
    has = list(dict.fromkeys(table.tab.header(ROLE_FIELDS[role]) for role in predicate.roles))
    return CellFault(
        f"{describe_predicate(predicate)} has no {table.tab.header(name)!r}",
        hint=f"empty this cell; it has {', '.join(has)}",
    )
