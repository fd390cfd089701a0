"""Moves of people of which something is left unsaid: where to, by a second speaker, how many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from graph.counts import Range, hull
from graph.figures import held_by, holders_of, losers_of
from graph.identity import Judgement
from graph.occurrences import occurrences
from graph.recorded import Recorded
from graph.silences.silence import Independent, Missing, Silence, bounded, hull_of_days, second_speaker, together
from graph.vocabulary import vocabulary

Block = tuple[str, tuple[Recorded, ...]]  # a group, and the reports of one occurrence on it


def moves_of(statements: Iterable[Recorded], judgements: Iterable[Judgement], b: date) -> list[Block]:
    """Moves that are done and may lie before the end of the days asked about, by group and occurrence."""
    words = vocabulary()
    moves = [
        s
        for s in statements
        if not words.predicates[s.predicate].is_state
        and not words.modes[s.mode].whole
        and s.bounds.earliest_start <= b
        and (holders_of(s) or _leaves(s))
    ]
    found: list[Block] = []
    for block in occurrences(moves, judgements).blocks:
        by_group: dict[str, list[Recorded]] = defaultdict(list)
        for move in block:
            for group in held_by(move):
                by_group[group].append(move)
        found += [(group, tuple(reports)) for group, reports in by_group.items()]
    return found


def whereabouts(blocks: Iterable[Block], statements: Sequence[Recorded], b: date) -> Iterator[Silence]:
    """People who left, and nobody tells where to: neither a report of it nor a later gain of as many."""
    gains: dict[str, list[Recorded]] = defaultdict(list)
    for statement in statements:
        if not vocabulary().predicates[statement.predicate].is_state and holders_of(statement):
            for group in held_by(statement):
                gains[group].append(statement)
    for group, reports in blocks:
        left = [move for move in reports if _leaves(move)]
        if not left or any(_arrives(move) for move in left):
            continue
        people, days = _people(left), hull_of_days(left)
        if people and any(_finds(gain, people, days.earliest) for gain in gains[group]):
            continue
        yield Silence(
            kind="gap",
            why="whereabouts",
            holders=together(id_ for move in left for id_ in losers_of(move)),
            held=(group,),
            statements=tuple(left),
            places=_left_places(left),
            first=days.latest + timedelta(days=1) if days.latest < b else None,
            last=b if days.latest < b else None,
            people=people,
            missing=Missing(
                what="a sighting",
                whose=(),
                of=(group,),
                first=bounded(days.earliest),
                last=None,
                at_least=people and people[1],
            ),
        )


def moved_on_one_word(blocks: Iterable[Block], independent: Independent) -> Iterator[Silence]:
    for group, reports in blocks:
        if independent(reports)[0] <= 1:
            parties = _parties(reports)
            yield Silence(
                kind="single_speaker",
                why="move",
                holders=parties,
                held=(group,),
                statements=reports,
                places=_left_places(reports),
                people=_people(reports),
                missing=second_speaker(reports, parties, (group,), _left_places(reports)),
            )


def moved_uncounted(blocks: Iterable[Block]) -> Iterator[Silence]:
    for group, reports in blocks:
        if not any(move.count for move in reports):
            days = hull_of_days(reports)
            parties = _parties(reports)
            yield Silence(
                kind="uncounted",
                why="move",
                holders=parties,
                held=(group,),
                statements=reports,
                places=_left_places(reports),
                missing=Missing(
                    what="a count",
                    whose=parties,
                    of=(group,),
                    places=_left_places(reports),
                    first=bounded(days.earliest),
                    last=bounded(days.latest),
                ),
            )


def _parties(moves: Iterable[Recorded]) -> tuple[str, ...]:
    return together(id_ for move in moves for id_ in (*losers_of(move), *holders_of(move)))


def _leaves(move: Recorded) -> bool:
    return vocabulary().predicates[move.predicate].role_with("loses") is not None


def _arrives(move: Recorded) -> bool:
    return bool(holders_of(move) or move.role("to_place"))


def _finds(gain: Recorded, people: Range, since: date) -> bool:
    """Whether a later gain is of at least as many as left."""
    count = gain.count
    enough = count is not None and count.unit == "people" and people[1] is not None and count.min >= people[1]
    return enough and gain.bounds.earliest_start >= since


def _people(moves: Iterable[Recorded]) -> Range | None:
    return hull((m.count.min, m.count.max) for m in moves if m.count and m.count.unit == "people")


def _left_places(moves: Iterable[Recorded]) -> tuple[str, ...]:
    return together(p for m in moves for role in ("from_place", "at", "to_place") for p in m.role(role))
