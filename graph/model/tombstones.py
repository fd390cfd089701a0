"""What stays of something that was withdrawn: that it was, when and why, and nothing of what it said."""

from dataclasses import dataclass

STATEMENT, SOURCE = "statement", "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One key or source that was withdrawn, on which day and in which data version.

    `kind` is STATEMENT or SOURCE. `marks` know its ids and content again, `touches` the ids of entities and sources
    that it named, `erased` those of entities and sources that left with it: hashes under a secret.
    """

    id: str
    key: str
    kind: str
    reason: str
    on: str
    version: int
    marks: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
