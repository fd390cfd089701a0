"""The facts of sentences on whole networks: a day, steps of time, two days, and camps."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.sentences.facts import AskedDays
from graph.dates.windows import Window

Ends = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Who fought whom: the first pairs of each sign by what is stated, those of most evidence first, and how many.

    What only follows from something else, as that the ally of a party fought its enemy, is not counted. `extent` are
    the first and the last day of any evidence, if there is some. `actor` is whom the network is around.
    """

    asked: AskedDays
    actors: tuple[str, ...] = ()
    hostile: tuple[Ends, ...] = ()
    hostile_count: int = 0
    friendly: tuple[Ends, ...] = ()
    friendly_count: int = 0
    speakers: tuple[str, ...] = ()
    extent: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """How many pairs there are in a step of time: by what is stated, those of the sign that is told of."""

    days: Window
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSeriesFacts:
    """Steps of time: the first, the last, and those with the fewest and most pairs. `sign` limits the pairs.

    `spells` are for a pair of two: the runs of steps in which it has one sign, None for both. `relations` are the
    predicates that alone count, if some are named.
    """

    actors: tuple[str, ...]
    other: str | None
    sign: str | None
    first: StepFact | None
    last: StepFact | None
    fewest: StepFact | None
    most: StepFact | None
    speakers: tuple[str, ...] = ()
    spells: tuple[tuple[int | None, Window], ...] = ()
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFact:
    """Pairs that differ in one way; `sign` is that which they have, or had where they ended."""

    kind: str
    sign: int | None
    pairs: tuple[Ends, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffFacts:
    """What differs between two days or periods, those changes first that most pairs have."""

    asked: AskedDays
    actors: tuple[str, ...]
    first: Window
    last: Window
    changes: tuple[ChangeFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceFacts:
    """Whether the pairs of some days fall into two camps. `least` and `most` of `signed` pairs go against any two.

    `triad` are three actors that no two camps can hold, with the signs of their pairs (first and second, second and
    third, first and third); None where there is none of three. `parts` is how many parts are not connected.
    """

    asked: AskedDays
    signed: int
    least: int
    most: int
    triad: tuple[str, str, str] | None = None
    signs: tuple[int, int, int] = (0, 0, 0)
    parts: int = 0


def group_by_party(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Pairs by a party that several of them share: (party, the others), the party of most pairs first."""
    left, groups = list(pairs), []
    while left:
        common, _ = Counter(id_ for pair in left for id_ in pair).most_common(1)[0]
        of_common = [pair for pair in left if common in pair]
        groups.append((common, [b if a == common else a for a, b in of_common]))
        left = [pair for pair in left if common not in pair]
    return groups
