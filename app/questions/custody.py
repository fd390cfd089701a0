"""Who held whom on a day: `whoholds custody`, /v1/custody."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Literal, NotRequired, cast

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayParameters, Group, Nationality, Place
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Figure, Flow, Range, ScopedCount
from app.schemas.evidence import Certainty, Denier, Support
from app.schemas.names import Named, Ref, Speaker
from app.schemas.pages import DayQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import BESIDE, Row, in_table

if is_answering(__name__):
    from app.answers.counts import flow_json, make_count_fields, uncombined_counts_notes
    from app.answers.explain import Facts, collect_statement_ids, common_facts, explain_answer
    from app.answers.frame import frame_answer, list_further_rows, other_times_json, question_json
    from app.answers.notes import (
        copy_notes,
        filter_notes,
        find_place_control,
        lens_notes,
        missing_notes,
        place_notes,
        possibly_public_notes,
        sort_best_first,
        unsure_identity_notes,
    )
    from app.answers.question import Asked
    from app.answers.shapes import (
        MOST_STATEMENTS,
        bound_json,
        denials_json,
        entity_ref,
        entity_refs,
        range_json,
        shown_places_json,
        speaker_json,
        speakers_json,
        statements_json,
    )
    from app.sentences import open_writer
    from app.sentences.custody import find_custody_facts
    from app.sentences.notes import FixedNote, NoteWriter
    from graph.custody.cases import Pair
    from graph.custody.day import HolderRow
    from graph.custody.question import CustodyScope, find_custody, find_rows, find_total
    from graph.evidence.custody_roles import find_held_groups
    from graph.evidence.sensitivity import AnswerRecipe
    from graph.evidence.support import find_known_certainty
    from graph.selection.rows import filter_rows, select_best_statements


class CustodyRow(TypedDict):
    holder: Ref
    held: Ref
    places: list[Ref]
    jointWith: list[Ref]
    capacities: list[str]
    terms: list[str]
    reading: Literal["stated", "inferred"]
    saidBy: list[Speaker]
    certainty: Certainty
    support: Support | None
    gapDays: int | None
    knownCertainty: Certainty
    basis: Literal["stated", "moved"]
    contested: bool
    deniedBy: list[Denier]
    count: Annotated[
        ScopedCount | None, Field(description="how many there were; `wording` and `places` are those of `figures`")
    ]
    countedOn: Annotated[str | None, Field(description="when they were counted: EDTF, a day or first/last")]
    countTiming: Annotated[
        Literal["on", "before", "after"] | None,
        Field(description="the days asked about, or the nearest before or after"),
    ]
    countPlaces: Annotated[
        int | None, Field(description="of how many places the number is the sum; null: of all, wherever they are")
    ]
    figures: Annotated[list[Figure], Field(description="the readings that make up `count`; the first 50")]
    figureCount: int
    counts: Annotated[
        list[ScopedCount], Field(description="all counts that the row rests on, the nearest first; at most 50")
    ]
    countsCount: int
    gained: Flow | None
    lost: Flow | None
    countsDisagree: bool
    independentSpeakers: Range | None
    statements: list[Statement]
    statementCount: Annotated[
        int, Field(description="of all; statements has the first 50 of them, all with include=statements")
    ]
    placeCount: Annotated[
        int, Field(description="of all; places has the first 100 of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class CustodyQuestion(DayQuestion):
    held: NotRequired[Named | list[Named] | None]
    holder: NotRequired[Named | list[Named] | None]
    place: NotRequired[Named | list[Named] | None]
    nationality: NotRequired[Named | list[Named] | None]


class Ending(Speaker):
    """A report that everyone left a holder: its speaker, and the days when they may have left."""

    statement: str
    key: str
    earliest: date | None
    latest: date | None


class LastKnownCustody(CustodyRow):
    endedBy: NotRequired[
        Annotated[
            list[Ending] | None,
            Field(description="reports by which all of them had left before the days asked about; the first 50"),
        ]
    ]


class CustodyAnswer(Explained):
    question: CustodyQuestion
    rows: list[CustodyRow]
    lastKnown: list[LastKnownCustody]
    firstKnown: list[CustodyRow]
    perhapsSame: Annotated[
        list[CustodyRow], Field(description="rows of groups that may be the one asked about: a judgement is unsure")
    ]
    together: Annotated[
        list[CustodyRow],
        Field(description="what is said of the place and others as one: no number in it is of the place alone"),
    ]
    total: Range | None


def custody(
    selection: Asked,
    held: Group = None,
    holder: Actor = None,
    place: Place = None,
    nationality: Nationality = None,
) -> CustodyAnswer:
    """One row per holder and held; statements that disagree stay side by side. Parts of what is asked for count."""
    asked = selection.question
    findings = find_custody(selection, held, holder, place, nationality)
    scope, rows, nearest = findings.scope, findings.rows, findings.unfiltered
    control = find_place_control(selection, [*rows, *nearest.last_known], scope.places)
    writer = open_writer(selection)
    notes = [
        *_nationality_notes(writer.notes, scope),
        *filter_notes(selection, findings.filtered),
        *([writer.notes.write_no_total(findings.no_total)] if findings.no_total else []),
        *(note for row in rows for note in uncombined_counts_notes(selection, row)),
        *unsure_identity_notes(selection, scope.groups, scope.held),
        *place_notes(selection, control),
        *missing_notes(selection, findings.statements, asked.as_of.latest),
        *copy_notes(selection, [statement for row in rows for statement in row.statements]),
        *([writer.notes.write_fixed(FixedNote.PLANS_APART)] if findings.plans else []),
        *possibly_public_notes(selection, [select_best_statements(row) for row in rows]),
        *lens_notes(selection, findings.read),
    ]
    recipe = AnswerRecipe(
        find_topics=find_held_groups,
        find_rows=lambda group, statements: (
            filter_rows(selection, find_rows(selection, scope, statements, str(group)).rows).rows
        ),
        find_facts=_make_row_facts,
        summarise=lambda rows: {"total": find_total(selection, scope, rows)[0]},
    )
    return frame_answer(
        CustodyAnswer,
        selection,
        question=question_json(selection, **scope.asked),
        summary=writer.write_custody(find_custody_facts(selection, findings, control.statements, control.former)),
        rows=rows,
        row_json=partial(row_json, selection),
        extra_fields={
            **other_times_json(
                selection,
                findings.unfiltered.last_known,
                findings.unfiltered.first_known,
                partial(_other_time_json, selection),
            ),
            "perhapsSame": list_further_rows(asked, "perhapsSame", findings.perhaps_same, partial(row_json, selection)),
            "together": list_further_rows(asked, "together", findings.together, partial(row_json, selection)),
            "total": range_json(findings.total),
        },
        notes=notes,
        explain=explain_answer(
            selection,
            findings.statements,
            recipe,
            collect_statement_ids(rows),
            lambda pair: writer.explanations.write_holding(*cast(Pair, pair)),
        ),
    )


def row_json(selection: Asked, row: HolderRow) -> CustodyRow:
    view = selection.view
    support, counts = row.support, make_count_fields(selection, row)
    shown = statements_json(selection, sort_best_first(row))
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        "places": shown_places_json(selection, row.places),
        "placeCount": len(row.places),
        "jointWith": entity_refs(view, row.joint_with),
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
        "gained": flow_json(view, row.gained, "gained"),
        "lost": flow_json(view, row.lost, "lost"),
        "independentSpeakers": speakers_json(view, row.statements),
        "statements": shown["statements"],
        "statementCount": shown["statementCount"],
    }


def _other_time_json(selection: Asked, row: HolderRow) -> LastKnownCustody:
    """A row of another time. `endedBy` lists the reports that all of them had left before the day."""
    ends: list[Ending] = [
        {
            **speaker_json(selection.view, loss.said_by),
            "statement": loss.id,
            "key": loss.key,
            "earliest": bound_json(loss.bounds.earliest_start),
            "latest": bound_json(loss.bounds.latest_end),
        }
        for loss in row.ended_by[:MOST_STATEMENTS]
    ]
    answer_row = cast(LastKnownCustody, row_json(selection, row))
    if ends:
        answer_row["endedBy"] = ends
    return answer_row


def _nationality_notes(writer: NoteWriter, scope: CustodyScope) -> list[str]:
    if scope.nationality is None:
        return []
    return [writer.write_partly(id_, scope.nationality) for id_ in scope.partly_groups]


def _make_row_facts(row: HolderRow) -> tuple[Pair, Facts]:
    """The key of a row, and its facts that are tested for dependence on one speaker."""
    return (row.holder, row.held), {
        **common_facts(row),
        "count": row.count and row.count.range,
        "gained": row.gained and row.gained[0],
        "lost": row.lost and row.lost[0],
    }


def _write_joint_holders(holders: list[Row]) -> str:
    return f" with {', '.join(holder['name'] for holder in holders)}" if holders else ""


def _write_numbers(row: Row) -> str:
    numbers = [_write_count(row)] if row["count"] else []
    numbers += [_write_flow(name, row[name]) for name in ("gained", "lost") if row[name]]
    return "; ".join(numbers) + (" (figures disagree)" if row["countsDisagree"] else "")


def _write_count(row: Row) -> str:
    """Such as `1,692 in 3 places, 2025-03-01 (1,450; 230; 12)`: the number, its places and days, its wordings."""

    places = row["countPlaces"]
    where = f" in {places} {'place' if places == 1 else 'places'}" if places else ""
    return f"{terminal.range_words(row['count'])}{where}, {row['countedOn']} ({row['count']['wording']})"


def _write_flow(name: str, flow: Row) -> str:
    """Such as `gained 1,800 to 2,200 (about 2,000; 2026-01-30)`: the number, its wordings, and its days."""

    number, wordings = terminal.range_words(flow), flow["wordings"]
    details = [] if wordings == [number] else wordings[:3]
    details += [f"and {len(wordings) - 3} more"] if len(wordings) > 3 else []
    details += [" to ".join(dict.fromkeys(str(flow[name]) for name in ("earliest", "latest") if flow[name]))]
    return f"{name} {number} ({'; '.join(filter(None, details))})"


COLUMNS: terminal.Columns = {
    "holder": lambda row: row["holder"]["name"] + _write_joint_holders(row["jointWith"]),
    "held": lambda row: row["held"]["name"],
    "where": lambda row: row["places"],
    "how many": _write_numbers,
    "terms": lambda row: row["terms"],
    "how sure": terminal.sure_words,
    "said by": lambda row: row["saidBy"],
}
QUESTION = Question(
    "/custody",
    custody,
    DayParameters,
    AnswerShape(CustodyRow, "Who held whom", "custody", about=("holder", "held", "certainty", "support")),
    in_table(COLUMNS, BESIDE),
)
