"""A row of a ledger in JSON: counts, each arrival and departure, and the unexplained rest. Long lists are cut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, overload

from app.answers.question import Asked
from app.answers.shapes import bound_json, entity_ref, entity_refs, range_json, speaker_json, statements_json
from app.sentences import open_writer
from app.sentences.row_words import RowWordWriter
from graph.custody.ledger.ledger import Ledger, LedgerPeriod, Unaccounted
from graph.custody.ledger.lines import BookLine
from graph.custody.ledger.question import LedgerFindings, PartComparison
from graph.custody.ledger.reasons import collect_reports, explain_lines, explain_open
from graph.model.sources import SourceClaim
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot

if TYPE_CHECKING:
    from app.questions.ledger import (
        Days,
        Gap,
        LedgerCount,
        LedgerLine,
        LedgerPart,
        LedgerRow,
        PartCheck,
    )

MOST_ITEMS = 50  # of a list in a row, unless all is asked for


ALL = 1 << 62


def row_json(selection: Asked, findings: LedgerFindings, row: LedgerPeriod) -> LedgerRow:
    """One row. Its lists have at most MOST_ITEMS items; fields such as `gainCount` have their full lengths."""
    view, writer = selection.view, open_writer(selection).row_words
    limit = ALL if selection.question.full_statements else MOST_ITEMS
    scope, reports = row.scope, collect_reports(row)
    combinations = list(islice(row.combinations, limit))
    return {
        "holders": entity_refs(view, scope.holders),
        "held": entity_ref(view, findings.held),
        "places": entity_refs(view, scope.places),
        "unit": scope.unit,
        "of": scope.of,
        "start": _days_json(row.start),
        "end": _days_json(row.end),
        "openings": [count_json(statement) for statement in row.openings[:limit]],
        "opening": range_json(row.opening),
        "gains": _lines_json(view, writer, findings.ledger, row, "gains", limit),
        "gainCount": len(row.gains.lines),
        "gained": range_json(row.gains.range),
        "losses": _lines_json(view, writer, findings.ledger, row, "loses", limit),
        "lossCount": len(row.losses.lines),
        "lost": range_json(row.losses.range),
        "closings": [count_json(statement) for statement in row.closings[:limit]],
        "closing": range_json(row.closing),
        "expected": range_json(row.expected),
        "combinations": [
            {"opening": c.opening, "closing": c.closing, "unaccounted": gap_json(c.unaccounted), "closes": c.closes}
            for c in combinations
        ],
        "combinationCount": len(row.openings) * len(row.closings),
        "unaccounted": gap_json(row.unaccounted),
        "closes": row.closes,
        "claimedBy": [
            {"id": id_, "title": view.sources[id_].title} for id_ in list_claiming_sources(row, findings.claims)
        ],
        "openBecause": [
            {
                "why": writer.write_reason(reason),
                "statements": [s.id for s in statements[:limit]],
                "keys": [s.key for s in statements[:limit]],
                "statementCount": len(statements),
            }
            for reason, statements in explain_open(row, findings.ledger, view.judgements)
        ],
        **statements_json(selection, reports),
    }


def list_claiming_sources(row: LedgerPeriod, claims: Iterable[SourceClaim]) -> list[str]:
    """The ids of the sources that claim to report every move of a row; none if no claim covers all of it."""
    if not row.is_claimed:
        return []
    return sorted(
        {
            source_claim.source
            for source_claim in claims
            if set(source_claim.claim.holders).intersection(row.scope.holders)
        }
    )


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
def gap_json(difference: Unaccounted) -> Gap: ...
@overload
def gap_json(difference: Unaccounted | None) -> Gap | None: ...
def gap_json(difference: Unaccounted | None) -> Gap | None:
    return {"min": difference[0], "max": difference[1]} if difference else None


def check_json(view: Snapshot, group: str, check: PartComparison) -> PartCheck:
    """The count of a group compared with the counts of its parts."""
    by_part: list[LedgerPart] = [
        {"held": entity_ref(view, part), **count_json(statement)}
        for part, statement in zip(check.held[:MOST_ITEMS], check.parts[:MOST_ITEMS], strict=True)
    ]
    return {
        "whole": {"held": entity_ref(view, group), **count_json(check.whole)},
        "parts": by_part,
        "sum": range_json(check.sum),
        "difference": gap_json(check.difference),
        "agrees": check.agrees,
        "exhaustive": check.exhaustive,
    }


def _lines_json(
    view: Snapshot, writer: RowWordWriter, ledger: Ledger, row: LedgerPeriod, effect: str, limit: int
) -> list[LedgerLine]:
    lines = (row.gains if effect == "gains" else row.losses).lines
    reasons = explain_lines(ledger, row, effect, lines, limit)
    return [
        _line_json(view, line, [writer.write_reason(one) for one in some], limit)
        for line, some in zip(lines, reasons, strict=False)
    ]


def _line_json(view: Snapshot, line: BookLine, why: list[str], limit: int) -> LedgerLine:
    return {
        "min": max(0, line.range[0]),
        "max": line.range[1],
        "kind": line.kind,
        "certainIn": line.certain_in,
        "occurrence": line.of.number,
        "reports": [
            {**count_json(report), "saidBy": speaker_json(view, report.said_by)} for report in line.reports[:limit]
        ],
        "why": why,
        "days": _days_json(line.days),
    }


@overload
def _days_json(days: tuple[int, int]) -> Days: ...
@overload
def _days_json(days: tuple[int, int] | None) -> Days | None: ...
def _days_json(days: tuple[int, int] | None) -> Days | None:
    if days is None:
        return None
    return {"earliest": bound_json(date.fromordinal(days[0])), "latest": bound_json(date.fromordinal(days[1]))}
