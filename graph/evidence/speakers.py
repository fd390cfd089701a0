"""Whose statements count: the speaker lens, and how many independent speakers there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.evidence.hierarchy import Hierarchy, find_ancestors
from graph.model.counts import Range
from graph.model.sources import WrittenSource
from graph.model.statement import StoredReply, StoredStatement

REPEATS = ("COPY_OF", "TRANSLATION_OF")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLens:
    """Whose statements count. A named actor includes all that are part of it, or speak for it.

    `trusted` None trusts everybody. `no_parties` leaves out speakers who are party to the events: one that has a role
    in the statement itself, or that belongs to an actor who has one. `statements` are ids left out one by one.
    """

    trusted: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    no_parties: bool = False
    statements: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.trusted is not None or bool(self.excluded or self.no_parties or self.statements)

    def is_allowed(self, speakers: frozenset[str]) -> bool:
        """Whether it lets a speaker through; `speakers` are the speaker and all that it belongs to."""
        return (self.trusted is None or bool(speakers & self.trusted)) and not speakers & self.excluded


def filter_speakers(
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
            belongs[speaker] = find_ancestors(speaker, organisations)
        mine = belongs[speaker]
        return lens.is_allowed(mine) and not (
            lens.no_parties and any(mine & set(ids) for ids in statement.roles.values())
        )

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


def is_speaker_allowed(speaker: str, lens: EvidenceLens, organisations: Sequence[StoredStatement]) -> bool:
    """Whether the lens lets a speaker through, apart from `no_parties`."""
    return lens.is_allowed(find_ancestors(speaker, organisations))


def collect_utterances(statements: Iterable[StoredStatement]) -> dict[str, StoredStatement | StoredReply]:
    """Statements and the responses to them, by their ids: each has a key and a speaker."""
    found: dict[str, StoredStatement | StoredReply] = {}
    for statement in statements:
        found[statement.id] = statement
        for reply in statement.responses:
            found.setdefault(reply.id, reply)
    return found


class Speakers:
    """Who speaks for whom, and which sources repeat another one.

    `links` are statements on who is part of, or speaks for, whom: they count where they may hold when something was
    said. In a source that repeats another one, its publisher has the voice of the first one's publisher.
    """

    def __init__(
        self,
        links: Iterable[StoredStatement],
        is_anonymous: Callable[[str], bool],
        sources: Mapping[str, WrittenSource] | None = None,
    ) -> None:
        self._hierarchy = Hierarchy(links)
        self._is_anonymous = is_anonymous
        self._sources = sources or {}
        self._first_of: dict[str, str] = {}

    def count_independent(self, statements: Iterable[StoredStatement]) -> Range:
        """At least and at most how many: one per organisation at the top; anonymous ones raise only the most."""
        utterances = dict.fromkeys((s.said_by, s.cites.source, s.said) for s in statements)  # all that matters of them
        cited = {source for _, source, _ in utterances}
        named: dict[str, frozenset[str]] = {}
        anonymous: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for speaker, source, said in utterances:
            if self._repeats(speaker, source) and self._find_first_source(source) in cited:
                continue
            voice = self._find_voice_in(speaker, source)
            if self._is_anonymous(voice):
                anonymous[self._find_first_source(source)][source].add(voice)
            else:
                named[voice] = named.get(voice, frozenset()) | self._hierarchy.find_ancestors(voice, said)
        # the unnamed speakers of a source are the same in its copy
        unnamed = {voice for by_source in anonymous.values() for voice in max(by_source.values(), key=len)}
        least = _count_unrelated(named.values())
        return least, least + len(unnamed)

    def are_independent(self, one: StoredStatement, other: StoredStatement) -> bool:
        """Whether two statements surely come from speakers without a common ancestor."""
        if self._is_anonymous(self.find_voice(one)) or self._is_anonymous(self.find_voice(other)):
            return False
        return not self._find_speaker_ancestors(one) & self._find_speaker_ancestors(other)

    def find_voice(self, statement: StoredStatement) -> str:
        """The speaker as whom the one of a statement counts: another one, where its source only repeats that one's."""
        return self._find_voice_in(statement.said_by, statement.cites.source)

    def _find_voice_in(self, speaker: str, source: str) -> str:
        if not self._repeats(speaker, source):
            return speaker
        return self._sources[self._find_first_source(source)].publisher or speaker

    def _find_speaker_ancestors(self, statement: StoredStatement) -> frozenset[str]:
        return self._hierarchy.find_ancestors(self.find_voice(statement), statement.said)

    def _repeats(self, speaker: str, source: str) -> bool:
        """Whether it is the publisher who speaks, in a source that repeats another one."""
        found = self._sources.get(source)
        return found is not None and found.publisher == speaker and self._find_first_source(source) != source

    def _find_first_source(self, source: str) -> str:
        """The first source of those that one repeats, directly or through others; itself where it repeats none."""
        if source not in self._first_of:
            self._first_of[source] = self._follow_repeats(source)
        return self._first_of[source]

    def _follow_repeats(self, source: str) -> str:
        """The same, found by going from source to source. Safe on cycles."""
        walk = [source]
        while first := self._find_repeated(walk[-1]):
            if first in walk:
                return min(walk[walk.index(first) :])
            walk.append(first)
        return walk[-1]

    def _find_repeated(self, source: str) -> str | None:
        related = self._sources[source].related if source in self._sources else ()
        return min((other for kind, other in related if kind in REPEATS and other in self._sources), default=None)


def _count_unrelated(families: Iterable[frozenset[str]]) -> int:
    """How many of some speakers, each with its ancestors, have no ancestor in common; never too many."""
    used: set[str] = set()
    found = 0
    for family in sorted(set(families), key=lambda family: (len(family), sorted(family))):
        if not used & family:
            used |= family
            found += 1
    return found
