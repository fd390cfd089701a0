"""What came and went between two counts of a group, and what is open: `whoholds ledger`, /v1/custody/ledger."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Literal, NotRequired, cast

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayParameters, LedgerFrom, LedgerTo, Place, RequiredGroup
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.evidence import LedgerBecause
from app.schemas.names import Named, Ref, Speaker
from app.schemas.pages import DayQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import Row

if is_answering(__name__):
    from app.answers.explain import Facts, explain_answer
    from app.answers.frame import frame_answer, question_json
    from app.answers.ledger_rows import (
        MOST_ITEMS,
        check_json,
        count_json,
        row_json,
    )
    from app.answers.notes import copy_notes, lens_notes, missing_notes, possibly_public_notes, unsure_identity_notes
    from app.answers.question import Asked, Common, read_span
    from app.answers.shapes import Json
    from app.sentences import open_writer
    from app.sentences.explanations import ExplanationWriter
    from app.sentences.ledger import find_ledger_facts
    from app.sentences.notes import FixedNote, NoteWriter
    from app.sentences.row_words import RowWordWriter
    from graph.custody.ledger.ledger import Closes, Ledger, LedgerPeriod
    from graph.custody.ledger.question import LedgerFindings, find_ledger, find_periods, select_claims
    from graph.custody.ledger.reason_facts import LedgerReason, LedgerReasonKind
    from graph.custody.ledger.reasons import collect_reports
    from graph.custody.ledger.shares import LedgerScope
    from graph.custody.question import resolve_holder_and_place
    from graph.dates.windows import Window
    from graph.errors import InvalidInput
    from graph.evidence.sensitivity import AnswerRecipe
    from graph.model.statement import StoredStatement


class Gap(TypedDict):
    min: Annotated[
        int | None, Field(description="null: no lower bound; below zero: no report says where so many came from")
    ]
    max: Annotated[int | None, Field(description="null: no upper bound")]


class LedgerCount(TypedDict):
    statement: str
    key: str
    min: int | None
    max: int | None
    wording: str | None


class LedgerReport(LedgerCount):
    saidBy: Speaker


class Days(TypedDict):
    earliest: date | None
    latest: date | None


class LedgerLine(Range):
    kind: Literal["flow", "cumulative", "uncounted"]
    certainIn: Annotated[
        bool, Field(description="all of it lies between the counts, whichever of the allowed days it was")
    ]
    occurrence: int
    reports: list[LedgerReport]
    why: list[str]
    days: Annotated[Days, Field(description="the first and the last day on which it may have been")]


class LedgerPart(LedgerCount):
    held: Ref


class PartCheck(TypedDict):
    whole: LedgerPart
    parts: list[LedgerPart]
    sum: Range
    difference: Annotated[Gap, Field(description="the whole less the sum")]
    agrees: Literal["possible", "no"]
    exhaustive: Annotated[bool, Field(description="the parts are said to be all of the whole, and each is counted")]


class LedgerCombination(TypedDict):
    opening: Annotated[int, Field(description="index in openings, from 0")]
    closing: Annotated[int, Field(description="index in closings, from 0")]
    unaccounted: Gap
    closes: Closes


class Claimer(TypedDict):
    id: str
    title: str


class LedgerRow(TypedDict):
    holders: list[Ref]
    held: Ref
    places: list[Ref]
    unit: str
    of: str | None
    start: Days | None
    end: Days | None
    openings: Annotated[list[LedgerCount], Field(description="alternatives: counts of the same days")]
    opening: Range | None
    gains: Annotated[list[LedgerLine], Field(description="the first of them; all with include=statements")]
    gainCount: int
    gained: Range
    losses: list[LedgerLine]
    lossCount: int
    lost: Range
    closings: list[LedgerCount]
    closing: Range | None
    expected: Annotated[Range | None, Field(description="opening and what came, less what went")]
    combinations: list[LedgerCombination]
    combinationCount: int
    unaccounted: Annotated[Gap | None, Field(description="opening and what came, less what went, less the next count")]
    closes: Annotated[
        Closes,
        Field(
            description="yes: the reported moves can explain the difference; open: they do not, or a count is missing; "
            "no: they do not, though a source says that it reports every move"
        ),
    ]
    claimedBy: Annotated[list[Claimer], Field(description="sources that say that they report every move of this row")]
    openBecause: list[LedgerBecause]
    statements: Annotated[list[Statement], Field(description="the first of them; all with include=statements")]
    statementCount: int
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class OtherUnit(LedgerCount):
    unit: str
    of: str | None
    why: str


_LedgerStart = TypedDict("_LedgerStart", {"from": NotRequired[str | None]})


class LedgerQuestion(DayQuestion, _LedgerStart):
    held: Named
    holder: NotRequired[Named | None]
    place: NotRequired[Named | None]
    to: NotRequired[str | None]


class LedgerAnswer(Explained):
    question: LedgerQuestion
    rows: list[LedgerRow]
    parts: list[PartCheck]
    partCount: int
    otherUnits: list[OtherUnit]
    otherUnitCount: int


COUNTED_LISTS = (("gains", "gainCount"), ("losses", "lossCount"), ("statements", "statementCount"))


def ledger(
    selection: Asked,
    held: RequiredGroup,
    holder: Actor = None,
    place: Place = None,
    start: LedgerFrom = None,
    end: LedgerTo = None,
) -> LedgerAnswer:
    """One row per count and the next one by the same holders at the same places: what came, what went, and how many of
    whom no report says where they went or came from.

    Alternatives stay side by side, and `openBecause` names the statements that leave a row open. Moves of the parts of
    the group count; counts of parts are only compared with counts of the whole, in `parts`.
    """
    view, asked = selection.view, selection.question
    group = selection.resolve_name(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    findings = find_ledger(selection, group, _read_ledger_days(asked, start, end), holder_id, place_id)
    recipe = AnswerRecipe(
        find_topics=lambda statement: (group,),
        find_rows=lambda _, statements: _find_periods(selection, findings, statements),
        find_facts=_make_row_facts,
    )
    tried_first = {report.id for row in findings.rows for report in collect_reports(row)} if asked.explain else set()
    writer = open_writer(selection)
    return frame_answer(
        LedgerAnswer,
        selection,
        question={
            **question_json(selection, held=group, holder=holder_id, place=place_id),
            **_asked_days_json(start, end),
        },
        summary=writer.write_ledger(find_ledger_facts(selection, findings)),
        rows=findings.rows,
        row_json=partial(row_json, selection, findings),
        extra_fields={
            "parts": [check_json(view, group, check) for check in findings.parts[:MOST_ITEMS]],
            "partCount": len(findings.parts),
            "otherUnits": [
                _other_unit_json(writer.row_words, statement) for statement in findings.ledger.others[:MOST_ITEMS]
            ],
            "otherUnitCount": len(findings.ledger.others),
        },
        notes=[
            *_ledger_notes(selection, findings.ledger),
            *missing_notes(selection, findings.statements, findings.days.latest),
            *unsure_identity_notes(selection, findings.scope.groups, group),
            *(
                possibly_public_notes(selection, [collect_reports(row) for row in findings.rows])
                if asked.known_at
                else ()
            ),
            *copy_notes(selection, findings.statements),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(
            selection, findings.statements, recipe, tried_first, partial(_name_row, writer.explanations)
        ),
        make_page_notes=_truncation_notes,
    )


def _find_periods(
    selection: Asked, findings: LedgerFindings, statements: Sequence[StoredStatement]
) -> list[LedgerPeriod]:
    """The rows that a subset of the statements gives."""
    claims = select_claims(selection, findings.held, findings.read, statements)
    return find_periods(selection, findings.scope, findings.days, statements, claims).rows


def _read_ledger_days(asked: Common, start: str | None, end: str | None) -> Window:
    """The days from the first day of `start`, if given, to the last day of `end`, by default of `as_of`."""
    days = read_span(asked, start, end, ("from", "to"))
    if end or asked.as_of_given:
        return days
    if days.earliest > asked.as_of.latest:
        raise InvalidInput(f"from: {start!r} lies after today; name a day as to", parameter="from", value=start)
    return Window(days.earliest, asked.as_of.latest)


def _asked_days_json(start: str | None, end: str | None) -> Json:
    return {**({"from": start} if start else {}), **({"to": end} if end else {})}


def _other_unit_json(writer: RowWordWriter, statement: StoredStatement) -> OtherUnit:
    count = statement.count
    assert count is not None
    return {
        **count_json(statement),
        "unit": count.unit,
        "of": count.of,
        "why": writer.write_reason(LedgerReason(LedgerReasonKind.APART, units=((count.unit, None),))),
    }


def _ledger_notes(selection: Asked, account: Ledger) -> list[str]:
    asked, writer, notes = selection.question, open_writer(selection).notes, list[str]()
    if asked.certainty == "certain":
        notes.append(writer.write_fixed(FixedNote.NO_CERTAIN_ROWS))
    if asked.max_gap_days is not None:
        notes.append(writer.write_fixed(FixedNote.NO_LONGEST_GAP))
    if account.others:
        notes.append(writer.write_other_units(len(account.others)))
    return notes


def _truncation_notes(writer: NoteWriter, shown: Sequence[Json]) -> list[str]:
    """The note for rows with lists that are cut."""
    if not any(row[count_name] > len(row[list_name]) for row in shown for list_name, count_name in COUNTED_LISTS):
        return []
    return [writer.write_cut_lists(MOST_ITEMS)]


def _make_row_facts(row: LedgerPeriod) -> tuple[Hashable, Facts]:
    """The key of a row, and its facts that are tested for dependence on one speaker."""
    return (row.scope, row.start), {"closes": row.closes, "unaccounted": row.unaccounted}


def _name_row(writer: ExplanationWriter, key: Hashable) -> str:
    scope, start = cast(tuple[LedgerScope, tuple[int, int] | None], key)
    return writer.write_ledger_holders(scope, Window(*map(date.fromordinal, start)) if start else None)


MOST_REASONS = 12  # notes on what leaves rows open; --json has all


def _print_ledger(data: Row) -> None:
    columns = {
        "held by": _write_scope,
        "opening": lambda row: _write_counts(row, "start", "openings"),
        "came": lambda row: _write_sum(row["gains"], row["gained"]),
        "went": lambda row: _write_sum(row["losses"], row["lost"]),
        "next count": lambda row: _write_counts(row, "end", "closings"),
        "no report says where": lambda row: _write_unaccounted(row["unaccounted"]),
        "explained": lambda row: row["closes"],
    }
    notes = [*_open_reason_notes(data["rows"]), *map(_write_part_check, data["parts"]), *data["notes"]]
    return terminal.print_answer({**data, "notes": notes}, columns)


def _write_unaccounted(unaccounted: Row | None) -> str:
    """The unexplained difference in words; empty if no counts can be compared."""
    return terminal.gap_words(unaccounted["min"], unaccounted["max"]) if unaccounted else ""


def _write_scope(row: Row) -> str:

    where = f", at {terminal.name_words(row['places'])}" if row["places"] else ""
    unit = "" if row["unit"] == "people" else f" ({row['unit']})"
    return f"{terminal.name_words(row['holders']) or 'nobody named'}{where}{unit}"


def _write_counts(row: Row, days: str, counts: str) -> str:
    """Such as `150, 144 (2026-01-21)`."""
    if row[days] is None:
        return ""
    first, last = (row[days][end] or ".." for end in ("earliest", "latest"))
    wordings = ", ".join(dict.fromkeys(count["wording"] or str(count["min"]) for count in row[counts]))
    return f"{wordings} ({first if first == last != '..' else f'{first}/{last}'})"


def _write_sum(lines: list[Row], total: Row) -> str:

    return terminal.range_words(total) if lines else ""


def _open_reason_notes(rows: list[Row]) -> list[str]:
    notes = [
        f"{_write_scope(row)}{_write_start(row)}: {reason['why']}{_write_keys(reason['keys'])}"
        for row in rows
        for reason in row["openBecause"]
    ]
    return [
        *notes[:MOST_REASONS],
        *([f"{len(notes) - MOST_REASONS} more reasons; --json shows them"] if len(notes) > MOST_REASONS else []),
    ]


def _write_start(row: Row) -> str:
    if not row["start"]:
        return ""
    first, last = row["start"]["earliest"], row["start"]["latest"]
    return f", from {first}" if first else f", from {last} or before" if last else ""


def _write_keys(keys: list[str]) -> str:
    shown = ", ".join(keys[:4]) + (f" and {len(keys) - 4} more" if len(keys) > 4 else "")
    return f" ({shown})" if keys else ""


def _write_part_check(check: Row) -> str:

    fits = "agree with" if check["agrees"] == "possible" else "do not make"
    total, counted = terminal.range_words(check["sum"]), terminal.range_words(check["whole"])
    return f"parts: {total} {fits} the {counted} of {check['whole']['key']}"


QUESTION = Question(
    "/custody/ledger",
    ledger,
    DayParameters,
    AnswerShape(
        LedgerRow,
        "Whether the arithmetic of custody closes",
        "ledger",
        about=("holders", "held", "places", "unit", "of", "start", "end", "closes"),
    ),
    _print_ledger,
)
