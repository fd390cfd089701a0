"""Sources as written, and what one claims of itself: that it reports every move of a group in a period."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self

import orjson

from graph.dates.windows import Window
from graph.errors import InvalidSource

ROWS = "distinct"  # each row of a source is a move of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesClaim:
    """A claim that all moves of a group to and from some holders, on the days from `first` to `last`, are reported.

    Without `places` it is about all places. Both days belong to it.
    """

    group: str
    holders: tuple[str, ...]
    places: tuple[str, ...] = ()
    first: date
    last: date

    def __post_init__(self) -> None:
        if not self.holders:
            raise InvalidSource("covers names no holder; write holders: [id, ..]", parameter="covers.holders")
        if self.first > self.last:
            message = f"covers ends on {self.last}, before it begins on {self.first}; write the earlier day as from"
            raise InvalidSource(message, parameter="covers.to", value=str(self.last))

    @property
    def ids(self) -> dict[str, tuple[str, ...]]:
        """The ids in the claim, by the label that each must have."""
        return {"Group": (self.group,), "Actor": self.holders, "Place": self.places}

    def replace_ids(self, canonical: Callable[[str], str]) -> "MovesClaim":
        """The same claim with other ids for its entities: for each the one that `canonical` gives."""
        holders, places = (tuple(sorted({*map(canonical, ids)})) for ids in (self.holders, self.places))
        return replace(self, group=canonical(self.group), holders=holders, places=places)

    def to_text(self) -> str:
        """One JSON object with the names of source.yml; its days as ISO text."""
        fields = {
            "moves": "all",
            "group": self.group,
            "holders": self.holders,
            "places": self.places,
            "from": self.first,
            "to": self.last,
        }
        return orjson.dumps(fields).decode()

    @classmethod
    def from_text(cls, text: str) -> Self:
        found = orjson.loads(text)
        return cls(
            group=found["group"],
            holders=tuple(found["holders"]),
            places=tuple(found["places"]),
            first=date.fromisoformat(found["from"]),
            last=date.fromisoformat(found["to"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archived copy of a source: where it lies, and the file that one has of it.

    `record` is the address, or the WARC-Record-ID, of the page in that file; without it the source's own address is
    meant. `stamp` is the file of an RFC 3161 time stamp on that file, `authority` one with the certificates (PEM) of
    who gave it. Files are names without folders.
    """

    url: str | None = None
    file: str | None = None  # WACZ, or WARC, which may be gzipped
    sha256: str | None = None  # of that file
    record: str | None = None
    stamp: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSource:
    """Where statements were read. `published` are the days on which it may have appeared, `reason` says why those.

    `rows` is "distinct" where each of its rows is a move of its own; `covers` are the claims to report all moves.
    `internal` is one for those who run the store only, with all that it says and names.
    """

    id: str
    title: str
    publisher: str
    published_on: str
    published: Window
    published_reason: str | None = None
    url: str | None = None
    licence: str | None = None
    retrieved_on: str | None = None
    text_file: str | None = None
    text_length: int | None = None  # Unicode code points
    text_sha256: str | None = None
    archive: Archive | None = None
    related: tuple[tuple[str, str], ...] = ()  # (TRANSLATION_OF | COPY_OF | QUOTES, source id)
    rows: Literal["distinct"] | None = None
    covers: tuple[MovesClaim, ...] = ()
    internal: bool = False

    def __post_init__(self) -> None:
        if self.rows not in (None, ROWS):
            raise InvalidSource(f"rows has {self.rows!r}; expected {ROWS}, or leave it out", parameter="rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceClaim:
    """A claim with the source that makes it, its publisher, and the days on which it may have become public."""

    claim: MovesClaim
    source: str
    said_by: str
    known: Window
