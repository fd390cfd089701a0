"""Which pairs of a network a measure looks at, and the actors that take part in them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.alliances.network import Network
from graph.errors import InvalidInput

Sign = Literal["all", "friendly", "hostile"]
SIGNS: tuple[Sign, ...] = ("all", "friendly", "hostile")


@dataclass(frozen=True)
class ChosenTies:
    """Chosen pairs, and the actors in them: `members[i]` is where actor i of `a` and `b` stands among all `size` nodes.

    `mixed` is how many pairs were left out because friendly and hostile statements meet in them.
    """

    size: int
    members: NDArray[np.intp]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    mixed: int

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """How many of the pairs each member is in: one at least."""
        number = len(self.members)
        return np.bincount(self.a, minlength=number) + np.bincount(self.b, minlength=number)

    @cached_property
    def matrix(self) -> csr_array:
        """The pairs both ways: 1 where two members are a pair."""
        ends = np.concatenate((self.a, self.b)), np.concatenate((self.b, self.a))
        number = len(self.members)
        found = coo_array((np.ones(len(ends[0])), ends), shape=(number, number))
        found.has_canonical_format = True  # a pair stands once, so nothing must be looked for to be added up
        return found.tocsr()

    def over_all(self, values: NDArray[Any], otherwise: float = 0) -> NDArray[Any]:
        """A value for every node of the network, from one for each member."""
        found = np.full(self.size, otherwise, dtype=values.dtype)
        found[self.members] = values
        return found


def ties(network: Network, sign: str = "all", certain: bool = False) -> ChosenTies:
    """The pairs of one sign, all or only the certain ones.

    `all` takes every pair, neutral and mixed ones too. `friendly` and `hostile` take pairs whose statements agree on
    that, neutral ones aside; a mixed pair is neither. Raises InvalidInput for another sign.
    """
    if sign not in SIGNS:
        raise InvalidInput(f"sign: {sign!r}; expected one of {', '.join(SIGNS)}", parameter="sign", value=sign)
    wanted = network.certain if certain else np.ones(len(network), dtype=bool)
    mixed = 0
    if sign != "all":
        mixed = int((wanted & network.mixed).sum())
        wanted = wanted & (network.sign == (1 if sign == "friendly" else -1))
    a, b = network.a[wanted], network.b[wanted]
    taking_part = np.zeros(len(network.nodes), dtype=bool)
    taking_part[a] = taking_part[b] = True
    place = np.cumsum(taking_part, dtype=np.int32) - 1
    return ChosenTies(len(network.nodes), np.flatnonzero(taking_part), place[a], place[b], mixed)
