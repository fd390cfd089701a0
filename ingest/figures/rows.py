"""One row of a table of figures as a statement: who held how many, or how many came and left, according to whom."""

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import orjson

from graph.dates.suggestions import suggest_dates
from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import MIN, Edtf, Window, read_edtf
from graph.errors import InvalidDate, InvalidInput, InvalidStatement
from graph.model.addresses import check_web_address
from graph.model.counts import CountKind, ReportedCount, read_count
from graph.model.locators import complete_locator
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, Review, ReviewState, WrittenStatement
from graph.spelling import fold_name
from graph.vocabulary import vocabulary
from ingest.adapter import Context
from ingest.figures.columns import COLUMNS, NINE, WORDS, Row
from ingest.figures.names import KnownNames
from ingest.known_names import split_joint
from ingest.sheets.cells import read_truth

FIELDS = {
    "observed": "date", "on": "date", "valid": "date", "published": "said on", "said_on": "said on",
    "count.wording": "number", "count.unit": "unit", "said_by": "said by", "publisher": "published by",
    "roles.subject": "holder", "roles.object": "held", "roles.at": "place", "terms": "counted as",
}  # fmt: skip
KINDS: dict[str, str] = WORDS["kinds"]
LICENCE: str = WORDS["licence"]
STATES: dict[str, ReviewState] = {"checked": "checked", "agreed": "agreed"}
CONTENT = (*NINE, "unit")  # of a row, from which its key is made
LATEST_CLAIM = "the latest day on which something in it is said to have been claimed"
NO_DAY = "the row gives no day on which it was said; not before the day that it is about"
BARE_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Meaning(NamedTuple):
    """What "counted as" says of a number: its kind, the predicate, and the role of holder, held and place."""

    kind: CountKind
    predicate: str
    roles: Mapping[str, str]


class FigureReader:
    """Makes statements of rows, and the entities and sources that they name, in a context."""

    def __init__(self, context: Context, names: KnownNames, file_source: WrittenSource | None = None) -> None:
        """`file_source` is what rows without an address cite; by default the source itself."""
        self.context, self.names = context, names
        context.taken = names.taken
        self.file_source = file_source or context.own

    def read(self, row: Row) -> WrittenStatement:
        """The statement of a row. Raises InvalidInput naming the column, or by FIELDS what stands in it."""
        cells = list_cells(row)
        for name in ("date", "holder", "held"):
            if not cells[name]:
                raise InvalidStatement(f"{name} is empty", parameter=name, hint=_EXPECTED[name])
        meaning = read_meaning(cells["counted as"])
        date = read_date(cells["date"], "date")
        said = read_date(cells["said on"], "said on") if cells["said on"] else None
        source = self._find_source(cells, date, said)
        speaker = self._find_speaker(cells["said by"], source)
        validity = _read_time(meaning.predicate, date, said.window if said else source.published)
        key = cells["key"] or make_key(cells)
        roles = self._find_roles(meaning, cells)
        other = f"row {key}" if cells["key"] else f"figure for {cells['date']}"
        locator = complete_locator(cells["paragraph"]) or other
        return self.context.statement(
            key=self.context.key(key), predicate=meaning.predicate, roles=roles, validity=validity, said_by=speaker,
            said_on=said.text if said else None, cites=Citation(source=source.id, locator=locator),
            count=_read_count(cells, meaning, date), note=cells["note"] or None, review=_read_review(cells),
            internal=bool(cells["internal"]) and read_truth(cells["internal"], "internal"),
        )  # fmt: skip

    def _find_roles(self, meaning: Meaning, cells: Mapping[str, str]) -> dict[str, list[str]]:
        predicate = vocabulary().predicates[meaning.predicate]
        roles: dict[str, list[str]] = {}
        for column in ("holder", "held", "place"):
            role = meaning.roles[column]
            label = min(predicate.roles[role])
            names = [name for item in split_names(cells[column]) for name in self._list_known(label, item)]
            found = [self.find(label, name, KINDS[label], column) for name in names]
            roles[role] = list(dict.fromkeys(found))
        return roles

    def _list_known(self, label: str, item: str) -> list[str]:
        """The names of an item: several, with `and` between, where each of them is known and the whole is not."""
        parts = split_joint(item)
        if len(parts) > 1 and not self._is_known(label, item) and all(self._is_known(label, part) for part in parts):
            return parts
        return [item]

    def _is_known(self, label: str, name: str) -> bool:
        try:
            known = self.context.find(label, name) or self.context.labels.get(name) == label
            return bool(known or self.names.find(label, name))
        except InvalidInput:  # several have it
            return True

    def find(self, label: str, name: str, kind: str, column: str) -> str:
        """The id that a name in a column means: of the source itself, of another one, or a new one of its own."""
        context = self.context
        try:
            if known := context.find(label, name):
                return known
            if context.labels.get(name) == label:
                return name
            if other := self.names.find(label, name):
                return context.use(other)
            return context.entity(label, name, kind)
        except InvalidInput as error:
            error.parameter, error.value = column, name
            raise

    def _find_source(self, cells: Mapping[str, str], date: Edtf, said: Edtf | None) -> WrittenSource:
        if not cells["address"]:
            return self.file_source
        host = urlsplit(check_web_address(cells["address"], "address")).hostname or ""
        outlet = cells["published by"] or host.removeprefix("www.")
        first = date.window.earliest
        return self.context.source(
            cells["address"],
            title=f"{outlet}, on {host}" if cells["published by"] else host,
            publisher=self.find("Actor", outlet, KINDS["publisher"], "published by"),
            published=said.text if said else f"[{first}..]" if first > MIN else "XXXX",
            reason=LATEST_CLAIM if said else NO_DAY,
            url=cells["address"],
            licence=LICENCE,
        )

    def _find_speaker(self, cell: str, source: WrittenSource) -> str:
        """Who said it; one without a name is an actor of its own in each source. In an empty cell the publisher."""
        if not cell:
            return source.publisher
        if is_unnamed(cell) and not self.context.find("Actor", cell):
            words = re.sub(r"[()]", "", cell)
            return self.context.entity("Actor", cell, KINDS["unnamed"], id=f"{words} {source.id[-8:]}")
        if len(speakers := self._list_known("Actor", cell)) > 1 or len(speakers := split_names(cell)) > 1:
            raise InvalidStatement(
                f"{cell!r} names {len(speakers)} speakers, and a row has one", parameter="said by", value=cell,
                hint=f"write one row for each speaker: the same row with {', again with '.join(speakers)}",
            )  # fmt: skip
        return self.find("Actor", cell, KINDS["Actor"], "said by")


_EXPECTED = {
    "date": "write the day, month or year that the figure is about",
    "holder": "write who holds them",
    "held": "write who is held, such as prisoners of war",
}


def split_names(cell: str) -> list[str]:
    """The names of a cell, which are separated by semicolons."""
    return [name.strip() for name in cell.split(";") if name.strip()]


def is_unnamed(speaker: str) -> bool:
    """Whether words for a speaker say that he has no name."""
    plain = f" {fold_name(speaker)} "
    return any(f" {word.strip('()')} " in plain for word in WORDS["unnamed"])


def list_cells(row: Row) -> dict[str, str]:
    """The cells of a row by column; empty ones, and columns that the table lacks, as an empty text."""
    return {name: str(row.get(name) or "") for name in COLUMNS}


def make_key(cells: Mapping[str, str]) -> str:
    """The key of a row by what stands in it, so that its place in the file does not matter. Notes may change."""
    content = orjson.dumps([cells[name].casefold() for name in CONTENT])
    return f"f{hashlib.sha256(content).hexdigest()[:12]}"


def read_meaning(written: str) -> Meaning:
    """What the number of a row counts. Raises InvalidStatement with what to write."""
    entries: list[dict[str, Any]] = WORDS["counted as"]
    word = " ".join(written.replace("_", " ").casefold().rstrip(".").split())
    by_word = {one: entry for entry in entries for one in entry["words"]}
    entry = by_word.get(word) if word else entries[0]
    if entry is None:
        near = difflib.get_close_matches(word, by_word, n=1, cutoff=0.6)
        usual = ", ".join(repr(one["words"][0]) for one in entries if "becomes" in one)
        hint = f"did you mean {near[0]!r}?" if near else None
        reason = f"it cannot be read what {written!r} counts; write one of {usual}"
        raise InvalidStatement(reason, parameter="counted as", value=written, hint=hint)
    if "write" in entry:
        raise InvalidStatement(f"{written!r} says too little here; write {entry['write']}", parameter="counted as",
                               value=written)  # fmt: skip
    roles = dict(entry["becomes"])
    return Meaning(entry["kind"], roles.pop("predicate"), roles)


def read_date(written: str, column: str) -> Edtf:
    """A date in EDTF, or as people write it where that has one meaning. Raises InvalidDate with what to write."""
    try:
        return read_edtf(written, column)
    except InvalidDate:
        found = suggest_dates(written)
    if len(found) == 1 and not found[0].further and "X" not in found[0].edtf:
        return read_edtf(found[0].edtf, column)
    if found and "X" in found[0].edtf:
        reason = f"{written!r} lacks a year; write it with one"
    elif found:
        choices = " or ".join(f"{one.edtf} ({one.reads})" for one in found)
        reason = f"{written!r} may mean several days; write {choices}"
    else:
        reason = f"{written!r} is no date; write one such as 2026-02-05, 5 February 2026, May 2019 or 2019"
    raise InvalidDate(reason, parameter=column, value=written)


def read_state_time(date: Edtf, said: Window) -> ValidTime:
    """The time of people who were held: a sighting on a date, or all the time of an interval.

    What lasted up to the day on which it was said went on then.
    """
    if not date.interval:
        return read_sighting(date.text)
    if date.end and date.end.earliest >= said.earliest:
        start = date.text.partition("/")[0]
        return replace(read_state(f"{start}/..", said), written=date.text)
    return read_state(date.text, said)


def _read_time(predicate: str, date: Edtf, said: Window) -> ValidTime:
    if vocabulary().predicates[predicate].is_state:
        return read_state_time(date, said)
    return read_event(date.text, spread=bool(date.interval and date.start and date.end))


def _read_review(cells: Mapping[str, str]) -> Review:
    """Who coded and checked a row, and how far it is. Raises InvalidStatement for a state that a figure cannot have."""
    state = cells["state"].casefold()
    if state not in ("", *STATES):
        raise InvalidStatement(
            f"{cells['state']!r} is no state of a figure", parameter="state", value=cells["state"],
            hint=f"write {' or '.join(STATES)}, or leave it empty; a figure that is a draft stays out of the table",
        )  # fmt: skip
    return Review(cells["coded by"] or None, cells["checked by"] or None, STATES.get(state))


def _read_count(cells: Mapping[str, str], meaning: Meaning, date: Edtf) -> ReportedCount | None:
    if not cells["number"]:
        return None
    try:
        low, high = read_count(cells["number"])
    except InvalidInput as error:
        error.parameter = "number"
        raise
    since = date.text.partition("/")[0] if meaning.kind == "cumulative" and date.interval and date.start else None
    unit = cells["unit"].casefold() or "people"
    return ReportedCount(min=low, max=high, kind=meaning.kind, unit=unit, since=since, wording=cells["number"])
