"""FollowTheMoney as statements in CSV: a line for each value of an entity, those of an entity together."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from graph.errors import InvalidSource
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.files import LINE
from ingest.others.followthemoney import adapter as entities
from ingest.table import read_exported_table

WORDS_FOLDER = Path(entities.__file__).parent
KEY = entities.KEY
ID = "canonical_id"
COLUMNS = (ID, "entity_id", "prop", "schema", "value", "dataset")
BASE = "id"  # the property by which a line says only that there is the entity
GENERAL = ("Thing", "LegalEntity", "Interval", "Interest")  # schemata that another line may say more exactly
LINES = "lines of the file, put together by entity"


def begin(context: Context, path: Path) -> None:
    """Keep what each entity is called: links name entities that come later."""
    entities.keep_entities(context, parse(path))


def parse(path: Path) -> Iterator[Row]:
    """One dict an entity, of the lines with one canonical id. Raises InvalidSource where these stand apart."""
    seen: set[str] = set()
    for id_, lines in groupby(read_exported_table(path, COLUMNS), key=lambda line: str(line[ID])):
        if id_ in seen:
            raise InvalidSource(
                f"{path.name}: the lines of {id_} stand apart", parameter="file", value=id_, hint=f"sort them by {ID}"
            )
        seen.add(id_)
        found = list(lines)
        schemata = sorted({line["schema"] for line in found}, key=lambda schema: (schema in GENERAL, schema))
        properties: dict[str, list[str]] = {}
        for line in found:
            values = properties.setdefault(line["prop"], [])
            if line["prop"] != BASE and line["value"] not in values:
                values.append(line["value"])
        properties.pop(BASE, None)
        yield {KEY: id_, "schema": schemata[0], "properties": properties, "lines": len(found), LINE: found[0][LINE]}


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """As of an entity in JSON."""
    context.notes[LINES] += row.pop("lines")
    yield from entities.transform(context, row)
