"""A folder of CSV or Parquet files with the `datapackage.json` that describes them, after Frictionless Data Package 1.

In CSV a text that a spreadsheet would take for a formula begins with `'`; Parquet has it as it is.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import orjson

from app.exports.record_tables import RecordTable
from app.exports.sheet import write_csv
from graph.selection.snapshot import Snapshot

PackageForm = Literal["csv", "parquet"]
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
FIELD_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}
DESCRIPTOR = "datapackage.json"


def write_package(folder: Path, form: PackageForm, view: Snapshot, tables: Sequence[RecordTable]) -> None:
    """Write one file per table, row by row, and what describes them, into a folder that is there."""
    resources = [_write_table(folder, form, view, table) for table in tables]
    content = {
        "profile": "data-package" if form == "parquet" else "tabular-data-package",
        "name": "whoholds",
        "title": f"Who holds whom, and who says so: data version {view.version}",
        "description": "Statements of sources, each with its speaker, source, time and doubts. Times without a day "
        "are unbounded." + (" A text that begins like a formula has an apostrophe before it." if form == "csv" else ""),
        "version": f"{view.version}.0.0",
        "resources": resources,
    }
    (folder / DESCRIPTOR).write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n")


def _write_table(folder: Path, form: PackageForm, view: Snapshot, table: RecordTable) -> dict[str, Any]:
    path = folder / f"{table.name}.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
            write_csv(out, list(table.kinds), table.read(view))
    else:
        from app.exports.arrow import write_arrow

        with path.open("wb") as binary:
            write_arrow(binary, form, table.kinds, table.read(view), {"dataVersion": view.version})
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return {
        "name": table.name,
        "path": path.name,
        **({"profile": "tabular-data-resource"} if form == "csv" else {}),
        "description": table.about,
        "format": form,
        "mediatype": MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _describe(table),
    }


def _describe(table: RecordTable) -> dict[str, Any]:
    found: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": FIELD_TYPES[column.kind], "description": column.about}
            for column in table.columns
        ],
        "missingValues": [""],
    }
    if table.has_id:
        found["primaryKey"] = ["id"]
    if table.refers:
        found["foreignKeys"] = [
            # an empty name means this very table
            {"fields": [column], "reference": {"resource": "" if other == table.name else other, "fields": ["id"]}}
            for column, other in table.refers.items()
        ]
    return found
