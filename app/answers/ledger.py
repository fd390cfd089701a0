"""Whether the counts of a group add up: the answer of /v1/custody/ledger and `whoholds ledger`."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial

from app.answers.asked import Asked
from app.answers.explain import Facts, rests_on
from app.answers.frame import framed, question_json
from app.answers.ledger_rows import MOST, check_json, count_json, row_json
from app.answers.ledger_sentence import account
from app.answers.ledger_silence import without_rows
from app.answers.lens import lens_notes
from app.answers.question import Common
from app.answers.rows import known_notes
from app.answers.sentences import plural
from app.answers.shapes import Json
from app.answers.span import span
from app.answers.unsure import unsure_notes
from app.schemas.ledger import LedgerAnswer, OtherUnit
from graph.custody.ledger.ledger import Ledger, LedgerPeriod
from graph.custody.ledger.question import LedgerFindings, find_ledger, find_periods, select_claims
from graph.custody.ledger.reasons import collect_reports
from graph.custody.ledger.shares import LedgerScope
from graph.custody.question import resolve_holder_and_place
from graph.dates.windows import MIN, Window
from graph.errors import InvalidInput
from graph.evidence.sensitivity import AnswerRecipe
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

COUNTED = (("gains", "gainCount"), ("losses", "lossCount"), ("statements", "statementCount"))


def ledger(
    selection: Asked,
    held: str,
    holder: str | None = None,
    place: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> LedgerAnswer:
    """One row per count of the group by the same holders at the same places, up to the next such count.

    Only counts and moves of the days from `start` to `end` (both EDTF) count; without an end, up to `as_of`. Moves of
    the group's parts do; counts of parts are only set against counts of the whole, in `parts`. Raises InvalidDate,
    InvalidInput, NotFound or Ambiguous naming the parameter.
    """
    view, asked = selection.view, selection.question
    group = selection.resolve(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    found = find_ledger(selection, group, _days(asked, start, end), holder_id, place_id)
    recipe = AnswerRecipe(
        topics_of=lambda statement: (group,),
        rows_of=lambda _, some: _find_periods(selection, found, some),
        facts_of=_facts,
    )
    near = {report.id for row in found.rows for report in collect_reports(row)} if asked.explain else set()
    return framed(
        LedgerAnswer,
        selection,
        question={
            **question_json(selection, held=group, holder=holder_id, place=place_id),
            **_asked_days(start, end),
        },
        summary=account(selection, found) if found.rows else without_rows(selection, found),
        rows=found.rows,
        row_json=partial(row_json, selection, found),
        more={
            "parts": [check_json(view, group, check) for check in found.parts[:MOST]],
            "partCount": len(found.parts),
            "otherUnits": [_other(statement) for statement in found.ledger.others[:MOST]],
            "otherUnitCount": len(found.ledger.others),
        },
        notes=[
            *_notes(asked, found.ledger),
            *unsure_notes(view, found.scope.groups, group),
            *(known_notes([collect_reports(row) for row in found.rows], asked) if asked.known_at else ()),
            *lens_notes(selection, found.read),
        ],
        explain=rests_on(selection, found.statements, recipe, near, partial(_name, view)),
        notes_of=_cut_notes,
    )


def _find_periods(selection: Asked, found: LedgerFindings, some: Sequence[StoredStatement]) -> list[LedgerPeriod]:
    """The rows that only some statements make."""
    claims = select_claims(selection, found.held, found.read, some)
    return find_periods(selection, found.scope, found.days, some, claims).rows


def _days(asked: Common, start: str | None, end: str | None) -> Window:
    """From the first day of `start`, or the first that there is, to the last day of `end`, or of as_of."""
    days = span(asked, start, end, ("from", "to"))
    if end or asked.as_of_given:
        return days
    if days.earliest > asked.as_of.latest:
        raise InvalidInput(f"from: {start!r} lies after today; name a day as to", parameter="from", value=start)
    return Window(days.earliest, asked.as_of.latest)


def _asked_days(start: str | None, end: str | None) -> Json:
    return {**({"from": start} if start else {}), **({"to": end} if end else {})}


def _other(statement: StoredStatement) -> OtherUnit:
    count = statement.count
    assert count is not None
    return {
        **count_json(statement),
        "unit": count.unit,
        "of": count.of,
        "why": f"counted in {count.unit}, in which no count that the ledger begins or ends with is",
    }


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


def _cut_notes(shown: Sequence[Json]) -> list[str]:
    """Said where a list in a row is cut."""
    if not any(row[name] > len(row[of]) for row in shown for of, name in COUNTED):
        return []
    return [
        f"a list in a row has its first {MOST} items, with their number beside it; nextStatements of a row, given as "
        "cursor, shows its next statements, and include=statements gives all"
    ]


def _facts(row: LedgerPeriod) -> tuple[Hashable, Facts]:
    """What a row says that must not depend on one speaker."""
    return (row.scope, row.start), {"closes": row.closes, "unaccounted": row.unaccounted}


def _name(view: Snapshot, of: Hashable) -> str:
    scope, start = of if isinstance(of, tuple) else (None, None)
    assert isinstance(scope, LedgerScope)
    names = " and ".join(view.directory.get(id_).name for id_ in scope.holders) or "nobody named"
    if not start:
        return names
    first, last = map(date.fromordinal, start)
    return f"{names} from {first}" if first > MIN else f"{names} from {last} or before"
