"""The facts of the sentence on who was friendly or hostile to one actor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.sentences.facts import AskedDays, Doubt
from app.sentences.networks import TOGETHER
from graph.alliances.pairs import SignName
from graph.dates.windows import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFact:
    """Others on one side of an actor for whom the same speakers vouch, those of most years first.

    `others` are all `count` ids. `only_years`: what is said names a year, and a day was asked about.
    `relation` is what is said of them; `is_by_others`: they do it to the actor, or came to its side, and `is_by_actor`:
    it came to theirs, where that is said. `through`: with whom those stood of whom the side is only inferred.
    `days`: when that was, if it is an event that need not have been in the days asked about. `is_inferred`: the
    speakers do not say so, a coder infers it from what they say.
    """

    others: tuple[str, ...]
    count: int
    speakers: tuple[str, ...]
    doubt: Doubt
    only_years: bool = False
    relation: str = ""
    is_by_others: bool = False
    is_by_actor: bool = False
    through: tuple[str, ...] = ()
    days: Window | None = None
    is_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestSideFact:
    """Those of the evidence of an actor that is nearest to the days asked about, and its days.

    `is_until`: it lasted until these, and nobody says since when. `state`: that the actor governed then, where it is
    said of this and not of the actor itself.
    """

    side: SideFact
    days: Window
    is_until: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Takeover:
    """A group that became the government of a state, and on which day."""

    ruler: str
    state: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancesFacts:
    """Who was hostile, friendly and neutral to an actor, or to several of one name; `mixed` were friendly and hostile.

    `opposed` are those who were only on the other side: whom the actor stood against by standing with `through`, or
    who stood with `through` against it.
    `foes` are, for each whom the actor joined, those against whom that was, where the same place of a source says so.
    `shared` are, for each who came to its side, those against whom that was. `deniers` are speakers who deny some of
    it, and `disputed` of whom that is said; `truces` are hostile ones with whom a truce is reported too. `ruler`: who
    governed the actors, where that one was asked about; `takeovers`: who began to govern a state in these days.
    `before` and `after` are the nearest evidence where there is none of the days. `last_reported`: when all of it was,
    where that is long over.
    """

    asked: AskedDays
    actors: tuple[str, ...]
    sign: SignName | None
    hostile: tuple[SideFact, ...] = ()
    opposed: tuple[SideFact, ...] = ()
    friendly: tuple[SideFact, ...] = ()
    neutral: tuple[SideFact, ...] = ()
    mixed: tuple[str, ...] = ()
    foes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    deniers: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    truces: tuple[str, ...] = ()
    ruler: str = ""
    takeovers: tuple[Takeover, ...] = ()
    before: NearestSideFact | None = None
    after: NearestSideFact | None = None
    last_reported: Window | None = None

    def choose_told(self) -> tuple[Sequence[SideFact], Sequence[SideFact]]:
        """The sides that are told first, and all others: foes before friends.

        Friends whom the actor joined are told with those against whom that was.
        """
        own = [side for side in self.opposed if not side.is_by_others]
        joined = {speaker for side in own for speaker in side.speakers}
        friends = [side for side in self.friendly if not (side.is_by_actor and joined.issuperset(side.speakers))]
        rest = (*friends, *self.opposed)
        if self.hostile or self.mixed:
            return self.hostile, rest
        if own:
            return own[:1], [side for side in rest if side is not own[0]]
        return (self.friendly, self.opposed) if self.friendly else (self.opposed or self.neutral, ())

    def find_opening(self) -> AskedDays:
        """What a sentence opens with: without the days asked about where all that is told first names its own."""
        told = self.choose_told()[0]
        is_of_own_days = bool(told) and all(side.days for side in told) and not self.mixed
        return replace(self.asked, day=None) if is_of_own_days or self.last_reported else self.asked

    def is_all_disputed(self) -> bool:
        """Whether the denials are of all that is told first, and of nothing else."""
        told = self.choose_told()[0]
        names = {*self.mixed, *(id_ for side in told for id_ in side.others)}
        return names == set(self.disputed) and sum(side.count for side in told) + len(self.mixed) == len(names)

    def list_joined(self, side: SideFact) -> tuple[tuple[str, ...], int]:
        """Whom the actor joined against a side, and how many they are."""
        friends = [one for one in self.friendly if one.is_by_actor and set(one.speakers) <= set(side.speakers)]
        joined = tuple(dict.fromkeys((*(id_ for one in friends for id_ in one.others), *side.through)))
        return joined, len(joined) + sum(one.count - len(one.others) for one in friends)

    def split_by_foes(self, side: SideFact) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Those who came to the actor's side by the foes against whom they did; none where all did against all of them,
        or where it is not said of each.

        Foes against whom the same came are together; who came against several is told with each.
        """
        shared = dict(self.shared)
        if side.is_by_actor or side.relation != TOGETHER or any(id_ not in shared for id_ in side.others):
            return []
        foes = tuple(id_ for one in self.hostile for id_ in one.others)
        came = {foe: tuple(id_ for id_ in side.others if foe in shared[id_]) for foe in foes}
        grouped: dict[tuple[str, ...], list[str]] = {}
        for foe, friends in came.items():
            if friends:
                grouped.setdefault(friends, []).append(foe)
        told = {id_ for friends in grouped for id_ in friends}
        is_of_all = set(map(frozenset, came.values())) == {frozenset(side.others)}
        return [] if is_of_all or told != set(side.others) else [(tuple(theirs), f) for f, theirs in grouped.items()]

    def pair_joined(self, joined: Sequence[str]) -> list[tuple[list[str], tuple[str, ...]]]:
        """Those whom the actor joined with the foes of each, those of the same foes together; none where one has none.

        What one of them fought is not said of another.
        """
        foes, paired = dict(self.foes), dict[tuple[str, ...], list[str]]()
        for friend in joined:
            paired.setdefault(foes.get(friend, ()), []).append(friend)
        return [] if () in paired else [(friends, theirs) for theirs, friends in paired.items()]
