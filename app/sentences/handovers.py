"""How a move is said, by who moves people, who had them and who has them then: handed over, taken, or kept.

An exchange is said from the side of one of the two.
"""

from typing import Literal, NamedTuple, Protocol

ExchangeSide = Literal["from_holder", "to_holder", ""]


class SaidMove(Protocol):
    """A fact with its predicate and roles."""

    @property
    def predicate(self) -> str: ...

    def role(self, name: str) -> tuple[str, ...]: ...


class Handover(NamedTuple):
    """How a move is said: as handing over (`is_handed`) or as taking `into its own custody`, `within` the custody of
    one, and which roles are not named again."""

    unsaid: frozenset[str] = frozenset()
    is_handed: bool = False
    is_into_own: bool = False
    is_within: bool = False


def find_handover(fact: SaidMove) -> Handover:
    """By who moves people, who had them and who has them then; of any other statement nothing."""
    giver, taker, agent = fact.role("from_holder"), fact.role("to_holder"), fact.role("agent")
    if fact.predicate not in ("transfers", "deports", "repatriates"):
        return Handover()
    if giver and giver == taker:
        return Handover(frozenset(("from_holder", "to_holder")), is_within=True)
    is_transfer = fact.predicate == "transfers"
    if agent and agent == giver:
        return Handover(frozenset(("from_holder",)), is_transfer and bool(taker or not fact.role("to_place")))
    if agent and agent == taker:
        return Handover(frozenset(("to_holder",)), is_into_own=is_transfer)
    return Handover()


def find_exchange_side(fact: SaidMove) -> ExchangeSide:
    """The role of the one from whose side an exchange is said: who carries it out gives people up to another one, or
    receives them. Empty of any other statement, and where who carries it out has no side, or nobody knows which."""
    giver, taker, agent = fact.role("from_holder"), fact.role("to_holder"), fact.role("agent")
    if fact.predicate != "exchanges":
        return ""
    if not agent:
        return "from_holder" if giver else "to_holder" if taker else ""
    if agent == giver or (taker and not giver and agent != taker):
        return "from_holder"
    return "to_holder" if agent == taker or (giver and not taker) else ""
