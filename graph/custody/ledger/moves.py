"""The moves of a group and its parts, and what each of them means for one set of holders at some places."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from operator import itemgetter

from graph.custody.ledger.lines import LedgerOccurrence, MoveBook, RunningFigure
from graph.custody.ledger.running_totals import (
    DatedOccurrence,
    RestatingFigure,
    find_restated,
    read_period_totals,
    read_running_totals,
)
from graph.custody.ledger.shares import LedgerScope, Shares
from graph.custody.moves import (
    PEOPLE,
    SIDES,
    UNCOUNTED,
    Move,
    MoveForm,
    Share,
    Unit,
    combine_counts,
    list_apart,
    read_moves,
    take_share,
)
from graph.custody.presence import find_sole_holders
from graph.dates.windows import MIN
from graph.evidence.custody_roles import find_losers
from graph.evidence.hierarchy import Containment, find_parts, is_fact
from graph.evidence.occurrences import find_witnesses, group_by_occurrence
from graph.evidence.support import find_named_window
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.stored_statement import StoredStatement

Forms = frozenset[int]  # the identities of forms: a form stands for what is said, and is kept with the moves
Enough = Callable[[Sequence[StoredStatement]], bool]


class GroupMoves:
    """Moves of one group, parted into occurrences once, and looked up by who is named in them."""

    def __init__(
        self,
        facts: Sequence[StoredStatement],
        group: str,
        *,
        links: Sequence[StoredStatement],
        judgements: Sequence[Judgement],
        since: int,
        until: int,
        backed: Enough,
        distinct: Collection[str] = (),
    ) -> None:
        self.group = group
        self.family = find_family(group, links, date.fromordinal(until))
        self.shares = Shares(self.family, facts, links)
        self._disjoint = find_disjoint_pairs(self.family, links)
        read = [move for move in _read_moves(facts, links) if move.first <= until]
        theirs = {id(form) for form in {id(m.form): m.form for m in read}.values() if self.family & {*form.held}}
        read = [move for move in read if id(move.form) in theirs]
        by_id = {move.statement.id: move for move in read}
        self._distinct, self._until = frozenset(distinct), until
        grouped = group_by_occurrence((move.statement for move in read if not move.form.cumulative), judgements)
        self.apart = list_apart(grouped)
        running = read_running_totals(move.statement for move in read if move.form.cumulative)
        periods = read_period_totals(
            (block[0] for block in grouped.blocks if len(block) == 1 and _is_of_a_period(by_id[block[0].id])), running
        )
        totals = [span for span in (*running, *periods) if span.last >= since and backed(span.reports)]
        self.figures = [
            RestatingFigure(number, span, by_id[span.reports[0].id])
            for number, span in enumerate(totals, len(grouped.blocks))
        ]
        aside = {report.id for span in periods for report in span.reports}
        self._alike: dict[Forms, list[DatedOccurrence]] = {}
        self._without_loser: dict[int, MoveForm] = {}
        self._forms: dict[Forms, list[MoveForm]] = {}
        for number, reports in enumerate(grouped.blocks):
            if reports[0].id not in aside and backed(reports):
                self._add_occurrence(number, [by_id[report.id] for report in reports], since)
        self._restated = find_restated(self._alike.values(), self.figures, links)
        self._naming = {effect: self._index_parties(effect) for effect in SIDES}
        self._placed = {effect: self._index_places(effect) for effect in SIDES}
        self._read: dict[tuple[Forms, Unit], list[LedgerOccurrence]] = {}

    def _add_occurrence(self, number: int, block: Sequence[Move], since: int) -> None:
        """Note an occurrence with those that are told in the same forms: what holds for one holds for all of them."""
        if len(block) > 1:
            block = self._name_losers(block)
        if len(block) == 1:
            ((form, _, first, last, _),) = block
            forms = frozenset((id(form),))
        else:
            forms = frozenset([id(move.form) for move in block])
            first, last = min([move.first for move in block]), max([move.last for move in block])
        if last < since:
            return
        if forms not in self._alike:
            self._alike[forms] = []
            self._forms[forms] = list({id(move.form): move.form for move in block}.values())
        self._alike[forms].append(DatedOccurrence(number, first, last, block))

    def _name_losers(self, block: Sequence[Move]) -> Sequence[Move]:
        """Reports of one move: where one of them names who lost people, nobody else is taken for the loser because he
        alone was said to hold there."""
        if not any(find_losers(move.statement) for move in block):
            return block
        return [
            self._drop_loser(move) if move.form.loses and not find_losers(move.statement) else move for move in block
        ]

    def _drop_loser(self, move: Move) -> Move:
        form = move.form
        if id(form) not in self._without_loser:
            self._without_loser[id(form)] = form._replace(loses=())
        return move._replace(form=self._without_loser[id(form)])

    def open_books(self, scope: LedgerScope) -> tuple[MoveBook, MoveBook]:
        """What came and what went, for one scope."""
        gains, losses = (
            MoveBook(
                self._find_occurrences(scope, side),
                self._find_figures(scope, side),
                self._restated,
                self.apart,
                self._until,
            )
            for side in SIDES
        )
        return gains, losses

    def list_uncounted_scopes(self, counted: Collection[LedgerScope]) -> list[LedgerScope]:
        """A scope for each of those who gain or lose some and whom no one counts; for nobody, where nobody is named.

        They are in people where any move of theirs is, or none of theirs is counted.
        """
        known = {holder for scope in counted for holder in scope.holders}
        units: dict[tuple[str, ...], set[Unit]] = {}
        forms = self._list_forms()
        for form in forms:
            for party in _list_parties(form) - known:
                units.setdefault((party,), set()).update([form.unit] if form.counted else [])
        if not units and not counted:
            units = {(): {form.unit for form in forms if form.counted}}
        return [LedgerScope(holders, (), *_choose_unit(units[holders])) for holders in sorted(units)]

    def list_other_units(self, scopes: Collection[LedgerScope]) -> list[StoredStatement]:
        """Moves that are counted in a unit in which no row is of somebody who is named in them."""
        used: dict[str, set[Unit]] = {}
        for scope in scopes:
            for holder in scope.holders:
                used.setdefault(holder, set()).add((scope.unit, scope.of))
        everywhere = {(scope.unit, scope.of) for scope in scopes}

        def left_aside(form: MoveForm) -> bool:
            units = [used[party] for party in _list_parties(form) if party in used] or [everywhere]
            return form.counted and any(form.unit not in some for some in units)

        aside = {id(form) for form in self._list_forms() if scopes and left_aside(form)}
        return [move.statement for move in self._list_moves() if id(move.form) in aside] if aside else []

    def _list_forms(self) -> list[MoveForm]:
        reported = [form for forms in self._forms.values() for form in forms]
        return [*reported, *(figure.move.form for figure in self.figures)]

    def _list_moves(self) -> Iterable[Move]:
        for some in self._alike.values():
            for one in some:
                yield from one.reports
        for _, _, move in self.figures:
            yield move

    def _index_parties(self, effect: str) -> dict[str | None, dict[Forms, None]]:
        """In which forms somebody is named on a side; under None those of which some name nobody."""
        found: dict[str | None, dict[Forms, None]] = {}
        for key, forms in self._forms.items():
            sides = [named for form in forms if (named := form.get_side(effect)) is not None]
            for party in {party for named in sides for party in named or (None,)}:
                found.setdefault(party, {})[key] = None
        return found

    def _index_places(self, effect: str) -> dict[str | None, list[Forms]]:
        """In which forms people come to (or leave) a place; under None those that name no place."""
        found: dict[str | None, list[Forms]] = {}
        for key, forms in self._forms.items():
            places: set[str | None] = {place for form in forms for place in form.get_places(effect)}
            for place in places or {None}:
                found.setdefault(place, []).append(key)
        return found

    def _find_forms(self, scope: LedgerScope, effect: str) -> list[Forms]:
        """The forms that may bear on a scope: they name one of its holders, or nobody, and no other place alone."""
        named = [self._naming[effect].get(party, {}) for party in (*scope.holders, None)]
        if not scope.places:
            return list(dict.fromkeys(forms for some in named for forms in some))
        at = self._placed[effect]
        near = dict.fromkeys(
            forms
            for place in (*sorted(self.shares.find_places_near(scope.places)), None)
            for forms in at.get(place, ())
        )
        return [forms for forms in near if any(forms in some for some in named)]

    def _find_occurrences(self, scope: LedgerScope, effect: str) -> list[LedgerOccurrence]:
        """The occurrences that bear on a scope."""
        unit = scope.unit, scope.of
        found: list[LedgerOccurrence] = []
        for forms in self._find_forms(scope, effect):
            part = self.shares.find_share(self._forms[forms], scope, effect)
            if part == "all":
                found += self._read_in_unit(forms, unit)
            elif part == "some":
                found += [one._replace(range=take_share(part, one.range)) for one in self._read_in_unit(forms, unit)]
        return sorted(found, key=itemgetter(0))

    def _read_in_unit(self, forms: Forms, unit: Unit) -> list[LedgerOccurrence]:
        """Occurrences told in some forms: the hull of what their reports count in a unit."""
        if (forms, unit) not in self._read:
            occurrences = []
            for number, first, last, reports in self._alike[forms]:
                range_ = self._count_in_unit(reports, unit)
                said_by = find_witnesses([report.statement for report in reports], self._distinct)
                occurrences.append(
                    LedgerOccurrence(number, range_ or UNCOUNTED, first, last, range_ is not None, reports, *said_by)
                )
            self._read[forms, unit] = occurrences
        return self._read[forms, unit]

    def _count_in_unit(self, reports: Sequence[Move], unit: Unit) -> Range | None:
        """How many of the group an occurrence moved, where somebody tells it in a unit."""
        if len(reports) == 1:
            form, range_ = reports[0][:2]
            return range_ if form.counted and form.unit == unit else None
        counted = [(self._list_held(m.form), m.range) for m in reports if m.form.counted and m.form.unit == unit]
        return combine_counts(counted, self.group, self._disjoint) if counted else None

    def _find_figures(self, scope: LedgerScope, effect: str) -> list[RunningFigure]:
        found = []
        shares: dict[int, Share] = {}
        for number, span, move in self.figures:
            form = move.form
            part = shares.get(id(form)) or shares.setdefault(id(form), self.shares.find_share((form,), scope, effect))
            if part != "none":
                counted = form.unit == (scope.unit, scope.of)
                found.append(
                    RunningFigure(number, take_share(part, span.range) if counted else UNCOUNTED, span, counted)
                )
        return found

    def _list_held(self, form: MoveForm) -> tuple[str, ...]:
        return form.held if len(form.held) == 1 else tuple(group for group in form.held if group in self.family)


def _read_moves(facts: Sequence[StoredStatement], links: Sequence[StoredStatement]) -> list[Move]:
    """The moves; those that name nobody who lost them as of whoever alone is said to hold there."""
    moves = read_moves(facts)
    groups = {held for form in {move.form for move in moves} if form.loses == () and form.left for held in form.held}
    if not groups:
        return moves
    sole = find_sole_holders(facts, groups, Containment(links))
    named: dict[tuple[MoveForm, str], MoveForm] = {}  # each form once, as forms are told apart by their identity

    def of_holder(move: Move) -> Move:
        form = move.form
        if form.loses != () or not form.left:
            return move
        holder = sole.find_holder(form.held, form.left, find_named_window(move.statement))
        if holder is None:
            return move
        if (form, holder) not in named:
            named[form, holder] = form._replace(loses=(holder,))
        return move._replace(form=named[form, holder])

    return [of_holder(move) for move in moves]


def find_family(group: str, links: Iterable[StoredStatement], until: date) -> frozenset[str]:
    """A group and all that may have been part of it on some day up to one."""
    return frozenset(find_parts(group, links, MIN, until))


def find_disjoint_pairs(family: Collection[str], links: Iterable[StoredStatement]) -> frozenset[frozenset[str]]:
    """Parts of one whole that are said to have nobody in common, two by two."""
    parts: dict[str, set[str]] = {}
    for link in links:
        if link.parts and is_fact(link):
            for whole in link.role("object"):
                parts.setdefault(whole, set()).update(set(link.role("subject")) & set(family))
    return frozenset(frozenset(pair) for found in parts.values() for pair in combinations(sorted(found), 2))


def _is_of_a_period(move: Move) -> bool:
    """Whether a report counts all moves of a period, not one move on some day of it."""
    return move.form.counted and move.statement.validity.spread and move.first < move.last


def _list_parties(form: MoveForm) -> set[str]:
    return {*(form.gains or ()), *(form.loses or ())}


def _choose_unit(units: Collection[Unit]) -> Unit:
    if not units or PEOPLE in units:
        return PEOPLE
    return min(units, key=lambda unit: (unit[0] != PEOPLE[0], unit[0], unit[1] or ""))
