"""A statement as written: who says what in which source, for which time, and what it responds to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

import orjson

from graph.dates.linked_dates import LinkedTimes
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import Window
from graph.errors import InvalidStatement
from graph.model.counts import ReportedCount
from graph.vocabulary import vocabulary
from graph.vocabulary.nearest import find_near_names, find_near_predicates, hint_at_names

Stance = Literal["denies", "confirms", "corrects", "qualifies", "questions", "declines"]


Scope = Literal["specific", "general"]


Reading = Literal["stated", "inferred"]


Polarity = Literal["asserts", "denies"]


ReviewState = Literal["draft", "checked", "agreed"]


OPEN = 2_147_483_647  # closedIn while a statement is open


@dataclass(slots=True)
class Citation:
    """A place in a source: a locator for people, offsets in code points and the sha256 of the span.

    `Final` and not frozen for the reason that `graph.model.statement.StoredStatement` gives.
    """

    source: Final[str]
    locator: Final[str]
    start: Final[int | None] = None
    end: Final[int | None] = None
    sha256: Final[str | None] = None


@dataclass(frozen=True, slots=True)
class Review:
    """Who coded a statement, who checked that, and how far it is: a draft, checked by another, or agreed on by both.

    It is about the coding and not about what is said: a changed review leaves the id of a statement as it is.
    """

    coded_by: str | None = None
    checked_by: str | None = None
    state: ReviewState | None = None

    def __post_init__(self) -> None:
        if self.state is not None:
            _check_member("state", self.state, get_args(ReviewState))


NO_REVIEW = Review()


@dataclass(frozen=True, slots=True)
class Response:
    """How a statement responds to another one, which is named by its key."""

    key: str
    stance: Stance
    scope: Scope = "specific"

    def __post_init__(self) -> None:
        _check_member("responds_to.stance", self.stance, get_args(Stance))
        _check_member("responds_to.scope", self.scope, get_args(Scope))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenStatement:
    """One thing that one speaker says in one source, and the time that it is about.

    `roles` maps a role to entity ids (several are joint). `said` and `known` are the days on which it may have been
    said and may have become public. What a count counts is in the count.
    """

    key: str
    dataset: str
    predicate: str
    roles: Mapping[str, tuple[str, ...]]
    said_by: str
    cites: Citation
    validity: ValidTime
    said: Window
    known: Window
    said_on: str | None = None
    known_from: str
    polarity: Polarity = "asserts"
    mode: str = "occurred"
    reading: Reading = "stated"
    count: ReportedCount | None = None
    whole: bool = False
    terms: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    responds_to: tuple[Response, ...] = ()
    fulfils: tuple[str, ...] = ()
    parts: str | None = None  # of part_of: disjoint, exhaustive
    public: bool = False
    note: str | None = None
    linked: LinkedTimes | None = (
        None  # the times as written, where others bound them; their bounds follow from all together
    )
    review: Review = NO_REVIEW
    internal: bool = False  # for those who run the store only; as a review, it is not about what is said
    given_id: str | None = None  # that a store has for it, which has checked it; None: it follows from the content
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if self.given_id is None:
            self._check()
        object.__setattr__(self, "id", self.given_id or self._content_id())

    def _check(self) -> None:
        words = vocabulary()
        predicate = words.predicates.get(self.predicate)
        if predicate is None or not predicate.is_in_use:
            hint = hint_at_names(find_near_predicates(self.predicate, words)) or "`whoholds words` lists what there is"
            raise InvalidStatement(
                f"unknown predicate {self.predicate!r}", parameter="predicate", value=self.predicate, hint=hint
            )
        if predicate.owners is not None and self.dataset not in predicate.owners:
            owners = " and ".join(sorted(predicate.owners))
            raise InvalidStatement(
                f"{self.predicate} is a word of {owners}; expected one of whoholds, or of a vocabulary.yml of "
                f"{self.dataset}, which may have the same entry",
                parameter="predicate",
                value=self.predicate,
            )
        _check_member("polarity", self.polarity, get_args(Polarity))
        _check_member("mode", self.mode, words.modes)
        _check_member("reading", self.reading, get_args(Reading))
        for role, ids in self.roles.items():
            _check_member("roles", role, predicate.roles)
            if len(set(ids)) != len(ids):
                raise InvalidStatement(f"role {role} names somebody twice: {', '.join(ids)}", parameter=f"roles.{role}")
        if not any(self.roles.values()):
            raise InvalidStatement(f"{self.predicate} names nobody and nothing", parameter="roles")
        for role in predicate.required:
            if not self.roles.get(role):
                raise InvalidStatement(f"{self.predicate} needs the role {role}", parameter=f"roles.{role}")
        for term in self.terms:
            _check_member("terms", term, predicate.terms)
        if self.count:
            _check_member("count.unit", self.count.unit, words.units)
        if predicate.is_state == (self.validity.kind == "on"):
            expected = "valid or observed" if predicate.is_state else "on"
            kind = "a state" if predicate.is_state else "an event"
            raise InvalidStatement(
                f"{self.predicate} is {kind}: expected {expected}, met {self.validity.kind}",
                parameter=self.validity.kind,
            )

    def _content_id(self) -> str:
        """A hash of the key and the content as written: no locators, publication or review, so these may be mended."""
        count = self.count
        content: dict[str, object] = {
            "dataset": self.dataset,
            "key": self.key,
            "predicate": self.predicate,
            "polarity": self.polarity,
            "mode": self.mode,
            "reading": self.reading,
            "roles": {role: list(ids) for role, ids in self.roles.items() if ids},
            "terms": sorted(self.terms),
            "validity": [self.validity.kind, self.validity.written, self.validity.spread, self.validity.planned_end],
            "count": count
            and [count.wording, count.kind, count.unit, count.of, count.since, *_list_given_bounds(count)],
            "whole": self.whole,
            "saidBy": self.said_by,
            "saidOn": self.said_on,
            "public": self.public,
            "source": self.cites.source,
            "about": sorted(self.about),
            "respondsTo": sorted([r.key, r.stance, r.scope] for r in self.responds_to),
            "fulfils": sorted(self.fulfils),
            "parts": self.parts,
            "note": self.note,
        }
        if self.linked:
            content["linked"] = self.linked.to_text()
        return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]


def _list_given_bounds(count: ReportedCount) -> list[int | None]:
    """Bounds that the coder gave are content; those that follow from the wording are not."""
    return [count.min, count.max] if count.given else []


UNKNOWN = ""  # the label of an id of another source, where the store is not asked


def check_roles(statement: WrittenStatement, labels: Mapping[str, str]) -> None:
    """Refuse an id that nobody has, or one whose label the role does not take. `labels` is label by entity id.

    Of an id whose label is UNKNOWN nothing is refused.
    """
    predicate = vocabulary().predicates[statement.predicate]
    named = [(f"roles.{role}", id_, predicate.roles[role]) for role, ids in statement.roles.items() for id_ in ids]
    named.append(("said_by", statement.said_by, frozenset({"Actor"})))
    named += [("about", id_, frozenset({"Event"})) for id_ in statement.about]
    for parameter, id_, allowed in named:
        if id_ not in labels:
            raise InvalidStatement(f"no entity has the id {id_!r}", parameter=parameter, value=id_)
        if labels[id_] not in (*allowed, UNKNOWN):
            raise InvalidStatement(
                f"{id_!r} is a {labels[id_]}; {statement.predicate} takes {' or '.join(sorted(allowed))} there",
                parameter=parameter,
                value=id_,
            )
    if predicate.same_label and len({labels[i] for ids in statement.roles.values() for i in ids} - {UNKNOWN}) > 1:
        raise InvalidStatement(f"{statement.predicate} joins only entities of one label", parameter="roles")


def _check_member(parameter: str, met: str, allowed: object) -> None:
    if met not in allowed:  # type: ignore[operator]
        known = sorted(allowed)  # type: ignore[call-overload]
        hint = hint_at_names(find_near_names(str(met), known))
        raise InvalidStatement(
            f"{parameter} has {met!r}; expected one of {', '.join(known)}", parameter=parameter, value=met, hint=hint
        )


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A response to a statement: the statement that responds, its speaker, how it responds, and when it became known.

    `sure` is False where it may not yet have been public, or may have been taken back, by the day asked about. `state`
    is that of its review.
    """

    id: str
    key: str
    stance: Stance
    scope: Scope
    said_by: str
    known: Window
    sure: bool = True
    state: ReviewState | None = None


@dataclass(frozen=True, slots=True)
class DateReason:
    """One step in the explanation of a bound: according to whom, by which rule, and the day so far.

    `statement` is an id, None where a source gave it; `key` that of the statement, or `source:ID`.
    """

    statement: str | None
    key: str
    rule: str
    day: date


@dataclass(slots=True, kw_only=True)
class StoredStatement:
    """One version of a statement in the store. Roles name entities by the ids that the source's coder gave them.

    Nothing changes one: `Final`, which the type checker watches over, and not frozen, as a question makes one of each
    statement that it reads, and a frozen one takes more than twice as long to make.
    """

    id: Final[str]
    key: Final[str]
    dataset: Final[str]
    predicate: Final[str]
    polarity: Final[Polarity]
    mode: Final[str]
    reading: Final[Reading]
    roles: Final[Mapping[str, tuple[str, ...]]]
    about: Final[tuple[str, ...]]
    said_by: Final[str]
    said_on: Final[str | None]
    said: Final[Window]
    known_from: Final[str]
    known: Final[Window]
    validity: Final[ValidTime]
    count: Final[ReportedCount | None]
    whole: Final[bool]
    terms: Final[tuple[str, ...]]
    parts: Final[str | None]
    cites: Final[Citation]
    note: Final[str | None]
    review: Final[Review] = NO_REVIEW
    linked: Final[LinkedTimes | None] = None
    opened_in: Final[int]
    closed_in: Final[int] = OPEN
    responses: Final[tuple[StoredReply, ...]] = ()
    responds_to: Final[tuple[StoredReply, ...]] = ()
    fulfils: Final[tuple[str, ...]] = ()  # ids of plans
    fulfilled_by: Final[tuple[str, ...]] = ()  # ids of what was done
    reasons: Final[Mapping[str, tuple[DateReason, ...]] | None] = (
        None  # what gave each of the four bounds, where that was asked
    )

    @property
    def bounds(self) -> Bounds:
        return self.validity.bounds

    def role(self, name: str | None) -> tuple[str, ...]:
        return self.roles.get(name, ()) if name else ()
