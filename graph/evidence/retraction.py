"""Retraction: statements that their own speaker or publisher has corrected or retracted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.dates.windows import MAX, Window
from graph.model.statement import StoredReply, StoredStatement

WITHDRAWING = ("corrects", "denies")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement (`by`) by which its speaker takes another one (`of`) back, and from when each may have been known."""

    by: str
    of: str
    said_by: str
    known: Window
    known_of: Window


def drop_retracted(
    statements: Iterable[StoredStatement], publishers: Mapping[str, str] | None = None
) -> list[StoredStatement]:
    """Statements that neither their speaker nor their publisher has corrected or retracted.

    Corrections by others have no effect. A statement that is only possibly retracted stays, but is not surely known on
    any day. `publishers` are actors by source.
    """
    remaining = []
    for statement in statements:
        if not statement.responses:
            remaining.append(statement)
            continue
        own_speakers = (statement.said_by, (publishers or {}).get(statement.cites.source))
        withdrawing_replies = [
            r for r in statement.responses if r.said_by in own_speakers and is_withdrawal(r.stance, r.scope)
        ]
        if not withdrawing_replies:
            remaining.append(statement)
        elif not any(reply.sure for reply in withdrawing_replies):
            remaining.append(replace(statement, known=Window(statement.known.earliest, MAX)))
    return remaining


def is_withdrawal(stance: str, scope: str) -> bool:
    """Whether a response retracts its statement, if its speaker is one who can."""
    return stance in WITHDRAWING and scope == "specific"


def drop_retracted_replies(
    statements: Iterable[StoredStatement], withdrawals: Iterable[Withdrawal], known_at: Window | None
) -> list[StoredStatement]:
    """The statements without responses that were themselves retracted by known_at. Responses that were possibly
    retracted, or possibly not public yet, are not `sure`."""
    may, must = _find_status(list(withdrawals), known_at)

    def keep_reply(reply: StoredReply) -> StoredReply | None:
        if reply.id in may and not may[reply.id]:
            return None
        sure = must.get(reply.id, True) and (known_at is None or reply.known.latest <= known_at.latest)
        return reply if reply.sure == sure else replace(reply, sure=sure)

    return [
        replace(s, responses=tuple(filter(None, map(keep_reply, s.responses)))) if s.responses else s
        for s in statements
    ]


def _find_status(withdrawals: list[Withdrawal], known_at: Window | None) -> tuple[dict[str, bool], dict[str, bool]]:
    """Whether each statement that retracts, or is retracted, is possibly in force, and whether it surely is.

    Two that retract one another are both possibly in force, and neither surely.
    """
    withdrawn_by: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Window] = {}
    for withdrawal in withdrawals:
        if known_at is None or withdrawal.known.earliest <= known_at.latest:
            withdrawn_by[withdrawal.of].add(withdrawal.by)
            known |= {withdrawal.by: withdrawal.known, withdrawal.of: withdrawal.known_of}
    sure = {id_: known_at is None or window.latest <= known_at.latest for id_, window in known.items()}
    may, must = dict.fromkeys(known, True), dict.fromkeys(known, False)
    while True:
        next_may = {id_: not any(must[by] for by in withdrawn_by[id_]) for id_ in known}
        next_must = {id_: sure[id_] and not any(may[by] for by in withdrawn_by[id_]) for id_ in known}
        if (next_may, next_must) == (may, must):
            return may, must
        may, must = next_may, next_must
