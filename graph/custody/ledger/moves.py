"""The moves of a group and its parts, and how many people each brings to or takes from one set of holders."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from operator import attrgetter

from graph.custody.ledger.lines import LedgerOccurrence, MoveBook, RunningFigure
from graph.custody.ledger.running_totals import (
    DatedOccurrence,
    RestatingFigure,
    find_restated,
    read_period_totals,
    read_running_totals,
)
from graph.custody.ledger.shares import LedgerScope, Shares, find_disjoint_pairs, find_family
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
from graph.evidence.hierarchy import Containment
from graph.evidence.occurrences import find_witnesses, group_reports
from graph.evidence.support import find_named_window
from graph.model.counts import Range, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement

Forms = frozenset[int]  # the identities of the forms that one occurrence is reported in; moves hold the forms
Enough = Callable[[Sequence[StoredStatement]], bool]


class GroupMoves:
    """Moves of one group, grouped by occurrence once, and looked up by who is named in them.

    Thousands of reports differ only in numbers and days. Their roles are kept once, as a form, and whether a move
    concerns a scope is computed once for each set of forms, not once for each occurrence.
    """

    def __init__(
        self,
        facts: Sequence[StoredStatement],
        group: str,
        *,
        links: Sequence[StoredStatement],
        judgements: Sequence[Judgement],
        since: int,
        until: int,
        backed: Enough | None = None,
        distinct: Collection[str] = (),
    ) -> None:
        self.group = group
        self.family = find_family(group, links, date.fromordinal(until))
        self.shares = Shares(self.family, facts, links)
        self._disjoint = find_disjoint_pairs(self.family, links)
        moves, self._unnamed = _read_moves(facts, links)
        self._distinct, self._until = frozenset(distinct), until
        running_moves: list[Move] = []
        others: list[Move] = []
        theirs = {
            key: running_moves if form.cumulative else others
            for key, form in {id(move.form): move.form for move in moves}.items()
            if not self.family.isdisjoint(form.held)
        }
        for move in moves:
            kind = theirs.get(id(move.form))
            if kind is not None and move.first <= until:
                kind.append(move)
        grouped = group_reports(others, [move.statement for move in others], judgements, distinct)
        self.apart = list_apart(grouped)
        running = read_running_totals(move.statement for move in running_moves)
        period_moves = [block[0] for block in grouped.blocks if len(block) == 1 and _is_of_a_period(block[0])]
        periods = read_period_totals((move.statement for move in period_moves), running)
        totals = [span for span in (*running, *periods) if span.last >= since and (not backed or backed(span.reports))]
        by_id = {move.statement.id: move for move in (*running_moves, *period_moves)}
        self.figures = [
            RestatingFigure(number, span, by_id[span.reports[0].id])
            for number, span in enumerate(totals, len(grouped.blocks))
        ]
        aside = {report.id for span in periods for report in span.reports}
        self._alike: dict[Forms, list[DatedOccurrence]] = {}
        self._forms: dict[Forms, list[MoveForm]] = {}
        self._add_occurrences(
            [
                (number, block)
                for number, block in enumerate(grouped.blocks)
                if (not aside or block[0].statement.id not in aside)
                and (not backed or backed([move.statement for move in block]))
            ],
            since,
        )
        self._restated = find_restated(self._alike.values(), self.figures, links)
        self._naming = {effect: self._index_parties(effect) for effect in SIDES}
        self._placed = {effect: self._index_places(effect) for effect in SIDES}
        self._read: dict[tuple[Forms, Unit], list[LedgerOccurrence]] = {}
        self._books: dict[tuple[object, ...], MoveBook] = {}

    def _add_occurrences(self, blocks: Iterable[tuple[int, Sequence[Move]]], since: int) -> None:
        """Group occurrences whose reports have the same forms: what is found for one is true of all of them."""
        only: dict[int, Forms] = {}  # the forms of occurrences that are reported in one form, by its identity
        new = tuple.__new__  # as in read_moves
        for number, block in blocks:
            if self._unnamed and len(block) > 1:
                block = self._drop_inferred(block)
            form, _, first, last, _ = block[0]
            several = False
            if len(block) > 1:
                for other, _, begins, ends, _ in block:
                    several = several or other is not form
                    first, last = (begins if begins < first else first), (ends if ends > last else last)
            if last < since:
                continue
            if several:
                forms = frozenset([id(move.form) for move in block])
            else:
                forms = only.get(id(form)) or only.setdefault(id(form), frozenset((id(form),)))
            if forms not in self._alike:
                self._alike[forms] = []
                self._forms[forms] = list({id(move.form): move.form for move in block}.values())
            self._alike[forms].append(new(DatedOccurrence, (number, first, last, block)))

    def _drop_inferred(self, block: Sequence[Move]) -> Sequence[Move]:
        """Reports of one move: where one of them names who lost people, nobody else is taken for the loser because he
        alone was said to hold there."""
        if not any(move.form.loses and id(move.form) not in self._unnamed for move in block):
            return block
        return [move._replace(form=self._unnamed.get(id(move.form), move.form)) for move in block]

    def open_books(self, scope: LedgerScope) -> tuple[MoveBook, MoveBook]:
        """The arrivals and the departures of one scope."""
        gains, losses = (self._open_book(scope, effect) for effect in SIDES)
        return gains, losses

    def _open_book(self, scope: LedgerScope, effect: str) -> MoveBook:
        """The arrivals or the departures of a scope. A move from one holder to another has one book."""
        unit, figures = (scope.unit, scope.of), self._find_figures(scope, effect)
        parts = [
            (key, self.shares.find_share(self._forms[key], scope, effect)) for key in self._find_forms(scope, effect)
        ]
        parts = [(key, part) for key, part in parts if part != "none"]
        content = (unit, frozenset(parts), *((one.number, one.range, one.counted) for one in figures))
        if content not in self._books:
            occurrences = self._read_occurrences(parts, unit)
            self._books[content] = MoveBook(occurrences, figures, self._restated, self.apart, self._until)
        return self._books[content]

    def list_uncounted_scopes(self, counted: Collection[LedgerScope]) -> list[LedgerScope]:
        """A scope for each holder that gains or loses some and is not counted; one without a holder if none is named.

        The unit is people if a move of theirs is counted in people, or none is counted.
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
        """Moves counted in a unit in which no row is of a holder whom they name."""
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
        """The forms that name each holder on a side; under None those of which some name none."""
        found: dict[str | None, dict[Forms, None]] = {}
        for key, forms in self._forms.items():
            sides = [named for form in forms if (named := form.get_side(effect)) is not None]
            for party in {party for named in sides for party in named or (None,)}:
                found.setdefault(party, {})[key] = None
        return found

    def _index_places(self, effect: str) -> dict[str | None, list[Forms]]:
        """The forms in which people come to (or leave) each place; under None those that name no place."""
        found: dict[str | None, list[Forms]] = {}
        for key, forms in self._forms.items():
            places: set[str | None] = {place for form in forms for place in form.get_places(effect)}
            for place in places or {None}:
                found.setdefault(place, []).append(key)
        return found

    def _find_forms(self, scope: LedgerScope, effect: str) -> list[Forms]:
        """The forms that may concern a scope: they name one of its holders or none, and not only other places."""
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

    def _read_occurrences(self, parts: Iterable[tuple[Forms, Share]], unit: Unit) -> list[LedgerOccurrence]:
        """The occurrences reported in some forms, with the share that a scope has in each."""
        found: list[LedgerOccurrence] = []
        for forms, part in parts:
            occurrences = self._read_in_unit(forms, unit)
            if part == "some":
                occurrences = [one.limit_share(part) for one in occurrences]
            found += occurrences
        return sorted(found, key=attrgetter("number"))

    def _read_in_unit(self, forms: Forms, unit: Unit) -> list[LedgerOccurrence]:
        """The occurrences reported in some forms, with what their reports count in a unit."""
        if (forms, unit) not in self._read:
            # reports in one form count the same people, so that the hull of their counts is what they count
            form = self._forms[forms][0] if len(forms) == 1 else None
            is_counted = form is not None and form.counted and form.unit == unit
            occurrences: list[LedgerOccurrence] = []
            new = tuple.__new__  # as in read_moves
            for number, first, last, reports in self._alike[forms]:
                if form is None:
                    range_ = self._count_in_unit(reports, unit)
                elif not is_counted:
                    range_ = None
                else:
                    range_ = reports[0].range if len(reports) == 1 else enclose_ranges([one.range for one in reports])
                fewest, most = range_ or UNCOUNTED
                said = (reports[0].statement,) if len(reports) == 1 else [one.statement for one in reports]
                voices, distinct_in = find_witnesses(said, self._distinct)
                content = number, fewest, first, last, voices, distinct_in, most, range_ is not None, reports
                occurrences.append(new(LedgerOccurrence, content))
            self._read[forms, unit] = occurrences
        return self._read[forms, unit]

    def _count_in_unit(self, reports: Sequence[Move], unit: Unit) -> Range | None:
        """How many of the group an occurrence moved, where a report counts it in a unit."""
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


def _read_moves(
    facts: Sequence[StoredStatement], links: Sequence[StoredStatement]
) -> tuple[list[Move], dict[int, MoveForm]]:
    """The moves; a loss without a named holder becomes that of the only holder reported there.

    And the form without a loser of each form to which one was given so, by the identity of the latter.
    """
    moves = read_moves(facts)
    forms = {id(move.form): move.form for move in moves}.values()
    groups = {held for form in forms if form.loses == () and form.left for held in form.held}
    if not groups:
        return moves, {}
    sole = find_sole_holders(facts, groups, Containment(links))
    named: dict[tuple[MoveForm, str], MoveForm] = {}  # each form once, as forms are compared by identity
    unnamed: dict[int, MoveForm] = {}

    def name_loser(move: Move) -> Move:
        form = move.form
        if form.loses != () or not form.left:
            return move
        holder = sole.find_holder(form.held, form.left, find_named_window(move.statement))
        if holder is None:
            return move
        if (form, holder) not in named:
            given = named[form, holder] = form._replace(loses=(holder,))
            unnamed[id(given)] = form
        return move._replace(form=named[form, holder])

    return [name_loser(move) for move in moves], unnamed


def _is_of_a_period(move: Move) -> bool:
    """Whether a report counts all moves of a period, not one move on some day of it."""
    return move.form.counted and move.statement.validity.spread and move.first < move.last


def _list_parties(form: MoveForm) -> set[str]:
    return {*(form.gains or ()), *(form.loses or ())}


def _choose_unit(units: Collection[Unit]) -> Unit:
    if not units or PEOPLE in units:
        return PEOPLE
    return min(units, key=lambda unit: (unit[0] != PEOPLE[0], unit[0], unit[1] or ""))
