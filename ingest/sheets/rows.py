"""A row of the tab What as the form of a statement: the same fields that a dossier has."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.dates.readings import DateInWords, IncompleteDate
from graph.dates.windows import MAX, MIN, Window, is_edtf, read_window
from graph.errors import InvalidInput
from graph.model.locators import complete_locator
from graph.vocabulary import Predicate, vocabulary
from ingest.drafts import DRAFT
from ingest.keys import ID
from ingest.sheets.cells import (
    CellFault,
    SheetProblem,
    check_made,
    read_bounded,
    read_day_cell,
    read_number,
    read_truth,
    read_wording,
    split_items,
)
from ingest.sheets.counted import list_counted
from ingest.sheets.day_choice import choose_day
from ingest.sheets.layout import list_nearest
from ingest.sheets.names import SheetNames
from ingest.sheets.roles import choose_predicate, describe_own_people, describe_predicate, read_roles, read_speaker
from ingest.sheets.tables import SheetCell, SheetRow, SheetTable
from ingest.sheets.words import check_doubt, find_manner, list_words

NO_HOLDER = "no holder is named, so no answer about who holds will show it"
LOSS = "; as a loss it may lower numbers there"
SILENT = (
    "write comments on under does what, who is silent under who, and denied under happened, planned, denied, or "
    "inferred by me"
)
UNCOUNTED = "no answer counts what is in a note; write a row for each number that is to count"
VAGUE = frozenset("~?%")  # signs of EDTF for around and perhaps
SCOPES = {"in general": "general", "general": "general", "specific": "specific", "": "specific"}


@dataclass(slots=True)
class WhatRow:
    """A row as read: its key, the fields of the form, what is wrong, and remarks on how it was read."""

    row: SheetRow
    key: str
    form: dict[str, Any] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_draft: bool = False
    is_changed: bool = False  # its text changed, so that it falls to draft


class WhatReader:
    """Reads rows of the tab What. `published` are the days of the publication, for dates without a year; None where
    something is wrong with them, which `published_at` names."""

    def __init__(
        self, table: SheetTable, names: SheetNames, published: Window | None, keys: Mapping[int, str],
        published_at: str = "",
    ) -> None:  # fmt: skip
        self.table, self.names, self.published, self.keys = table, names, published, keys
        self.published_at = published_at
        self._days: dict[tuple[SheetCell, bool, Window | None], DateInWords | InvalidInput] = {}
        self.above: Window | None = None  # the days of the row above the one that is read, if it names some
        self.words_above = ""  # and what it has of them, as written

    def read(self, row: SheetRow) -> WhatRow:
        """The form of a row; every cell that cannot be read is told. Call it in the order of the rows."""
        found = RowReading(self, row).read()
        self.above, self.words_above = _find_days(found), row.text("time")
        return found

    def read_day(self, cell: SheetCell, is_future: bool, told: Window | None = None) -> DateInWords:
        """The date of a cell, which many rows have alike. `told`: the day on which it was said, if not that of the
        publication."""
        key = cell, is_future, told
        if key not in self._days:
            try:
                self._days[key] = read_day_cell(cell, told or self.published, is_future=is_future)
            except IncompleteDate as error:
                self._days[key] = error if told or self.published else self._point_at_publication(cell, error)
            except InvalidInput as error:
                self._days[key] = error
        found = self._days[key]
        if isinstance(found, InvalidInput):
            raise found
        return found

    def _point_at_publication(self, cell: SheetCell, error: IncompleteDate) -> CellFault:
        return CellFault(
            f"{error.message}, which follows from the date of publication, in which something is wrong",
            value=cell.text, hint=f"mend {self.published_at} first",
        )  # fmt: skip


def _find_days(row: WhatRow) -> Window | None:
    """The days that a row names as those of what it says; None for a time that it lasted, and where it names none."""
    when = row.form.get("on") or row.form.get("observed")
    if not isinstance(when, str) or row.form.get("spread") or not is_edtf(when):
        return None
    days = read_window(when)
    return days if days.earliest > MIN and days.latest < MAX else None


def _find_said(form: Mapping[str, Any]) -> Window | None:
    """The day on which a row was said, where it is one day."""
    said = form.get("said_on")
    days = read_window(said) if isinstance(said, str) and is_edtf(said) else None
    return days if days and days.earliest == days.latest else None


class RowReading:
    """One row as it is read: `found` collects its form, what is wrong and remarks."""

    def __init__(self, reader: WhatReader, row: SheetRow) -> None:
        self.reader, self.row, self.names = reader, row, reader.names
        self.found = WhatRow(row, reader.keys[row.number])

    @property
    def table(self) -> SheetTable:
        return self.reader.table

    def tell(self, name: str, error: InvalidInput) -> None:
        table = self.table
        self.found.problems.append(SheetProblem(
            tab=table.name, row=self.row.number, column=table.tab.header(name), value=self.row.text(name),
            message=str(error), nearest=tuple(getattr(error, "nearest", ())), letter=table.columns.get(name, ""),
        ))  # fmt: skip

    def attempt(self, name: str, read: Callable[..., Any], *given: Any, is_needed: bool = False) -> Any:
        """What `read` makes of a cell, None if the cell is empty or cannot be read, which is told."""
        if not self.row.text(name):
            if is_needed:
                hint = self.table.tab.fields[name].about
                self.tell(name, InvalidInput(f"this is needed ({hint})"))
            return None
        try:
            return read(*given)
        except InvalidInput as error:
            self.tell(name, error)
            return None

    def read(self) -> WhatRow:
        form: dict[str, Any] = {"key": self.found.key}
        state = self.attempt("state", lambda: list_words("states").read(self.row.text("state"), "state"))
        self.found.is_draft = state == DRAFT
        form |= {"coded_by": self.row.text("coded_by"), "checked_by": self.row.text("checked_by"), "state": state}
        self.attempt("key", self._check_key)
        predicate = self.attempt("predicate", choose_predicate, self, is_needed=True)
        form["predicate"] = predicate
        form |= self._read_manner()
        known = vocabulary().predicates.get(predicate or "")
        form["roles"] = read_roles(self, known)
        self._note_holder(known, form)
        self.found.notes += describe_own_people(self.names, known, form["roles"])
        form["cite"] = self._read_citation()
        if said_by := self.attempt("said_by", lambda: read_speaker(self.names, self.row.text("said_by"))):
            form["said_by"] = said_by
        if said_on := self.attempt("said_on", self._read_said_on):
            form["said_on"] = said_on
        form |= self.attempt("time", lambda: self._read_time(known, form), is_needed=True) or {}
        if count := self._read_count(known):
            form["count"] = count
        form |= self._read_rest(known)
        self._check_silence(form)
        self._note_uncounted(form)
        self.found.form = {name: value for name, value in form.items() if value not in (None, "", [], {})}
        return self.found

    def _check_key(self) -> None:
        key = self.row.text("key")
        if not re.fullmatch(ID, key):
            raise CellFault(f"{key[:80]!r} is no key", value=key, hint="leave it empty; check gives one")

    def _read_manner(self) -> dict[str, str]:
        form: dict[str, str] = {}

        def read() -> None:
            check_made(self.row.cell("manner"))
            for item in split_items(self.row.text("manner")):
                check_doubt(item, "manner")
                mode = item.lower().replace(" ", "_")
                if list_words("manners").find(item) is None and mode in vocabulary().modes:
                    filled: Mapping[str, str] = {"mode": mode}
                else:
                    filled = find_manner(list_words("manners").read(item, "manner"))
                for name, value in filled.items():
                    if form.setdefault(name, value) != value:
                        raise CellFault(f"{self.row.text('manner')!r} says two things", hint="keep one of them")

        self.attempt("manner", read)
        if mode := self.attempt("mode", self._read_mode):
            form["mode"] = mode
        return form

    def _read_mode(self) -> str:
        written = self.row.text("mode")
        check_doubt(written, "mode")
        mode = written.lower().replace(" ", "_")
        if mode in vocabulary().modes:
            return mode
        if (found := list_words("manners").find(written)) and (filled := find_manner(found).get("mode")):
            return filled
        shown = [name.replace("_", " ") for name in vocabulary().modes]
        near = list_nearest(written, shown)
        hint = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(shown)}"
        raise CellFault(f"{written[:80]!r} is no mode", value=written, hint=hint, nearest=tuple(near))

    # where, when, how many

    def _read_citation(self) -> dict[str, Any]:
        def read_locator() -> str:
            check_made(self.row.cell("locator"))
            return complete_locator(self.row.text("locator"))

        cite = {"locator": self.attempt("locator", read_locator, is_needed=True)}
        for name in ("start", "end"):
            cite[name] = self.attempt(name, read_number, self.row.cell(name))
        cite["sha256"] = self.row.text("sha256") or None
        return {name: value for name, value in cite.items() if value is not None}

    def _read_said_on(self) -> Any:
        if (bounded := read_bounded(self.row.text("said_on"))) is not None:
            return bounded
        return self._read_one_day("said_on")

    def _read_one_day(self, name: str, is_future: bool = False) -> str:
        reading = self.reader.read_day(self.row.cell(name), is_future)
        if reading.is_period and not is_edtf(self.row.text(name)):
            raise CellFault(
                f"{self.row.text(name)!r} is a period", value=self.row.text(name),
                hint="write a day, a month, a year, or between one day and another",
            )  # fmt: skip
        self._note(reading)
        return reading.edtf

    def _note(self, reading: DateInWords) -> None:
        if reading.note and reading.note not in self.found.notes:
            self.found.notes.append(reading.note)

    def _note_holder(self, predicate: Predicate | None, form: Mapping[str, Any]) -> None:
        """Remark that no answer on custody has a row that names nobody who holds, gains or loses people."""
        if predicate is None or not predicate.custody or form.get("polarity") == "denies":
            return
        holders = {role for role, effect in predicate.custody.items() if effect != "held"}
        is_actual = vocabulary().modes[form.get("mode", "occurred")].actual
        if is_actual and not holders & form["roles"].keys():
            self.found.notes.append(NO_HOLDER + (LOSS if "loses" in predicate.custody.values() else ""))

    def _note_uncounted(self, form: Mapping[str, Any]) -> None:
        """Remark that numbers of people in the note count nowhere."""
        own = form.get("count", {}).get("wording", "")
        if counted := [one for one in list_counted(self.row.text("note")) if not own or not one.startswith(f"{own} ")]:
            self.found.notes.append(f"the note has {', '.join(counted)}: {UNCOUNTED}")

    def _read_time(self, predicate: Predicate | None, form: Mapping[str, Any]) -> dict[str, Any]:
        text = self.row.text("time")
        is_state = predicate.is_state if predicate else True
        is_valid = False
        if (bounded := read_bounded(text)) is not None:
            is_valid = is_state and bool({"start", "end"} & set(bounded))
            return {"valid" if is_valid else "observed" if is_state else "on": bounded}
        mode = vocabulary().modes.get(form.get("mode", "occurred"))
        is_future = mode is not None and not mode.actual
        reading = choose_day(self.reader, self.row.cell("time"), _find_said(form), is_future=is_future)
        self._note(reading)
        spread = self.attempt("spread", lambda: read_truth(self.row.text("spread")))
        if is_state:
            if spread:
                raise CellFault(
                    f"{describe_predicate(predicate)} lasts",
                    hint="leave spread empty, and write from .. to .. for how long",
                )
            if reading.ends and spread is None:
                return {"valid": {name: end for name, end in zip(("start", "end"), reading.ends, strict=True) if end}}
            return {"valid" if reading.is_period and spread is None else "observed": reading.edtf}
        if reading.is_period and not is_edtf(text):
            if reading.edtf.startswith("/") or reading.edtf.endswith(("..", "/")):
                raise CellFault(
                    f"{describe_predicate(predicate)} happens on a day or over a period, and {text!r} has only one end",
                    value=text,
                    hint="write from .. to .., or between .. and ..; for a total so far, write its day here, and in "
                    "further columns since: the first day, counted as: in total so far",
                )  # fmt: skip
            # a vague beginning or end is no day on which it surely was
            is_vague = reading.ends is not None or not VAGUE.isdisjoint(reading.edtf)
            spread = not is_vague if spread is None else spread
        return {"on": reading.edtf, **({"spread": True} if spread else {})}

    def _read_count(self, predicate: Predicate | None) -> dict[str, Any]:
        count: dict[str, Any] = {}
        unit = self.row.text("unit").lower()
        kind = self.attempt(
            "count_kind", lambda: list_words("count_kinds").read(self.row.text("count_kind"), "counted as")
        )
        is_share = kind == "share" or unit == "per cent"
        is_bounded = bool(self.row.text("least") or self.row.text("most"))
        if read := self.attempt(
            "wording",
            lambda: read_wording(self.row.cell("wording"), unit, is_share=is_share, is_bounded=is_bounded),
        ):
            count["wording"], unit = read
            kind = kind or ("share" if unit == "per cent" else None)
        since = self.attempt("since", lambda: self._read_one_day("since"))
        bounds = {
            side: self.attempt(name, read_number, self.row.cell(name))
            for side, name in (("min", "least"), ("max", "most"))
        }
        count |= {"kind": kind, "unit": unit, "of": self.row.text("of"), "since": since, **bounds}
        count = {name: value for name, value in count.items() if value not in (None, "")}
        if "wording" not in count:
            if count and not self.row.text("wording"):
                self.tell(
                    "wording",
                    InvalidInput(
                        "there is no number (write it as printed, or empty the columns that say how it counts)"
                    ),
                )
            return {}
        count.setdefault("kind", "stock" if predicate is None or predicate.is_state else "flow")
        return count

    # further columns

    def _read_rest(self, predicate: Predicate | None) -> dict[str, Any]:
        text = self.row.text
        rest: dict[str, Any] = {"note": text("note") or None}
        for name in ("private", "whole", "internal"):
            rest[name] = self.attempt(name, read_truth, text(name)) or None
        rest["terms"] = self.attempt("terms", lambda: self._read_terms(predicate))
        rest["about"] = self.attempt(
            "about", lambda: [self.names.resolve(item, ["Event"]) for item in split_items(text("about"))]
        )
        rest["planned_end"] = self.attempt("planned_end", lambda: self._read_one_day("planned_end", is_future=True))
        rest["parts"] = self.attempt("parts", lambda: list_words("parts").read(text("parts"), "parts"))
        rest["responds_to"] = self.attempt("responds", self._read_responses)
        rest["fulfils"] = self.attempt(
            "fulfils", lambda: [self._find_key(item) for item in split_items(text("fulfils"))]
        )
        return rest

    def _read_terms(self, predicate: Predicate | None) -> list[str]:
        found = []
        terms = (
            predicate.terms if predicate else frozenset(word for words in vocabulary().terms.values() for word in words)
        )
        for item in split_items(self.row.text("terms")):
            term = "_".join(item.lower().replace("-", " ").replace("_", " ").split())
            if term not in terms:
                shown = [word.replace("_", " ") for word in sorted(terms)]
                near = list_nearest(item, shown)
                hint = f"did you mean {' or '.join(near)}?" if near else f"terms there are {', '.join(shown) or 'none'}"
                raise CellFault(
                    f"{item[:80]!r} is no term of {describe_predicate(predicate)}",
                    value=item,
                    hint=hint,
                    nearest=tuple(near),
                )
            found.append(term)
        return found

    def _read_responses(self) -> list[dict[str, str]]:
        found = []
        for item in split_items(self.row.text("responds")):
            key, *words = item.removeprefix("Row ").removeprefix("row ").split()
            scope = SCOPES.get(" ".join(words[1:]).lower().removeprefix("it ")) if words else None
            if scope is None:
                raise CellFault(
                    f"{item[:80]!r} names no row and how", value=item, hint="write 12 denies, or 12 confirms"
                )
            stance = list_words("stances").read(words[0], "stance")
            more = {"scope": scope} if scope == "general" else {}
            found.append({"key": self._find_key(key.removesuffix(":")), "stance": stance, **more})
        return found

    def _check_silence(self, form: Mapping[str, Any]) -> None:
        """Refuse a row that says what it declines to comment on."""
        stances = {one["stance"] for one in form.get("responds_to") or ()}
        if "declines" in stances and form.get("polarity") != "denies":
            fault = CellFault("who declines to comment does not say this", value=self.row.text("responds"), hint=SILENT)
            self.tell("responds", fault)

    def _find_key(self, written: str) -> str:
        """A key, or that of a row by its number."""
        written = written.removeprefix("row ").strip()
        if written.isdecimal() and written not in self.reader.keys.values():
            number = int(written) if len(written) < 8 else 0
            if number not in self.reader.keys:
                raise CellFault(
                    f"there is no row {written}", value=written, hint="write the number of a row, or its key"
                )
            return self.reader.keys[number]
        return written
