"""Who fought whom in which year, and who fought beside them, by the Uppsala Conflict Data Program.

All of it is known by year. Only the first day of a dyad is known better, and that is not the first day of its allies.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.dates.validity import ValidTime, read_state
from graph.dates.windows import Window
from graph.errors import InvalidStatement
from graph.model.counts import ReportedCount, read_count
from graph.model.statement import WrittenStatement
from ingest import ucdp
from ingest.adapter import Context, Row
from ingest.table import read_exported_table, read_table

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
KEY = "dyad_id"
COLUMNS = (
    KEY, "conflict_id", "location", "side_a", "side_a_id", "side_a_2nd", "side_b", "side_b_id", "side_b_2nd",
    "incompatibility", "territory_name", "year", "intensity_level", "type_of_conflict", "start_date", "start_prec",
    "start_date2", "start_prec2", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd", "version",
)  # fmt: skip
TEXTS = (
    "location",
    "side_a",
    "side_a_2nd",
    "side_b",
    "side_b_2nd",
    "territory_name",
    "start_date",
    "start_date2",
    "version",
)
NUMBERS = frozenset(COLUMNS) - {*TEXTS}
YEAR = re.compile("[12][0-9]{3}")
DAY = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
DAYS = (("start_date", "start_prec"), ("start_date2", "start_prec2"))  # of the dyad, of this time that it fights
FIELDS = {"valid": "year", "valid.start": "start_date"}
BY_NUMBER = ("gwno_loc", "region")  # `location` has the same by name
LISTED = "ucdp-actor"  # the shipped list of actors, beside this folder: allies have names here, but no ids


class Side(NamedTuple):
    """One side in one year: those that the dyad is named by, and those whose troops fought beside them."""

    letter: str
    primary: list[str]
    allies: list[str]


def parse(path: Path) -> Iterator[Row]:
    """One dict a dyad and year, values untouched."""
    return read_exported_table(path, COLUMNS, more=BY_NUMBER)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """That the two sides fought; which states fought beside each other as one side; and, for each ally, beside whom and
    against whom. Nothing between allies.

    The data set says that an ally sent troops in support of one side; that it fought the other one is inferred.
    """
    cells = _read_cells(context, row)
    source = ucdp.make_version_source(context, cells["version"], "version")
    year, own_key = _year(cells), (*ucdp.split_numbers(cells[KEY], KEY), cells["year"])
    one, other = sides = [_side(context, cells, letter) for letter in "ab"]
    _check_apart(sides)
    usual: Row = {"cites": context.cite(f"dyad {cells[KEY]} in {year}", source)}
    fought = _fought(cells, year, source.published)
    yield context.statement(
        key=context.key(*own_key), predicate=WORDS["dyad"], roles={"subject": one.primary, "object": other.primary},
        validity=fought, count=_deaths(cells), note=_note(cells), **usual,
    )  # fmt: skip
    for side in sides:
        for member in side.primary if len(side.primary) > 1 else ():
            yield context.statement(
                key=context.key(*own_key, side.letter, member.removeprefix(context.prefix), "beside"),
                predicate=WORDS["beside"], validity=fought, **usual,
                roles={"subject": [member], "object": [ally for ally in side.primary if ally != member]},
            )  # fmt: skip
    all_year = read_state(f"{year}/{year}", source.published)
    for side, enemy in ((one, other), (other, one)):
        for ally in side.allies:
            for word, with_whom, reading in (
                ("beside", side.primary, "stated"),
                ("against", enemy.primary, "inferred"),
            ):
                yield context.statement(
                    key=context.key(*own_key, side.letter, ally.removeprefix(context.prefix), word),
                    predicate=WORDS[word], roles={"subject": [ally], "object": with_whom}, validity=all_year,
                    reading=reading, **usual,
                )  # fmt: skip
    context.report_unread(row, ignore=BY_NUMBER)


def _read_cells(context: Context, row: Row) -> Row:
    cells = {name: ucdp.clean_text(text) for name, text in ucdp.pop_cells(context, row, COLUMNS, NUMBERS).items()}
    for first, _ in DAYS:
        found = ucdp.DAY.fullmatch(cells[first])
        cells[first] = found[1] if found else cells[first]
    return cells


def _year(cells: Row) -> str:
    year: str = cells["year"]
    if not YEAR.fullmatch(year) or int(year) > ucdp.parse_version_year(cells["version"], "version"):
        met = f"{year!r} beside version {cells['version']}; expected a year up to that of the version"
        raise InvalidStatement(met, parameter="year", value=year)
    return year


def _side(context: Context, cells: Row, letter: str) -> Side:
    ids = ucdp.split_numbers(cells[f"side_{letter}_id"], f"side_{letter}_id")
    states = ucdp.split_numbers(cells[f"gwno_{letter}"], f"gwno_{letter}")
    if not ids or len(states) not in (0, len(ids)):
        met = f"{len(ids)} ids beside {len(states)} state numbers; expected ids, and a state number for each or none"
        raise InvalidStatement(met, parameter=f"side_{letter}_id", value=cells[f"side_{letter}_id"])
    kind = WORDS["kinds"]["state" if states else "other"]
    primary = [
        ucdp.put_actor(context, id_, name, kind, (f"gw:{states[place]}",) if states else ())
        for place, (id_, name) in enumerate(
            zip(ids, ucdp.split_names(cells[f"side_{letter}"], len(ids), f"side_{letter}"), strict=True)
        )
    ]
    return Side(letter, primary, _allies(context, cells, f"side_{letter}_2nd", f"gwno_{letter}_2nd"))


def _allies(context: Context, cells: Row, column: str, states: str) -> list[str]:
    """The ids of a side's allies. Their state numbers stand in another order than their names, so they tell nothing."""
    how_many = len(ucdp.split_numbers(cells[states], states))
    if not how_many and not cells[column]:
        return []
    return [_ally(context, name) for name in ucdp.split_names(cells[column], how_many, column, states=True)]


def _ally(context: Context, name: str) -> str:
    """An actor of the shipped list; one of its own by its name, where the list lacks it."""
    if number := _listed(context.folder.parent / LISTED).get(name):
        return ucdp.put_actor(context, number, name, WORDS["kinds"]["state"])
    context.tell(f"ally that the list of actors lacks, known by its name only: {name}")
    return context.entity("Actor", name, WORDS["kinds"]["state"], id=f"ally-{name}")


@cache
def _listed(folder: Path) -> dict[str, str]:
    """The numbers of actors by name, of names that only one of them has."""
    rows = [row for path in folder.glob("sample/*.csv.gz") for row in read_table(path, ("ActorId", "NameData"))]
    times = Counter(ucdp.clean_text(row["NameData"]) for row in rows)
    return {name: row["ActorId"] for row in rows if times[name := ucdp.clean_text(row["NameData"])] == 1}


def _check_apart(sides: list[Side]) -> None:
    """Refuse a row in which somebody stands twice: nobody fights itself."""
    times = Counter(id_ for side in sides for id_ in (*side.primary, *side.allies))
    if twice := [id_ for id_, n in times.items() if n > 1]:
        met = ", ".join(twice)
        raise InvalidStatement(f"{met} stands twice among the sides; expected once", parameter="side_a", value=met)


def _fought(cells: Row, year: str, published: Window) -> ValidTime:
    """From some day of the year to some day of it; in the year of the first death, no earlier than that."""
    first, known = cells["start_date"], ucdp.decode(cells["start_prec"], WORDS["start_prec"], "start_prec")
    if not DAY.fullmatch(first) or (known and first[:4] > year):
        met = f"{first!r} in the year {year}; expected a day written YYYY-MM-DD, up to then"
        raise InvalidStatement(met, parameter="start_date", value=first)
    start = first[: known or 4] if first[:4] == year else year
    return read_state({"start": start, "end": year}, published)


def _deaths(cells: Row) -> ReportedCount:
    wording = ucdp.decode(cells["intensity_level"], WORDS["intensity_level"], "intensity_level")
    least, most = read_count(wording)
    of = f"conflict {cells['conflict_id']}"  # two may fight over two things in one year, each with its own figure
    return ReportedCount(min=least, max=most, kind="flow", unit="deaths", of=of, wording=wording)


def _note(cells: Row) -> str:
    """The conflict, and the two first days as the data set has them."""
    over = ucdp.decode(cells["incompatibility"], WORDS["incompatibility"], "incompatibility")
    what = f"{over} ({cells['territory_name']})" if cells["territory_name"] else over
    kind = ucdp.decode(cells["type_of_conflict"], WORDS["type_of_conflict"], "type_of_conflict")
    days = "; ".join(f"{name} {cells[name]}, precision {cells[p]}" for name, p in DAYS)
    return f"conflict {cells['conflict_id']} in {cells['location']} over {what}, {kind}; {days}"
