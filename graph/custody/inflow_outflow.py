"""Numbers of people who came to a holder or left it up to a day, from all reports of moves together."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple

from graph.custody.moves import PEOPLE, UNCOUNTED, Move, MoveForm, find_share, list_apart, read_since, take_share
from graph.custody.totals import CountedMove, Places, ResolvedTotals, Whose, resolve_totals
from graph.evidence.hierarchy import Containment
from graph.evidence.occurrences import Occurrence, Occurrences, find_witnesses, group_by_occurrence
from graph.model.counts import Range, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement


class MovedPeople(NamedTuple):
    """A number of people, as a flow or a cumulative figure, and the reports behind it in order of time.

    Reports that a total already includes are left out.
    """

    range: Range
    kind: Literal["flow", "cumulative"]
    reports: tuple[StoredStatement, ...]


class CountedPart(NamedTuple):
    """The part of a move that counts for a question: how many people, which parties, and which places."""

    range: Range
    whose: Whose
    places: Places


ReadPart = Callable[[Move], CountedPart]


def count_moved_people(
    moves: Iterable[Move],
    pair: tuple[str, str],
    effect: str,
    b: date,
    judgements: Iterable[Judgement] = (),
    *,
    distinct: Collection[str] = (),
    within: Containment | None = None,
) -> MovedPeople | None:
    """How many people of the group of a pair came to its holder, or left it, up to a day. The pair is (holder, group).

    None if no report counts people. `distinct` are datasets whose rows are distinct moves, `within` says which places
    lie in others. A move that may be later than the day, is shared with others, or is a loss that names no holder adds
    only to the upper bound. A move without a count leaves no upper bound. Totals replace the reports that they include
    (graph.custody.totals). The others are summed: the lower bound counts only moves that must be different ones, the
    upper bound counts all as different (graph.evidence.occurrences).
    """
    last = b.toordinal()
    forms: dict[int, tuple[bool, Whose, Places]] = {}

    def read_form(form: MoveForm) -> tuple[bool, Whose, Places]:
        whose = tuple(sorted(form.get_side(effect) or ())), tuple(sorted(form.held))
        return find_share(form, effect, pair[:1], pair[1:]) == "all", whose, tuple(sorted(form.get_places(effect)))

    def read(move: Move) -> CountedPart:
        form = move.form
        key = id(form)
        is_all_theirs, whose, places = forms[key] if key in forms else forms.setdefault(key, read_form(form))
        is_sure = is_all_theirs and (form.cumulative or move.last <= last)
        return CountedPart(move.range if is_sure else take_share("some", move.range), whose, places)

    own: Whose = (pair[:1], pair[1:])
    resolved, apart = resolve_move_totals(moves, last, read, judgements, distinct, within, own=own)
    items = [item for item in resolved.items if item.is_counted]
    if not items:
        return None
    kind: Literal["flow", "cumulative"] = "cumulative" if any(item.is_running for item in items) else "flow"
    reports = sorted(
        ((item.first, item.last, s.key, s) for item in items for s in item.reports), key=itemgetter(0, 1, 2)
    )
    return MovedPeople(resolved.sum_range(apart), kind, tuple([report[-1] for report in reports]))


def resolve_move_totals(
    moves: Iterable[Move],
    last: int,
    read: ReadPart,
    judgements: Iterable[Judgement] = (),
    distinct: Collection[str] = (),
    within: Containment | None = None,
    as_one: bool = False,
    own: Whose | None = None,
) -> tuple[ResolvedTotals, Mapping[int, set[int]]]:
    """The totals and other moves up to a day (an ordinal), and the numbers of moves that judgements keep apart.

    Totals of a period that ends after the day are left out. `as_one`: all reports are of one occurrence. `own` as in
    `resolve_totals`.
    """
    running: dict[str, Move] = {}
    others: dict[str, Move] = {}
    for move in moves:
        if move.first > last:
            continue
        if move.form.cumulative and _is_counted(move):
            running[move.statement.id] = move
        elif not _is_over_period(move) or move.last <= last:
            others[move.statement.id] = move
    statements = [move.statement for move in others.values()]
    grouped = (
        Occurrences((tuple(statements),), frozenset())
        if as_one and others
        else group_by_occurrence(statements, judgements, distinct)
    )
    items = [
        _read_block(number, [others[statement.id] for statement in block], read, distinct)
        for number, block in enumerate(grouped.blocks)
    ]
    items += [_read_running(number, move, read, distinct) for number, move in enumerate(running.values(), len(items))]
    return resolve_totals(items, within, own), list_apart(grouped)


def _is_counted(move: Move) -> bool:
    return move.form.counted and move.form.unit[0] == PEOPLE[0]


def _is_over_period(move: Move) -> bool:
    """Whether a report gives the total of all moves in a period."""
    return _is_counted(move) and move.statement.validity.spread and not move.form.cumulative


def _read_block(number: int, block: Sequence[Move], read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """One move from all its reports: the hull of their counts and days.

    If a report gives it as the total of a period, it is that total. Reports of single days are then parts of it, and
    ignored unless they count more.
    """
    if len(block) == 1:
        return _read_single(number, block[0], read, distinct)
    counted = [move for move in block if _is_counted(move)]
    period_totals = [move for move in counted if _is_over_period(move)]
    if period_totals:
        highest = enclose_ranges(move.range for move in period_totals) or UNCOUNTED
        parts = [m for m in counted if m not in period_totals and highest[1] is not None and m.range[0] > highest[1]]
        block = counted = [*period_totals, *parts]
    counted_parts = [read(move) for move in counted or block]
    range_ = (enclose_ranges(part.range for part in counted_parts) if counted else None) or UNCOUNTED
    first, last = min(move.first for move in block), max(move.last for move in block)
    reports = tuple(move.statement for move in counted or block)
    occurrence = Occurrence(number, range_[0], first, last, *find_witnesses(reports, distinct))
    places = tuple(sorted({place for part in counted_parts for place in part.places}))
    whose = max(counted_parts, key=lambda part: (part.range[0], part.whose)).whose  # of the report that names them best
    return CountedMove(
        range_, first, first, last, last, bool(period_totals), False, whose, places, bool(counted), occurrence, reports
    )


def _read_single(number: int, move: Move, read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """A move with one report. A separate function for speed, as most moves have one."""
    _, _, first, last, statement = move
    is_counted, (range_, whose, places) = _is_counted(move), read(move)
    range_ = range_ if is_counted else UNCOUNTED
    occurrence = Occurrence(number, range_[0], first, last, *find_witnesses((statement,), distinct))
    is_total = is_counted and statement.validity.spread
    return CountedMove(
        range_, first, first, last, last, is_total, False, whose, places, is_counted, occurrence, (statement,)
    )


def _read_running(number: int, move: Move, read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """A running total as of a day. It begins on its stated day, or else with the earliest evidence."""
    statement, (range_, whose, places) = move.statement, read(move)
    since = statement.count.since if statement.count else None
    first, first_sure = read_since(since) if since else (0, 0)
    first, first_sure = min(first, move.first), min(first_sure, move.first)
    occurrence = Occurrence(number, range_[0], move.first, move.last, *find_witnesses((statement,), distinct))
    return CountedMove(
        range_, first, first_sure, move.first, move.last, True, True, whose, places, True, occurrence, (statement,)
    )  # fmt: skip
