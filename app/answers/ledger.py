"""Whether the counts of a group add up: the answer of /v1/custody/ledger and `whoholds ledger`."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial

from app.answers.explain import rests_on
from app.answers.frame import framed, question_json
from app.answers.ledger_sentence import account
from app.answers.lens import lens_notes
from app.answers.question import Common
from app.answers.rows import enough, known_notes
from app.answers.selecting import known_links, parts_of, resolved, selected
from app.answers.sentences import plural
from app.answers.shapes import Json, bound, entity_ref, range_json, refs, speaker_json, statement_json
from app.answers.unsure import unsure_notes
from graph.flips import Workings
from graph.ledger.ledger import Ledger, Row, Unaccounted
from graph.ledger.ledger import ledger as periods
from graph.ledger.moves import family
from graph.ledger.parts import Check, part_checks
from graph.ledger.reasons import open_because, reports_of, why
from graph.ledger.shares import Scope
from graph.ledger.tally import Days
from graph.recorded import Recorded
from graph.standing import standing
from graph.store.reader import View
from graph.vocabulary import vocabulary


def ledger(view: View, asked: Common, held: str, holder: str | None = None, place: str | None = None) -> Json:
    """One row per count of the group by the same holders at the same places, up to the next such count.

    Statements of a time after `as_of` do not count. Moves of the group's parts do; counts of parts are only set
    against counts of the whole, in `parts`. Raises NotFound or Ambiguous naming the parameter.
    """
    ids = {
        "held": resolved(view, held, ["Group"], "held"),
        "holder": resolved(view, holder, ["Actor"], "holder") if holder else None,
        "place": resolved(view, place, ["Place"], "place") if place else None,
    }
    group = ids["held"] or ""
    holders = parts_of(view, asked, ids["holder"]) if ids["holder"] else None
    places = parts_of(view, asked, ids["place"]) if ids["place"] else None
    links, until = known_links(view, asked, [*view.parts, *view.locations]), asked.as_of.latest
    groups = family(group, links, until)
    told = view.of_entities(groups, vocabulary().custody_predicates, asked.known_by)
    statements = selected(view, told, asked)

    def wanted(scope: Scope) -> bool:
        by = holders is None or bool(holders & set(scope.holders))
        return by and (places is None or bool(places & set(scope.places)))

    def ledger_of(some: Sequence[Recorded]) -> Ledger:
        return periods(
            some,
            group,
            links=links,
            judgements=view.judgements,
            until=until,
            wanted=wanted,
            backed=(lambda reports: enough(view, reports, asked)) if asked.min_independent else None,
            publishers=view.publishers,
        )

    found = ledger_of(statements)
    workings = Workings(
        topics_of=lambda statement: (group,), rows_of=lambda _, some: ledger_of(some).rows, facts_of=_facts
    )
    near = {report.id for row in found.rows for report in reports_of(row)} if asked.explain else set()
    checks = part_checks(standing(statements, view.publishers), group, links)
    return framed(
        view,
        asked,
        question=question_json(view, asked, **ids),
        summary=account(view, asked, group, found.rows),
        rows=found.rows,
        row_json=partial(_row, view, found, group),
        more={
            "parts": [_check(view, check, group) for check in checks],
            "otherUnits": [_other(statement) for statement in found.others],
        },
        notes=[
            *_notes(asked, found),
            *unsure_notes(view, groups, group),
            *known_notes([reports_of(row) for row in found.rows], asked),
            *lens_notes(view, asked, told),
        ],
        explain=rests_on(view, asked, statements, workings, near, partial(_name, view)),
    )


def _row(view: View, found: Ledger, group: str, row: Row) -> Json:
    scope = row.scope
    reports = reports_of(row)
    return {
        "holders": refs(view, scope.holders),
        "held": entity_ref(view, group),
        "places": refs(view, scope.places),
        "unit": scope.unit,
        "of": scope.of,
        "start": _window(row.start),
        "end": _window(row.end),
        "openings": [_count(statement) for statement in row.openings],
        "opening": range_json(row.opening),
        "gains": _lines(view, found, row, "gains"),
        "gained": range_json(row.gains.range),
        "losses": _lines(view, found, row, "loses"),
        "lost": range_json(row.losses.range),
        "closings": [_count(statement) for statement in row.closings],
        "closing": range_json(row.closing),
        "expected": range_json(row.expected),
        "combinations": [
            {"opening": c.opening, "closing": c.closing, "unaccounted": _gap(c.unaccounted), "closes": c.closes}
            for c in row.combinations
        ],
        "unaccounted": _gap(row.unaccounted),
        "closes": row.closes,
        "openBecause": [
            {"why": told, "statements": [s.id for s in by], "keys": [s.key for s in by]}
            for told, by in open_because(row, found, view.judgements)
        ],
        "statements": [statement_json(view, statement) for statement in reports],
    }


def _lines(view: View, found: Ledger, row: Row, effect: str) -> list[Json]:
    lines = (row.gains if effect == "gains" else row.losses).lines
    return [
        {
            "min": max(0, line.range[0]),
            "max": line.range[1],
            "kind": line.kind,
            "certainIn": line.certain_in,
            "occurrence": line.of.number,
            "reports": [{**_count(report), "saidBy": speaker_json(view, report.said_by)} for report in line.reports],
            "why": why(found, row, effect, lines, number),
        }
        for number, line in enumerate(lines)
    ]


def _count(statement: Recorded) -> Json:
    count = statement.count
    return {
        "statement": statement.id,
        "key": statement.key,
        "min": count.min if count else None,
        "max": count.max if count else None,
        "wording": count.wording if count else None,
    }


def _check(view: View, check: Check, group: str) -> Json:
    by_part = [
        {"held": entity_ref(view, part), **_count(statement)}
        for part, statement in zip(check.held, check.parts, strict=True)
    ]
    return {
        "whole": {"held": entity_ref(view, group), **_count(check.whole)},
        "parts": by_part,
        "sum": range_json(check.sum),
        "difference": _gap(check.difference),
        "agrees": check.agrees,
        "exhaustive": check.exhaustive,
    }


def _other(statement: Recorded) -> Json:
    count = statement.count
    assert count is not None
    return {
        **_count(statement),
        "unit": count.unit,
        "of": count.of,
        "why": f"counted in {count.unit}, in which no count that the ledger begins or ends with is",
    }


def _gap(found: Unaccounted | None) -> Json | None:
    return {"min": found[0], "max": found[1]} if found else None


def _window(days: Days | None) -> Json | None:
    if days is None:
        return None
    return {"earliest": bound(date.fromordinal(days[0])), "latest": bound(date.fromordinal(days[1]))}


def _notes(asked: Common, found: Ledger) -> list[str]:
    notes = []
    if asked.certainty == "certain":
        notes.append("certainty: a ledger has no certain rows; its bounds tell what is certain")
    if asked.max_gap_days is not None:
        notes.append("max_gap_days: a ledger runs from one count to the next, however long that is")
    if found.others:
        verb = "is" if len(found.others) == 1 else "are"
        notes.append(f"{plural(len(found.others), 'move')} {verb} counted in another unit, and left aside")
    return notes


def _facts(row: Row) -> tuple[Hashable, Json]:
    """What a row says that must not hang on one voice."""
    return (row.scope, row.start), {"closes": row.closes, "unaccounted": row.unaccounted}


def _name(view: View, of: Hashable) -> str:
    scope, start = of if isinstance(of, tuple) else (None, None)
    assert isinstance(scope, Scope)
    names = " and ".join(view.directory.get(id_).name for id_ in scope.holders) or "nobody named"
    return f"{names} from {date.fromordinal(start[0])}" if start else names
