"""Who held whom on a day: the answer of /v1/custody and `whoholds custody`."""

from collections.abc import Iterable
from functools import partial
from typing import cast

from app.answers.asked import Asked
from app.answers.counted import count_fields, elsewhere_note
from app.answers.explain import Facts, common_facts, names_joined, near, rests_on
from app.answers.frame import beside, framed, question_json
from app.answers.lens import lens_notes
from app.answers.moved import moved_json
from app.answers.over_places import place_notes
from app.answers.rows import best_first, filter_notes, known_notes
from app.answers.sentences import holders_sentence
from app.answers.shapes import (
    MOST_STATEMENTS,
    bound,
    denials_json,
    entity_ref,
    range_json,
    refs,
    shown_places,
    speaker_json,
    speakers_json,
    statements_json,
)
from app.answers.unsure import unsure_notes
from app.schemas.core import CustodyAnswer, CustodyRow, Ending, LastKnownCustody
from graph.custody.cases import Pair
from graph.custody.day import HolderRow
from graph.custody.question import CustodyFindings, CustodyScope, find_custody, find_rows, find_total
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.sensitivity import AnswerRecipe
from graph.evidence.support import find_known_certainty
from graph.selection.rows import filter_rows, select_best_statements
from graph.selection.snapshot import Snapshot


def custody(
    selection: Asked,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> CustodyAnswer:
    """Rows of holder and held. Each parameter is an id or a name; parts of what is asked for are followed downwards."""
    view, asked = selection.view, selection.question
    found = find_custody(selection, held, holder, place, nationality)
    scope, rows, nearest = found.scope, found.rows, found.unfiltered
    notes = [
        *_nationality_notes(view, scope),
        *filter_notes(asked, found.filtered),
        *([_named(view, found.no_total, rows)] if found.no_total else []),
        *(note for row in rows for note in elsewhere_note(view, row)),
        *unsure_notes(view, scope.groups, scope.held),
        *place_notes(selection, [*rows, *nearest.last_known], scope.places),
        *([f"{found.plans} statements of plans or moves under way are in plans, not here"] if found.plans else []),
        *known_notes([select_best_statements(row) for row in rows], asked),
        *lens_notes(selection, found.read),
    ]
    workings = AnswerRecipe(
        topics_of=find_held_groups,
        rows_of=lambda group, some: filter_rows(selection, find_rows(selection, scope, some, str(group)).rows).rows,
        facts_of=_facts,
        whole_of=lambda rows: {"total": find_total(selection, scope, rows)[0]},
    )
    return framed(
        CustodyAnswer,
        selection,
        question=question_json(
            selection, held=scope.held, holder=scope.holder, place=scope.place, nationality=scope.nationality
        ),
        summary=_summary(selection, found),
        rows=rows,
        row_json=partial(row_json, selection),
        more={
            **beside(
                selection, found.unfiltered.last_known, found.unfiltered.first_known, partial(_beside_json, selection)
            ),
            "total": range_json(found.total),
        },
        notes=notes,
        explain=rests_on(selection, found.statements, workings, near(rows), names_joined(view, " holding ")),
    )


def row_json(selection: Asked, row: HolderRow) -> CustodyRow:
    view = selection.view
    support, counts = row.support, count_fields(selection, row)
    shown = statements_json(selection, best_first(row))
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        "places": shown_places(selection, row.places),
        "placeCount": len(row.places),
        "jointWith": refs(view, row.joint_with),
        "capacities": list(row.capacities),
        "terms": list(row.terms),
        "reading": "inferred" if all(s.reading == "inferred" for s in select_best_statements(row)) else "stated",
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(s.said_by for s in row.statements)],
        "certainty": "certain" if support and support.kind == "certain" else "possible",
        "support": support.kind if support else None,
        "gapDays": support.gap_days if support else None,
        "knownCertainty": find_known_certainty(select_best_statements(row), selection.question.known_at),
        "basis": row.basis,
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials),
        "count": counts["count"],
        "countedOn": counts["countedOn"],
        "countTiming": counts["countTiming"],
        "countPlaces": counts["countPlaces"],
        "figures": counts["figures"],
        "figureCount": counts["figureCount"],
        "counts": counts["counts"],
        "countsCount": counts["countsCount"],
        "countsDisagree": counts["countsDisagree"],
        "gained": moved_json(view, row.gained, "gained"),
        "lost": moved_json(view, row.lost, "lost"),
        "independentSpeakers": speakers_json(view, row.statements),
        "statements": shown["statements"],
        "statementCount": shown["statementCount"],
    }


def _beside_json(selection: Asked, row: HolderRow) -> LastKnownCustody:
    """A row of another time; `endedBy` are the reports by which all of them had left before the day."""
    ends: list[Ending] = [
        {
            **speaker_json(selection.view, loss.said_by),
            "statement": loss.id,
            "key": loss.key,
            "earliest": bound(loss.bounds.earliest_start),
            "latest": bound(loss.bounds.latest_end),
        }
        for loss in row.ended_by[:MOST_STATEMENTS]
    ]
    made = cast(LastKnownCustody, row_json(selection, row))
    if ends:
        made["endedBy"] = ends
    return made


def _nationality_notes(view: Snapshot, scope: CustodyScope) -> list[str]:
    if scope.nationality is None:
        return []
    name = view.directory.get(scope.nationality).name
    return [f"{view.directory.get(id_).name}: only some of them are said to be {name}" for id_ in scope.partly_groups]


def _facts(row: HolderRow) -> tuple[Pair, Facts]:
    """What a row says that must not depend on one speaker."""
    return (row.holder, row.held), {
        **common_facts(row),
        "count": row.count and row.count.range,
        "gained": row.gained and row.gained[0],
        "lost": row.lost and row.lost[0],
    }


def _named(view: Snapshot, reason: str, rows: Iterable[HolderRow]) -> str:
    parts = {id_ for link in view.parts for ids in link.roles.values() for id_ in ids}
    for id_ in sorted(parts.union(*((row.holder, row.held) for row in rows))):
        reason = reason.replace(f" {id_} ", f" {view.directory.get(id_).name} ")
    return reason


def _summary(selection: Asked, found: CustodyFindings) -> str:
    directory, scope = selection.view.directory, found.scope
    who = directory.get(scope.held).name if scope.held else "people"
    if scope.nationality:
        who += f" ({directory.get(scope.nationality).name})"
    return holders_sentence(selection, who, found.rows, found.unfiltered)
