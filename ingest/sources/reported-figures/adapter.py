"""Claims of sixteen columns that somebody reported, one statement a row; `words.yml` says what their words mean.

Who held how many stands in figures.csv beside this file, which needs no adapter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from graph.dates.validity import Bounds, ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import Edtf, Window
from graph.dates.windows import read_edtf as parse_date
from graph.errors import InvalidDate, InvalidStatement
from graph.model.counts import CountKind, ReportedCount, read_count
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.vocabulary import Predicate, vocabulary
from ingest.adapter import Context, Row
from ingest.figures.rows import LATEST_CLAIM, LICENCE, read_state_time
from ingest.table import parse_whole_number, read_table, write_wording

COLUMNS = (
    "claim_id", "conflict_group", "subject", "predicate", "object", "place", "quantity_low", "quantity_high",
    "quantifier", "unit", "event_date_edtf", "claim_date_edtf", "asserted_by", "reported_by", "source_url", "note",
)  # fmt: skip
QUANTITIES = ("quantity_low", "quantity_high")
KEY = "claim_id"
FIELDS = {
    "key": "claim_id", "on": "event_date_edtf", "observed": "event_date_edtf", "valid": "event_date_edtf",
    "count.unit": "unit", "said_by": "asserted_by", "publisher": "reported_by", "published": "claim_date_edtf",
    "said_on": "claim_date_edtf",
}  # fmt: skip
WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
UNNAMED = "(unnamed)"


HAD_BEFORE = tuple(map(re.compile, WORDS["had_before"]))
EARLIER = "__earlier"  # the days, as written, of what a row of the same conflict_group says came before


def parse(path: Path) -> Iterator[Row]:
    """One dict a row, values untouched; with the days of the rows that tell what must have come before it."""
    rows = list(read_table(path, COLUMNS))
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        days[row["conflict_group"].strip(), row["predicate"].strip()].append(row["event_date_edtf"].strip())
    for row in rows:
        before = WORDS["predicates"].get(row["predicate"].strip(), {}).get("after")
        group = row["conflict_group"].strip()  # rows without one are not about the same
        yield {**row, EARLIER: days[group, before]} if before and group else row


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """The statement of a row; and, inferred, where a prison or camp lies."""
    cells = {name: row.pop(name).strip() for name in COLUMNS}
    words = _entry("predicates", "predicate", cells["predicate"])
    predicate = vocabulary().predicates[words["becomes"]]
    source = _source(context, cells)
    claimed = parse_date(cells["claim_date_edtf"], "claim_date_edtf").window
    actual = vocabulary().modes[words.get("mode", "occurred")].actual
    date = parse_date(cells["event_date_edtf"], "event_date_edtf")
    validity = _validity(predicate, date, claimed, actual)
    validity = _narrow(validity, claimed, row.get(EARLIER, [])) if actual and not predicate.is_state else validity
    speaker = _speaker(context, cells["asserted_by"], source)
    roles = _roles(context, words, predicate, cells)
    usual: Row = {"cites": context.cite(f"row {cells['claim_id']}", source), "said_by": speaker}
    made = context.statement(
        key=context.key(cells["claim_id"]), predicate=predicate.name, mode=words.get("mode", "occurred"), roles=roles,
        validity=validity, said_on=cells["claim_date_edtf"], terms=tuple(words.get("terms", ())),
        count=_count(words, predicate, cells, date, actual), about=_about(context, words, cells), **usual,
    )  # fmt: skip
    yield replace(made, note=_note(context, made, cells))
    yield from _lies_in(context, words, cells, roles, usual)
    yield from _had_before(context, words, cells, roles, date)
    context.report_unread(row)


def _entry(table: str, column: str, word: str) -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = WORDS[table]
    if word not in entries:
        expected = ", ".join(sorted(entries))
        raise InvalidStatement(f"unknown {column} {word!r}; expected one of {expected}", parameter=column, value=word)
    return entries[word]


def _source(context: Context, cells: Row) -> WrittenSource:
    address, outlet = urlsplit(cells["source_url"]), cells["reported_by"]
    if address.scheme not in ("http", "https") or not address.hostname:
        met = f"{cells['source_url']!r} is no address; expected https://..."
        raise InvalidStatement(met, parameter="source_url", value=cells["source_url"])
    if not outlet:
        raise InvalidStatement("nobody reported it; expected an outlet", parameter="reported_by", value=outlet)
    return context.source(
        cells["source_url"],
        title=f"{outlet}, on {address.hostname}",
        publisher=context.entity("Actor", outlet, "media"),
        published=cells["claim_date_edtf"],
        reason=LATEST_CLAIM,
        url=cells["source_url"],
        licence=LICENCE,
    )


def _speaker(context: Context, cell: str, source: WrittenSource) -> str:
    """Who said it: an unnamed one is an actor of its own in each source; where nobody is named, the publisher."""
    if not cell:
        return source.publisher
    if known := context.find("Actor", cell):
        return known
    before, _, after = cell.partition(" via ")
    who = before.removesuffix(",") if before and after else cell
    if UNNAMED in who:
        return context.entity("Actor", who, "anonymous", id=f"{who.replace(UNNAMED, '')} {source.id[-8:]}")
    if reporter := _reporter(who):
        return context.entity("Actor", reporter, "media")
    return context.entity("Actor", who, WORDS["kinds"]["Actor"])


def _reporter(who: str) -> str:
    """Whose report is named: `Desk Two report`, `Desk Two report (January)`; empty where it is none."""
    name, found, rest = who.partition(" report (")
    if found and rest.endswith(")"):
        return name
    return who.removesuffix(" report") if who.endswith(" report") else ""


def _roles(context: Context, words: Row, predicate: Predicate, cells: Row) -> dict[str, tuple[str, ...]]:
    roles = {}
    for role, column in words["roles"].items():
        if not cells[column]:
            raise InvalidStatement(f"{column} is empty; expected a name", parameter=column, value="")
        label = words.get("labels", {}).get(role) or min(predicate.roles[role])
        kind = words.get("kinds", {}).get(role) or WORDS["kinds"][label]
        named = _together(context, cells[column]) if label == "Actor" else [cells[column]]
        roles[role] = tuple(dict.fromkeys(context.entity(label, name, kind) for name in named))
    for role, name in _places(words, predicate, cells["place"]):
        roles[role] = (context.entity("Place", name, WORDS["kinds"]["Place"]),)
    return roles


def _together(context: Context, cell: str) -> list[str]:
    """Several who act together, if each of them is known; else one name, whatever words are in it."""
    parts = cell.split(" and ")
    return parts if not context.find("Actor", cell) and all(context.find("Actor", part) for part in parts) else [cell]


def _places(words: Row, predicate: Predicate, cell: str) -> list[tuple[str, str]]:
    """Places by role. What is said of no place keeps the cell in its note."""
    start, arrow, end = (part.strip() for part in cell.partition("->"))
    if arrow and {"from_place", "to_place"} <= predicate.roles.keys():
        return [(role, name) for role, name in (("from_place", start), ("to_place", end)) if name]
    if arrow and {"place", "object_lies_in_place"} & words.keys():
        raise InvalidStatement(f"{cell!r} is no place; expected a single one", parameter="place", value=cell)
    return [(words["place"], cell)] if cell and "place" in words else []


def _about(context: Context, words: Row, cells: Row) -> tuple[str, ...]:
    """An occurrence of the row's own: whether two rows tell of one is for judgements to say."""
    if "event" not in words:
        return ()
    claim = " ".join(cells[column].replace("_", " ") for column in ("subject", "predicate", "object"))
    return (context.entity("Event", f"{claim} ({cells['claim_id']})", words["event"], id=cells["claim_id"]),)


def _validity(predicate: Predicate, date: Edtf, claimed: Window, actual: bool) -> ValidTime:
    if predicate.is_state:
        return read_state_time(date, claimed)
    if actual and date.start and not date.end and date.interval and date.start.earliest <= claimed.latest:
        first, last = date.start.earliest, claimed.latest  # what is done was done by the day of the claim
        return ValidTime("on", date.text, False, Bounds(first, last, first, last))
    whole_year = re.fullmatch(r"\d{4}", date.text) is not None
    return read_event(date.text, spread=actual and (whole_year or (date.start is not None and date.end is not None)))


def _narrow(validity: ValidTime, claimed: Window, earlier: Iterable[str]) -> ValidTime:
    """The time of what is done: by the day of the claim, and not before what it follows upon."""
    first, last = validity.bounds.earliest_start, validity.bounds.latest_end
    if validity.spread:
        return validity
    windows = [window for text in earlier if (window := _read_days(text))]
    if windows:  # reports of one day bound it together; where they name other days, the first of them
        starts = [window.earliest for window in windows]
        first = max(first, max(starts) if max(starts) <= min(w.latest for w in windows) else min(starts))
    last = min(last, claimed.latest)
    return replace(validity, bounds=Bounds(first, last, first, last)) if first <= last else validity


def _read_days(text: str) -> Window | None:
    try:
        return parse_date(text, "event_date_edtf").window
    except InvalidDate:
        return None  # its own row is set aside


def _count(words: Row, predicate: Predicate, cells: Row, date: Edtf, actual: bool) -> ReportedCount | None:
    low, high = (parse_whole_number(cells, column) for column in QUANTITIES)
    if not cells["quantifier"] and low is None and high is None:
        return None
    entry = _entry("quantifiers", "quantifier", cells["quantifier"])
    text = write_wording(entry["wording"], low, high, QUANTITIES)
    bounds = read_count(text)
    kind: CountKind = "stock" if predicate.is_state else "flow"
    since = None
    if actual and date.interval and not predicate.is_state and not (date.start and date.end):
        kind, since = "cumulative", date.text.partition("/")[0] if date.start else None
    kind = entry.get("kind") or (entry.get("planned") if not actual else None) or kind
    return ReportedCount(
        min=bounds[0], max=bounds[1], kind=kind, unit=cells["unit"], of=cells["object"] if words.get("of") else None,
        since=since, wording=text,
    )  # fmt: skip


def _note(context: Context, made: WrittenStatement, cells: Row) -> str:
    """The row's own note, its conflict group, and each cell that stands nowhere in the statement as it is written."""
    ids = {id_ for members in made.roles.values() for id_ in members} | {made.said_by}
    shown = {context.entities[id_].name for id_ in ids} | {made.count.of if made.count else None}
    shown.add(context.entities[context.sources[made.cites.source].publisher].name)
    notes = [cells["note"]] if cells["note"] else []
    for column in ("conflict_group", "subject", "object", "place", "asserted_by", "reported_by", "unit"):
        parts = {part.strip() for part in re.split("->| and ", cells[column])} - {""}
        if not parts <= shown and cells[column] not in shown and not (column == "unit" and made.count):
            notes.append(f"{column}: {cells[column]}")
    return "; ".join(notes)


def _lies_in(context: Context, words: Row, cells: Row, roles: Row, usual: Row) -> Iterator[WrittenStatement]:
    """Where a prison or camp lies, which is how the place of the row is read."""
    if words.get("object_lies_in_place") and cells["place"]:
        (facility,) = next(ids for role, ids in roles.items() if words["roles"].get(role) == "object")
        around = context.entity("Place", cells["place"], WORDS["kinds"]["Place"])
        yield context.statement(
            key=context.key(cells["claim_id"], "place"), predicate=WORDS["links"]["place"], reading="inferred",
            roles={"subject": (facility,), "object": (around,)}, validity=read_sighting(cells["event_date_edtf"]),
            said_on=cells["claim_date_edtf"], **usual,
        )  # fmt: skip


def _had_before(context: Context, words: Row, cells: Row, roles: Row, date: Edtf) -> Iterator[WrittenStatement]:
    """Who had the place of a row until its day, where the note of the compilers says so of an actor they know."""
    found = next(filter(None, (pattern.fullmatch(cells["note"]) for pattern in HAD_BEFORE)), None)
    actor = context.find("Actor", found["who"]) if found else None
    if not words.get("object_lies_in_place") or actor is None or date.interval:
        return
    (facility,) = next(ids for role, ids in roles.items() if words["roles"].get(role) == "object")
    yield context.statement(
        key=context.key(cells["claim_id"], "before"), predicate=WORDS["links"]["had"],
        roles={"subject": (actor,), "object": (facility,)}, validity=read_state(f"/{date.text}", context.own.published),
        cites=context.cite(f"note of row {cells['claim_id']}"), note=cells["note"],
    )  # fmt: skip


def finish(context: Context) -> Iterator[WrittenStatement]:
    """Whom "Organisation, Somebody" speaks for, where the organisation is known; and whose an unnamed speaker is."""
    yield from _belong(context)
    for id_, actor in list(context.entities.items()):
        parts = actor.name.split(", ") if actor.label == "Actor" and actor.kind != "anonymous" else []
        known = {context.find("Actor", part) for part in parts[:1] + parts[-1:]} if len(parts) > 1 else set()
        for organisation in sorted(other for other in known if other and other != id_):
            yield context.statement(
                key=context.key("speaks", id_, organisation), predicate=WORDS["links"]["speaker"], reading="inferred",
                roles={"subject": (id_,), "object": (organisation,)}, cites=context.cite("asserted_by"),
                validity=read_sighting(context.own.published_on), note="read from the name of the speaker",
            )  # fmt: skip


def _belong(context: Context) -> Iterator[WrittenStatement]:
    """Whose somebody unnamed is, as `words.yml` reads the words for them. He stays one of his own in each source."""
    for id_, actor in list(context.entities.items()):
        whole = WORDS["unnamed"].get(actor.name) if actor.kind == "anonymous" else None
        if whole:
            yield context.statement(
                key=context.key("belongs", id_), predicate=WORDS["links"]["belongs"], reading="inferred",
                roles={"subject": (id_,), "object": (context.entity("Actor", whole, WORDS["kinds"]["Actor"]),)},
                cites=context.cite("asserted_by"), validity=read_sighting(context.own.published_on),
                note="read from what the speaker is called; that this is a body of the state is inferred",
            )  # fmt: skip
