"""A signed network on some days, as arrays: one entry a pair of actors, with the statements that make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.evidence.support import RANKS

CERTAIN = RANKS.index("certain")


@dataclass(frozen=True)
class Network:
    """Pairs by the positions of their ends in `nodes` (ids); a pair stands once, and never joins a node to itself.

    `friendly`, `hostile` and `neutral` count statements by sign, `support` is the place of the pair's support in
    graph.evidence.support.RANKS. The statements of pair i are `statements[offsets[i]:offsets[i + 1]]`, positions in
    `ids`.
    """

    nodes: Sequence[str]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    friendly: NDArray[np.int32]
    hostile: NDArray[np.int32]
    neutral: NDArray[np.int32]
    support: NDArray[np.int8]
    offsets: NDArray[np.int64]
    statements: NDArray[np.int32]
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def mixed(self) -> NDArray[np.bool_]:
        """Whether friendly and hostile statements meet."""
        return (self.friendly > 0) & (self.hostile > 0)

    @cached_property
    def sign(self) -> NDArray[np.int8]:
        """1, -1, or 0 where a pair is neutral or mixed."""
        return np.asarray((self.friendly > 0).astype(np.int8) - (self.hostile > 0).astype(np.int8))

    @cached_property
    def certain(self) -> NDArray[np.bool_]:
        return np.asarray(self.support == CERTAIN)

    def statements_of(self, pair: int) -> list[str]:
        """The ids of the statements of one pair."""
        return [self.ids[row] for row in self.statements[self.offsets[pair] : self.offsets[pair + 1]]]
