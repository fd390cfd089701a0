"""A statement as the store gives it back: what answers are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.counts import Count
from graph.dates import Window
from graph.linked.links import Links
from graph.model import OPEN, Citation
from graph.validity import Bounds, Validity


@dataclass(frozen=True, slots=True)
class Reply:
    """A response to a statement: which statement gives it, by whom, how, and from when it may have been known.

    `sure` is False where it was only perhaps public, or perhaps taken back, by the day asked about.
    """

    id: str
    key: str
    stance: str
    scope: str
    said_by: str
    known: Window
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One step towards a bound: who gave it, by which words or rule, and the day so far.

    `statement` is an id, None where a source gave it; `key` that of the statement, or `source:ID`.
    """

    statement: str | None
    key: str
    rule: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One version of a statement in the store. Roles name entities by the ids that the source's coder gave them."""

    id: str
    key: str
    dataset: str
    predicate: str
    polarity: str
    mode: str
    reading: str
    roles: Mapping[str, tuple[str, ...]]
    about: tuple[str, ...]
    said_by: str
    said_on: str | None
    said: Window
    known_from: str
    known: Window
    validity: Validity
    count: Count | None
    whole: bool
    terms: tuple[str, ...]
    parts: str | None
    cites: Citation
    note: str | None
    linked: Links | None = None
    opened_in: int
    closed_in: int = OPEN
    responses: tuple[Reply, ...] = ()
    responds_to: tuple[Reply, ...] = ()
    fulfils: tuple[str, ...] = ()  # ids of plans
    fulfilled_by: tuple[str, ...] = ()  # ids of deeds
    reasons: Mapping[str, tuple[Reason, ...]] | None = None  # what gave each of the four bounds, where that was asked

    @property
    def bounds(self) -> Bounds:
        return self.validity.bounds

    def role(self, name: str | None) -> tuple[str, ...]:
        return self.roles.get(name, ()) if name else ()
