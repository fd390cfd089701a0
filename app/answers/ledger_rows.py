"""A row of a ledger in JSON: counts, what came and went line by line, and what is left over. Long lists are cut."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Annotated, Literal, NotRequired, overload

from pydantic import Field
from typing_extensions import TypedDict

from app.answers.question import Asked
from app.answers.shapes import bound_json, entity_ref, entity_refs, range_json, speaker_json, statements_json
from app.schemas import (
    LedgerBecause,
    Range,
    Ref,
    Speaker,
    Statement,
)
from graph.custody.ledger.ledger import Closes, Ledger, LedgerPeriod, Unaccounted
from graph.custody.ledger.lines import BookLine
from graph.custody.ledger.question import LedgerFindings, PartComparison
from graph.custody.ledger.reasons import collect_reports, explain_lines, explain_open
from graph.model.sources import SourceClaim
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot


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


class LedgerLine(Range):
    kind: Literal["flow", "cumulative", "uncounted"]
    certainIn: Annotated[
        bool, Field(description="all of it lies between the counts, whichever of the allowed days it was")
    ]
    occurrence: int
    reports: list[LedgerReport]
    why: list[str]


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
    opening: Annotated[int, Field(description="place in openings, from 0")]
    closing: Annotated[int, Field(description="place in closings, from 0")]
    unaccounted: Gap
    closes: Closes


class Claimer(TypedDict):
    id: str
    title: str


class Days(TypedDict):
    earliest: date | None
    latest: date | None


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


MOST = 50  # of a list in a row, unless all is asked for


ALL = 1 << 62


def row_json(selection: Asked, found: LedgerFindings, row: LedgerPeriod) -> LedgerRow:
    """One row; its lists have at most MOST items, and the numbers beside them tell how many there are."""
    view = selection.view
    most = ALL if selection.question.whole_statements else MOST
    scope, reports = row.scope, collect_reports(row)
    pairs = list(islice(row.combinations, most))
    return {
        "holders": entity_refs(view, scope.holders),
        "held": entity_ref(view, found.held),
        "places": entity_refs(view, scope.places),
        "unit": scope.unit,
        "of": scope.of,
        "start": _window(row.start),
        "end": _window(row.end),
        "openings": [count_json(statement) for statement in row.openings[:most]],
        "opening": range_json(row.opening),
        "gains": _lines(view, found.ledger, row, "gains", most),
        "gainCount": len(row.gains.lines),
        "gained": range_json(row.gains.range),
        "losses": _lines(view, found.ledger, row, "loses", most),
        "lossCount": len(row.losses.lines),
        "lost": range_json(row.losses.range),
        "closings": [count_json(statement) for statement in row.closings[:most]],
        "closing": range_json(row.closing),
        "expected": range_json(row.expected),
        "combinations": [
            {"opening": c.opening, "closing": c.closing, "unaccounted": gap_json(c.unaccounted), "closes": c.closes}
            for c in pairs
        ],
        "combinationCount": len(row.openings) * len(row.closings),
        "unaccounted": gap_json(row.unaccounted),
        "closes": row.closes,
        "claimedBy": [{"id": id_, "title": view.sources[id_].title} for id_ in claimed_by(row, found.claims)],
        "openBecause": [
            {
                "why": told,
                "statements": [s.id for s in by[:most]],
                "keys": [s.key for s in by[:most]],
                "statementCount": len(by),
            }
            for told, by in explain_open(row, found.ledger, view.judgements)
        ],
        **statements_json(selection, reports),
    }


def claimed_by(row: LedgerPeriod, claims: Iterable[SourceClaim]) -> list[str]:
    """The ids of the sources that claim to report every move of a row; none where not all of it is claimed."""
    if not row.is_claimed:
        return []
    return sorted({one.source for one in claims if set(one.claim.holders).intersection(row.scope.holders)})


def count_json(statement: StoredStatement) -> LedgerCount:
    count = statement.count
    return {
        "statement": statement.id,
        "key": statement.key,
        "min": count.min if count else None,
        "max": count.max if count else None,
        "wording": count.wording if count else None,
    }


@overload
def gap_json(found: Unaccounted) -> Gap: ...
@overload
def gap_json(found: Unaccounted | None) -> Gap | None: ...
def gap_json(found: Unaccounted | None) -> Gap | None:
    return {"min": found[0], "max": found[1]} if found else None


def check_json(view: Snapshot, group: str, check: PartComparison) -> PartCheck:
    """A count of the whole beside those of its parts."""
    by_part: list[LedgerPart] = [
        {"held": entity_ref(view, part), **count_json(statement)}
        for part, statement in zip(check.held[:MOST], check.parts[:MOST], strict=True)
    ]
    return {
        "whole": {"held": entity_ref(view, group), **count_json(check.whole)},
        "parts": by_part,
        "sum": range_json(check.sum),
        "difference": gap_json(check.difference),
        "agrees": check.agrees,
        "exhaustive": check.exhaustive,
    }


def _lines(view: Snapshot, found: Ledger, row: LedgerPeriod, effect: str, most: int) -> list[LedgerLine]:
    lines = (row.gains if effect == "gains" else row.losses).lines
    reasons = explain_lines(found, row, effect, lines, most)
    return [_line(view, line, why, most) for line, why in zip(lines, reasons, strict=False)]


def _line(view: Snapshot, line: BookLine, why: list[str], most: int) -> LedgerLine:
    return {
        "min": max(0, line.range[0]),
        "max": line.range[1],
        "kind": line.kind,
        "certainIn": line.certain_in,
        "occurrence": line.of.number,
        "reports": [{**count_json(one), "saidBy": speaker_json(view, one.said_by)} for one in line.reports[:most]],
        "why": why,
    }


def _window(days: tuple[int, int] | None) -> Days | None:
    if days is None:
        return None
    return {"earliest": bound_json(date.fromordinal(days[0])), "latest": bound_json(date.fromordinal(days[1]))}
