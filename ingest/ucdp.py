"""What the data sets of the Uppsala Conflict Data Program share: ids of actors, lists in a cell, versions as sources.

Every UCDP data set has the same id for the same actor, so an actor is one entity here without a judgement: the list of
actors has the ids, the others use them.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any

from graph.errors import InvalidStatement
from graph.model.entities import WrittenEntity
from graph.model.sources import WrittenSource
from ingest.adapter import Context, Row
from ingest.table import EMPTY_IN_R, READ_AS_EMPTY

WHOLE = re.compile(r"-?[0-9]{1,12}\.0{1,6}")
READ_AS_WHOLE = "numbers such as 72.0, as pandas writes whole ones, read as 72"
DAY = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})([ T]00:00:00(\.0{1,6})?Z?)?")
VERSION = re.compile(r"(?P<year>[0-9]{2})(?:\.[0-9]++)++")
LIST = "ucdp-actor"  # the data set whose ids those of actors are
REASON = "The first number of a version is the year in which UCDP brought its data up to date."


def make_actor_id(number: str) -> str:
    """Our id of the actor that UCDP gives this number."""
    return f"ucdp-actor-{number}"


def put_actor(context: Context, number: str, name: str, kind: str, outside: tuple[str, ...] = ()) -> str:
    """The id of an actor. Whoever is known by its number already keeps its names, and gains the outside ids.

    All ids of actors are those of the list of actors, which need not be loaded.
    """
    used = context.used.get(make_actor_id(number))
    known = context.entities.get(make_actor_id(number)) or (used.made if used else None)
    entity = known or make_actor(number, name, kind, outside=outside)
    if new_ids := [id_ for id_ in outside if id_ not in entity.external_ids]:
        entity = replace(entity, external_ids=(*entity.external_ids, *new_ids))
    if entity is known:
        return entity.id
    return context.put(entity) if context.form.id == LIST else context.use_of(LIST, entity)


def make_actor(
    number: str, name: str, kind: str, aliases: tuple[str, ...] = (), outside: tuple[str, ...] = ()
) -> WrittenEntity:
    """An actor as UCDP knows it."""
    return WrittenEntity(
        id=make_actor_id(number), label="Actor", name=name, kind=kind, aliases=aliases,
        external_ids=(f"ucdp:{number}", *outside),
    )  # fmt: skip


def pop_cells(context: Context, row: Row, columns: Iterable[str], numbers: Container[str] = ()) -> Row:
    """The cells of some columns, taken out of a row, as they were before R and pandas wrote them: NA is empty, and 72.0
    in a column of `numbers` is 72. A load tells how often.
    """
    found = {}
    for name in columns:
        text = row.pop(name).strip()
        if text == EMPTY_IN_R:
            context.tell(READ_AS_EMPTY)
            text = ""
        elif name in numbers and WHOLE.fullmatch(text):
            context.tell(READ_AS_WHOLE)
            text = text.partition(".")[0]
        found[name] = text
    return found


def clean_text(text: str) -> str:
    """A text without line ends and double spaces."""
    return " ".join(text.split())


def split_numbers(cell: str, column: str) -> list[str]:
    """The ids in a cell, which parts them by commas. Raises InvalidStatement for anything else."""
    found = [part.strip() for part in cell.split(",")] if cell.strip() else []
    for part in found:
        if not re.fullmatch(r"[0-9]{1,9}", part):
            raise InvalidStatement(f"{cell!r} is no list of ids; expected numbers", parameter=column, value=cell)
    return found


def split_names(cell: str, how_many: int, column: str, states: bool = False) -> list[str]:
    """The names that go with so many ids. A single one may have commas of its own, but no state has."""
    found = [clean_text(cell)] if how_many == 1 and not states else [clean_text(part) for part in cell.split(",")]
    if len(found) != how_many or not all(found):
        met = f"{cell!r} beside {how_many} ids; expected as many names"
        raise InvalidStatement(met, parameter=column, value=cell)
    return found


def decode(cell: str, allowed: dict[str, Any], column: str) -> Any:
    """The meaning of a code. Raises InvalidStatement naming the codes that there are."""
    if cell not in allowed:
        expected = ", ".join(allowed)
        raise InvalidStatement(f"{cell!r}; expected one of {expected}", parameter=column, value=cell)
    return allowed[cell]


def read_day(cell: str, column: str) -> str:
    """A day, also with the midnight that programs add to it. Raises InvalidStatement for anything else."""
    if not (found := DAY.fullmatch(cell)):
        raise InvalidStatement(f"{cell!r}; expected a day written YYYY-MM-DD", parameter=column, value=cell)
    return found[1]


def parse_version_year(version: str, column: str) -> int:
    """The year in which a version was made. Raises InvalidStatement for what is no version."""
    if not (read := VERSION.fullmatch(version)):
        raise InvalidStatement(f"{version!r} is no version; expected one like 24.1", parameter=column, value=version)
    return 2000 + int(read["year"])


def make_version_source(context: Context, version: str, column: str) -> WrittenSource:
    """Each version is a source of its own: what one says, another may say otherwise, and later."""
    return context.source(
        f"{context.form.id.removeprefix(context.prefix)} {version}", title=f"{context.form.title}, version {version}",
        publisher=context.publisher, published=str(parse_version_year(version, column)), reason=REASON,
        url=context.form.url, licence=context.form.licence,
    )  # fmt: skip
