"""Entities, events, statements and sources one by one, and finding them by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, TypeVar, cast

from app.answers.asked import Asked
from app.answers.lens import corroboration_notes, lens_json, lens_notes
from app.answers.positions import position_json
from app.answers.question import page
from app.answers.rows import version_notes
from app.answers.sentences import plural
from app.answers.shapes import source_json, statement_json
from app.schemas.core import (
    CitedWithText,
    EntitiesAnswer,
    Entity,
    EntityAnswer,
    EntityStatementsAnswer,
    Event,
    EventsAnswer,
    HeardQuestion,
    Match,
    OtherIds,
    OtherReports,
    RowsPage,
    SearchAnswer,
    SourceAnswer,
    SourcesAnswer,
    StatementAnswer,
    StatementVersion,
)
from graph.errors import InvalidInput, NotFound
from graph.evidence.citations import read_cited_text
from graph.model.entities import LABELS
from graph.model.judgements import find_identity
from graph.model.names import NamedEntity
from graph.model.statement import OPEN
from graph.model.stored_statement import StoredStatement
from graph.selection.dates import explain_dates_alone
from graph.selection.rows import filter_corroborated, has_speakers
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name
from graph.store.reading.view import View

T = TypeVar("T")


class LensAsked(TypedDict, total=False):
    """The question of a list, only where a lens is given."""

    question: HeardQuestion


def entities(selection: Asked, label: str | None = None, kind: str | None = None) -> EntitiesAnswer:
    """All entities, by name; `label` is Actor, Group, Nationality, Place or Event."""
    view = selection.view
    wanted = _label(label)
    found = [
        entity
        for entity in view.directory
        if entity.canonical == entity.id and entity.label in wanted and (kind is None or entity.kind == kind)
    ]
    found.sort(key=lambda entity: (fold_name(entity.name), entity.id))
    return _list(selection, [_entity(view, entity) for entity in found], plural(len(found), "entity", "entities"))


def entity(view: Snapshot, id_: str) -> EntityAnswer:
    """One entity by id or name, with every id that it goes by."""
    found = view.directory.get(view.directory.resolve(id_, LABELS, "id").id)
    members = [other for other in view.directory.members(found.id) if other != found.id]
    told = find_identity(found.id, view.judgements)
    loaded = view.directory.by_id
    identity: OtherIds = {
        "sameAs": members,
        "notSameAs": [other for other in told.different if other in loaded],
        "unsure": [other for other in told.unsure if other in loaded],
    }
    return {"entity": {**_entity(view, found), **identity}, "dataVersion": view.version, "notes": version_notes(view)}


def entity_statements(selection: Asked, id_: str) -> EntityStatementsAnswer:
    """All statements that name an entity: in a role, as speaker, or as what they are about."""
    view = selection.view
    found = view.directory.get(selection.resolve(id_, LABELS, "id"))
    read = view.with_entities([found.id], selection.question.known_by)
    selected = selection.select(read)
    statements = filter_corroborated(selection, selected)
    left_out = len(selected) - len(statements)
    notes = [*corroboration_notes(selection.question, left_out), *lens_notes(selection, read)]
    rows = [statement_json(view, s) for s in statements]
    answer = _list(selection, rows, plural(len(statements), "statement"), notes)
    return {**_lens(selection), "entity": _entity(view, found), **answer}


def events(selection: Asked) -> EventsAnswer:
    """Occurrences that statements are about, each with the days on which it may have been and those statements."""
    view, asked = selection.view, selection.question
    events = (e for e in view.directory if e.label == "Event" and view.directory.canonical(e.id) == e.id)
    found = sorted(events, key=lambda e: e.id)
    told = view.with_entities([event.id for event in found], asked.known_by) if found else []
    heard = selection.select(told)
    by_event = [(event, [s for s in heard if event.id in s.about or event.id in _in_roles(s)]) for event in found]
    lens = _lens(selection)
    if asked.known_at or lens:  # what nobody had yet spoken of, or nobody who is listened to, is no occurrence
        by_event = [(event, said) for event, said in by_event if said and has_speakers(selection, said)]
    rows = [_event(event, said) for event, said in by_event]
    return {**lens, **_list(selection, rows, plural(len(rows), "event"), lens_notes(selection, told))}


def statement(view: View, id_: str, texts: Path | None = None, explain: bool = False) -> StatementAnswer:
    """One statement by id or key, as it stands now, what judgements say of its occurrence, and all its versions.

    With a folder of texts its source has the words that are cited, null where they are not to be found there; with
    `explain` it says what gave each of its bounds.
    """
    versions = view.by_id([id_]) or view.by_key([id_])
    if not versions:
        keys = [f"{row['id']}:{id_}" for row in view.store.read("read/datasets", version=view.version)]
        near = ", ".join(sorted({s.key for s in view.by_key(keys)}))
        hint = f"did you mean {near}?" if near else None
        raise NotFound(f"no statement has the id or key {id_!r}", parameter="id", value=id_, hint=hint)
    current = max(versions, key=lambda s: (s.opened_in <= view.version < s.closed_in, s.opened_in))
    found = statement_json(view, explain_dates_alone(view, current) if explain else current)
    cited = cast(CitedWithText, found["source"])
    if texts:
        cited["text"] = read_cited_text(texts, view.sources[current.cites.source], current.cites)
    told = find_identity(current.key, view.judgements)
    occurrence: OtherReports = {
        "sameOccurrence": list(told.same),
        "differentOccurrence": list(told.different),
        "unsureOccurrence": list(told.unsure),
    }
    return {
        "statement": {**found, "source": cited, **occurrence},
        "open": current.opened_in <= view.version < current.closed_in,
        "versions": [_version(s) for s in sorted(versions, key=lambda s: s.opened_in)],
        "dataVersion": view.version,
        "notes": version_notes(view),
    }


def sources(selection: Asked) -> SourcesAnswer:
    """All sources."""
    view = selection.view
    found = [source_json(view, source) for _, source in sorted(view.sources.items())]
    return _list(selection, found, plural(len(found), "source"))


def source(view: Snapshot, id_: str) -> SourceAnswer:
    if id_ not in view.sources:
        known = ", ".join(sorted(view.sources)) or "none: nothing is loaded"
        raise NotFound(f"no source has the id {id_!r}; there are {known}", parameter="id", value=id_)
    return {"source": source_json(view, view.sources[id_]), "dataVersion": view.version, "notes": version_notes(view)}


def search(selection: Asked, q: str, label: str | None = None) -> SearchAnswer:
    """Entities by any of their names, ignoring case and accents, and sources by words of their titles."""
    view = selection.view
    if not fold_name(q):
        raise InvalidInput(f"q: {q!r} has no word to look for", parameter="q", value=q)
    found = view.directory.search(q, _label(label) if label else None)
    rows: list[Match] = [{"type": "entity", **_entity(view, entity)} for entity in found]
    if not label:
        words = fold_name(q).split()
        titled = [s for s in view.sources.values() if all(word in fold_name(s.title) for word in words)]
        rows += [{"type": "source", "id": s.id, "name": s.title} for s in titled]
    answer = _list(selection, rows, f"{plural(len(rows), 'match', 'matches')} for {q!r}")
    return {"question": {"q": q, "label": label}, **answer}


def _label(label: str | None) -> Sequence[str]:
    if label is None:
        return LABELS
    by_fold = {name.casefold(): name for name in LABELS}
    if label.casefold() not in by_fold:
        expected = ", ".join(LABELS)
        raise InvalidInput(f"label: {label!r}; expected one of {expected}", parameter="label", value=label)
    return [by_fold[label.casefold()]]


def _lens(selection: Asked) -> LensAsked:
    """The question, where a lens is given: the day asked about changes nothing in these lists."""
    given = lens_json(selection)
    if "lens" not in given:
        return {}
    return {"question": {"knownAt": selection.question.known_at_written, "lens": given["lens"]}}


def _list(selection: Asked, rows: Sequence[T], summary: str, notes: Sequence[str] = ()) -> RowsPage[T]:
    view = selection.view
    shown, truncated, following = page(rows, selection.question)
    return {
        "dataVersion": view.version,
        "summary": f"{summary}.",
        "rows": shown,
        "notes": [*notes, *version_notes(view)],
        "truncated": truncated,
        "next": following,
    }


def _entity(view: Snapshot, entity: NamedEntity) -> Entity:
    external = dict(item.split(":", 1) for item in entity.external_ids)
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "externalIds": external,
        "canonical": entity.canonical,
        "position": position_json(view, entity),
    }


def _event(event: NamedEntity, told: Sequence[StoredStatement]) -> Event:
    on = [s.bounds for s in told if event.id in s.about and s.validity.kind == "on"]
    return {
        "id": event.id,
        "name": event.name,
        "kind": event.kind,
        "earliest": min((b.earliest_start for b in on if b.earliest_start.year > 1), default=None),
        "latest": max((b.latest_end for b in on if b.latest_end.year < 9999), default=None),
        "statements": [s.id for s in told],
    }


def _in_roles(statement: StoredStatement) -> set[str]:
    return {id_ for ids in statement.roles.values() for id_ in ids}


def _version(statement: StoredStatement) -> StatementVersion:
    closed = None if statement.closed_in == OPEN else statement.closed_in
    return {"id": statement.id, "openedIn": statement.opened_in, "closedIn": closed}
