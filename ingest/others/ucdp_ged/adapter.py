"""Events of organised violence by the Uppsala Conflict Data Program: what it says of each, and which reports say so."""

from collections.abc import Iterator
from pathlib import Path

from graph.dates.validity import ValidTime, read_event, read_sighting
from graph.dates.windows import Window, read_window
from graph.errors import InvalidStatement
from graph.model.counts import ReportedCount
from graph.model.name_form import LONGEST
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest import ucdp
from ingest.adapter import Context, Row
from ingest.keys import hash_text
from ingest.others.ucdp_ged.places import find_place, tell_where_places_lie
from ingest.others.ucdp_ged.reports import read_reports
from ingest.others.ucdp_ged.words import WORDS
from ingest.table import parse_whole_number, read_exported_table

KEY = "id"
ESTIMATES = ("low", "best", "high")
BY_SIDE = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
NUMBERS = (KEY, "type_of_violence", "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id", "where_prec",
           "event_clarity", "date_prec", *BY_SIDE, *ESTIMATES)  # fmt: skip
TEXTS = ("conflict_name", "dyad_name", "side_a", "side_b", "source_article", "source_office", "source_date",
         "source_original", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country", "date_start",
         "date_end")  # fmt: skip
COLUMNS = (*NUMBERS, *TEXTS)
FIELDS = {"observed": "date_start", "on": "date_start", "external_ids.geo": "latitude", "name": "side_a"}
# Numbers of the same things, sums, cells of a grid, and what other columns say too.
SAID_ELSEWHERE = (
    "relid", "year", "active_year", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id",
    "side_b_dset_id", "number_of_sources", "source_headline", "geom_wkt", "priogrid_gid", "country_id", "region",
)  # fmt: skip
STATES = ("gwnoa", "gwnob")  # in newer files, and of governments alone
PLACE_NOTE = "where_description"
OLDEST = 2012  # the first year of which a version came out in the next one
REASON = "UCDP publishes the events of a year in the year after it, and some as candidates before."
UNORDERED = "rows whose best estimate lies outside the lowest and highest; the range holds all three"


def parse(path: Path) -> Iterator[Row]:
    """One dict an event, values untouched."""
    return read_exported_table(path, COLUMNS, more=(*STATES, PLACE_NOTE, *SAID_ELSEWHERE))


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """What UCDP says of an event, with its deaths; that each report says so, without them; and where its place lies.

    How many died by which report the data set does not say: its three estimates are its own.
    """
    given = [name for name in (*STATES, PLACE_NOTE) if name in row]
    cells = ucdp.pop_cells(context, row, (*COLUMNS, *given), numbers={*NUMBERS, *STATES})
    cells = {name: text.strip() if name == "source_original" else ucdp.clean_text(text) for name, text in cells.items()}
    number = _check_number(cells)
    violence = ucdp.decode(cells["type_of_violence"], WORDS["type_of_violence"], "type_of_violence")
    edtf, days = _read_days(cells)
    source = _make_year_source(context, days)
    event = context.entity(
        "Event", _name_event(cells), violence["event"], id=f"event-{number}", external_ids=(f"ucdp-ged:{number}",)
    )
    place = find_place(context, cells)
    roles = {"subject": _find_side(context, cells, "a", violence), "object": _find_side(context, cells, "b", violence),
             "at": place}  # fmt: skip
    reports = read_reports(context, cells, days, source.published_on.strip("[]").partition("..")[2])
    cells["note"] = "; ".join((*_list_notes(cells), *reports.notes))
    yield context.statement(
        key=context.key(number), predicate=violence["says"], roles=roles, about=(event,),
        validity=_read_time(violence["says"], edtf, source), count=_count(context, cells), note=cells["note"],
        cites=context.cite(f"event {number}", source),
    )  # fmt: skip
    for report, speaker in reports.spoken:
        yield context.statement(
            key=context.key(number, hash_text(f"{report.id} {report.title}")), predicate=violence["says"], roles=roles,
            about=(event,), validity=_read_time(violence["says"], edtf, report), said_by=speaker,
            cites=context.cite(f"named for event {number}", report),
        )  # fmt: skip
    yield from tell_where_places_lie(context, cells, place)
    context.report_unread(row, ignore=SAID_ELSEWHERE)


def _check_number(cells: Row) -> str:
    numbers = ucdp.split_numbers(cells[KEY], KEY)
    if len(numbers) != 1:
        raise InvalidStatement(f"{cells[KEY]!r}; expected one number", parameter=KEY, value=cells[KEY])
    return numbers[0]


def _read_days(cells: Row) -> tuple[str, Window]:
    """The days on which the event may have been: one that is not exact was on some day of them."""
    precision = ucdp.decode(cells["date_prec"], WORDS["date_prec"], "date_prec")
    first, last = (ucdp.read_day(cells[name], name) for name in ("date_start", "date_end"))
    if last < first:
        raise InvalidStatement(f"{first} to {last}; expected the earlier first", parameter="date_end", value=last)
    edtf = first if first == last else f"[{first}..{last}]"
    cells["days"] = precision
    return edtf, read_window(edtf, "date_start")


def _read_time(predicate: str, edtf: str, source: WrittenSource) -> ValidTime:
    if vocabulary().predicates[predicate].is_state:
        return read_sighting(edtf, source.published)
    return read_event(edtf)


def _make_year_source(context: Context, days: Window) -> WrittenSource:
    """A source for the events of each year, which no version can have before they were."""
    year = max(days.earliest.year, OLDEST)
    last = max(days.latest.year, year) + 1
    return context.source(
        f"ged {days.earliest.year}", title=f"{context.form.title}, events of {days.earliest.year}",
        publisher=context.publisher, published=f"[{year}..{last}]", reason=REASON, url=context.form.url,
        licence=context.form.licence,
    )  # fmt: skip


def _name_event(cells: Row) -> str:
    name = f"UCDP event {cells[KEY]}: {cells['dyad_name']}"
    return name if len(name) <= LONGEST else f"UCDP event {cells[KEY]}"


def _find_side(context: Context, cells: Row, letter: str, violence: Row) -> list[str]:
    name = cells[f"side_{letter}"]
    if not name:
        raise InvalidStatement(f"side_{letter} is empty; expected a name", parameter=f"side_{letter}", value=name)
    if letter == "b" and violence.get("civilians"):
        return [context.entity("Group", WORDS["civilians"]["name"], WORDS["civilians"]["kind"])]
    numbers = ucdp.split_numbers(cells[f"side_{letter}_new_id"], f"side_{letter}_new_id")
    if len(numbers) != 1:
        met = f"{cells[f'side_{letter}_new_id']!r}; expected one number"
        raise InvalidStatement(met, parameter=f"side_{letter}_new_id", value=name)
    begin = next((begin for begin in WORDS["kinds"] if name.startswith(begin)), "other")
    state = cells.get(f"gwno{letter}") or ""
    outside = (f"gw:{state}",) if state else ()
    return [ucdp.put_actor(context, numbers[0], name, WORDS["kinds"][begin], outside)]


def _count(context: Context, cells: Row) -> ReportedCount:
    """The deaths of an event: from the lowest to the highest of three estimates, which the wording keeps."""
    found = {name: parse_whole_number(cells, name) for name in ESTIMATES}
    numbers = [number for number in found.values() if number is not None]
    if missing := [name for name, number in found.items() if number is None]:
        raise InvalidStatement(f"{missing[0]} is empty; expected a number", parameter=missing[0], value="")
    if numbers != sorted(numbers):
        context.tell(UNORDERED)
    low, best, high = (cells[name] for name in ESTIMATES)
    return ReportedCount(
        min=min(numbers), max=max(numbers), kind="flow", unit="deaths", of=f"event {cells[KEY]}",
        wording=f"best {best}, low {low}, high {high}", given=True,
    )  # fmt: skip


def _list_notes(cells: Row) -> Iterator[str]:
    yield f"dyad {cells['dyad_new_id']}, conflict {cells['conflict_new_id']} ({cells['conflict_name']})"
    yield ", ".join(f"{name.replace('_', ' ')} {cells[name]}" for name in BY_SIDE)
    clarity = ucdp.decode(cells["event_clarity"], WORDS["event_clarity"], "event_clarity")
    yield f"days: {cells['days']}; place: precision {cells['where_prec']}; {clarity}"
    if cells.get(PLACE_NOTE):
        yield cells[PLACE_NOTE]
