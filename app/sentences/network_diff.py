"""Finds the facts of sentences on what differs between the networks of two days, from the columns."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from app.answers.question import Asked
from app.sentences.actor_alliances import find_alliances_facts
from app.sentences.alliances import AlliancesFacts
from app.sentences.asked import find_asked_days
from app.sentences.network_day import MOST_PAIRS, MOST_SPEAKERS
from app.sentences.networks import (
    OVER,
    TOGETHER,
    ChangeFact,
    DiffFacts,
    Ends,
    GovernmentFact,
    name_relation,
    rank_relation,
)
from graph.alliances.changes import ChangeKind
from graph.alliances.diff import AlliancesDiffFindings, ChangeBetween, DescribedChange, describe_changes
from graph.alliances.network import NetworkDay
from graph.alliances.pairs import Sign
from graph.alliances.question import AllianceScope, find_stated_alliances, mark_entities, take_touching
from graph.alliances.rows import SignedPair
from graph.columns.column_view import make_keys
from graph.columns.evidence import bound_rows
from graph.columns.table import Columns
from graph.dates.windows import Window
from graph.model.statement import StoredStatement
from graph.selection.reigns import list_changes_of_government
from graph.vocabulary import vocabulary

FOE_KINDS: tuple[tuple[ChangeKind, ...], ...] = (("began",), ("ended", "faded"))


def find_diff_facts(selection: Asked, findings: AlliancesDiffFindings, days: tuple[Window, Window]) -> DiffFacts:
    """The facts of what differs between two days, by what is stated; by all where nothing of it is."""
    changes = list(zip(findings.changes, describe_changes(selection.view, findings.changes), strict=True))
    stated = {id(side): _list_stated_keys(side.rows) for side in (findings.first, findings.last)}
    kinds = {id(change): _name_kind(between, change, stated) for between, change in changes}
    told, rest = list[DescribedChange](), list[DescribedChange]()
    for between, change in changes:
        (told if _is_stated(between, change, kinds[id(change)], stated) else rest).append(change)
    groups: dict[
        tuple[ChangeKind, Sign | None, str | None, bool, tuple[str, ...]], list[tuple[Ends, SignedPair | None]]
    ] = {}
    weights = _count_evidence(findings.first.rows) | _count_evidence(findings.last.rows)
    chosen = told or rest
    joiners = _list_joiners(selection, chosen, (*findings.actors, *findings.first.governed, *findings.last.governed))
    for change in sorted(chosen, key=lambda change: -max(weights.get(key, 0) for key in _list_keys(change))):
        kind = kinds[id(change)]
        side = change.before if kind in OVER else change.after
        relation = _find_relation(side)
        ends = (side.a, side.b) if side and side.directed else (change.a, change.b)
        actors = _list_acting(findings, kind)
        if relation == TOGETHER and actors and (ends[0] in actors) != (ends in joiners):
            ends = ends[1], ends[0]  # who came to the side of the other comes first
        is_by_actor = relation == TOGETHER and ends[0] in actors
        own = tuple(id_ for id_ in actors if id_ in ends)
        groups.setdefault((kind, side.sign if side else None, relation, is_by_actor, own), []).append((ends, side))
    columns = findings.first.rows.evidence.columns
    facts = [
        ChangeFact(
            kind=kind,
            sign=sign,
            relation=relation,
            pairs=tuple(ends for ends, _ in pairs[: MOST_PAIRS + 1]),
            count=len(pairs),
            speakers=(speakers := _list_said_by(selection, [side for _, side in pairs[:MOST_PAIRS]])),
            ended_in=_find_last_year(columns, speakers, days[1]) if kind in OVER else None,
            actors=own,
        )
        for (kind, sign, relation, _, own), pairs in groups.items()
    ]
    is_silent = bool(findings.actors) and not changes and not _has_rows(selection, findings)
    return DiffFacts(
        asked=find_asked_days(selection, has_day=False, findings=_list_told(selection, groups.values())),
        actors=findings.actors,
        first=days[0],
        last=days[1],
        changes=tuple(sorted(facts, key=lambda fact: (fact.sign != -1, -fact.count))),
        foes=_list_foes(rest, findings) if told else (),
        governments=tuple(
            GovernmentFact(one.ruler, one.state, one.covers(days[1]))
            for one in list_changes_of_government(selection.view.directory, findings.actors, *days)
            if one.ruler in {*findings.actors, *(id_ for change in chosen for id_ in (change.a, change.b))}
        ),
        is_silent=is_silent,
        between=_find_between(selection, findings, days) if is_silent else None,
    )


def _has_rows(selection: Asked, findings: AlliancesDiffFindings) -> bool:
    """Whether the actors, or their parts, have any row on either day."""
    for side in (findings.first, findings.last):
        then = selection.replace_days(side.asked.as_of)
        parts = then.find_parts_of((*findings.actors, *side.governed)) or frozenset()
        if len(take_touching(side.rows, mark_entities(side.rows.evidence, parts))):
            return True
    return False


def _find_between(
    selection: Asked, findings: AlliancesDiffFindings, days: tuple[Window, Window]
) -> AlliancesFacts | None:
    """What is reported of the actors between two days; None where that is nothing."""
    first, last = days[0].latest + timedelta(1), days[1].earliest - timedelta(1)
    if first > last:
        return None
    then = selection.replace_days(Window(first, last))
    scope = AllianceScope(
        actor=findings.actors[0], asked=findings.actors, actors=then.find_parts_of(findings.actors), sign=findings.sign
    )
    found = find_stated_alliances(then, scope)
    return find_alliances_facts(then, found) if found.rows else None


def _list_acting(findings: AlliancesDiffFindings, kind: ChangeKind) -> tuple[str, ...]:
    """The actors asked about, and the states that they governed at the time that a change is told of."""
    side = findings.first if kind in OVER else findings.last
    return (*findings.actors, *side.governed)


def _list_told(
    selection: Asked, groups: Iterable[Sequence[tuple[Ends, SignedPair | None]]]
) -> list[list[StoredStatement]]:
    """The statements of each pair that may be named, if a day of knowledge is asked about."""
    if selection.question.known_at is None:
        return []
    sides = [side for pairs in groups for _, side in pairs[:MOST_PAIRS] if side]
    said = _read_statements(selection, sides)
    return [[said[id_] for id_ in side.statements if id_ in said] for side in sides]


def _read_statements(selection: Asked, sides: Iterable[SignedPair]) -> dict[str, StoredStatement]:
    """The statements of some pairs, by their ids."""
    ids = {id_ for side in sides for id_ in side.statements}
    return {statement.id: statement for statement in selection.view.select_by_ids(sorted(ids))}


def _list_joiners(selection: Asked, changes: Sequence[DescribedChange], actors: Sequence[str]) -> frozenset[Ends]:
    """The ends of those pairs in which all that is said is that an actor fought beside the other."""
    sides = [(change, side) for change in changes for side in (change.before, change.after) if side and actors]
    said = _read_statements(selection, (side for _, side in sides))
    found = set[Ends]()
    for change, side in sides:
        beside = [said[id_] for id_ in side.statements if id_ in said and said[id_].predicate == "fights_beside"]
        if beside and all(set(s.role("subject")) & set(actors) for s in beside):
            found.add((change.a, change.b))
    return frozenset(found)


def _list_foes(changes: Sequence[DescribedChange], findings: AlliancesDiffFindings) -> tuple[ChangeFact, ...]:
    """Those who came or ceased to be against an actor by whom they stood with, as nobody states it of them."""
    found = []
    for kinds in FOE_KINDS:
        sides = [(change.after if kinds == ("began",) else change.before) for change in changes if change.kind in kinds]
        actors = set(_list_acting(findings, kinds[0]))
        pairs = [(side.a, side.b) for side in sides if side and side.sign == -1 and {side.a, side.b} & actors]
        if pairs:
            own = tuple(sorted(actors & {id_ for pair in pairs for id_ in pair}))
            shown = tuple(pairs[: MOST_PAIRS + 1])
            found.append(ChangeFact(kind=kinds[0], sign=-1, pairs=shown, count=len(pairs), actors=own))
    return tuple(found)


def _find_last_year(columns: Columns, speakers: Sequence[str], days: Window) -> int | None:
    """The year after which some speakers say nothing at all, where it is before some days: no end is theirs then."""
    numbers = [number for id_ in speakers if (number := columns.names.speakers.find(id_)) is not None]
    rows = np.flatnonzero(np.isin(columns["said_by"][:], numbers))
    if not len(rows) or len(numbers) < len(speakers):
        return None
    last = int(bound_rows(columns, rows).last.max())
    return date.fromordinal(last).year if last < days.earliest.toordinal() else None


def _find_relation(side: SignedPair | None) -> str | None:
    """The strongest relation of the sign that a pair has; None where it has none."""
    predicates = vocabulary().predicates
    found = [name_relation(name) for name in side.relations if predicates[name].sign == side.sign] if side else []
    return min(found, key=rank_relation, default=None)


def _list_said_by(selection: Asked, sides: Iterable[SignedPair | None]) -> tuple[str, ...]:
    """The speakers of some pairs, those of most statements first."""
    ids = [id_ for side in sides if side for id_ in side.statements]
    counted = Counter(statement.said_by for statement in selection.view.select_by_ids(ids))
    return tuple(speaker for speaker, _ in counted.most_common(MOST_SPEAKERS))


StatedKeys = Mapping[int, Mapping[int, frozenset[int]]]  # of each side, by its id(), the keys of pairs by their sign


def _name_kind(between: ChangeBetween, change: DescribedChange, stated: StatedKeys) -> ChangeKind:
    """What a change is said as: what only faded has ended, and what is stated at one time only began or ended."""
    before, after = change.before, change.after
    if change.kind == "changed" and before and after and before.sign == after.sign:
        was, becomes = stated[id(between.before)], stated[id(between.after)]
        is_new = any(after.key in becomes[sign] and after.key not in was[sign] for sign in (-1, 1))
        return "began" if is_new else "ended"
    return "ended" if change.kind == "faded" else change.kind


def _is_stated(between: ChangeBetween, change: DescribedChange, kind: ChangeKind, stated: StatedKeys) -> bool:
    """Whether somebody states what a changed pair has, or had where it is over."""
    side, pair = (between.before, change.before) if kind in OVER else (between.after, change.after)
    return pair is not None and (id(side) not in stated or any(pair.key in keys for keys in stated[id(side)].values()))


def _list_keys(change: DescribedChange) -> list[int]:
    return [side.key for side in (change.before, change.after) if side] or [0]


def _count_evidence(rows: NetworkDay) -> dict[int, int]:
    """How much evidence there is of each pair on any day, by its key."""
    evidence = rows.evidence.sizes[rows.pairs]
    keys = make_keys(*rows.evidence.find_ends(rows.places[rows.offsets[:-1]]))
    return dict(zip(keys.tolist(), evidence.tolist(), strict=True))


def _list_stated_keys(rows: NetworkDay) -> dict[int, frozenset[int]]:
    """The keys of pairs of which somebody states that they were hostile (-1) or friendly (1)."""
    keys = make_keys(*rows.evidence.find_ends(rows.places[rows.offsets[:-1]]))
    return {sign: frozenset(keys[rows.mark_stated(sign)].tolist()) for sign in (-1, 1)}
