"""Armed disputes between states, by Gibler, Miller and Little: of their two files, whichever is named by --file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.dates.validity import read_state
from graph.dates.windows import Window, read_window
from graph.errors import InvalidStatement
from graph.model.entities import WrittenEntity
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.table import read_table

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
KEY = "dispnum"
FIRST, LAST = ("styear", "stmon", "stday"), ("endyear", "endmon", "endday")
SHORT = ("obsid_start", "obsid_end")  # of the state's leader: a short code of the state, and a year
PARTICIPANTS = (KEY, "ccode", *FIRST, *LAST, *SHORT, "sidea")
CODES = ("outcome", "settle", "fatality", "hiact", "hostlev", "recip")
DISPUTES = (KEY, "styear", "stmon", "mindur", "maxdur", *CODES)
FIELDS = {"valid": "styear"}
# Days that are filled in where none is known, and what is said of single acts and of leaders.
NOT_OURS = (
    "dummy_stday", "dummy_endday", "hiact", "orig", "anymiss_leader_start", "anymiss_leader_end",
    "allmiss_leader_start", "allmiss_leader_end",
)  # fmt: skip
UNKNOWN = "-9"
APART = "states on opposite sides of one dispute that took part in it at different times"


class Part(NamedTuple):
    """A state's part in a dispute: its side, and when it began and ended, in EDTF."""

    code: str
    side: str
    first: str
    last: str


def parse(path: Path) -> Iterator[Row]:
    """One dict a row, values untouched: of the file of disputes if it has their columns, else of that of states."""
    header = next(read_table(path, (KEY,)))
    return read_table(path, DISPUTES if "mindur" in header else PARTICIPANTS)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """What a row says: that a dispute went on; or of a state, against whom of the rows before."""
    yield from _dispute(context, row) if "mindur" in row else _opposed(context, row)


def _opposed(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """A state and each of those on the other side, for the time in which both took part."""
    cells = {name: row.pop(name).strip() for name in PARTICIPANTS}
    number, part = _number(cells, KEY), _part(cells)
    met: list[Part] = context.memory.setdefault(number, [])
    if part in met:
        raise InvalidStatement("the same part in the dispute stands twice", parameter="ccode", value=part.code)
    _state(context, cells)
    dispute = _event(context, number)
    for other in met:
        if other.side == part.side or other.code == part.code:
            continue
        valid = _both(other, part)
        if valid is None:
            context.leave_out(APART)
            continue
        pair = sorted((other.code, part.code), key=int)
        times = context.memory.setdefault(f"{number} {pair}", [])
        times.append(valid)
        yield context.statement(
            key=context.key(number, *pair, *([str(len(times))] if len(times) > 1 else [])), predicate=WORDS["opposed"],
            roles={"subject": [_id(pair[0])], "object": [_id(pair[1])]},
            validity=read_state(valid, context.own.published),
            cites=context.cite(f"dispute {number}"), about=(dispute,),
        )  # fmt: skip
    context.report_unread(row, ignore=NOT_OURS)
    context.keep(_id(part.code))
    met.append(part)


def _both(one: Part, other: Part) -> dict[str, str] | None:
    """While both took part: from the later beginning to the earlier end. None where that was surely never."""
    start = _edtf((one.first, other.first), max)
    end = _edtf((one.last, other.last), min)
    if read_window(start, "start").earliest > read_window(end, "end").latest:
        return None
    return {"start": start, "end": end}


def _edtf(dates: tuple[str, str], pick: Any) -> str:
    """The later (max) or earlier (min) of two dates that may each be uncertain, as one date."""
    windows = [read_window(text, "date") for text in dates]
    found = Window(pick(w.earliest for w in windows), pick(w.latest for w in windows))
    return dict(zip(windows, dates, strict=True)).get(found) or f"[{found.earliest}..{found.latest}]"


def _part(cells: Row) -> Part:
    if (side := cells["sidea"]) not in WORDS["sides"]:
        expected = ", ".join(WORDS["sides"])
        raise InvalidStatement(f"{side!r}; expected one of {expected}", parameter="sidea", value=side)
    first, last = _date(cells, FIRST), _date(cells, LAST)
    if read_window(first, FIRST[0]).earliest > read_window(last, LAST[0]).latest:
        raise InvalidStatement(f"ends in {last}, before it begins, {first}", parameter=LAST[0], value=last)
    return Part(_number(cells, "ccode"), WORDS["sides"][side], first, last)


def _date(cells: Row, columns: tuple[str, ...]) -> str:
    """Year, month and day as far as they are known."""
    year, *rest = (cells[column] for column in columns)
    known = [part for part in rest if part != UNKNOWN]
    if rest[: len(known)] != known:
        met = "-".join([year, *rest])
        raise InvalidStatement(f"{met} has a day and no month", parameter=columns[1], value=met)
    for column, part, most in zip(columns, [year, *known], (9999, 12, 31), strict=False):
        if not re.fullmatch("[0-9]{1,4}", part) or not 0 < int(part) <= most:
            expected = f"a number up to {most}" + ("" if column == columns[0] else f", or {UNKNOWN}")
            raise InvalidStatement(f"{part!r}; expected {expected}", parameter=column, value=part)
    text = "-".join([year.zfill(4), *(part.zfill(2) for part in known)])
    read_window(text, columns[len(known)])
    return text


def _dispute(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """When a dispute went on: it began in a month, and lasted so many days at the least and at the most."""
    cells = {name: row.pop(name).strip() for name in DISPUTES}
    number = _number(cells, KEY)
    least, most = (int(_number(cells, column)) for column in ("mindur", "maxdur"))
    if not 0 < least <= most:
        met = f"{least} to {most}"
        raise InvalidStatement(f"{met} days; expected 1 or more, no fewer at the most", parameter="mindur", value=met)
    began = _date(cells, FIRST[:2])
    days = read_window(began, FIRST[1])
    first, last = (_later(day, by) for day, by in ((days.earliest, least), (days.latest, most)))
    codes = ", ".join(f"{name} {cells[name]}" for name in CODES)
    yield context.statement(
        key=context.key("dispute", number), predicate=WORDS["dispute"], roles={"subject": [_event(context, number)]},
        validity=read_state({"start": began, "end": f"[{first}..{last}]"}, context.own.published),
        cites=context.cite(f"dispute {number}"), note=f"{codes}; {least} to {most} days",
    )  # fmt: skip
    context.report_unread(row)


def _number(cells: Row, column: str) -> str:
    number: str = cells[column]
    if not re.fullmatch("[0-9]{1,6}", number):
        raise InvalidStatement(f"{number!r} is no number of up to 6 digits", parameter=column, value=number)
    return number


def _id(code: str) -> str:
    return f"gml-state-{code}"


def _state(context: Context, cells: Row) -> None:
    """A state by its number, with the short codes that rows have for it among its names."""
    code = cells["ccode"]
    short = [cells[column].partition("-")[0] for column in SHORT if cells[column]]
    there = context.entities.get(_id(code)) or WrittenEntity(
        id=_id(code), label="Actor", kind=WORDS["state_kind"], name=f"state {code}", external_ids=(f"cow:{code}",)
    )
    names = tuple(dict.fromkeys([*there.aliases, *short]))
    if names != there.aliases or there.id not in context.entities:
        context.put(replace(there, aliases=names))


def _event(context: Context, number: str) -> str:
    return context.entity("Event", f"dispute {number}", WORDS["dispute_kind"], id=f"dispute-{number}")


def _later(day: date, days: int) -> date:
    """The last of so many days, of which this is the first."""
    return day + timedelta(days=days - 1)
