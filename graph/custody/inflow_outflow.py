"""How many came to a holder, or went from it, up to a day: what all reports of moves make together."""

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
    """How many, as a flow or as a cumulative figure; and the reports that the number comes from, in the order of time.

    What a total holds already is none of them.
    """

    range: Range
    kind: Literal["flow", "cumulative"]
    reports: tuple[StoredStatement, ...]


class CountedPart(NamedTuple):
    """The part of a move that is asked about: how many of it count, whose it is, and where it was."""

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
    """How many of one group (the second of the pair) came to a holder (the first), or went from it, up to a day.

    None where nobody counts any in people. `distinct` are datasets whose rows are distinct moves, `within` tells which
    places lie in others. What may come after the day, what several share, or what nobody named lost, is up to that
    many. A move that nobody counts leaves no upper bound. Totals replace what they hold (graph.custody.totals), and
    what is left is summed up from what must be different moves to all being different (graph.evidence.occurrences).
    """
    last = b.toordinal()
    forms: dict[int, tuple[bool, Whose, Places]] = {}

    def of_form(form: MoveForm) -> tuple[bool, Whose, Places]:
        whose = tuple(sorted(form.get_side(effect) or ())), tuple(sorted(form.held))
        return find_share(form, effect, pair[:1], pair[1:]) == "all", whose, tuple(sorted(form.get_places(effect)))

    def read(move: Move) -> CountedPart:
        form = move.form
        key = id(form)
        is_theirs, whose, places = forms[key] if key in forms else forms.setdefault(key, of_form(form))
        is_sure = is_theirs and (form.cumulative or move.last <= last)
        return CountedPart(move.range if is_sure else take_share("some", move.range), whose, places)

    own: Whose = (pair[:1], pair[1:])
    reckoned, apart = resolve_move_totals(moves, last, read, judgements, distinct, within, own=own)
    items = [item for item in reckoned.items if item.is_counted]
    if not items:
        return None
    kind: Literal["flow", "cumulative"] = "cumulative" if any(item.is_running for item in items) else "flow"
    reports = sorted(
        ((item.first, item.last, s.key, s) for item in items for s in item.reports), key=itemgetter(0, 1, 2)
    )
    return MovedPeople(reckoned.sum_range(apart), kind, tuple([report[-1] for report in reports]))


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
    """What reports of moves make up to a day (an ordinal), and which of them judgements keep apart, by their numbers.

    Totals over a period that goes on after the day are left out. `as_one`: all of them report one occurrence. `own` as
    in `resolve_totals`.
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
        else group_by_occurrence(statements, judgements)
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
    """Whether a report counts all moves of a period."""
    return _is_counted(move) and move.statement.validity.spread and not move.form.cumulative


def _read_block(number: int, block: Sequence[Move], read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """One move by all its reports: the hull of their counts and days.

    One that is reported as a period's is that period's total; reports of it on single days within tell parts of it,
    unless they tell more.
    """
    if len(block) == 1:
        return _read_single(number, block[0], read, distinct)
    counted = [move for move in block if _is_counted(move)]
    whole = [move for move in counted if _is_over_period(move)]
    if whole:
        highest = enclose_ranges(move.range for move in whole) or UNCOUNTED
        parts = [m for m in counted if m not in whole and highest[1] is not None and m.range[0] > highest[1]]
        block = counted = [*whole, *parts]
    counted_parts = [read(move) for move in counted or block]
    range_ = (enclose_ranges(part.range for part in counted_parts) if counted else None) or UNCOUNTED
    first, last = min(move.first for move in block), max(move.last for move in block)
    reports = tuple(move.statement for move in counted or block)
    by = Occurrence(number, range_[0], first, last, *find_witnesses(reports, distinct))
    places = tuple(sorted({place for part in counted_parts for place in part.places}))
    whose = max(counted_parts, key=lambda part: (part.range[0], part.whose)).whose  # of the report that names them best
    return CountedMove(range_, first, first, last, last, bool(whole), False, whose, places, bool(counted), by, reports)


def _read_single(number: int, move: Move, read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """A move with one report. Most moves have one, so this short way is what is fast."""
    _, _, first, last, statement = move
    is_counted, (range_, whose, places) = _is_counted(move), read(move)
    range_ = range_ if is_counted else UNCOUNTED
    by = Occurrence(number, range_[0], first, last, *find_witnesses((statement,), distinct))
    is_total = is_counted and statement.validity.spread
    return CountedMove(range_, first, first, last, last, is_total, False, whose, places, is_counted, by, (statement,))


def _read_running(number: int, move: Move, read: ReadPart, distinct: Collection[str]) -> CountedMove:
    """A running total as of a day. It begins when it says, or else with the earliest evidence."""
    statement, (range_, whose, places) = move.statement, read(move)
    since = statement.count.since if statement.count else None
    first, first_sure = read_since(since) if since else (0, 0)
    first, first_sure = min(first, move.first), min(first_sure, move.first)
    by = Occurrence(number, range_[0], move.first, move.last, *find_witnesses((statement,), distinct))
    return CountedMove(
        range_, first, first_sure, move.first, move.last, True, True, whose, places, True, by, (statement,)
    )  # fmt: skip
