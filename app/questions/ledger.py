"""What came and went between two counts of a group, and what is open: `whoholds ledger`, /v1/custody/ledger."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from typing import NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.answers.explain import Facts, explain_answer
from app.answers.frame import frame_answer, question_json
from app.answers.ledger_rows import (
    MOST,
    LedgerCount,
    LedgerRow,
    PartCheck,
    check_json,
    count_json,
    row_json,
)
from app.answers.ledger_words import account_sentence, sentence_without_rows
from app.answers.notes import known_notes, lens_notes, unsure_notes
from app.answers.question import Asked, Common, read_span
from app.answers.shapes import Json
from app.answers.words import plural
from app.parameters.common import DayParameters
from app.parameters.fields import Actor, LedgerFrom, LedgerTo, Place, RequiredGroup
from app.question import Question
from app.schemas import (
    DayQuestion,
    Explained,
    Named,
)
from app.tables import AnswerShape
from app.terminal import Row
from graph.custody.ledger.ledger import Ledger, LedgerPeriod
from graph.custody.ledger.question import LedgerFindings, find_ledger, find_periods, select_claims
from graph.custody.ledger.reasons import collect_reports
from graph.custody.ledger.shares import LedgerScope
from graph.custody.question import resolve_holder_and_place
from graph.dates.windows import MIN, Window
from graph.errors import InvalidInput
from graph.evidence.sensitivity import AnswerRecipe
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot


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


COUNTED = (("gains", "gainCount"), ("losses", "lossCount"), ("statements", "statementCount"))


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
    found = find_ledger(selection, group, _days(asked, start, end), holder_id, place_id)
    recipe = AnswerRecipe(
        find_topics=lambda statement: (group,),
        find_rows=lambda _, some: _find_periods(selection, found, some),
        find_facts=_facts,
    )
    near = {report.id for row in found.rows for report in collect_reports(row)} if asked.explain else set()
    return frame_answer(
        LedgerAnswer,
        selection,
        question={
            **question_json(selection, held=group, holder=holder_id, place=place_id),
            **_asked_days(start, end),
        },
        summary=account_sentence(selection, found) if found.rows else sentence_without_rows(selection, found),
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
        explain=explain_answer(selection, found.statements, recipe, near, partial(_name, view)),
        notes_of=_cut_notes,
    )


def _find_periods(selection: Asked, found: LedgerFindings, some: Sequence[StoredStatement]) -> list[LedgerPeriod]:
    """The rows that only some statements make."""
    claims = select_claims(selection, found.held, found.read, some)
    return find_periods(selection, found.scope, found.days, some, claims).rows


def _days(asked: Common, start: str | None, end: str | None) -> Window:
    """From the first day of `start`, or the first that there is, to the last day of `end`, or of as_of."""
    days = read_span(asked, start, end, ("from", "to"))
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


MOST_REASONS = 12  # notes on what leaves rows open; --json has all


def _show(data: Row) -> None:
    columns = {
        "held by": _scope,
        "opening": lambda row: _counted(row, "start", "openings"),
        "came": lambda row: _sum(row["gains"], row["gained"]),
        "went": lambda row: _sum(row["losses"], row["lost"]),
        "next count": lambda row: _counted(row, "end", "closings"),
        "no report says where": lambda row: _gap(row["unaccounted"]),
        "explained": lambda row: row["closes"],
    }
    notes = [*_open(data["rows"]), *map(_parts, data["parts"]), *data["notes"]]
    return terminal.print_answer({**data, "notes": notes}, columns)


def _gap(found: Row | None) -> str:
    """What is left over in words; nothing where no count can be compared."""
    from app.answers.words import gap_words

    return gap_words(found["min"], found["max"]) if found else ""


def _scope(row: Row) -> str:

    where = f", at {terminal.name_words(row['places'])}" if row["places"] else ""
    unit = "" if row["unit"] == "people" else f" ({row['unit']})"
    return f"{terminal.name_words(row['holders']) or 'nobody named'}{where}{unit}"


def _counted(row: Row, days: str, counts: str) -> str:
    """Such as `150, 144 (2026-01-21)`."""
    if row[days] is None:
        return ""
    first, last = (row[days][end] or ".." for end in ("earliest", "latest"))
    told = ", ".join(dict.fromkeys(count["wording"] or str(count["min"]) for count in row[counts]))
    return f"{told} ({first if first == last != '..' else f'{first}/{last}'})"


def _sum(lines: list[Row], total: Row) -> str:

    return terminal.range_words(total) if lines else ""


def _open(rows: list[Row]) -> list[str]:
    told = [
        f"{_scope(row)}{_since(row)}: {reason['why']}{_keys(reason['keys'])}"
        for row in rows
        for reason in row["openBecause"]
    ]
    return [
        *told[:MOST_REASONS],
        *([f"{len(told) - MOST_REASONS} more reasons; --json shows them"] if len(told) > MOST_REASONS else []),
    ]


def _since(row: Row) -> str:
    if not row["start"]:
        return ""
    first, last = row["start"]["earliest"], row["start"]["latest"]
    return f", from {first}" if first else f", from {last} or before" if last else ""


def _keys(keys: list[str]) -> str:
    shown = ", ".join(keys[:4]) + (f" and {len(keys) - 4} more" if len(keys) > 4 else "")
    return f" ({shown})" if keys else ""


def _parts(check: Row) -> str:

    fits = "agree with" if check["agrees"] == "possible" else "do not make"
    total, counted = terminal.range_words(check["sum"]), terminal.range_words(check["whole"])
    return f"parts: {total} {fits} the {counted} of {check['whole']['key']}"


QUESTION = Question(
    "/custody/ledger",
    ledger,
    DayParameters,
    AnswerShape(LedgerRow, "Whether the arithmetic of custody closes", "ledger"),
    _show,
)
