"""The facts of sentences on whole networks: a day, steps of time, two days, and camps."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays
from graph.dates.windows import MAX, MIN, Window
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts

Ends = tuple[str, str]
EVER = Window(MIN, MAX)
OVER = frozenset(("ended", "faded", "withdrawn"))  # kinds of changes by which something is no more
TOGETHER = "together"  # what is said of both alike: allies, those who fight beside each other or work together
# which of several relations of a pair is said, the strongest first; others come after them
STRONGEST = (
    "fights",
    "besieges",
    "attacks",
    "disputes_with",
    "threatens",
    "hostile_to",
    "distrusts",
    TOGETHER,
    "supports",
)


def name_relation(predicate: str) -> str:
    """What a predicate is said as: friendly ones that are said of both alike are one."""
    known = vocabulary().predicates[predicate]
    return TOGETHER if known.sign == 1 and known.symmetric else predicate


def is_directed(relation: str) -> bool:
    """Whether a relation is said of one end only, so that who does it to whom must be said."""
    return relation != TOGETHER and not vocabulary().predicates[relation].symmetric


def rank_relation(relation: str) -> int:
    return STRONGEST.index(relation) if relation in STRONGEST else len(STRONGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFact:
    """Pairs with one relation, those of most evidence first: the first of `count`, and the speakers of all.

    The first of a pair is the one of whom it is said: who does it, or who came to the side of the other. Each pair
    counts for one relation of a sign. `is_sure`: of some pair it is certain. `common` is who is in all of the pairs;
    `is_joined`: all of the others came to its side.
    """

    relation: str
    sign: int
    pairs: tuple[Ends, ...]
    count: int
    speakers: tuple[str, ...] = ()
    is_sure: bool = True
    common: str | None = None
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class MiddleFact:
    """Who are the most in the middle of a network: each of `ranked` more than the next, then all of `tied` alike.

    Nobody is ranked before another who has the same value; `tied` are empty where enough are ranked.
    """

    ranked: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Who fought whom: the pairs of each relation by what is stated, hostile ones first, then by how many they are.

    What only follows from something else, as that the ally of a party fought its enemy, is not counted. `extent` are
    the first and the last day of any evidence, if there is some. `actor` is whom the network is around.
    `middle`: who are the most in its middle by the measure that was asked for, if one was.
    """

    asked: AskedDays
    actors: tuple[str, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    extent: Window | None = None
    middle: MiddleFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """How many pairs there are in a step of time: by what is stated, those of the sign that is told of; who says so."""

    days: Window
    pairs: int
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSpell:
    """Steps in a row in which two actors have one sign, None where they both fought and stood together.

    `is_stated`: some source says it of the two; else it only follows from something else: where there is a `joiner`,
    from this one's standing with opponents of the other. `is_sure`: it is certain in each of the steps.
    """

    sign: int | None
    days: Window
    speakers: tuple[str, ...]
    is_stated: bool = True
    is_sure: bool = True
    joiner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSeriesFacts:
    """Steps of time: the first, the last, and those with the fewest and most pairs. `sign` limits the pairs.

    `spells` are for a pair of two: when they fought or stood together, what is stated first. `relations` are the
    predicates that alone count, if some are named; `found` are those that are stated of these days. `is_part`: more
    pairs only follow from who stood with whom, and are not counted.
    """

    actors: tuple[str, ...]
    other: str | None
    sign: str | None
    first: StepFact | None
    last: StepFact | None
    fewest: StepFact | None
    most: StepFact | None
    speakers: tuple[str, ...] = ()
    spells: tuple[PairSpell, ...] = ()
    relations: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def span(self) -> Window | None:
        """The days of all steps."""
        return Window(self.first.days.earliest, self.last.days.latest) if self.first and self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFact:
    """Pairs that differ in one way; `sign` and `relation` are those which they have, or had where they ended.

    Of a directed relation the first of a pair is the one who does it. `actors` are those asked about, or a state that
    they governed, if each pair has one of them.
    """

    kind: str
    sign: int | None
    pairs: tuple[Ends, ...]
    count: int
    relation: str | None = None
    speakers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    ended_in: int | None = None  # the last year of all that the speakers say, where that is before the later days


@dataclass(frozen=True, slots=True)
class GovernmentFact:
    """Who governed which state on the later of two days alone, or on the earlier one alone."""

    ruler: str
    state: str
    is_later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffFacts:
    """What differs between two days or periods, those changes first that most pairs have.

    `foes` are those of whom only follows, from whom they stood with, that they began or ceased to be against an actor.
    `governments`: who governed a state on one of the days and not on the other, where either is asked about.
    `is_silent`: nothing at all is reported of the actors on either day; `between`: what is of the time between.
    """

    asked: AskedDays
    actors: tuple[str, ...]
    first: Window
    last: Window
    changes: tuple[ChangeFact, ...]
    foes: tuple[ChangeFact, ...] = ()
    governments: tuple[GovernmentFact, ...] = ()
    is_silent: bool = False
    between: "AlliancesFacts | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceFacts:
    """Whether the pairs of some days fall into two camps. `least` and `most` of `signed` pairs go against any two.

    `triad` are three actors that no two camps can hold, with the signs of their pairs (first and second, second and
    third, first and third); None where there is none of three. `parts` is how many parts are not connected.
    `has_ring`: some are tied in a ring, so that they could contradict two camps. `has_foes`: some were hostile.
    `speakers` state what the triad rests on, or all pairs; of `inferred` pairs nobody states that they were friendly or
    hostile. `camps` are the two sides, where they are one whole and few, and `strangers` says of each whether it has
    several, no two of whom stood together: they are in one camp because they have foes in common.
    """

    asked: AskedDays
    signed: int
    least: int
    most: int
    triad: tuple[str, str, str] | None = None
    signs: tuple[int, int, int] = (0, 0, 0)
    relation: str = "fights"  # what is stated of the hostile pairs among them; `` where that differs
    parts: int = 0
    has_ring: bool = True
    has_foes: bool = True
    speakers: tuple[str, ...] = ()
    inferred: int = 0
    camps: tuple[tuple[str, ...], ...] = ()
    strangers: tuple[bool, ...] = ()


def group_spells(spells: Iterable[PairSpell]) -> list[tuple[PairSpell, list[Window]]]:
    """Spells that differ in their days only: one of them, and the days of all."""
    found: dict[PairSpell, list[Window]] = {}
    for spell in spells:
        found.setdefault(replace(spell, days=EVER), []).append(spell.days)
    return list(found.items())


def group_by_doer(pairs: Iterable[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
    """Pairs of a directed relation: (who do it, to whom), those with the same end together."""
    found: list[tuple[list[str], list[str]]] = []
    for party, others in group_by_party(pairs := list(pairs)):
        done = [other for other in others if (party, other) in pairs]
        undergone = [other for other in others if (other, party) in pairs]
        found += [([party], done)] if done else []
        found += [(undergone, [party])] if undergone else []
    return found


def group_by_party(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Pairs by a party that several of them share: (party, the others), the party of most pairs first."""
    left, groups = list(pairs), []
    while left:
        common, _ = Counter(id_ for pair in left for id_ in pair).most_common(1)[0]
        of_common = [pair for pair in left if common in pair]
        groups.append((common, [b if a == common else a for a, b in of_common]))
        left = [pair for pair in left if common not in pair]
    return groups
