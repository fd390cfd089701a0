"""The facts of the sentence on custody: who held whom, how many, and who says so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.notes import find_places_taken
from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.detained import find_detained
from app.sentences.facts import DECADE, YEAR, AskedDays, Doubt, is_told_of
from app.sentences.holdings import HoldingFact, list_later_losses, make_holding
from app.sentences.nationals import find_among
from app.sentences.statements import StatementFact, make_rivalled_fact, make_statement_fact
from graph.custody.day import HolderRow
from graph.custody.question import CustodyFindings
from graph.dates.windows import MIN, Window
from graph.evidence.custody_roles import find_fate, find_held_groups, find_holders, find_losers, is_move_inside
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_known_certainty, find_named_window
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, AmountForm, read_amount
from graph.selection.rows import has_speakers, select_best_statements
from graph.vocabulary import vocabulary

MOST_HOLDINGS = 8


@dataclass(frozen=True, slots=True)
class LostHolding:
    """A holding that lasted, if it did, until another one took over its place."""

    holding: HoldingFact
    taken_over: StatementFact


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFacts:
    """Who held whom: the holding to begin with first. `before` and `after` are the nearest evidence where no holding
    is reported of the days.

    `together` is what is said of the place and others as one, those with numbers first.
    `left` are holders that all had left by `left_by`, of one of them by the `last_loss`. `possible` are holdings
    that are not as sure as was asked; of these alone there are any where `holdings` is empty. `has_too_few`:
    evidence of other days is not told, since too few independent speakers give it. `taken_over` is who last took
    over the place asked about, and `formerly` who had it until then, or until soon after the days.
    `only_speaker` says all of it alone.
    `is_handed_over`: by then the first holder no longer had its place, whatever the evidence of other days says.
    `until_then` is what a holder had until the place of these people was taken over, where others are still held.
    `loss_denied_by` deny the last loss. `taken_by_holder`: the place that the holder asked about last took.
    `earlier` is what came to another holder before. `among`: among whom people of the nationality asked about are
    said to be. `left_since`: the last report that people left, where none are reported held on the days.
    `detained`: that people are detained in a place, by nobody knows whom.
    `moved_inside`: of those of whom no number is told, how many the holder moved from place to place in its custody.
    """

    asked: AskedDays
    held: str | None
    holder: str | None
    place: str | None
    nationality: str | None
    holdings: tuple[HoldingFact, ...]
    others: int = 0
    perhaps_same: tuple[HoldingFact, ...] = ()
    together: tuple[HoldingFact, ...] = ()
    before: HoldingFact | None = None
    after: HoldingFact | None = None
    left: tuple[str, ...] = ()
    left_by: date | None = None
    last_loss: StatementFact | None = None
    loss_denied_by: tuple[str, ...] = ()
    possible: tuple[HoldingFact, ...] = ()
    has_too_few: bool = False
    taken_over: StatementFact | None = None
    only_speaker: str | None = None
    is_handed_over: bool = False
    until_then: LostHolding | None = None
    formerly: StatementFact | None = None
    taken_by_holder: StatementFact | None = None
    earlier: HoldingFact | None = None
    among: StatementFact | None = None
    left_since: StatementFact | None = None
    gone: "GoneFact | None" = None
    denied_since: StatementFact | None = None
    moved_inside: StatementFact | None = None
    detained: StatementFact | None = None

    @property
    def is_told_below(self) -> bool:
        """Whether it is told with those who were held until then that the place was taken over."""
        return self.until_then is not None and self.until_then.taken_over == self.taken_over


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneFact:
    """Those who left the first holder after all that is told of it: how many by how many reports, and the last of
    these. `fate` is dead where all died, some where only some did."""

    report: StatementFact
    reports: int
    amount: Amount | None
    speakers: tuple[str, ...]
    fate: str | None


def find_custody_facts(
    selection: Asked,
    findings: CustodyFindings,
    control: Iterable[StoredStatement] = (),
    former: Iterable[StoredStatement] = (),
) -> CustodyFacts:
    """The facts of a custody answer; holdings of exactly the group asked about first, then those of most people.

    `control` are statements about who has the places, the latest first; `former` those about who had them until a day.
    A vague number, such as thousands, comes after any other: it does not tell who held most.
    """
    scope, unfiltered, asked = findings.scope, findings.unfiltered, selection.question.as_of
    rows, less_sure = (select_told(found, asked) for found in (findings.rows, unfiltered.rows))
    told = {id(row) for row in less_sure}
    later = [replace(row, support=None) for row in unfiltered.rows if id(row) not in told]
    last_known, first_known = unfiltered.last_known, [*unfiltered.first_known, *later]
    fit_last, fit_first = (
        [row for row in known if has_speakers(selection, row.statements)] for known in (last_known, first_known)
    )
    has_unfit = len(fit_last) + len(fit_first) < len(last_known) + len(first_known)  # said by too few speakers
    ends = {row.holder: row.ended for row in last_known if row.ended}
    all_left = not unfiltered.rows and len(fit_last) == len(last_known) and all(row.ended for row in last_known)
    ends = ends if all_left else {}
    holdings = order_holdings(selection, rows, scope.asked.get("held", ()))
    if scope.partly_groups:
        some = [replace(one, is_partly=True) for one in holdings if one.held in scope.partly_groups]
        holdings = [*(one for one in holdings if one.held not in scope.partly_groups), *some]
    control = list(control)
    handed_over = find_handed_over(selection, rows, control, scope.place)
    gone = [one for one in holdings if (one.holder, one.held) in handed_over]
    if len(gone) < len(holdings):  # of who still holds some it is said first; the others were held until then
        holdings = [one for one in holdings if one not in gone]
    else:
        gone = gone[1:]
    is_about_lead = bool(holdings) and (holdings[0].held in scope.asked.get("held", ()) or scope.place is not None)
    similar = [make_holding(selection, row) for row in findings.perhaps_same if row.basis == "stated"] if rows else []
    holders = [one.holder for one in holdings]
    similar = sorted(similar, key=lambda one: one.holder not in holders)[:MOST_HOLDINGS]
    before, after = _choose_nearest(fit_last, fit_first, scope.held)
    possible = order_holdings(selection, less_sure, scope.asked.get("held", ())) if not rows else []
    has_nearest = not rows and not possible
    together = order_holdings(selection, findings.together, scope.asked.get("held", ()))[:MOST_HOLDINGS]
    speakers = {id_ for one in (*holdings, *similar, *together) for id_ in _list_all_speakers(one)}
    lead = (holdings[0].holder, holdings[0].held) if holdings else None
    first = next((row for row in rows if (row.holder, row.held) == lead), None)
    places = (scope.place, *(first.places if first and is_about_lead else ()))
    lost_by = handed_over.get(lead) if lead else None
    taking_over = lost_by or find_taking_over(selection, places, control)
    is_handed_over = lost_by is not None
    if is_handed_over and first:
        holdings = _doubt_until_then(holdings, first)
    loss = _find_last_loss(last_known) if len(ends) == 1 else None
    until = find_former_control(selection, (scope.place,), former, taking_over)
    is_of_holder = bool(scope.holder and not scope.place and not scope.nationality)
    taken = find_places_taken(selection, scope.asked["holder"]) if is_of_holder else []
    past = [row for row in fit_last if not row.ended] if rows else []
    return CustodyFacts(
        asked=find_asked_days(selection, findings=[select_best_statements(first)] if first else ()),
        held=scope.held,
        holder=scope.holder,
        place=scope.place,
        nationality=scope.nationality,
        holdings=tuple(holdings[:MOST_HOLDINGS]),
        others=len({one.holder for one in holdings[MOST_HOLDINGS:]} - {one.holder for one in holdings[:MOST_HOLDINGS]}),
        perhaps_same=tuple(similar),
        together=tuple(together),
        before=make_holding(selection, before) if before and has_nearest else None,
        after=make_holding(selection, after) if after and has_nearest else None,
        left=tuple(ends),
        left_by=max(ends.values(), default=None),
        last_loss=make_statement_fact(selection.view, loss) if loss else None,
        loss_denied_by=_list_deniers(loss) if loss else (),
        possible=tuple(possible[:MOST_HOLDINGS]),
        taken_over=make_statement_fact(selection.view, taking_over) if taking_over else None,
        is_handed_over=is_handed_over,
        until_then=_make_lost(selection, gone[0], handed_over) if gone and not is_handed_over else None,
        has_too_few=has_nearest and has_unfit,
        formerly=make_statement_fact(selection.view, until) if until else None,
        taken_by_holder=make_statement_fact(selection.view, taken[0]) if taken else None,
        among=find_among(selection, scope.asked.get("nationality", ())) if not rows and not scope.place else None,
        gone=_find_gone(selection, first) if first else None,
        detained=find_detained(selection, scope, [*unfiltered.rows, *last_known]),
        denied_since=_find_later_denial(selection, findings, first) if first else None,
        left_since=_find_leaving(selection, findings, before) if has_nearest else None,
        moved_inside=_find_inside_move(selection, findings, first) if first and not first.count else None,
        earlier=_find_earlier(selection, past, {row.holder for row in rows}),
        only_speaker=next(iter(speakers)) if len(speakers) == 1 and not selection.question.has_lens else None,
    )


def select_told(rows: Sequence[HolderRow], asked: Window) -> list[HolderRow]:
    """The rows whose evidence is said of the days asked about. That of others is only possible on them, as it has no
    beginning: beside more of the same holder it tells of ten years before its end, alone of one."""

    def is_told(row: HolderRow, reach: int) -> bool:
        return any(is_told_of(find_named_window(one), asked, reach) for one in select_best_statements(row))

    told = {row.holder for row in rows if is_told(row, YEAR)}
    return [row for row in rows if is_told(row, DECADE if row.holder in told else YEAR)]


def _choose_nearest(
    last_known: Iterable[HolderRow], first_known: Iterable[HolderRow], held: str | None
) -> tuple[HolderRow | None, HolderRow | None]:
    """The last row before the days asked about, and the first one after them; of one day that of most people."""
    before = max(last_known, key=lambda row: (_find_last_day(row), *_rate_row(row, held)), default=None)
    after = min(
        first_known, key=lambda row: (*_find_first_day(row), *(-rate for rate in _rate_row(row, held))), default=None
    )
    return before, after


def _doubt_until_then(holdings: Iterable[HoldingFact], first: HolderRow) -> list[HoldingFact]:
    """Holdings with the doubt that there was of those of the first row until its holder lost the place."""
    doubt = Doubt.PROBABLY if all(one.reading == "inferred" for one in select_best_statements(first)) else Doubt.NONE
    return [replace(one, doubt=doubt) if one.holder == first.holder else one for one in holdings]


def _find_last_loss(rows: Iterable[HolderRow]) -> StoredStatement | None:
    """The report on the last of those who left."""
    losses = [loss for row in rows if row.ended and row.lost for loss in row.lost.reports]
    return max(losses, key=lambda loss: (find_named_window(loss).latest, loss.key), default=None)


def _list_deniers(loss: StoredStatement) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reply.said_by for reply in loss.responses if reply.stance == "denies"))


def find_taking_over(
    selection: Asked, places: Iterable[str | None], control: Iterable[StoredStatement], since: date = MIN
) -> StoredStatement | None:
    """The last event by which somebody surely came to have one of some places after `since` and up to the days asked
    about. A place that stands for several, such as two camps, is each of them."""
    predicates, last = vocabulary().predicates, selection.question.as_of.latest
    named = {place for place in places if place}
    several = {place for place in named if selection.view.directory.get(place).kind == "facilities"}
    named |= {part for parts in selection.find_places_in(several).values() for part in parts}
    for statement in control:
        is_of_place = not named.isdisjoint({*statement.role("object"), *statement.role("at")})
        is_over = statement.bounds.earliest_start > since and statement.bounds.latest_end <= last
        if is_of_place and is_over and not predicates[statement.predicate].is_state:
            return statement
    return None


def find_former_control(
    selection: Asked, places: Iterable[str | None], former: Iterable[StoredStatement], taking: StoredStatement | None
) -> StoredStatement | None:
    """Who last had one of some places until a day: that of the taking over, if there is one, or one in the year after
    the days asked about."""
    named, first = {place for place in places if place}, selection.question.as_of.earliest
    for one in former:
        end = one.bounds.latest_end
        is_known = find_known_certainty([one], selection.question.known_at) == "certain"
        is_soon = first <= end and (end - first).days <= YEAR
        is_then = end <= taking.bounds.latest_end if taking else is_soon
        if is_known and is_then and not named.isdisjoint((*one.role("object"), *one.role("at"))):
            return one
    return None


def _find_leaving(selection: Asked, findings: CustodyFindings, before: HolderRow | None) -> StatementFact | None:
    """The last report that people left the place asked about, or that those who were there before left their holder,
    with the numbers that others give; it may be of days after those asked about."""
    scope, last = findings.scope, selection.question.as_of.latest
    since = _find_last_day(before) if before else MIN
    groups = {before.held} if before else scope.groups if scope.places else None
    left = [
        one
        for one in selection.drop_retracted(findings.statements)
        if is_fact(one) and vocabulary().predicates[one.predicate].find_role("loses")
        if groups is None or not groups.isdisjoint(find_held_groups(one))
        if scope.places is None or not scope.places.isdisjoint(one.role("from_place"))
        if since < one.bounds.latest_end and one.bounds.earliest_start <= last
    ]
    if not left or (before is None and scope.places is None):
        return None
    best = max(
        left, key=lambda one: (one.count is not None, one.reading == "stated", one.bounds.earliest_start, one.key)
    )
    return make_rivalled_fact(selection.view, best, selection.drop_retracted(findings.statements))


def _find_gone(selection: Asked, row: HolderRow) -> GoneFact | None:
    losses = list_later_losses(row)
    if not losses or row.lost is None:
        return None
    last = max(losses, key=lambda loss: (find_named_window(loss).latest, loss.key))
    is_all = len(losses) == len(row.lost.reports)
    fates = {find_fate([loss]) for loss in losses}
    return GoneFact(
        report=make_rivalled_fact(selection.view, last, losses),
        reports=len(losses),
        amount=read_amount(row.lost.range) if is_all else None,
        speakers=tuple(dict.fromkeys(loss.said_by for loss in losses)),
        fate="dead" if fates == {"dead"} else None if "dead" not in fates else "some",
    )


def _find_later_denial(selection: Asked, findings: CustodyFindings, row: HolderRow) -> StatementFact | None:
    """The last denial that the holder held them, of days after all that is told of it and up to those asked about."""
    if row.denials:
        return None
    last = max(find_named_window(one).latest for one in select_best_statements(row))
    found = [
        one
        for one in selection.drop_retracted(findings.statements)
        if one.polarity == "denies" and one.mode == "occurred"
        if row.holder in find_holders(one) and row.held in find_held_groups(one)
        if last < one.bounds.latest_start <= selection.question.as_of.latest
    ]
    denial = max(found, key=lambda one: (one.bounds.latest_start, one.key), default=None)
    return make_statement_fact(selection.view, denial) if denial else None


def _find_inside_move(selection: Asked, findings: CustodyFindings, first: HolderRow) -> StatementFact | None:
    """The last report of how many people of the first row its holder had moved by the days asked about."""
    moved = [
        one
        for one in selection.drop_retracted(findings.statements)
        if is_fact(one) and one.count and first.held in find_held_groups(one)
        if is_move_inside(one) and find_losers(one) == (first.holder,)
        if find_named_window(one).latest <= selection.question.as_of.latest
    ]
    last = max(moved, key=lambda one: (find_named_window(one).latest, one.key), default=None)
    return make_statement_fact(selection.view, last) if last else None


def _find_earlier(selection: Asked, gone: Iterable[HolderRow], holders: Collection[str]) -> HoldingFact | None:
    """The last arrivals that are counted of holders without any people on the days asked about."""
    rows = [row for row in gone if row.basis == "moved" and row.gained and row.holder not in holders]
    row = max(rows, key=lambda row: (_find_last_day(row), row.holder), default=None)
    return make_holding(selection, row) if row else None


def find_handed_over(
    selection: Asked, rows: Sequence[HolderRow], control: Sequence[StoredStatement], asked: str | None
) -> dict[tuple[str, str], StoredStatement]:
    """By holder and group of each row all of whose places another one took over: the last time that it did. Of a place
    asked about it is enough that that was taken over, or the places of the row in it."""
    if not any(not vocabulary().predicates[statement.predicate].is_state for statement in control):
        return {}
    found: dict[tuple[str, str], StoredStatement] = {}
    inside = selection.find_parts(asked) if asked else None
    for row in rows:
        places = [place for place in row.places if inside is None or place in inside]
        taken = [find_taking_over(selection, (place, asked), control) for place in places or (asked,)]
        lost = [one for one in taken if one and _is_handed_over(row, one)]
        if lost and len(lost) == len(taken):
            found[row.holder, row.held] = max(lost, key=lambda one: find_named_window(one).latest)
    return found


def _make_lost(
    selection: Asked, one: HoldingFact, handed_over: Mapping[tuple[str, str], StoredStatement]
) -> LostHolding:
    taken = make_statement_fact(selection.view, handed_over[one.holder, one.held])
    doubt = one.doubt if one.doubt is Doubt.PERHAPS else Doubt.PROBABLY if one.is_inferred else Doubt.NONE
    figures = tuple(replace(each, days=None) if each.days == taken.days else each for each in one.figures)
    return LostHolding(replace(one, doubt=doubt, figures=figures), taken)


def _is_handed_over(row: HolderRow, taking_over: StoredStatement) -> bool:
    """Whether all evidence of a row begins by the day on which another one took over its place."""
    taken = find_named_window(taking_over).latest
    is_new = row.holder in taking_over.role("subject")
    return not is_new and all(find_named_window(one).earliest <= taken for one in row.statements)


def order_holdings(selection: Asked, rows: Iterable[HolderRow], held: Collection[str]) -> list[HoldingFact]:
    """Rows as facts in the order of the sentence, without parts of a group that the same holder has as a whole.

    What is said without doubt comes first, and what was held long before the days asked about last.
    """
    holdings = [make_holding(selection, row) for row in rows]
    parts = {one.held: selection.find_parts(one.held) - {one.held} for one in holdings}

    def is_part(one: HoldingFact, other: HoldingFact) -> bool:
        is_as_sure = one.may_come_later or not other.may_come_later
        return one.holder == other.holder and one.held not in held and one.held in parts[other.held] and is_as_sure

    whole = [one for one in holdings if not any(is_part(one, other) for other in holdings)]
    is_held = any(not one.is_past and not one.is_moved for one in whole)
    return sorted(
        whole, key=lambda one: (one.held not in held, is_held and one.is_past, one.doubt is not Doubt.NONE, *_rate(one))
    )


def _list_all_speakers(one: HoldingFact) -> Iterable[str]:
    return (*one.speakers, *(id_ for figure in one.numbers for id_ in figure.speakers), *one.denied_by)


def _rate(one: HoldingFact) -> tuple[bool, bool, bool, int, str]:
    """The order of holdings: those with numbers first, then those who surely came, then the largest."""
    amounts = [figure.amount for figure in one.numbers if figure.amount]
    is_vague = all(amount.form is AmountForm.VAGUE for amount in amounts)
    is_later = one.may_come_later or one.doubt is Doubt.PERHAPS
    return not amounts, is_vague, is_later, -max((amount.low for amount in amounts), default=0), one.holder


def _rate_row(row: HolderRow, held: str | None) -> tuple[int, int]:
    """The larger, the better a row shows who was held at another time."""
    return int(row.held == held), row.count.range[0] if row.count else 0


def _find_last_day(row: HolderRow) -> date:
    return max(find_named_window(statement).latest for statement in row.statements)


def _find_first_day(row: HolderRow) -> tuple[bool, date]:
    first = min(find_named_window(statement).earliest for statement in row.statements)
    return first == MIN, first
