"""Where an event was, as surely as the data set knows, and in what that place lies."""

from collections.abc import Iterator
from itertools import pairwise

from graph.dates.validity import read_sighting
from graph.model.statement import WrittenStatement
from ingest import ucdp
from ingest.adapter import Context, Row
from ingest.keys import hash_text
from ingest.others.ucdp_ged.words import WORDS

SAID = "where places lie"  # in the memory of a context: the places of which it is said already


def find_place(context: Context, cells: Row) -> tuple[str, ...]:
    """The id of the place of an event. What is only known to be near a point is a place of its own, with that point."""
    how = ucdp.decode(cells["where_prec"], WORDS["where_prec"], "where_prec")
    if not cells["where_coordinates"]:
        return ()
    name = how["name"].format(place=cells["where_coordinates"])
    kind = how.get("kind") or WORDS["place_kinds"].get(name.split()[-1].casefold(), WORDS["other_place"])
    point = f"geo:{cells['latitude']},{cells['longitude']}"
    has_point = "kind" not in how and cells["latitude"] and cells["longitude"]
    if not has_point:  # the point of an area stands for all of it, and is nowhere that the event is known to have been
        outside: tuple[str, ...] = ()
    else:
        outside = (f"{point};u={how['metres']}" if "metres" in how else point,)
    around = _list_around(cells)
    return (_put(context, name, kind, around, outside, point if has_point else ""),)


def tell_where_places_lie(context: Context, cells: Row, place: tuple[str, ...]) -> Iterator[WrittenStatement]:
    """That the place lies in its district, that one in its province, and that one in the country; each once a file."""
    said: set[str] = context.memory.setdefault(SAID, set())
    around = _list_around(cells)
    chain = [*place, *(_put(context, name, kind, around[number + 1 :]) for number, (name, kind) in enumerate(around))]
    chain = list(dict.fromkeys(chain))
    for inner, outer in pairwise(chain):
        key = f"place-{hash_text(f'{inner} {outer}')}"
        if key not in said:
            yield context.statement(
                key=context.key(key), predicate=WORDS["lies_in"], roles={"subject": [inner], "object": [outer]},
                validity=read_sighting(context.own.published_on), cites=context.cite("adm_1, adm_2, country"),
            )  # fmt: skip
            said.add(key)


def _list_around(cells: Row) -> list[tuple[str, str]]:
    """The district, the province and the country of an event, each with its kind, without those that are its place."""
    named = [(cells["adm_2"], "province"), (cells["adm_1"], "province"), (cells["country"], "country")]
    found = [(name, kind) for name, kind in named if name]
    names = [name for name, _ in found]
    if cells["where_coordinates"] in names and "kind" in WORDS["where_prec"].get(cells["where_prec"], {}):
        found = found[names.index(cells["where_coordinates"]) + 1 :]
    return found


def _put(
    context: Context,
    name: str,
    kind: str,
    around: list[tuple[str, str]],
    outside: tuple[str, ...] = (),
    point: str = "",
) -> str:
    """A place by its name and what it lies in: villages of one name are told apart by that, and by their points."""
    raw = ", ".join([name, *(one for one, _ in around), *([point] if point else [])])
    return context.entity("Place", name, kind, id=raw, external_ids=outside)
