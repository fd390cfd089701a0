"""Reports by holder and group: evidence, arrivals, departures, and the losses that ended the holding."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from graph.custody.presence import Presence, SoleHolders
from graph.dates.windows import Window
from graph.evidence.custody_roles import (
    Stocks,
    cache_by_form,
    find_gainers,
    find_held_groups,
    find_holders,
    find_losers,
)
from graph.evidence.hierarchy import Containment, is_fact
from graph.evidence.support import (
    Evidence,
    find_ending_days,
    find_named_window,
    make_gain_evidence,
    make_state_evidence,
)
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Pair = tuple[str, str]  # holder, held


@dataclass(slots=True)
class HolderCase:
    """All reports on one holder and one group. `ended_by` are the losses of all the people it held."""

    evidence: list[Evidence] = field(default_factory=list)
    gains: list[StoredStatement] = field(default_factory=list)
    losses: list[StoredStatement] = field(default_factory=list)
    ended_by: list[StoredStatement] = field(default_factory=list)

    @property
    def ends(self) -> list[Window]:
        """The days on which losses ended the holding."""
        return [find_ending_days(loss) for loss in self.ended_by]


def gather_cases(
    statements: Iterable[StoredStatement],
    max_gap_days: int | None,
    places: frozenset[str] | None,
    within: Containment | None,
) -> dict[Pair, HolderCase]:
    """The cases in some statements, by holder and group.

    With `places`, statements that name only other places are left out.
    """
    cases: dict[Pair, HolderCase] = defaultdict(HolderCase)
    unnamed_losses: list[StoredStatement] = []
    form_of = cache_by_form(partial(_read_form, places=places))
    for statement in statements:
        if not is_fact(statement):
            continue
        form = form_of(statement)
        for pair, effect, is_inside in form.effects:
            _add_effect(cases[pair], effect, statement, is_inside=is_inside)
        if form.is_unnamed_loss:
            unnamed_losses.append(statement)
    for pair, case in cases.items():
        case.ended_by = _find_losses_of_all(pair, case)
    _assign_unnamed_losses(cases, unnamed_losses, max_gap_days, within)
    return cases


def _assign_unnamed_losses(
    cases: Mapping[Pair, HolderCase],
    losses: Sequence[StoredStatement],
    max_gap_days: int | None,
    within: Containment | None,
) -> None:
    """Add each loss that names no holder to the only holder reported there; without one, to every possible holder."""
    by_group: dict[str, list[StoredStatement]] = defaultdict(list)
    for loss in losses:
        for held in find_held_groups(loss):
            by_group[held].append(loss)
    presences = {
        pair: Presence(case.evidence, case.ends, max_gap_days, within)
        for pair, case in cases.items()
        if case.evidence and pair[1] in by_group
    }
    sole = SoleHolders(presences)
    named = {loss.id: sole.name_loser(loss) for loss in losses}
    for pair, presence in presences.items():
        for loss in by_group[pair[1]]:
            whose = find_losers(named[loss.id])
            if pair[0] not in find_holders(loss) and (
                pair[0] in whose or (not whose and _can_have_lost(loss, presence))
            ):
                cases[pair].losses.append(named[loss.id])


class _Form(NamedTuple):
    """The content of the roles of a statement: its effect on each holder and group, with whether the holder moves them
    to itself; and whether it is a loss that names no holder."""

    effects: Sequence[tuple[Pair, str, bool]] = ()
    is_unnamed_loss: bool = False


def _read_form(statement: StoredStatement, places: frozenset[str] | None) -> _Form:
    predicate = vocabulary().predicates[statement.predicate]
    held_role = predicate.find_role("held")
    if held_role is None:
        return _Form()
    effects = [
        ((holder, held), effect, _is_inside(statement, holder))
        for role, effect in predicate.custody.items()
        if effect != "held" and not _is_elsewhere(statement, effect, places)
        for holder in statement.role(role)
        for held in statement.role(held_role)
    ]
    loser_role = predicate.find_role("loses")
    is_unnamed_loss = (
        loser_role is not None and not statement.role(loser_role) and not _is_elsewhere(statement, "loses", places)
    )
    return _Form(effects, is_unnamed_loss)


def _is_elsewhere(statement: StoredStatement, effect: str, places: frozenset[str] | None) -> bool:
    """Whether an effect is at other places only. A move has two places: losses are at its start, gains at its end."""
    roles = ("at", "from_place") if effect == "loses" else ("at", "to_place")
    named = {place for role in roles for place in statement.role(role)}
    return bool(named) and places is not None and places.isdisjoint(named)


def _is_inside(move: StoredStatement, holder: str) -> bool:
    """Whether a holder moves people within its own custody, and so neither gains nor loses them."""
    return find_losers(move) == find_gainers(move) == (holder,)


def _can_have_lost(loss: StoredStatement, presence: Presence) -> bool:
    """Whether a holder may have lost these people: it possibly held some then, at the place that they left.

    If no report says where it held, it may have held there.
    """
    return presence.can_be_at({*loss.role("from_place"), *loss.role("at")}, find_named_window(loss))


def _add_effect(case: HolderCase, effect: str, statement: StoredStatement, *, is_inside: bool) -> None:
    if effect == "holds":
        case.evidence.append(make_state_evidence(statement))
    elif effect == "gains":
        case.evidence.append(make_gain_evidence(statement))
    if effect == "gains" and not is_inside:
        case.gains.append(statement)
    elif effect == "loses" and not is_inside:
        case.losses.append(statement)


def _find_losses_of_all(pair: Pair, case: HolderCase) -> list[StoredStatement]:
    """The losses that ended the holding. A loss without a named holder only lowers it."""
    losers = cache_by_form(find_losers)
    losses = [loss for loss in case.losses if pair[0] in losers(loss)]
    stocks = Stocks(case.evidence if losses else ())
    return [loss for loss in losses if stocks.is_loss_of_all(loss)]
