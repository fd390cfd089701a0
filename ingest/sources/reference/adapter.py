"""Who is who: states with their territories and nationalities, organisations, places, and their names in languages.

The table of states is read row by row; the other tables, which are small, when it has been read.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.dates.validity import read_event, read_state
from graph.model.entities import WrittenEntity
from graph.model.languages import LanguageNames
from graph.model.statement import WrittenStatement
from graph.spelling import fold_name
from ingest.adapter import Context, Row
from ingest.table import read_table

FOLDER = Path(__file__).parent
WORDS: dict[str, Any] = yaml.safe_load((FOLDER / "words.yml").read_text(encoding="utf-8"))
STATES = FOLDER / "states.csv"
KEY = "id"
FIELDS = {"valid": "from", "valid.start": "from", "valid.end": "to"}
COLUMNS = (
    KEY, "name", "iso2", "iso3", "isonum", "cow", "gw", "ucdp", "from", "to", "dates", "capital", "demonyms", "also",
    "government",
)  # fmt: skip
NOT_NAMES = ("ucdp", "capital")  # for people who edit the table; which of UCDP's it is, is for judgements.yml
ENGLISH, ARABIC = "en", "ar"


class Names(NamedTuple):
    """Names of one id in languages: those of the country, and those of its government, or its people, alone."""

    country: LanguageNames = ()
    government: LanguageNames = ()
    people: LanguageNames = ()


def fetch(folder: Path) -> Path:
    """The table of states beside this file; nothing is brought from elsewhere."""
    return STATES


def parse(path: Path) -> Iterator[Row]:
    """One dict a state, values untouched."""
    return read_table(path, COLUMNS)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """A state, its territory and its nationality, and from when to when a list has it."""
    cells = {name: row.pop(name) for name in COLUMNS if name not in NOT_NAMES}
    id_, name = cells[KEY], cells["name"]
    names = _read_state_names(context).get(id_, Names())
    demonyms, also = _split(cells["demonyms"]), _split(cells["also"])
    codes = _make_codes(cells)
    actor = WrittenEntity(
        id=id_, label="Actor", kind=WORDS["state"], name=name,
        aliases=_drop_repeated(
            name, *also, *_split(cells["government"]), *_name_governments(context, name, demonyms),
            *_name_regimes(id_, "name", "family"),
        ),
        external_ids=codes,
        languages=(
            (ENGLISH, name), *names.country, *names.government,
            *((ARABIC, regime) for regime in _name_regimes(id_, "arabic")),
        ),
    )  # fmt: skip
    country: dict[str, Any] = {"name": name, "kind": WORDS["country"], "languages": ((ENGLISH, name), *names.country)}
    code = codes[:1] if cells["iso2"] else ()
    place = WrittenEntity(
        id=f"place-{id_}", label="Place", aliases=_drop_repeated(name, *also), external_ids=code, **country
    )
    nationality = WrittenEntity(
        id=f"nat-{(cells['iso2'] or id_).lower()}", label="Nationality",
        aliases=_drop_repeated(name, *demonyms, *also), external_ids=code,
        **country | {"languages": (*country["languages"], *names.people)},
    )  # fmt: skip
    said = _say_since_when(context, cells)
    for entity in (actor, place, nationality):
        context.put(entity)
    if said:
        yield context.statement(**said, cites=context.cite(f"{STATES.name}, {id_}"))
    context.report_unread(row, ignore=NOT_NAMES)
    for entity in (actor, place, nationality):
        context.keep(entity.id)


def finish(context: Context) -> Iterator[WrittenStatement]:
    """Organisations and places, all with their names, and what is said between them and states."""
    names = _read_names()
    for row in (*_read_rows("actors.csv"), *_read_rows("places.csv")):
        languages = names.get(row["id"], ())
        english = [name for language, name in languages if language == ENGLISH]
        position = (f"geo:{row['geo']}",) if row.get("geo") else ()
        context.put(WrittenEntity(
            id=row["id"], label=row.get("label", "Actor"), kind=row["kind"], name=row["name"],
            aliases=_drop_repeated(row["name"], *english), languages=languages,
            external_ids=(*_split(row["codes"]), *position),
        ))  # fmt: skip
    for row in _read_rows("links.csv"):
        validity = read_event(row["on"]) if row["on"] else read_state(row["valid"], context.own.published)
        yield context.statement(
            key=context.key("link", row["key"]), predicate=row["predicate"],
            roles={"subject": [row["subject"]], "object": [row["object"]]}, validity=validity,
            note=f"{row['note']}; {row['source']}", cites=context.cite(f"links.csv, {row['key']}"),
        )  # fmt: skip


def _say_since_when(context: Context, cells: Row) -> Row | None:
    """That it is an independent state, for the days that a list gives; None where none does."""
    if not cells["from"] and not cells["to"]:
        return None
    return {
        "key": context.key("independent", cells[KEY]),
        "predicate": WORDS["independent"],
        "roles": {"subject": [cells[KEY]]},
        "validity": read_state(f"{cells['from']}/{cells['to'] or '..'}", context.own.published),
        "note": WORDS["dates"][cells["dates"]],
    }


def _make_codes(cells: Row) -> tuple[str, ...]:
    """The external ids of a state: the code of two letters comes first."""
    codes = ((scheme, cells[column]) for column, scheme in WORDS["codes"].items())
    return tuple(f"{scheme}:{code}" for scheme, code in codes if code)


def _name_governments(context: Context, name: str, demonyms: list[str]) -> list[str]:
    """What its government and its forces are called by the name of the country, and by that of its people."""
    people = demonyms[:1]
    forces = [f"{demonym} {word}" for demonym in people for word in WORDS["forces"]]
    of_others = _read_names_of_others(context)
    return [
        f"government of {name}",
        *(f"{demonym} {word}" for demonym in people for word in WORDS["governments"]),
        *(force for force in forces if fold_name(force) not in of_others),
    ]


def _name_regimes(state: str, *columns: str) -> list[str]:
    """What its government is called by the names of those who ruled."""
    rulers = [row for row in _read_rulers() if row["id"] == state]
    named = ((pattern, row[column]) for row in rulers for column in columns for pattern in WORDS["regimes"][column])
    return list(dict.fromkeys(pattern.format(name=ruler) for pattern, ruler in named if ruler))


@cache
def _read_rulers() -> list[Row]:
    return _read_rows("rulers.csv")


def _drop_repeated(name: str, *others: str) -> tuple[str, ...]:
    return tuple(other for other in dict.fromkeys(others) if other != name)


def _read_state_names(context: Context) -> dict[str, Names]:
    """Names of states by id, read once."""
    if "names" not in context.memory:
        found: dict[str, Names] = {}
        for row in _read_rows("state_names.csv"):
            names, of = found.get(row["id"], Names()), row["of"] or "country"
            found[row["id"]] = names._replace(**{of: (*getattr(names, of), (row["language"], row["name"]))})
        context.memory["names"] = found
    known: dict[str, Names] = context.memory["names"]
    return known


def _read_names_of_others(context: Context) -> set[str]:
    """The names of organisations and places, folded; read once."""
    if "others" not in context.memory:
        context.memory["others"] = {fold_name(row["name"]) for row in _read_rows("names.csv")}
    names: set[str] = context.memory["others"]
    return names


def _read_names() -> dict[str, LanguageNames]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _read_rows("names.csv"):
        found.setdefault(row["id"], []).append((row["language"], row["name"]))
    return {id_: tuple(pairs) for id_, pairs in found.items()}


def _read_rows(table: str) -> list[Row]:
    with (FOLDER / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _split(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]
