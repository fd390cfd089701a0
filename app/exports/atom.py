"""What changed as an Atom feed (RFC 4287): an entry per data version, the newest first, for readers that ask again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.exports.network_files import xml_text

NEVER = "1970-01-01T00:00:00Z"  # where nothing was loaded


def atom(data: Mapping[str, Any]) -> Iterator[str]:
    """The feed of an answer of /v1/changes, in pieces. Links are relative to its own address.

    Every version of the answer has an entry; the changes in it are those of the page.
    """
    loads = list(reversed(data["versions"]))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield "<id>urn:whoholds:changes</id>\n<title>What changed in whoholds</title>\n"
    yield f"<subtitle>{xml_text(data['summary'])}</subtitle>\n<author><name>whoholds</name></author>\n"
    yield f"<updated>{_write_time(loads[0]['at']) if loads else NEVER}</updated>\n"
    for load in loads:
        yield from _write_entry(load, [row for row in data["rows"] if row["version"] == load["version"]])
    yield "</feed>\n"


def _write_entry(load: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    version, counts = load["version"], load["counts"]
    opened, closed = (sum(counts.get(name, 0) for name in names) for names in (("opened",), ("closed", "withdrawn")))
    title = f"Data version {version}: {load['dataset']}, {opened:,} opened, {closed:,} closed"
    yield f"<entry><id>urn:whoholds:version:{version}</id><title>{xml_text(title)}</title>"
    yield f"<updated>{_write_time(load['at'])}</updated>"
    yield f'<link href="changes?since={version - 1}&amp;until={version}"/>'
    yield f'<content type="text">{xml_text(chr(10).join(map(_write_row, rows)) or title)}</content></entry>\n'


def _write_row(row: Mapping[str, Any]) -> str:
    names = [name or id_ for name, id_ in zip(row["entityNames"], row["entities"], strict=True)]
    return f"{row['change']} {row['key'] or row['dataset']} ({'; '.join(names)})"


def _write_time(at: str) -> str:
    return f"{at[:19]}Z"  # it is in UTC
