"""Units of security forces: above whom they stand, where they are, where they operate, and what they belong to."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.keys import hash_text
from ingest.others import sfm
from ingest.others.sfm import WORDS, Dates
from ingest.table import open_plain, read_exported_table

UNIT_NAMES, PLACES = "names of units", "places"  # in the memory of a context
NAME = "Organization:Name"
KEY = NAME
UNIT = "OrganizationOrganization:"
OWN = (NAME, "Organization:other_names", "Organization:classification", "Organization division_id", "o_id", "Notes")
CITED_OF_UNIT = ("Name", "Aliases or alternative spellings", "Classification", "Organization date_first_cited",
                 "Organization date_last_cited")  # fmt: skip


class Relation(NamedTuple):
    """The columns of one relation of a unit: with whom, its days, and the cells that have sources and a confidence."""

    predicate: str
    other: str
    first: tuple[str, ...]  # month, day, year
    last: tuple[str, ...]
    first_text: str
    last_text: str
    is_start: str
    goes_on: str  # Y, N, or E where the last day is the end
    cited: str
    cited_first: str
    cited_last: str


PARENT = Relation(
    "parent", f"{UNIT}parent_id", ("month", "day", "year"), ("oo_month", "oo_day", "oo_year"),
    f"{UNIT}date_first_cited", f"{UNIT}date_last_cited", "Start date of OrganizationOrganization Y/N?",
    f"{UNIT}open_ended", f"{UNIT}parent_id", "Date of first citation for parent organization",
    "Date of last citation for parent organization",
)  # fmt: skip
SITE = Relation(
    "site", "Site:geonames_name", ("os_month", "os_day", "os_year"), ("os_last_month", "os_last_day", "os_last_year"),
    "OrganizationSite:date_first_cited", "OrganizationSite:date_last_cited", "Is this the founding date? (Y/N)",
    "OrganizationSite:open_ended (Y/N/E)", "Site:geonames_name", "OrganizationSite:date_first_cited",
    "OrganizationSite:date_last_cited",
)  # fmt: skip
AREA = Relation(
    "area", "Area of Operations Geoname", ("aoo_start_month", "aoo_start_day", "aoo_start_year"),
    ("aoo_last_month", "aoo_last_day", "aoo_last_year"), "Date of first citation for area of operations",
    "Date of last citation for area of operations", "start date of area of operation? Y/N",
    "Assume Area of Operations to Current Date? (Y/N/E)", "Area of Operations",
    "Date of first citation for area of operations", "Date of last citation for area of operations",
)  # fmt: skip
MEMBER = "OrganizationMembership:member_id"
MEMBERSHIP = Relation(
    "membership", MEMBER, ("om_first_month", "om_first_day", "om_first_year"),
    ("om_last_month", "om_last_day", "om_last_year"), f"Date of first citation for {MEMBER}",
    f"Date of last citation for {MEMBER}", "start date of OrganizationMembership? Y/N",
    "end date of OrganizationMembership? Y/N", MEMBER, f"Date of first citation for {MEMBER}",
    f"Date of last citation for {MEMBER}",
)  # fmt: skip
RELATIONS = (PARENT, SITE, AREA, MEMBERSHIP)
HEADQUARTERS = "Headquarters (Barracks, Base, Physical Asset)"
PROVINCE = "Site:admin_level_1_geonames_name"
KINDS = (f"{UNIT}classification", HEADQUARTERS, "Site:geonames_id", PROVINCE, "Site:admin_level_1_geonames_id",
         "Site:division_id", "Area of Operations GeonameID", "Area of Operations division_id")  # fmt: skip
COLUMNS = tuple(
    dict.fromkeys(
        (*OWN, *KINDS, *(name for one in RELATIONS for name in (one.other, *one.first, *one.last, one.first_text,
                                                               one.last_text, one.is_start, one.goes_on)))
    )
)  # fmt: skip
# What the staff write to each other, and what other columns say too.
STAFF = ("ID", "Site: Exact Location - Longitude or OSM Node Name", "Site: Exact Location - Latitude or OSM Node ID",
         "Notes", "Owner-initial of staff researcher", "firstcited_month", "firstcited_day", "firstcited_year",
         "start date of Organization? Y/N", "lastcited_month", "lastcited_day", "lastcited_year",
         "Organization:open_ended? Y/N/E", "Organization:date_first_cited", "Organization:date_last_cited",
         "UUID: Administrative, Command, or Informal parent relationship",
         "Confidence: Administrative, Command, or Informal parent relationship")  # fmt: skip
WITHOUT_RELATION = "rows that name a unit and nothing that it stands in"
NOT_HERE = "sources of a unit's names, kind and first and last citation, and exact points, which have no statement here"


def begin(context: Context, path: Path) -> None:
    """Find the sources, and which names are those of units: others above or around them are not known to be any."""
    sfm.read_sources(context, path)
    sfm.open_file(context, sfm.find_latest(parse(path), [days for one in RELATIONS for days in (one.first, one.last)]))
    context.memory[UNIT_NAMES] = {" ".join(row[NAME].split()) for row in parse(path)}


def parse(path: Path) -> Iterator[Row]:
    """One dict a row, values untouched, of a file separated by tabs or commas."""
    with open_plain(path) as file:
        is_tabbed = b"\t" in file.readline()
    return read_exported_table(path, COLUMNS, "\t" if is_tabbed else ",", quoted=not is_tabbed)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """Each relation of a row, with its days; and in what its site lies."""
    name, country = " ".join(row[NAME].split()), row["Organization division_id"].strip()
    unit = sfm.find_unit(context, name, country, WORDS["units"], sfm.split_names(row["Organization:other_names"], name))
    made = [said for relation in RELATIONS for said in _tell(context, row, unit, country, relation)]
    for column in OWN[:-1]:
        row.pop(column, None)
    if any(row.pop(f"Source: {column}", "") for column in CITED_OF_UNIT):
        context.tell(NOT_HERE)
    if not made:
        context.tell(WITHOUT_RELATION)
    yield from made
    for column in [column for column in row if column.startswith(("Confidence: ", "Source: ", "Status", "Comments"))]:
        row.pop(column)
    context.report_unread(row, ignore=(*STAFF, *KINDS))
    context.keep(unit)


def _tell(context: Context, row: Row, unit: str, country: str, relation: Relation) -> Iterator[WrittenStatement]:
    first = sfm.read_day(row, relation.first, relation.first_text)
    last = sfm.read_day(row, relation.last, relation.last_text)
    is_start, goes_on = row.pop(relation.is_start).strip(), row.pop(relation.goes_on).strip()
    other = " ".join(row.pop(relation.other).split())
    cited = {
        name: (row.get(f"Source: {name}", "").strip(), row.get(f"Confidence: {name}", "").strip())
        for name in (relation.cited, relation.cited_first, relation.cited_last)
    }
    if relation is SITE:
        place, where = _find_site(context, row, other, country)
    elif relation is AREA:
        place, where = _find_place(context, other, country, row["Area of Operations GeonameID"].strip()), []
    else:
        place, where = _find_body(context, other, country), []
    if place is None:
        return
    # of a membership Y means that the last day is its end, of the other relations that they go on
    is_member = relation is MEMBERSHIP
    dates = Dates(first, last, is_start == "Y", goes_on in ("E", *("Y" * is_member)), goes_on == "Y" and not is_member)
    note = row[f"{UNIT}classification"].strip() if relation is PARENT else ""
    yield from sfm.tell_relation(
        context, WORDS[relation.predicate], unit, place, dates, cited, note,
        first=relation.cited_first, last=relation.cited_last,
    )  # fmt: skip
    yield from _tell_where(context, where)


def _find_body(context: Context, name: str, country: str) -> str | None:
    if not name:
        return None
    is_unit = name in context.memory[UNIT_NAMES]
    return sfm.find_unit(context, name, country, WORDS["units" if is_unit else "unknown"])


def _find_place(context: Context, name: str, country: str, number: str, kind: str = "region") -> str | None:
    if not name:
        return None
    outside = (f"sfm-place:{number}",) if number else ()
    return context.entity("Place", name, kind, id=f"{country} {name} {number}", external_ids=outside)


def _find_site(context: Context, row: Row, town: str, country: str) -> tuple[str | None, list[str]]:
    """The narrowest place of a site that is named, and this one with those that it lies in, from within."""
    country = row["Site:division_id"].strip() or country
    province = _find_place(
        context, row[PROVINCE].strip(), country, row["Site:admin_level_1_geonames_id"].strip(), "province"
    )
    city = _find_place(context, town, country, row["Site:geonames_id"].strip(), "city")
    base = " ".join(row[HEADQUARTERS].split())
    around = town or row[PROVINCE].strip()
    facility = context.entity("Place", base, "facility", id=f"{country} {base} {around}") if base else None
    chain = [place for place in (facility, city, province) if place]
    return (chain[0] if chain else None), chain


def _tell_where(context: Context, chain: list[str]) -> Iterator[WrittenStatement]:
    said: set[str] = context.memory.setdefault(PLACES, set())
    source = context.memory[sfm.FILE]
    for inner, outer in pairwise(chain):
        key = f"place-{hash_text(f'{inner} {outer}')}"
        if key not in said and inner != outer:
            yield context.statement(
                key=context.key(key), predicate=WORDS["place"], roles={"subject": [inner], "object": [outer]},
                validity=sfm.read_time(Dates("", "", False, False, False), source), cites=context.cite("Site", source),
            )  # fmt: skip
            said.add(key)
