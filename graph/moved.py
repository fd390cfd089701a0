"""How many came to a holder, or went from it, up to a day: what all reports of moves make together."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from graph.counts import Range, hull
from graph.flows import PEOPLE, UNCOUNTED, Move, kept_apart, of, read_moves, share
from graph.identity import Judgement
from graph.ledger.cumulative import days_since
from graph.occurrences import occurrences
from graph.over_time.within import Within
from graph.recorded import Recorded
from graph.report_sums import Occurrence, witnesses
from graph.totals import Item, Places, Reckoning, reckon


class Moved(NamedTuple):
    """How many, as a flow or as a cumulative figure; and the reports that the number comes from, in the order of time.

    What a total holds already is none of them.
    """

    range: Range
    kind: str
    reports: tuple[Recorded, ...]


class Reading(NamedTuple):
    """How to read a move: how many of it count for certain and at most, whose it is, and where it was."""

    range: Callable[[Move], Range]
    whose: Callable[[Move], Hashable]
    places: Callable[[Move], Places]


def moved(
    flows: Iterable[Recorded],
    pair: tuple[str, str],
    effect: str,
    b: date,
    judgements: Iterable[Judgement] = (),
    *,
    distinct: Collection[str] = (),
    within: Within | None = None,
    alone: Collection[str] = (),
) -> Moved | None:
    """How many of one group (the second of the pair) came to a holder (the first), or went from it, up to a day.

    None where nobody counts any in people. `distinct` are datasets whose rows are distinct moves, `within` tells which
    places lie in others, `alone` are ids of losses from nobody named that were the holder's alone. What is only under
    way is none; what may come after the day, what several share, or what nobody named lost, is up to that many. A move
    that nobody counts leaves no upper bound. Totals replace what they hold (graph.totals), and what is left is summed
    up from what must be different moves to all being different (graph.report_sums).
    """
    last = b.toordinal()

    def whose(move: Move) -> Hashable:
        named = pair[:1] if move.statement.id in alone else move.form.side(effect) or ()
        return frozenset(named), frozenset(move.form.held)

    def range_of(move: Move) -> Range:
        theirs = share(move.form, effect, pair[:1], pair[1:]) == "all" or (
            move.statement.id in alone and len(move.form.held) == 1
        )
        return of("all" if theirs and (move.form.cumulative or move.last <= last) else "some", move.range)

    reading = Reading(range_of, whose, lambda move: move.form.places(effect))
    reckoned, apart = reckon_moves(read_moves(flows), last, reading, judgements, distinct, within)
    items = [item for item in reckoned.items if item.is_counted]
    if not items:
        return None
    kind = "cumulative" if any(item.is_running for item in items) else "flow"
    reports = tuple({s.id: s for item in items for s in item.reports}.values())
    return Moved(reckoned.range(apart), kind, reports)


def reckon_moves(
    moves: Iterable[Move],
    last: int,
    reading: Reading,
    judgements: Iterable[Judgement] = (),
    distinct: Collection[str] = (),
    within: Within | None = None,
) -> tuple[Reckoning, Mapping[int, set[int]]]:
    """What reports of moves make up to a day (an ordinal), and which of them judgements keep apart, by their numbers.

    Totals over a period that goes on after the day are left out.
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
    told = occurrences((move.statement for move in others.values()), judgements)
    items = [
        _of_block(number, [others[statement.id] for statement in block], reading, distinct)
        for number, block in enumerate(told.blocks)
    ]
    items += [_so_far(number, move, reading, distinct) for number, move in enumerate(running.values(), len(items))]
    return reckon(items, within), kept_apart(told)


def _is_counted(move: Move) -> bool:
    return move.form.counted and move.form.unit[0] == PEOPLE[0]


def _is_over_period(move: Move) -> bool:
    """Whether a report counts all moves of a period."""
    return _is_counted(move) and move.statement.validity.spread and not move.form.cumulative


def _of_block(number: int, block: Sequence[Move], reading: Reading, distinct: Collection[str]) -> Item:
    """One move by all its reports: the hull of their counts and days.

    One that is reported as a period's is that period's total; reports of it on single days within tell parts of it,
    unless they tell more.
    """
    counted = [move for move in block if _is_counted(move)]
    whole = [move for move in counted if _is_over_period(move)]
    if whole:
        highest = hull(move.range for move in whole) or UNCOUNTED
        parts = [m for m in counted if m not in whole and highest[1] is not None and m.range[0] > highest[1]]
        block = counted = [*whole, *parts]
    range_ = hull(reading.range(move) for move in counted) or UNCOUNTED
    first, last = min(move.first for move in block), max(move.last for move in block)
    reports = tuple(move.statement for move in counted or block)
    by = Occurrence(number, range_[0], first, last, *witnesses(reports, distinct))
    whose = {reading.whose(move): None for move in counted or block}
    places = tuple(sorted({place for move in block for place in reading.places(move)}))
    return Item(
        range_, first, first, last, last, bool(whole), False, next(iter(whose)), places, bool(counted), by, reports
    )  # fmt: skip


def _so_far(number: int, move: Move, reading: Reading, distinct: Collection[str]) -> Item:
    """A figure so far. It begins when it says, else with the evidence."""
    statement, range_ = move.statement, reading.range(move)
    since = statement.count.since if statement.count else None
    first, first_sure = days_since(since) if since else (0, 0)
    first, first_sure = min(first, move.first), min(first_sure, move.first)
    by = Occurrence(number, range_[0], move.first, move.last, *witnesses([statement], distinct))
    return Item(
        range_, first, first_sure, move.first, move.last, True, True, reading.whose(move),
        tuple(sorted(reading.places(move))), True, by, (statement,),
    )  # fmt: skip
