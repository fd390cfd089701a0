"""The facts of sentences on lists: which groups a holder holds, and where people are held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.answers.notes import find_place_control
from app.answers.question import Asked
from app.sentences.custody import CustodyFacts, find_custody_facts, find_handed_over, select_told
from app.sentences.facts import QUARTER, AskedDays, Doubt, SaidAmount, is_long
from app.sentences.holdings import HoldingFact, list_later_losses, make_holding
from app.sentences.stock_figures import list_figures
from graph.custody.day import HolderRow
from graph.custody.listing import CustodyList, ListedEntity
from graph.custody.stocks import Timing
from graph.dates.windows import MIN, Window
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, AmountForm, read_amount
from graph.selection.rows import select_best_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPeopleFact:
    """How many people of a group are held, counted on `days` if these are not the days asked about, and who says so.
    No amount: no source counts those held. `rivals` are other numbers of the same people, each with who gives it."""

    group: str
    amount: Amount | None
    speakers: tuple[str, ...]
    unit: str = "people"
    days: Window | None = None
    rivals: tuple[SaidAmount, ...] = ()
    is_rest: bool = False  # some left after the count, so these are no longer all


@dataclass(frozen=True, slots=True)
class HeldPlaceFact:
    """A place where people are held, and who says so."""

    place: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsFacts:
    """The groups that a holder surely holds, and those that it probably holds, those of most people first. `came` are
    those of whom is only said how many it received, and `may_have_come` those who perhaps came only after the days,
    the last to come first.

    Without a holder `known` are all groups that are reported held, those of most reports first, and `holders` hold some
    of them; `last_holders` are those who were last reported to, where that was long before. Where a holder holds none,
    `custody` has what is said instead.
    """

    asked: AskedDays
    custody: CustodyFacts
    sure: tuple[HeldPeopleFact, ...] = ()
    probable: tuple[HeldPeopleFact, ...] = ()
    came: tuple[HoldingFact, ...] = ()
    may_have_come: tuple[HoldingFact, ...] = ()
    known: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    last_holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFacts:
    """The places where people are surely held, and those where they probably are.

    Without a holder `known` are all places where people are reported held, those of most reports first, and `holders`
    hold people there; `last_holders` are those who were last reported to, where that was long before. Where there is no
    holding, `custody` has what is said instead.
    """

    asked: AskedDays
    custody: CustodyFacts
    sure: tuple[HeldPlaceFact, ...] = ()
    probable: tuple[HeldPlaceFact, ...] = ()
    known: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    last_holders: tuple[str, ...] = ()


def find_groups_facts(selection: Asked, found: CustodyList) -> GroupsFacts:
    """The facts of a list of groups."""
    control = _find_control(selection, found)
    custody = find_custody_facts(selection, found.custody, control)
    found = _keep_held(selection, _keep_told(selection, found), control)
    rows = select_told(found.custody.rows, selection.question.as_of)
    if custody.holder is None:
        known = tuple(one.id for one in _sort_by_reports(found.listed))
        holders, last = _split_holders(rows)
        return GroupsFacts(asked=custody.asked, custody=custody, known=known, holders=holders, last_holders=last)
    listed = [one for one in found.listed if one.rows]
    people = {one.id: _make_people(one.rows[0], selection.question.as_of) for one in listed}
    counted = {id_ for id_, one in people.items() if one.amount and not _is_vague(one.amount)}
    # a number of a part beside that of the whole would be added to it
    parts = {part for id_ in counted for part in selection.find_parts(id_) if part != id_} & counted
    by_group = [(one, one.rows[0]) for one in listed if one.id not in parts]
    moved = [fact for _, row in by_group if (fact := make_holding(selection, row)).is_moved]
    came = sorted((one for one in moved if one.received), key=lambda one: one.days.latest if one.days else MIN)[::-1]
    of_moves = {fact.held for fact in came}
    held = [(one, row) for one, row in by_group if one.id not in of_moves and _is_by_then(selection, row)]
    return GroupsFacts(
        asked=custody.asked,
        custody=custody,
        sure=_sort_people(people[one.id] for one, row in held if _is_sure(row)),
        probable=_sort_people(people[one.id] for one, row in held if not _is_sure(row)),
        came=tuple(one for one in came if not one.may_come_later),
        may_have_come=tuple(one for one in came if one.may_come_later),
    )


def find_places_facts(selection: Asked, found: CustodyList) -> PlacesFacts:
    """The facts of a list of places, without those in which another one lies."""
    control = _find_control(selection, found)
    custody = find_custody_facts(selection, found.custody, control)
    found = _keep_held(selection, _keep_told(selection, found), control, is_of_places=True)
    rows = [row for one in found.listed for row in one.rows]
    around = {place for one in found.listed for place in selection.list_places_around(one.id)}
    innermost = [one for one in found.listed if one.id not in around]
    if custody.holder is None:
        known = tuple(one.id for one in _sort_by_reports(innermost))
        at_places = {row.holder for row in rows}
        holders, last = _split_holders([row for row in found.custody.rows if row.holder in at_places])
        return PlacesFacts(asked=custody.asked, custody=custody, known=known, holders=holders, last_holders=last)
    kept = [(one.id, [row for row in one.rows if _is_kept(row) and _is_by_then(selection, row)]) for one in innermost]
    by_place = [(HeldPlaceFact(id_, _list_speakers(there)), there[0]) for id_, there in kept if there]
    return PlacesFacts(
        asked=custody.asked,
        custody=custody,
        sure=tuple(place for place, row in by_place if _is_sure(row)),
        probable=tuple(place for place, row in by_place if not _is_sure(row)),
    )


def _keep_told(selection: Asked, found: CustodyList) -> CustodyList:
    """A list without the rows whose evidence has no beginning and tells of other days."""
    told = {(row.holder, row.held) for row in select_told(found.custody.rows, selection.question.as_of)}
    listed = [replace(one, rows=[row for row in one.rows if (row.holder, row.held) in told]) for one in found.listed]
    return replace(found, listed=listed)


def _find_control(selection: Asked, found: CustodyList) -> Sequence[StoredStatement]:
    """Who is said to have the places of the rows of a list, the latest first."""
    custody = found.custody
    rows = [*custody.rows, *custody.unfiltered.last_known]
    return find_place_control(selection, rows, custody.scope.places).statements


def _keep_held(
    selection: Asked, found: CustodyList, control: Sequence[StoredStatement], *, is_of_places: bool = False
) -> CustodyList:
    """A list without the rows of people who were there until another one took over their place, or that listed."""

    def keep(one: ListedEntity) -> ListedEntity:
        place = one.id if is_of_places else found.custody.scope.place
        gone = find_handed_over(selection, one.rows, control, place)
        return replace(one, rows=[row for row in one.rows if (row.holder, row.held) not in gone])

    return replace(found, listed=[keep(one) for one in found.listed])


def _is_kept(row: HolderRow) -> bool:
    """Whether the places of a row are where people are held or came to; not where the holder caught them."""
    return row.basis == "stated" or any(one.role("to_place") for one in row.statements)


def _is_by_then(selection: Asked, row: HolderRow) -> bool:
    """Whether it is more than possible that a row is of the days asked about: not if all came on nobody knows which
    day up to a later one."""
    return make_holding(selection, row).doubt is not Doubt.PERHAPS


def _is_vague(amount: Amount) -> bool:
    return amount.form is AmountForm.VAGUE


def _is_sure(row: HolderRow) -> bool:
    """Whether it can be said without a word of doubt."""
    is_certain = row.support is not None and row.support.kind == "certain"
    return is_certain and any(s.reading == "stated" for s in select_best_statements(row))


def _sort_people(facts: Iterable[HeldPeopleFact]) -> tuple[HeldPeopleFact, ...]:
    return tuple(sorted(facts, key=lambda one: -(one.amount.low if one.amount else 0)))


def _make_people(row: HolderRow, asked: Window) -> HeldPeopleFact:
    """The number of those held in a row; of days within those asked about before one of about a year."""
    if row.count is None:  # how many came is not how many are held
        return HeldPeopleFact(group=row.held, amount=None, speakers=_list_speakers([row]))
    figures = list_figures(row.count, asked, row.counts)
    is_rest = bool(list_later_losses(row))
    if len(figures) > 1 and figures[1].is_around and not figures[0].is_around:
        first = figures[0]
        return HeldPeopleFact(group=row.held, amount=first.amount, speakers=first.speakers, unit=first.unit)
    days = None if row.count.timing is Timing.ON or is_long(row.count.days) else row.count.days
    if len(figures) > 1 and not any(figure.is_vague for figure in figures):  # each number is said of who gives it
        first, *others = figures
        return HeldPeopleFact(
            group=row.held,
            amount=first.amount,
            speakers=first.speakers,
            unit=first.unit,
            days=days,
            rivals=tuple(others),
            is_rest=is_rest,
        )
    wordings = tuple(dict.fromkeys(reading.count.wording for reading in row.count.readings))
    return HeldPeopleFact(
        group=row.held,
        amount=read_amount(row.count.range, wordings),
        speakers=tuple(dict.fromkeys(reading.statement.said_by for reading in row.count.readings)),
        unit=row.count.best.count.unit,
        days=days,
        is_rest=is_rest,
    )


def _list_speakers(rows: Sequence[HolderRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.said_by for row in rows for s in select_best_statements(row)))


def _split_holders(rows: Sequence[HolderRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who holds somebody on the days asked about, and who was last reported to long before them."""
    holders = dict.fromkeys(row.holder for row in rows if not _is_long_before(row))
    return tuple(holders), tuple(dict.fromkeys(row.holder for row in rows if row.holder not in holders))


def _is_long_before(row: HolderRow) -> bool:
    is_after = row.support is not None and row.support.kind == "after"
    return is_after and row.support is not None and (row.support.gap_days or 0) > QUARTER


def _sort_by_reports(listed: Sequence[ListedEntity]) -> list[ListedEntity]:
    """Those where somebody is held on the days asked about first, then those of most reports."""
    return sorted(listed, key=lambda one: (not one.rows, -len(one.reports), one.id))
