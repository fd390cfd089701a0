"""Which claims of sources to report every move count for a ledger: those that are asked for, public, and whole."""

from collections import Counter
from collections.abc import Callable, Sequence

from graph.evidence.hierarchy import above
from graph.evidence.speakers import is_heard
from graph.model.sources import SourceClaim
from graph.model.stored_statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


def choose_claims(
    selection: Selection[SelectionQuestion], group: str, statements: Sequence[StoredStatement]
) -> Callable[[Sequence[StoredStatement]], list[SourceClaim]]:
    """Gives, for a choice of `statements`, the claims about a group that count beside them.

    A source that the lens leaves out makes no claim, nor one of which some statement is left out; where several
    speakers are wanted, a move that one source alone reports does not count, so none claims to report all.
    """
    view, asked = selection.view, selection.question
    if asked.min_independent:
        return lambda some: []
    lens = selection.lens
    found = [
        claim
        for claim in view.claims
        if claim.claim.group == group
        and (asked.known_at is None or claim.known.latest <= asked.known_at.latest)
        and is_heard(claim.said_by, lens, view.organisations if lens else ())
        and not (lens.no_parties and above(claim.said_by, view.organisations).intersection(claim.claim.holders))
    ]
    whole = Counter(statement.dataset for statement in statements) if found else Counter[str]()

    def claims(some: Sequence[StoredStatement]) -> list[SourceClaim]:
        left = Counter(statement.dataset for statement in some) if found else whole
        return [claim for claim in found if left[claim.source] == whole[claim.source]]

    return claims
