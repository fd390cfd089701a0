"""The speaker lens: the same question asked of some speakers only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.evidence.hierarchy import above
from graph.model.stored_statement import StoredReply, StoredStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLens:
    """Whose statements count. Who is part of, or speaks for, a named actor is meant with it.

    `trusted` None trusts everybody. `no_parties` leaves out speakers who are party to the events: one that has a role
    in the statement itself, or that belongs to an actor who has one. `statements` are ids left out one by one.
    """

    trusted: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    no_parties: bool = False
    statements: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.trusted is not None or bool(self.excluded or self.no_parties or self.statements)

    def lets(self, speakers: frozenset[str]) -> bool:
        """Whether it lets one speaker through, given with all that it belongs to."""
        return (self.trusted is None or bool(speakers & self.trusted)) and not speakers & self.excluded


def heard(
    statements: Iterable[StoredStatement], lens: EvidenceLens, organisations: Sequence[StoredStatement]
) -> list[StoredStatement]:
    """The statements that the lens lets through, with only such responses to them.

    `organisations` are statements on who is part of, or speaks for, whom.
    """
    if not lens:
        return list(statements)
    belongs: dict[str, frozenset[str]] = {}

    def speaks(speaker: str, statement: StoredStatement) -> bool:
        if speaker not in belongs:
            belongs[speaker] = above(speaker, organisations)
        mine = belongs[speaker]
        return lens.lets(mine) and not (lens.no_parties and any(mine & set(ids) for ids in statement.roles.values()))

    return [
        replace(
            statement,
            responses=tuple(
                r for r in statement.responses if r.id not in lens.statements and speaks(r.said_by, statement)
            ),
        )
        for statement in statements
        if statement.id not in lens.statements and speaks(statement.said_by, statement)
    ]


def is_heard(speaker: str, lens: EvidenceLens, organisations: Sequence[StoredStatement]) -> bool:
    """Whether the lens lets a speaker through at all, whatever it speaks of."""
    return lens.lets(above(speaker, organisations))


def voices(statements: Iterable[StoredStatement]) -> dict[str, StoredStatement | StoredReply]:
    """Statements and the responses to them, by their ids: each has a key and a speaker."""
    found: dict[str, StoredStatement | StoredReply] = {}
    for statement in statements:
        found[statement.id] = statement
        for reply in statement.responses:
            found.setdefault(reply.id, reply)
    return found
