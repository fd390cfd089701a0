"""People moved between New Zealand's prisons, one row a person: the holder stays the same, the place changes."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from graph.dates.validity import read_event, read_state
from graph.errors import InvalidDate, InvalidStatement
from graph.model.counts import ReportedCount
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.table import read_table

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
COLUMNS = ("From", "To", "Reason", "Transfer Date", "Status At Transfer")
FIELDS = {"on": "Transfer Date"}
DAY = re.compile(r"([0-9]{1,2})-([A-Z][a-z]{2})-([0-9]{2})")


def parse(path: Path) -> Iterator[Row]:
    """One dict a person moved, values untouched."""
    return read_table(path, COLUMNS)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """That one person was moved on a day. The file has no key: rows of one day and route are numbered as they come."""
    day = _day(row.pop("Transfer Date"))
    prisons = {role: _prison(context, row, column) for role, column in (("from_place", "From"), ("to_place", "To"))}
    reason, status = row.pop("Reason").strip(), row.pop("Status At Transfer").strip()
    route = (day, *(id_.removeprefix(context.prefix) for id_ in prisons.values()))
    counted: Counter[tuple[str, ...]] = context.memory.setdefault("rows of a route and day", Counter())
    counted[route] += 1
    holder, term = WORDS["holder"], WORDS["terms"].get(status)
    yield context.statement(
        key=context.key(*route, str(counted[route])),
        predicate=WORDS["move"],
        roles={
            "agent": [holder], "from_holder": [holder], "to_holder": [holder], "object": [WORDS["held"]],
            **{role: [id_] for role, id_ in prisons.items()},
        },
        cites=context.cite(f"row {context.rows}"),
        validity=read_event(day),
        count=ReportedCount(min=1, max=1, kind="flow", wording="1"),
        terms=(term,) if term else (),
        note=f"reason: {reason or 'none given'}; status: {status or 'none given'}",
    )  # fmt: skip
    context.report_unread(row)


def finish(context: Context) -> Iterator[WrittenStatement]:
    """That each prison lies in New Zealand, as the title of the file has it."""
    for prison in [entity for entity in context.entities.values() if entity.label == "Place"]:
        yield context.statement(
            key=context.key("lies", prison.id.removeprefix(context.prefix)), predicate=WORDS["lies"],
            roles={"subject": [prison.id], "object": [WORDS["country"]]},
            validity=read_state("../..", context.own.published), cites=context.cite("title"),
        )  # fmt: skip


def _day(cell: str) -> str:
    """`2-Jul-18` as EDTF; years are of this century. Raises InvalidDate."""
    met = DAY.fullmatch(cell.strip())
    try:
        if met is None:
            raise ValueError
        return date(2000 + int(met[3]), WORDS["months"][met[2]], int(met[1])).isoformat()
    except (ValueError, KeyError):
        expected = "expected a day written like 2-Jul-18"
        raise InvalidDate(f"{cell!r}; {expected}", parameter="Transfer Date", value=cell) from None


def _prison(context: Context, row: Row, column: str) -> str:
    name = row.pop(column).strip()
    if not name:
        raise InvalidStatement("no prison; expected a name", parameter=column, value=name)
    return context.entity("Place", name, "facility")
