"""`vocabulary.yml` beside `source.yml`: words that a source has as its own, in the form of graph/vocabulary."""

from pathlib import Path
from typing import Any

from graph.errors import InvalidSource
from ingest.files import drop_lines, read_mapping

WORDS = "vocabulary.yml"
NUMBERS = ("sign", "stale_after_days")


def read_own_words(folder: Path) -> dict[str, Any]:
    """The words of a source's own; empty without a file. Raises InvalidSource for what has no named entries."""
    path = folder / WORDS
    if not path.is_file():
        return {}
    found: dict[str, Any] = drop_lines(read_mapping(path))
    for name, entry in found.items():
        if not isinstance(entry, dict):
            raise InvalidSource(f"{WORDS}: {name}: expected an entry with fields, met {entry!r}", parameter=WORDS)
        for field in NUMBERS:
            if isinstance(text := entry.get(field), str) and text.removeprefix("-").isdecimal():
                entry[field] = int(text)
    return found
