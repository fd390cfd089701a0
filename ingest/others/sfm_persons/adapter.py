"""Persons in posts of security forces: whom they command, speak for or serve in, and from when to when."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.others import sfm
from ingest.others.sfm import WORDS, Dates
from ingest.table import read_exported_table

KEY = "Name"
ALIASES = "Aliases or alternative spellings (semi-colon separated)"
CITED = ("Organization", "Role", "Title", "Rank", "First citation", "Context for start date", "Last citation",
         "Context for end date")  # fmt: skip
DAYS = ("first_month", "first_day", "first_year", "First citation", "last_month", "last_day", "last_year",
        "Last citation")  # fmt: skip
TEXTS = ("Role", "Title (official title)", "Rank", "Context for start date", "Context for end date")
ENDS = ("Start date? (Y/N)", "End date? (Y/N)")
COLUMNS = (KEY, ALIASES, "division_id", "Organization", *TEXTS, *DAYS, *ENDS)
STAFF = ("ID", "Owner-initial of staff researcher", "Notes")
NOT_HERE = "sources of a person's names, which have no statement here"


def begin(context: Context, path: Path) -> None:
    """Find the sources, and the last day in the file."""
    sfm.read_sources(context, path)
    sfm.open_file(context, sfm.find_latest(parse(path), [DAYS[:3], DAYS[4:7]]))


def parse(path: Path) -> Iterator[Row]:
    """One dict a post, values untouched."""
    return read_exported_table(path, COLUMNS)


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """The post of a row, with its days, title and rank."""
    name, country = " ".join(row.pop(KEY).split()), row.pop("division_id").strip()
    organization = " ".join(row.pop("Organization").split())
    if not name or not organization:
        column = "Organization" if name else KEY
        raise InvalidStatement(f"{column} is empty; expected a name", parameter=column, value="")
    texts = {column.partition(" (")[0]: " ".join(row.pop(column).split()) for column in TEXTS}
    first = sfm.read_day(row, DAYS[:3], DAYS[3])
    last = sfm.read_day(row, DAYS[4:7], DAYS[7])
    is_start, is_end = (row.pop(column).strip() == "Y" for column in ENDS)
    cited = {
        column: (row.pop(f"Source: {column}", "").strip(), row.pop(f"Confidence: {column}", "").strip())
        for column in CITED
    }
    if row.pop("Source: Name", "") or row.get("Source: Aliases or alternative spellings"):
        context.tell(NOT_HERE)
    unit = sfm.find_unit(context, organization, country, WORDS["units"])
    person = context.entity("Actor", name, "person", id=f"person {country} {name}",
                            aliases=sfm.split_names(row.pop(ALIASES), name))  # fmt: skip
    note = "; ".join(f"{column.lower()}: {text}" for column, text in texts.items() if text)
    predicate = WORDS["roles"].get(texts["Role"], WORDS["other_role"])
    yield from sfm.tell_relation(
        context, predicate, person, unit, Dates(first, last, is_start, is_end, False), cited, note,
        first="First citation", last="Last citation",
    )  # fmt: skip
    for column in [column for column in row if column.startswith(("Confidence: ", "Source: ", "Status", "Comments"))]:
        row.pop(column)
    context.report_unread(row, ignore=STAFF)
