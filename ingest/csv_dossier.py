"""The CSV template of a dossier: one row an entity, a statement or a used id; fields as in YAML, under flat names."""

import csv
import io
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import InvalidSource
from ingest.files import LINE, read_text
from ingest.forms import RolesForm
from ingest.table import EMPTY_IN_R, READ_AS_EMPTY, find_separator, skip_empty_start

ROLES = tuple(RolesForm.model_fields)
ENTITY = ("id", "label", "kind", "name", "aliases", "names", "internal_aliases")
KINDS = {"entity": "entities", "statement": "statements", "use": "use"}  # of rows, and the part that each is in
LISTS = ("aliases", "internal_aliases", "terms", "about", "fulfils")
NESTED = {
    "count_wording": ("count", "wording"), "count_kind": ("count", "kind"), "count_unit": ("count", "unit"),
    "count_of": ("count", "of"), "count_since": ("count", "since"), "count_min": ("count", "min"),
    "count_max": ("count", "max"), "locator": ("cite", "locator"), "start": ("cite", "start"), "end": ("cite", "end"),
    "sha256": ("cite", "sha256"), "valid_start": ("valid", "start"), "valid_end": ("valid", "end"),
}  # fmt: skip
PLAIN = (
    "key", "predicate", "said_by", "said_on", "private", "polarity", "mode", "reading", "on", "spread", "observed",
    "valid", "planned_end", "whole", "terms", "about", "responds_to", "fulfils", "parts", "note",
    "coded_by", "checked_by", "state", "internal",
)  # fmt: skip
COLUMNS = ("row", *ENTITY, *PLAIN, *ROLES, *NESTED)
OLDER = ("public",)  # read, but no longer in the template
DAYS = (
    "on",
    "observed",
    "said_on",
    "valid",
    "valid_start",
    "valid_end",
)  # EDTF, or the object of a YAML dossier as JSON
YES_OR_NO = ("private", "public", "spread", "whole", "internal")
TRUTH = {"true": True, "false": False}


def read_csv(path: Path) -> dict[str, Any]:
    """The same content as a YAML dossier. Lists are separated by `;`, a response is written `key stance scope`.

    Names in languages are written `ar=...; ku=...`.

    Fields are separated by commas, or as the header has it by `;`, tabs or `|`, which some programs write. Lines and
    last columns in which nothing is written are passed over. NA is an empty cell, as R writes it; `notes` count them.

    Raises InvalidSource for columns that the template does not have, and for rows that are neither kind.
    """
    text = read_text(path)
    before, lines = skip_empty_start(io.StringIO(text, newline=""))
    header = next(lines, "")
    reader = csv.DictReader(chain([header], lines), strict=True, delimiter=find_separator(header))
    content: dict[str, Any] = {part: [] for part in KINDS.values()}
    empty_in_r = 0
    try:
        reader.fieldnames = _drop_empty_end(reader.fieldnames or [])
        _check_columns(path, reader.fieldnames)
        for row in reader:
            extra_cells: Any = row.pop(None, [])
            if not any(value and value.strip() for value in (*row.values(), *extra_cells)):
                continue  # spreadsheets leave rows of nothing but commas
            kind = row.pop("row")
            if kind not in KINDS or _drop_empty_end(extra_cells):
                raise InvalidSource(
                    f"{path.name}:{before + reader.line_num}: row has {kind!r} and {len(row) + 1 + len(extra_cells)} "
                    f"fields; expected entity, statement or use, and no more fields than the {len(row) + 1} columns",
                    parameter="row",
                )
            empty_in_r += sum(value == EMPTY_IN_R for value in row.values())
            filled = {name: value for name, value in row.items() if value and value != EMPTY_IN_R}
            content[KINDS[kind]].append({**_nest_row(filled, kind), LINE: before + reader.line_num})
    except csv.Error as error:
        line = before + reader.reader.line_num  # its own counts only rows that could be read
        raise InvalidSource(f"{path.name}:{line}: {error}", parameter="file") from error
    if not content["statements"] and not content["entities"]:
        raise InvalidSource(f"{path.name} has no statements and no entities", parameter="statements")
    return content | {"notes": [f"{READ_AS_EMPTY}: {empty_in_r:,}"] if empty_in_r else []}


def _drop_empty_end(cells: Sequence[str]) -> list[str]:
    """The cells up to the last in which something is written."""
    filled = [number for number, cell in enumerate(cells, 1) if cell.strip()]
    return list(cells[: max(filled, default=0)])


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [repr(name) for name in names if name not in (*COLUMNS, *OLDER)]
    twice = [f"{name!r} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    missing = [] if "row" in names else ["no column 'row'"]
    if problems := ", ".join(unknown + twice + missing):
        raise InvalidSource(f"{path.name}: {problems}; expected columns {', '.join(COLUMNS)}", parameter="columns")


def _nest_row(row: dict[str, str], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"roles": {}} if kind == "statement" else {}
    for name, value in row.items():
        if name in NESTED and NESTED[name][0] not in row:  # beside `valid`, the form refuses valid_start by name
            outer, inner = NESTED[name]
            found.setdefault(outer, {})[inner] = _read_object(value) if name in DAYS else value
        elif name in ROLES:
            found.setdefault("roles", {})[name] = _split_list(value)
        elif name in LISTS:
            found[name] = _split_list(value)
        elif name == "names":
            found[name] = _split_names(value)
        elif name == "responds_to":
            words = (item.split(maxsplit=2) for item in _split_list(value))
            found[name] = [dict(zip(("key", "stance", "scope"), given, strict=False)) for given in words]
        elif name in DAYS:
            found[name] = _read_object(value)
        else:
            found[name] = TRUTH.get(value, value) if name in YES_OR_NO else value
    return found


def _split_names(value: str) -> dict[str, list[str]]:
    """The names by language of `ar=...; ar=...; ku=...`."""
    found: dict[str, list[str]] = {}
    for item in _split_list(value):
        language, _, name = item.partition("=")
        found.setdefault(language.strip(), []).append(name.strip())
    return found


def _read_object(value: str) -> Any:
    """What JSON says where a cell holds an object of it; what is none is left to be refused as a date."""
    if not value.startswith("{"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _split_list(value: str) -> list[str]:
    return [item.strip() for item in value.split(";") if item.strip()]
