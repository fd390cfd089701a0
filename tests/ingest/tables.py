"""Tables for tests: those that are shipped, as anybody would read them, and invented ones with the same columns."""

import csv
import gzip
import io
from pathlib import Path

from graph.model.entities import WrittenEntity
from ingest.dossier import ParsedSource
from ingest.quarantine import QuarantinedRow
from ingest.reading import read_source

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """The rows of a gz, read without any code of ours."""
    with gzip.open(path) as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline="")))


def table(path: Path, usual: Row, *changes: Row) -> Path:
    """A file with a row for each of the changes to the usual one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(usual))
        writer.writeheader()
        writer.writerows({**usual, **change} for change in changes)
    return path


def aside(folder: Path, path: Path) -> QuarantinedRow:
    """The one row of a file that is set aside."""
    (row,) = read_source(folder, path).quarantine
    return row


def entities(parsed: ParsedSource) -> list[WrittenEntity]:
    """Those that the source has, and those of another source that it knows by name too."""
    return [*parsed.entities, *(used.made for used in parsed.used if used.made)]


def names(parsed: ParsedSource) -> dict[str, str]:
    return {entity.id: entity.name for entity in entities(parsed)}
