"""The ledger of a group, asked of a selection: whether its counts and the reported moves add up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.custody.ledger.ledger import Ledger, LedgerPeriod, build_ledger
from graph.custody.ledger.moves import find_family
from graph.custody.ledger.parts import PartComparison, compare_parts
from graph.custody.ledger.shares import LedgerScope
from graph.custody.question import CustodyScope, resolve_holder_and_place
from graph.dates.windows import Window
from graph.evidence.hierarchy import above
from graph.evidence.speakers import is_heard
from graph.model.sources import SourceClaim
from graph.model.stored_statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import has_speakers
from graph.selection.selection import Selection
from graph.vocabulary import vocabulary

AnySelection = Selection[SelectionQuestion]


@dataclass(frozen=True, kw_only=True)
class LedgerFindings:
    """The ledger of a group, and what it was worked out from.

    `scope` has the group, `held`, and with it, as `groups`, all that may have been part of it by the last of the
    `days`. `read` are all statements on their custody; `statements` those that the question may see. `claims` are the
    claims of sources to report every move that count; `parts` are counts of the whole against those of its parts.
    """

    scope: CustodyScope
    held: str
    days: Window
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    ledger: Ledger
    claims: Sequence[SourceClaim]
    parts: Sequence[PartComparison]

    @property
    def rows(self) -> list[LedgerPeriod]:
        return self.ledger.rows


def find_ledger(
    selection: AnySelection, held: str, days: Window, holder: str | None = None, place: str | None = None
) -> LedgerFindings:
    """Each count of a group by the same holders at the same places, with what came and went up to the next such count.

    Only counts and moves of the days count. `held`, `holder` and `place` are ids or names; rows are of a holder or of
    its parts, at a place or in it. Moves of the group's parts count as its own; counts of parts are only set against
    counts of the whole. Raises NotFound or Ambiguous naming the parameter.
    """
    view, asked = selection.view, selection.question
    group = selection.resolve(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    scope = CustodyScope(
        held=group,
        holder=holder_id,
        place=place_id,
        groups=find_family(group, selection.links, days.latest),
        holders=selection.parts_of(holder_id) if holder_id else None,
        places=selection.parts_of(place_id) if place_id else None,
    )
    read = view.of_entities(scope.groups or (), vocabulary().custody_predicates, asked.known_by)
    statements = selection.select(read)
    claims = select_claims(selection, group, read, statements)
    return LedgerFindings(
        scope=scope,
        held=group,
        days=days,
        read=read,
        statements=statements,
        ledger=find_periods(selection, scope, days, statements, claims),
        claims=claims,
        parts=compare_parts(selection.drop_retracted(statements), group, selection.links),
    )


def find_periods(
    selection: AnySelection,
    scope: CustodyScope,
    days: Window,
    statements: Sequence[StoredStatement],
    claims: Sequence[SourceClaim],
) -> Ledger:
    """The ledger that some statements make."""
    view, holders, places = selection.view, scope.holders, scope.places

    def wanted(row: LedgerScope) -> bool:
        by = holders is None or not holders.isdisjoint(row.holders)
        return by and (places is None or not places.isdisjoint(row.places))

    return build_ledger(
        statements,
        scope.held or "",
        links=selection.links,
        judgements=view.judgements,
        since=days.earliest,
        until=days.latest,
        wanted=wanted,
        backed=(lambda reports: has_speakers(selection, reports)) if selection.question.min_independent else None,
        publishers=view.publishers,
        distinct=view.distinct_sources,
        claims=[one.claim for one in claims],
    )


def select_claims(
    selection: AnySelection, group: str, read: Sequence[StoredStatement], statements: Sequence[StoredStatement]
) -> list[SourceClaim]:
    """The claims of sources to report every move of a group that count with some of the statements that were `read`.

    A source that the lens leaves out makes no claim, nor one of which some statement is left out; where several
    speakers are wanted, a move that one source alone reports does not count, so none claims to report all.
    """
    view, asked, lens = selection.view, selection.question, selection.lens
    if asked.min_independent:
        return []
    claims = [
        one
        for one in view.claims
        if one.claim.group == group
        and (asked.known_at is None or one.known.latest <= asked.known_at.latest)
        and is_heard(one.said_by, lens, view.organisations if lens else ())
        and not (lens.no_parties and above(one.said_by, view.organisations).intersection(one.claim.holders))
    ]
    if not claims:
        return []
    whole, left = (Counter(statement.dataset for statement in some) for some in (read, statements))
    return [one for one in claims if left[one.source] == whole[one.source]]
