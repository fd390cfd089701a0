"""What no source says, and the statement that would tell: `whoholds silences`, /v1/silences."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import AlikeGroup, DayParameters, EntityName, Group, SilenceKind
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.evidence import AlikeRows, LedgerBecause
from app.schemas.names import Named, Ref
from app.schemas.pages import DayQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.alike import InGroup, group_alike, group_json, group_notes, groups_json
    from app.answers.explain import collect_statement_ids, explain_answer, make_recipe
    from app.answers.facts import gap_facts
    from app.answers.frame import entity_question_json, frame_answer, question_json
    from app.answers.notes import filter_notes, lens_notes, possibly_public_notes
    from app.answers.question import Asked, refuse_open_days
    from app.answers.shapes import (
        MOST_STATEMENTS,
        entity_refs,
        places_json,
        range_json,
        shown_places_json,
        speakers_json,
        statements_json,
    )
    from app.sentences import open_writer
    from app.sentences.notes import AlikeWhat
    from app.sentences.row_words import RowWordWriter
    from app.sentences.silences import find_silences_facts
    from graph.custody.gaps.gap import ClosingStatement, EvidenceGap, GapKind, GapReason
    from graph.custody.gaps.question import filter_gaps, find_gaps
    from graph.evidence.custody_roles import find_held_groups
    from graph.evidence.hierarchy import Containment
    from graph.evidence.occurrences import number_occurrences

_SilentDays = TypedDict(
    "_SilentDays", {"from": Annotated[date | None, Field(description="the first silent day")], "to": date | None}
)


class _SilentPeople(TypedDict):
    kind: GapKind
    why: GapReason
    holders: list[Ref]
    held: list[Ref]
    places: list[Ref]


_MissingDays = TypedDict(
    "_MissingDays",
    {
        "from": Annotated[date | None, Field(description="the first day that it must be about; null: no such bound")],
        "to": date | None,
    },
)


class _MissingStatement(TypedDict):
    what: ClosingStatement
    whose: Annotated[list[Ref], Field(description="held by whom; empty: by anybody")]
    of: list[Ref]
    place: list[Ref]


class WouldClose(_MissingStatement, _MissingDays):
    atLeast: Annotated[int | None, Field(description="how many people it must tell of")]
    independentOf: Annotated[list[Ref], Field(description="speakers that do not count again")]
    sentence: str
    placeCount: Annotated[int, Field(description="of all; place has the first 100 of them")]


class SilenceRow(_SilentPeople, _SilentDays):
    days: int | None
    people: Range | None
    because: str
    openBecause: Annotated[list[LedgerBecause], Field(description="of a ledger: all that leaves it open")]
    wouldClose: WouldClose
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[
        int, Field(description="how many rows of the whole answer are like this one but for days and places")
    ]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    placeCount: Annotated[
        int, Field(description="of all; places has the first 100 of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class SilencesQuestion(DayQuestion):
    entity: NotRequired[Ref | list[Ref] | None]
    held: NotRequired[Named | list[Named] | None]
    kind: NotRequired[GapKind | None]
    group: NotRequired[int | None]


class SilencesAnswer(Explained):
    question: SilencesQuestion
    rows: list[SilenceRow]
    groups: Annotated[list[AlikeRows], Field(description="rows that are alike, the largest group first; at most 50")]
    groupCount: int


def silences(
    selection: Asked,
    entity: EntityName = None,
    held: Group = None,
    kind: SilenceKind = None,
    group: AlikeGroup = None,
) -> SilencesAnswer:
    """Gaps in custody, what rests on one speaker, what is stale or uncounted, open ledgers. Each row names the
    statement that would close it; none is filled in. Those come first that would settle most: of the group or entity
    asked about itself, then of most people, then of the longest time. Who is said to have left is in none."""
    view, asked = selection.view, selection.question
    refuse_open_days(asked)  # what is silent until the last day that there is, nobody can close
    findings = find_gaps(selection, entity, held, kind)
    gaps, scope, writer = findings.gaps, findings.scope, open_writer(selection)
    alike = group_alike(gaps, _find_kind)
    rows = alike.select_group(group, alike.rows)
    find_ancestors = Containment(selection.part_links).find_ancestors
    occurrence_numbers = (
        number_occurrences(findings.statements, view.judgements, view.distinct_sources) if asked.explain else {}
    )
    recipe = make_recipe(
        lambda s: find_ancestors(find_held_groups(s)),  # the ledger of a group reads its parts too
        lambda group_id, statements: gap_facts(
            writer.row_words, filter_gaps(selection, scope, statements, str(group_id)).rows, occurrence_numbers
        ),
    )
    return frame_answer(
        SilencesAnswer,
        selection,
        question={
            **entity_question_json(view, scope.entity),
            **question_json(selection, held=scope.held),
            **({"kind": kind} if kind else {}),
            **group_json(group),
        },
        summary=writer.records.write_silences(find_silences_facts(selection, findings)),
        rows=rows,
        row_json=lambda gap: _gap_row_json(selection, writer.row_words, gap, alike.group_fields(gap)),
        extra_fields=groups_json(alike, writer.row_words.write_gap),
        notes=[
            *filter_notes(selection, findings.filtered),
            *group_notes(selection, alike, writer.row_words.write_gap, AlikeWhat.SILENCES),
            *possibly_public_notes(selection, [gap.statements for gap in gaps]),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(selection, findings.statements, recipe, collect_statement_ids(gaps)),
    )


def _find_kind(gap: EvidenceGap) -> Hashable:
    """A key for the missing evidence, without days and places."""
    missing = gap.missing
    return gap.kind, gap.why, gap.holders, gap.held, missing.what, missing.independent_of


def _gap_row_json(selection: Asked, writer: RowWordWriter, gap: EvidenceGap, alike: InGroup) -> SilenceRow:
    view = selection.view
    missing = gap.missing
    return {
        "kind": gap.kind,
        "why": gap.why,
        "holders": entity_refs(view, gap.holders),
        "held": entity_refs(view, gap.held),
        **places_json(selection, gap.places),
        "from": gap.first,
        "to": gap.last,
        "days": gap.days,
        "people": range_json(gap.people),
        "because": writer.write_gap(gap),
        "openBecause": [
            {
                "why": writer.write_reason(reason),
                "statements": [s.id for s in statements[:MOST_STATEMENTS]],
                "keys": [s.key for s in statements[:MOST_STATEMENTS]],
                "statementCount": len(statements),
            }
            for reason, statements in gap.open_because
        ],
        "wouldClose": {
            "what": missing.what,
            "whose": entity_refs(view, missing.whose),
            "of": entity_refs(view, missing.of),
            "place": shown_places_json(selection, missing.places),
            "placeCount": len(missing.places),
            "from": missing.first,
            "to": missing.last,
            "atLeast": missing.at_least,
            "independentOf": entity_refs(view, missing.independent_of),
            "sentence": writer.write_closing(gap),
        },
        "independentSpeakers": speakers_json(view, gap.statements),
        **statements_json(selection, gap.statements),
        **alike,
    }


COLUMNS: terminal.Columns = {
    "kind": lambda row: row["kind"].replace("_", " "),
    "what is not said": lambda row: row["because"],
    "alike": terminal.alike_words,
    "what would tell": lambda row: row["wouldClose"]["sentence"],
}
QUESTION = Question(
    "/silences",
    silences,
    DayParameters,
    AnswerShape(SilenceRow, "What nobody says", "silences", about=("kind", "why", "holders", "held", "from", "to")),
    in_table(COLUMNS),
)
