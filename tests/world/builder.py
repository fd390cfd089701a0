"""Statements for tests in one line each: said("Ministry", "holds 150", who="league", observed="2026-01-21")."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count as counter

from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount, read_count
from graph.model.statement import Citation, StoredReply, StoredStatement
from graph.vocabulary import vocabulary

SAID_ON = "2026-12-31"
GROUP = "lake-men"
_number = counter(1)
Ids = str | tuple[str, ...]


def said(
    speaker: str,
    words: str,
    who: Ids = (),
    whom: Ids = (),
    *,
    valid: str | Mapping[str, str] | None = None,
    observed: str | None = None,
    on: str | None = None,
    said_on: str = SAID_ON,
    known: str | None = None,
    kind: str | None = None,
    unit: str = "people",
    polarity: str = "asserts",
    mode: str = "occurred",
    whole: bool = False,
    terms: tuple[str, ...] = (),
    about: Ids = (),
    key: str | None = None,
    **roles: Ids,
) -> StoredStatement:
    """What a speaker said. `words` are a predicate, and how many; `who` and `whom` fill its subject and its object.

    In custody `whom` is the lake-men where nobody else is named. A number is a stock of a state, a flow of an event.
    """
    name, _, wording = words.partition(" ")
    predicate = vocabulary().predicates[name]
    if not whom and predicate.custody:
        whom = GROUP
    held = predicate.find_role("held") or "object"
    filled = {"subject": _ids(who), **{role: _ids(ids) for role, ids in roles.items()}, held: _ids(whom)}
    id_ = key or f"statement-{next(_number):06}"
    figure = None
    if wording:
        low, high = read_count(wording)
        usual = "stock" if predicate.is_state else "flow"
        figure = ReportedCount(min=low, max=high, kind=kind or usual, unit=unit, wording=wording)
    return StoredStatement(
        id=id_, key=id_, dataset="world", predicate=name, polarity=polarity, mode=mode, reading="stated",
        roles={role: ids for role, ids in sorted(filled.items()) if ids}, about=_ids(about), said_by=speaker,
        said_on=said_on, said=read_window(said_on), known_from=known or said_on, known=read_window(known or said_on),
        validity=_validity(valid, observed, on, said_on), count=figure, whole=whole, terms=terms, parts=None,
        cites=Citation(source="world", locator=id_), note=None, opened_in=1,
    )  # fmt: skip


def answered(
    statement: StoredStatement, speaker: str, stance: str, scope: str = "specific", key: str = "reply"
) -> StoredStatement:
    """The same statement, with somebody's response to it."""
    reply = StoredReply(key, key, stance, scope, speaker, statement.known)
    return replace(statement, responses=(*statement.responses, reply))


def _ids(ids: Ids) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else tuple(sorted(ids))


def _validity(valid: str | Mapping[str, str] | None, observed: str | None, on: str | None, said_on: str) -> ValidTime:
    if valid is not None:
        return read_state(valid, read_window(said_on))
    return read_sighting(observed) if observed is not None else read_event(on or said_on)
