"""Keys of the rows of a sheet, and which of its columns each field of the form is filled from."""

import hashlib
import re
from collections.abc import Iterable

from ingest.keys import ID
from ingest.sheets.tables import SheetRow

IDENTITY = ("locator", "said_by", "who", "predicate", "object", "at", "origin", "target", "agent", "joint")
RESPONSE_ROW = re.compile(r"(?<![\w-])(?:row )?(\d{1,7})(?=:|\s|;|$)", re.IGNORECASE)  # a row named by its number
# where what the form calls so stands in a sheet
FIELDS = {
    "cite.locator": "locator", "cite.start": "start", "cite.end": "end", "cite.sha256": "sha256", "cite": "start",
    "roles.subject": "who", "roles.object": "object", "roles.agent": "agent", "roles.at": "at",
    "roles.from_holder": "origin", "roles.from_place": "origin", "roles.to_holder": "target",
    "roles.to_place": "target", "roles": "who", "on": "time", "observed": "time", "valid": "time",
    "valid.start": "time", "valid.end": "time", "row": "time", "count.wording": "wording", "count.kind": "count_kind",
    "count.unit": "unit", "count.of": "of", "count.since": "since", "count.min": "least", "count.max": "most",
    "count": "wording", "responds_to": "responds", "polarity": "manner", "reading": "manner", "public": "private",
}  # fmt: skip


def find_field(name: str) -> str:
    """The field of a sheet that a field of the form is filled from."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        if found := FIELDS.get(".".join(parts[:count])):
            return found
    return parts[0]


def make_keys(rows: Iterable[SheetRow]) -> dict[int, str]:
    """The key of each row by its number: its own, else one made of what the row is about.

    So it stays when rows are sorted or put in, and when a number or date is mended. Of rows with one key, as copying a
    row gives them, the one of which it was made keeps it, else the first.
    """
    rows = list(rows)
    bases = {row.number: _make_base(row) for row in rows}
    found: dict[int, str] = {}
    taken: set[str] = set()
    own = [row for row in rows if re.fullmatch(ID, row.text("key"))]
    for row in sorted(own, key=lambda row: not row.text("key").startswith(bases[row.number])):
        if row.text("key") not in taken:
            found[row.number] = row.text("key")
            taken.add(row.text("key"))
    for row in rows:
        key, number = bases[row.number], 1
        while row.number not in found and key in taken:
            number += 1
            key = f"{bases[row.number]}-{number}"
        taken.add(found.setdefault(row.number, key))
    return found


def _make_base(row: SheetRow) -> str:
    content = "\x1f".join(" ".join(row.text(name).casefold().split()) for name in IDENTITY)
    return "row-" + hashlib.sha256(content.encode()).hexdigest()[:10]
