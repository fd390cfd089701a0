"""The reports that a row names: who published each and when, and from whom it has what it says."""

import re
from typing import NamedTuple

from graph.dates.windows import Window
from graph.errors import InvalidStatement
from graph.model.name_form import check_names
from graph.model.sources import WrittenSource
from graph.spelling import fold_name
from ingest import ucdp
from ingest.adapter import Context, Row
from ingest.others.ucdp_ged.words import WORDS

BETWEEN = re.compile(r"[,;/&\n]|\band\b")
DATE_MISSING = "The data set names no day of publication: it was between the event and the version that has it."
EARLIER = "reports dated before the event that they are named for"
TWICE = "reports that a row names twice"
UNPARTED = "rows whose reports stand in one text, which is kept in the note"
UNMATCHED = "rows with several reports and other original sources, which are kept in the note"


class Report(NamedTuple):
    """A report as a row names it; `day` is empty where that is missing."""

    office: str
    day: str
    headline: str


class NamedReports(NamedTuple):
    """The reports of a row as sources with their speakers, and cells that could not be read as such."""

    spoken: list[tuple[WrittenSource, str]]
    notes: list[str]


def read_reports(context: Context, cells: Row, days: Window, until: str) -> NamedReports:
    """The reports of a row. `days` are those of the event, `until` the year by which UCDP's version came out."""
    reports = list_reports(cells)
    if not reports:
        if cells["source_article"]:
            context.tell(UNPARTED)
        return NamedReports([], [f"reports: {cells['source_article']}"] if cells["source_article"] else [])
    if len(set(reports)) < len(reports):
        context.leave_out(TWICE)
    made: list[tuple[WrittenSource, str]] = []
    original, notes = cells["source_original"], []
    names_offices = _names_offices(original, reports)
    if not names_offices and (len(set(reports)) > 1 or not _is_name(original)):
        names_offices = True
        notes.append(f"original sources: {original}")
        context.tell(UNMATCHED)
    for report in dict.fromkeys(reports):
        source = _make_source(context, report, days, until)
        if source.published.latest < days.earliest:
            context.leave_out(EARLIER)
            continue
        speaker = source.publisher if names_offices else _find_speaker(context, original, source)
        made.append((source, speaker))
    return NamedReports(made, notes)


def list_reports(cells: Row) -> list[Report]:
    """The reports that a row names. None if the columns of offices and days are not as long as each other."""
    offices, days = (_split(cells[name]) for name in ("source_office", "source_date"))
    if not offices or len(offices) != len(days) or not all(offices):
        return []
    headlines = _split_headlines(cells["source_article"], offices, days)
    no_date = WORDS["no_date"]
    return [
        Report(office, "" if day == no_date else day, headline)
        for office, day, headline in zip(offices, days, headlines, strict=True)
    ]


def _split(cell: str) -> list[str]:
    return [ucdp.clean_text(part) for part in cell.split(";")] if cell else []


def _split_headlines(article: str, offices: list[str], days: list[str]) -> list[str]:
    """The headline of each report: what follows its office and day in the column that has all three."""
    found, place = [], 0
    begins = [f'"{office},{day},' for office, day in zip(offices, days, strict=True)]
    for begin in begins:
        at = article.find(begin, place)
        if at < 0:
            return [""] * len(offices)
        found.append(at)
        place = at + len(begin)
    ends = [*found[1:], len(article)]
    cut = [article[at + len(begin) : end] for at, end, begin in zip(found, ends, begins, strict=True)]
    return [ucdp.clean_text(part.strip().rstrip(";").strip().removesuffix('"')) for part in cut]


def _make_source(context: Context, report: Report, days: Window, until: str) -> WrittenSource:
    publisher = context.entity("Actor", report.office, WORDS["offices"])
    if report.day:
        published, reason = ucdp.read_day(report.day, "source_date"), None
    else:
        published, reason = f"[{days.earliest}..{until}]", DATE_MISSING
    title = report.headline or f"report of {report.office}, {report.day or 'undated'}"
    return context.source(
        f"{report.office} {report.day} {report.headline}", title=title, publisher=publisher, published=published,
        reason=reason,
    )  # fmt: skip


def _names_offices(original: str, reports: list[Report]) -> bool:
    """Whether the original sources are who published the reports, or are not named."""
    offices = {fold_name(report.office) for report in reports}
    return all(fold_name(part) in offices for part in BETWEEN.split(original) if part.strip())


def _is_name(original: str) -> bool:
    try:
        check_names("", [original])
    except InvalidStatement:
        return False
    return True


def _find_speaker(context: Context, original: str, source: WrittenSource) -> str:
    """Who speaks in a report. One without a name is somebody else in each."""
    if fold_name(original) in WORDS["unnamed_words"]:
        name = f"{original} ({context.get_name(source.publisher)})"
        return context.entity("Actor", name, WORDS["unnamed"], id=f"{original} {source.id}")
    kind = (
        WORDS["several"] if len([part for part in BETWEEN.split(original) if part.strip()]) > 1 else WORDS["originals"]
    )
    return context.entity("Actor", original, kind)
