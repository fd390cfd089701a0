"""All that is told of the balance of one network."""

from dataclasses import dataclass

import numpy as np

from graph.balance.camps import Camps, camps
from graph.balance.edges import all_edges, sure_edges
from graph.balance.frustration import SECONDS, Frustration, Memory, frustration
from graph.balance.tipping import Tips, tips
from graph.balance.triangles import Census, census
from graph.network import Network


@dataclass(frozen=True)
class Balance:
    """`least` is the frustration of the sure edges, `most` that of all possible ones; camps are those of `most`.

    `against` are the pairs that go against these camps, as positions in the network: `most.upper` of them.
    """

    census: Census
    least: Frustration
    most: Frustration
    camps: list[Camps]
    against: list[int]
    tips: Tips


def balance_of(network: Network, seconds: float = SECONDS) -> Balance:
    """Work out everything; `seconds` for each of the two indices, and as many for what tips them."""
    memory: Memory = {}
    every = all_edges(network)
    least = frustration(sure_edges(network), seconds, memory)
    most = frustration(every, seconds, memory)
    return Balance(
        census=census(network),
        least=least,
        most=most,
        camps=camps(every, most),
        against=np.sort(every.pair[every.frustrated(most.sides)]).tolist(),
        tips=tips(network, least, most, seconds, memory),
    )
