"""Contradictions: comparable statements whose figures or dates cannot all be true.

Statements are comparable if they are about the same people, counted in the same unit, kind and scope, with compatible
parties, and about one time: states with a common day, or reports of one occurrence. Reports of one day without a
judgement may be of one occurrence; a contradiction between them is not certain. Figures of a group and of its parts
are comparable too (larger_parts), and so are the beginnings of one holding.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby

from graph.dates.windows import MAX, MIN
from graph.disputes.conflicts import (
    ClashKind,
    find_larger_parts,
    group_by_common_day,
    group_compatible,
    has_clash,
    select_clashing,
)
from graph.disputes.one_question import (
    PartyIndex,
    find_days,
    find_parties,
    find_people,
    find_scope,
    has_compatible_parties,
    has_day,
    has_undertaking_count,
    is_cumulative,
    is_state,
)
from graph.evidence.custody_roles import cache_by_form
from graph.evidence.hierarchy import Containment, is_fact
from graph.evidence.occurrences import group_by_occurrence
from graph.model.counts import can_agree
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

MOST_READINGS = 50  # of one clash, so that not too many pairs are compared; so many are no rounding


def find_differing_starts(statements: Iterable[StoredStatement]) -> Iterator[list[StoredStatement]]:
    """Statements with the same roles about one unbroken holding, with contradictory beginnings.

    Two are about one holding if both are certain on some day. Statements without a beginning are left out.
    """
    by_roles: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        begins = statement.bounds.earliest_start > MIN and statement.bounds.latest_start < MAX
        custody = vocabulary().predicates[statement.predicate].custody
        if statement.validity.kind == "valid" and begins and custody and is_state(statement) and is_fact(statement):
            roles = tuple(sorted(statement.roles.items()))
            by_roles[find_people(statement), roles, frozenset(statement.terms)].append(statement)
    for comparable in by_roles.values():
        yield from (holding for holding in _split_holdings(comparable) if _have_differing_starts(holding))


def _split_holdings(statements: list[StoredStatement]) -> Iterator[list[StoredStatement]]:
    """Groups of statements whose certain days overlap without a break."""
    certain = [s for s in statements if s.bounds.latest_start <= s.bounds.earliest_end]
    found: list[StoredStatement] = []
    until: date = MIN
    for statement in sorted(certain, key=lambda s: (s.bounds.latest_start, s.id)):
        if found and statement.bounds.latest_start > until:
            yield found
            found = []
        found.append(statement)
        until = max(until, statement.bounds.earliest_end) if len(found) > 1 else statement.bounds.earliest_end
    if len(found) > 1:
        yield found


def _have_differing_starts(statements: list[StoredStatement]) -> bool:
    return max(s.bounds.earliest_start for s in statements) > min(s.bounds.latest_start for s in statements)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Comparable statements of which at least two cannot both be true. The first one is one of these.

    `why` is figures or dates. `certain` is false if they may be of different days or occurrences.
    """

    why: ClashKind
    statements: tuple[StoredStatement, ...]
    certain: bool
    part: str | None = None  # of figures of a group and of a part of it that is larger
    whole: str | None = None


def find_contradictions(
    statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = (), links: Iterable[StoredStatement] = ()
) -> list[Contradiction]:
    """Contradictions, one for each set of comparable statements, whatever its size.

    `links` are statements whose subject is part of, or lies in, their object.
    """
    statements = [statement for statement in statements if statement.polarity == "asserts"]
    links = list(links)
    reports = _ReportLinks(statements, list(judgements), Containment(links))
    counted: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    dated: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        if statement.count is not None:
            counted[find_scope(statement)].append(statement)
        if has_day(statement):
            dated[find_people(statement), statement.mode].append(statement)
    found: list[Contradiction] = []
    for scope in counted.values():
        if len(scope) > 1:
            clashes = _compare_states(scope, reports) if is_state(scope[0]) else _compare_events(scope, reports)
            found += (clash for clash in clashes if not _is_rounding(clash))
    for scope in dated.values():
        found += _compare_dates(scope, reports) if len(scope) > 1 else []
    found += [_make_contradiction("dates", holding, True) for holding in find_differing_starts(statements)]
    for larger in find_larger_parts(statements, links):
        larger_part = _make_contradiction("figures", (*larger.of_part, *larger.of_whole), larger.certain)
        found.append(replace(larger_part, part=larger.part, whole=larger.whole))
    return found


def _is_rounding(clash: Contradiction) -> bool:
    """Whether nothing clashes but what somebody says of one number in one source.

    "Nearly 7,000" in a report and 7,000 in its headline are one figure, rounded twice: of the same days, one of them
    exact, and the other range ends just before it or begins just after it.
    """
    if clash.why != "figures":
        return False
    readings = list({(_find_teller(s), s.count.min, s.count.max) for s in clash.statements if s.count})
    if len(readings) > MOST_READINGS:
        return False
    return all(
        can_agree((low, high), (least, most))
        or (teller == other and (low == high) != (least == most) and (high == least - 1 or most == low - 1))
        for (teller, low, high), (other, least, most) in combinations(readings, 2)
    )


def _find_teller(statement: StoredStatement) -> Hashable:
    """Who says something, where, and of which days."""
    return statement.said_by, statement.cites.source, statement.bounds, statement.about


class _ReportLinks:
    """Index of reports that are of one occurrence, by Event or judgement, and of those kept apart."""

    def __init__(
        self, statements: Sequence[StoredStatement], judgements: Sequence[Judgement], within: Containment
    ) -> None:
        self.within = within
        self.parties = cache_by_form(lambda statement: tuple(find_parties(statement).items()))
        found = group_by_occurrence(statements, judgements)
        self._apart = found.apart
        self._number = {s.id: number for number, block in enumerate(found.blocks) for s in block}
        self._kept_apart = {number for pair in found.apart for number in pair}
        self._judged = {id_ for j in judgements if j.verdict == "positive" for id_ in j.ids}

    def find_block(self, statement: StoredStatement) -> int:
        return self._number[statement.id]

    def find_blocks(self, statements: Iterable[StoredStatement]) -> list[list[StoredStatement]]:
        """The statements grouped by occurrence, without groups of one."""
        found: dict[int, list[StoredStatement]] = defaultdict(list)
        for statement in statements:
            found[self.find_block(statement)].append(statement)
        return [block for block in found.values() if len(block) > 1]

    def find_kind(self, statement: StoredStatement) -> Hashable:
        """The occurrence of a statement if a judgement matters for it; None for all others."""
        block = self.find_block(statement)
        return block if block in self._kept_apart or self.is_judged(statement) else None

    def is_judged(self, statement: StoredStatement) -> bool:
        """Whether a judgement joins it, or the one Event that it is about, to another."""
        return statement.key in self._judged or (len(statement.about) == 1 and statement.about[0] in self._judged)

    def are_judged_one(self, one: StoredStatement, other: StoredStatement) -> bool:
        return self.find_block(one) == self.find_block(other) and self.is_judged(one) and self.is_judged(other)

    def are_joined(self, one: StoredStatement, other: StoredStatement) -> bool:
        """Whether a judgement joins the two reports themselves. They are of one occurrence, even if they differ."""
        return self.find_block(one) == self.find_block(other) and {one.key, other.key} <= self._judged

    def are_apart(self, one: StoredStatement, other: StoredStatement) -> bool:
        first, second = sorted((self.find_block(one), self.find_block(other)))
        return (first, second) in self._apart

    def are_of_two_events(self, one: StoredStatement, other: StoredStatement) -> bool:
        """Whether a judgement keeps them apart, or they are about two different Events."""
        return self.find_block(one) != self.find_block(other) and (
            len(one.about) == len(other.about) == 1 or self.are_apart(one, other)
        )


def _compare_states(scope: Sequence[StoredStatement], reports: _ReportLinks) -> Iterator[Contradiction]:
    """Figures of states with the same roles, at times that overlap or of one occurrence."""
    shown: list[set[str]] = []
    for block in reports.find_blocks(scope):
        if has_clash("figures", block):
            shown.append({statement.id for statement in block})
            yield _make_contradiction("figures", block, True)
    if not has_clash("figures", scope):
        return
    for together in group_by_common_day(scope):
        for members in group_compatible(
            together, lambda one, other: not reports.are_apart(one, other), reports.find_kind
        ):
            if has_clash("figures", members) and not any(ids.issuperset(s.id for s in members) for ids in shown):
                yield _make_contradiction("figures", members, _is_certain("figures", members, reports))


def _compare_events(scope: Sequence[StoredStatement], reports: _ReportLinks) -> Iterator[Contradiction]:
    """Figures of one occurrence, or of reports that may be of one: with one predicate, on one day."""

    def is_compatible(one: StoredStatement, other: StoredStatement) -> bool:
        if reports.are_joined(one, other) or reports.are_of_two_events(one, other):
            return reports.are_joined(one, other)
        return has_compatible_parties(
            one, other, reports.within if has_undertaking_count(one) or reports.are_judged_one(one, other) else None
        )

    def find_kind(statement: StoredStatement) -> Hashable:
        single_event = statement.about if len(statement.about) == 1 else ()
        return reports.parties(statement), statement.terms, single_event, reports.find_kind(statement)

    def is_compared_with_all(statement: StoredStatement) -> bool:
        return has_undertaking_count(statement) or reports.is_judged(statement)

    for together in _group_possible_occurrences(scope, reports):
        if len(together) > 1 and has_clash("figures", together):
            party_index = PartyIndex(reports.parties, is_compared_with_all)
            for members in group_compatible(together, is_compatible, find_kind, party_index):
                if has_clash("figures", members):
                    yield _make_contradiction("figures", members, _is_certain("figures", members, reports))


def _compare_dates(scope: Sequence[StoredStatement], reports: _ReportLinks) -> Iterator[Contradiction]:
    """Days of one occurrence, with the same roles; with compatible parties if a judgement joins the reports."""

    def is_compatible(one: StoredStatement, other: StoredStatement) -> bool:
        if reports.are_joined(one, other) or one.roles == other.roles:
            return True
        return reports.are_judged_one(one, other) and has_compatible_parties(one, other, reports.within)

    def find_kind(statement: StoredStatement) -> Hashable:
        return tuple(statement.roles.items()), reports.is_judged(statement)

    for block in reports.find_blocks(scope):
        for members in group_compatible(block, is_compatible, find_kind):
            if has_clash("dates", members):
                yield _make_contradiction("dates", members, True)


def _group_possible_occurrences(
    scope: Sequence[StoredStatement], reports: _ReportLinks
) -> Iterable[list[StoredStatement]]:
    """Reports joined by occurrence, by day, or as cumulative figures of one scope. Union-find."""
    parent: dict[Hashable, Hashable] = {}

    def find_root(name: Hashable) -> Hashable:
        while (upper := parent.get(name, name)) != name:
            parent[name] = name = parent.get(upper, upper)
        return name

    for statement in scope:
        day = find_days(statement)
        if is_cumulative(statement) or statement.validity.spread or day.earliest == day.latest:
            parent[find_root(reports.find_block(statement))] = find_root((statement.predicate, statement.mode, day))
    groups: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for statement in scope:
        groups[find_root(reports.find_block(statement))].append(statement)
    return groups.values()


def _make_contradiction(why: ClashKind, members: Sequence[StoredStatement], certain: bool) -> Contradiction:
    """A contradiction with the first published clashing statement first, and the others in order of publication."""
    first = min(select_clashing(why, members), key=_make_publication_key)
    others = sorted((statement for statement in members if statement is not first), key=_make_publication_key)
    return Contradiction(why, (first, *others), certain)


def _make_publication_key(statement: StoredStatement) -> tuple[object, ...]:
    return statement.known.earliest, statement.known.latest, statement.key, statement.id


def _is_certain(why: ClashKind, members: Sequence[StoredStatement], reports: _ReportLinks) -> bool:
    """Whether a clash is between reports of one occurrence, or between states or running totals of one day."""
    if any(has_clash(why, block) for block in reports.find_blocks(members)):
        return True
    on_one_day = [
        s for s in members if find_days(s).earliest == find_days(s).latest and (is_state(s) or is_cumulative(s))
    ]
    by_day = groupby(sorted(on_one_day, key=lambda s: find_days(s).earliest), key=lambda s: find_days(s).earliest)
    return any(has_clash(why, list(group)) for _, group in by_day)
