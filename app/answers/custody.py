"""Who held whom on a day: the answer of /v1/custody and `whoholds custody`."""

from collections.abc import Iterable, Sequence

from app.answers.question import Common, page
from app.answers.rows import backed, best_statements, known_notes, rank, sure, version_notes
from app.answers.selecting import groups_of, parts_of, resolved, selected
from app.answers.sentences import days, holders_sentence
from app.answers.shapes import (
    Json,
    count_json,
    denials_json,
    entity_ref,
    range_json,
    refs,
    speaker_json,
    speakers_json,
    statement_json,
)
from graph.counts import Range
from graph.custody import Counted, Row, total
from graph.custody import custody as custody_rows
from graph.figures import held_by
from graph.parts import is_plan
from graph.recorded import Recorded
from graph.store.reader import View
from graph.support import known_certainty
from graph.vocabulary import vocabulary


def custody(
    view: View,
    asked: Common,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> Json:
    """Rows of holder and held. Each parameter is an id or a name; parts of what is asked for are followed downwards."""
    ids = {
        "held": resolved(view, held, ["Group"], "held") if held else None,
        "holder": resolved(view, holder, ["Actor"], "holder") if holder else None,
        "place": resolved(view, place, ["Place"], "place") if place else None,
        "nationality": resolved(view, nationality, ["Nationality"], "nationality") if nationality else None,
    }
    notes: list[str] = []
    groups = parts_of(view, asked, ids["held"]) if ids["held"] else None
    holders = parts_of(view, asked, ids["holder"]) if ids["holder"] else None
    places = parts_of(view, asked, ids["place"]) if ids["place"] else None
    if ids["nationality"]:
        groups = _of_nationality(view, asked, ids["nationality"], groups, notes)
    statements = selected(view, _select(view, asked, groups, holders, places), asked)
    answer = custody_rows(
        _at(statements, places),
        asked.as_of.earliest,
        asked.as_of.latest,
        wanted=lambda by, of: (groups is None or of in groups) and (holders is None or by in holders),
        asked_holders=holders or frozenset(),
        max_gap_days=asked.max_gap_days,
        publishers=view.publishers,
    )
    ordered = sorted(answer.rows, key=lambda row: (row.held != ids["held"], rank(row.support)))
    rows = backed(view, sure(ordered, asked, notes), asked, notes)
    shown, truncated, following = page(rows, asked)
    whole, reason = total([row for row in rows if ids["held"] is None or row.held == ids["held"]])
    notes += [_named(view, reason, rows)] if reason else []
    notes += _plans_note([s for s in statements if groups is None or groups & set(held_by(s))])
    notes += known_notes([best_statements(row) for row in rows], asked)
    return {
        "question": {
            **{name: _asked(view, id_) for name, id_ in ids.items() if id_},
            "asOf": asked.as_of_written,
            "knownAt": asked.known_at_written,
        },
        "dataVersion": view.version,
        "summary": _summary(view, asked, ids, rows),
        "rows": [row_json(view, asked, row) for row in shown],
        "lastKnown": [row_json(view, asked, row) for row in answer.last_known],
        "firstKnown": [row_json(view, asked, row) for row in answer.first_known],
        "total": range_json(whole),
        "notes": [*notes, *version_notes(view)],
        "truncated": truncated,
        "next": following,
    }


def row_json(view: View, asked: Common, row: Row) -> Json:
    support = row.support
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        "places": refs(view, row.places),
        "jointWith": refs(view, row.joint_with),
        "capacities": list(row.capacities),
        "terms": list(row.terms),
        "reading": "inferred" if all(s.reading == "inferred" for s in best_statements(row)) else "stated",
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(s.said_by for s in row.statements)],
        "certainty": "certain" if support and support.kind == "certain" else "possible",
        "support": support.kind if support else None,
        "gapDays": support.gap_days if support else None,
        "knownCertainty": known_certainty(best_statements(row), asked.known_at),
        "basis": row.basis,
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials),
        "count": _count(view, row),
        "counts": [_counted(view, counted) for counted in row.counts],
        "gained": _flow(row.gained, row),
        "lost": _flow(row.lost, row),
        "countsDisagree": row.counts_disagree,
        "independentSpeakers": speakers_json(view, row.statements),
        "statements": [statement_json(view, statement) for statement in row.statements],
    }


def _plans_note(statements: Sequence[Recorded]) -> list[str]:
    plans = sum(is_plan(statement) for statement in statements)
    return [f"{plans} statements of plans or moves under way are in plans, not here"] if plans else []


def _select(
    view: View,
    asked: Common,
    groups: frozenset[str] | None,
    holders: frozenset[str] | None,
    places: frozenset[str] | None,
) -> Sequence[Recorded]:
    predicates = vocabulary().custody_predicates
    for ids in (groups, holders, places):
        if ids is not None:
            return view.of_entities(ids, predicates, asked.known_by)
    return view.by_predicate(predicates, asked.known_by)


def _of_nationality(
    view: View, asked: Common, nationality: str, groups: frozenset[str] | None, notes: list[str]
) -> frozenset[str]:
    whole, some = groups_of(view, asked, nationality)
    for group in sorted(some if groups is None else some & groups):
        name = view.directory.get(nationality).name
        notes.append(f"{view.directory.get(group).name}: only some of them are said to be {name}")
    return (whole | some) if groups is None else (whole | some) & groups


def _at(statements: Sequence[Recorded], places: frozenset[str] | None) -> Sequence[Recorded]:
    """Statements on the places asked about; a gain is at the place that people came to."""
    if places is None:
        return statements
    return [s for s in statements if places & {p for role in ("at", "to_place", "from_place") for p in s.role(role)}]


def _count(view: View, row: Row) -> Json | None:
    if row.count is None:
        return None
    found, counted = row.count
    return {**_counted(view, counted), "min": found[0], "max": found[1]}


def _flow(moved: tuple[Range, str] | None, row: Row) -> Json | None:
    """How many came or went, with the wordings of those reports that stand in the row."""
    if moved is None:
        return None
    told = [s.count.wording for s in row.statements if s.count and s.count.kind == moved[1]]
    return {**(range_json(moved[0]) or {}), "kind": moved[1], "wordings": list(dict.fromkeys(told))}


def _counted(view: View, counted: Counted) -> Json:
    return {
        **(count_json(counted.count) or {}),
        "holders": refs(view, counted.holders),
        "held": refs(view, counted.held),
        "places": refs(view, counted.places),
        "statement": counted.statement.id,
    }


def _asked(view: View, id_: str) -> Json:
    return {"id": id_, "name": view.directory.get(id_).name}


def _named(view: View, reason: str, rows: Iterable[Row]) -> str:
    for row in rows:
        reason = reason.replace(f" {row.holder} ", f" {view.directory.get(row.holder).name} ")
    return reason


def _summary(view: View, asked: Common, ids: dict[str, str | None], rows: Sequence[Row]) -> str:
    who = view.directory.get(ids["held"]).name if ids["held"] else "people"
    if ids["nationality"]:
        who += f" ({view.directory.get(ids['nationality']).name})"
    return holders_sentence(view, who, days(asked), rows)
