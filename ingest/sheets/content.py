"""A source as a sheet: who stands in it and what it says, as rows that read as the same statements."""

import json
from collections.abc import Iterable
from typing import Any

from graph.dates.linked_dates import LinkedDate, When
from graph.dates.windows import is_edtf, read_edtf
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.dossier import ParsedSource
from ingest.quarantine import read_own_key
from ingest.sheets.layout import SEPARATOR
from ingest.sheets.words import list_predicates, list_words, write_kind
from ingest.sheets.writing import SheetContent
from ingest.source import SourceForm

Row = dict[str, str]
JOINT = f"{SEPARATOR} "


def make_content(parsed: ParsedSource) -> SheetContent:
    """The sheet of a source. Silent spans, claims and expected numbers have no place in one."""
    return SheetContent(
        source=write_answers(parsed.form),
        who=[*map(write_use, parsed.used), *map(write_entity, parsed.entities)],
        what=[write_statement(statement, parsed.form.publisher) for statement in parsed.statements],
    )


def write_answers(form: SourceForm) -> Row:
    """The answers of the tab Source, by field."""
    text, covered = form.text, form.coverage
    return _drop_empty({
        "id": form.id, "title": form.title, "publisher": form.publisher, "published": form.published.on,
        "published_reason": form.published.reason, "url": form.url, "licence": form.licence,
        "retrieved_on": form.retrieved_on, "description": form.description, "zone": form.zone,
        "uses": JOINT.join(form.uses), "rows": "yes" if form.rows else None, "text": text.file if text else None,
        "text_length": str(text.length) if text else None, "text_sha256": text.sha256 if text else None,
        "coverage_start": covered.start, "coverage_end": covered.end, "coverage_frequency": covered.frequency,
        "internal": "yes" if form.internal else None,
    })  # fmt: skip


def write_entity(entity: WrittenEntity) -> Row:
    """The row of Who of an entity of the source's own."""
    return _drop_empty({
        "name": entity.name, "id": entity.id, "kind": write_kind(entity.label, entity.kind),
        "aliases": JOINT.join(entity.aliases), "names": JOINT.join(f"{tag}={name}" for tag, name in entity.languages),
        "external_ids": _write_outside(entity.external_ids), "internal": "yes" if entity.internal else None,
        "internal_aliases": JOINT.join(entity.internal_aliases),
    })  # fmt: skip


def write_use(used: UsedEntity) -> Row:
    """The row of Who of an id of another source."""
    made = used.made
    return _drop_empty({
        "name": made.name if made else None, "id": used.id if made else f"use: {used.id}",
        "kind": write_kind(made.label, made.kind) if made else None, "aliases": JOINT.join(used.aliases),
        "names": JOINT.join(f"{tag}={name}" for tag, name in used.languages),
        "external_ids": _write_outside(used.external_ids), "of": used.owner,
        "internal_aliases": JOINT.join(used.internal_aliases),
    })  # fmt: skip


def _write_outside(external_ids: Iterable[str]) -> str:
    return " | ".join("=".join(one.split(":", 1)) for one in external_ids)


def write_statement(statement: WrittenStatement, publisher: str) -> Row:
    """The row of What of a statement, by field; names are ids."""
    predicate = vocabulary().predicates[statement.predicate]
    roles = {role: JOINT.join(ids) for role, ids in statement.roles.items()}
    is_acting = "subject" not in predicate.roles
    cites = statement.cites
    manners = [*(["denied"] if statement.polarity == "denies" else []),
               *(["inferred by me"] if statement.reading == "inferred" else []),
               *(["planned"] if statement.mode == "intended" else [])]  # fmt: skip
    return _drop_empty({
        "key": read_own_key(statement), "locator": cites.locator, "start": _write_number(cites.start),
        "end": _write_number(cites.end), "sha256": cites.sha256,
        "said_by": statement.said_by if statement.said_by != publisher else None,
        "said_on": _write_said(statement), "private": "yes" if statement.said_on and not statement.public else None,
        "predicate": list_predicates().write(statement.predicate),
        "who": roles.get("agent" if is_acting else "subject"), "agent": None if is_acting else roles.get("agent"),
        "object": roles.get("object"), "at": roles.get("at"), "origin": _join(roles, "from_holder", "from_place"),
        "target": _join(roles, "to_holder", "to_place"), "manner": JOINT.join(manners),
        "mode": statement.mode.replace("_", " ") if statement.mode not in ("occurred", "intended") else None,
        "note": statement.note, "coded_by": statement.review.coded_by, "checked_by": statement.review.checked_by,
        "state": statement.review.state, "terms": JOINT.join(term.replace("_", " ") for term in statement.terms),
        "about": JOINT.join(statement.about), "fulfils": JOINT.join(statement.fulfils), "parts": statement.parts,
        "whole": "yes" if statement.whole else None, "planned_end": statement.validity.planned_end,
        "internal": "yes" if statement.internal else None,
        "responds": JOINT.join(
            f"{one.key} {one.stance}{' in general' if one.scope == 'general' else ''}" for one in statement.responds_to
        ), **_write_days(statement, is_state=predicate.is_state), **_write_count(statement),
    })  # fmt: skip


def _join(roles: Row, *names: str) -> str:
    return JOINT.join(roles[name] for name in names if roles.get(name))


def _write_number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _write_said(statement: WrittenStatement) -> str | None:
    linked = statement.linked
    return _write_when(linked.said) if linked and linked.said is not None else statement.said_on


def _write_days(statement: WrittenStatement, *, is_state: bool) -> Row:
    validity, linked = statement.validity, statement.linked
    if linked and validity.kind == "valid":
        ends = {"start": _list_when(linked.start), "end": _list_when(linked.end)}
        if all(isinstance(end, str) for end in ends.values()):
            return {"time": f"{ends['start']}/{ends['end']}"}
        return {"time": json.dumps(ends, ensure_ascii=False)}
    if linked:
        found = linked.on if validity.kind == "on" else linked.observed
        assert found is not None
        return {"time": _write_when(found)}
    if validity.kind == "valid" and not is_edtf(validity.written):  # ends that are no ends of an interval in EDTF
        start, _, end = validity.written.partition("/")
        return {"time": json.dumps({"start": start, "end": end}, ensure_ascii=False)}
    row = {"time": validity.written}
    if validity.spread:
        row["spread"] = "yes"
    elif is_state and validity.kind == "observed" and read_edtf(validity.written).interval:
        row["spread"] = "no"  # on some day of it
    return row


def _write_when(when: When) -> str:
    return when if isinstance(when, str) else json.dumps(_list_when(when), ensure_ascii=False)


def _list_when(when: When | None) -> Any:
    """A day that others bound, as a dossier has it."""
    if not isinstance(when, LinkedDate):
        return when or ""
    bounds = [
        {"relation": tie.relation, "of": tie.of}
        | ({} if tie.relation == "same_day" else {"min_days": tie.min_days})
        | ({} if tie.max_days is None else {"max_days": tie.max_days})
        for tie in when.ties
    ]
    found: dict[str, Any] = {"weekday": list(when.weekdays), "bounds": bounds}
    return {name: value for name, value in found.items() if value} | ({"within": when.within} if when.within else {})


def _write_count(statement: WrittenStatement) -> dict[str, str | None]:
    count = statement.count
    if count is None:
        return {}
    return {
        "wording": count.wording, "count_kind": list_words("count_kinds").write(count.kind), "unit": count.unit,
        "of": count.of, "since": count.since, "least": str(count.min) if count.given else None,
        "most": _write_number(count.max) if count.given else None,
    }  # fmt: skip


def _drop_empty(row: dict[str, str | None]) -> Row:
    return {name: value for name, value in row.items() if value}
