"""Sources that are shipped, each read once a process, however many files ask about it."""

from functools import cache

from ingest.dossier import ParsedSource
from ingest.reading import read_source
from ingest.source import find_folder


@cache
def read_shipped(source: str) -> ParsedSource:
    return read_source(find_folder(source))
