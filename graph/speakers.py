"""How many speakers really stand behind an answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from graph.counts import Range
from graph.model import Source
from graph.parts import Hierarchy
from graph.recorded import Recorded

REPEATS = ("COPY_OF", "TRANSLATION_OF")


class Speakers:
    """Who speaks for whom, and which sources repeat another one.

    `links` are statements on who is part of, or speaks for, whom: they count where they may hold when something was
    said. In a source that repeats another one, its publisher has the voice of the first one's publisher.
    """

    def __init__(
        self,
        links: Iterable[Recorded],
        is_anonymous: Callable[[str], bool],
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        self._hierarchy = Hierarchy(links)
        self._is_anonymous = is_anonymous
        self._sources = sources or {}

    def independent(self, statements: Iterable[Recorded]) -> Range:
        """At least and at most how many: one per organisation at the top; anonymous ones raise only the most."""
        statements = list(statements)
        cited = {statement.cites.source for statement in statements}
        told = [s for s in statements if not (self._repeats(s) and self._first(s.cites.source) in cited)]
        named: dict[str, frozenset[str]] = {}
        anonymous: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for statement in told:
            voice = self.voice(statement)
            if self._is_anonymous(voice):
                anonymous[self._first(statement.cites.source)][statement.cites.source].add(voice)
            else:
                named[voice] = named.get(voice, frozenset()) | self._above(statement)
        # those whom a source leaves unnamed are nobody else in its copy
        unnamed = {voice for by_source in anonymous.values() for voice in max(by_source.values(), key=len)}
        least = _unrelated(named.values())
        return least, least + len(unnamed)

    def are_independent(self, one: Recorded, other: Recorded) -> bool:
        """Whether two statements surely come from speakers above whom nobody stands in common."""
        if self._is_anonymous(self.voice(one)) or self._is_anonymous(self.voice(other)):
            return False
        return not self._above(one) & self._above(other)

    def voice(self, statement: Recorded) -> str:
        """As whom its speaker counts."""
        if not self._repeats(statement):
            return statement.said_by
        return self._sources[self._first(statement.cites.source)].publisher or statement.said_by

    def _above(self, statement: Recorded) -> frozenset[str]:
        return self._hierarchy.above(self.voice(statement), statement.said)

    def _repeats(self, statement: Recorded) -> bool:
        """Whether it is the publisher who speaks, in a source that repeats another one."""
        source = self._sources.get(statement.cites.source)
        return source is not None and source.publisher == statement.said_by and self._first(source.id) != source.id

    def _first(self, source: str) -> str:
        """The source that one repeats in the end; itself where it repeats none. Safe on cycles."""
        walk = [source]
        while first := self._repeated(walk[-1]):
            if first in walk:
                return min(walk[walk.index(first) :])
            walk.append(first)
        return walk[-1]

    def _repeated(self, source: str) -> str | None:
        related = self._sources[source].related if source in self._sources else ()
        return min((other for kind, other in related if kind in REPEATS and other in self._sources), default=None)


def independent_speakers(
    statements: Iterable[Recorded],
    links: Iterable[Recorded],
    is_anonymous: Callable[[str], bool],
    sources: Mapping[str, Source] | None = None,
) -> Range:
    """As Speakers.independent, for one question."""
    return Speakers(links, is_anonymous, sources).independent(statements)


def _unrelated(families: Iterable[frozenset[str]]) -> int:
    """How many of some speakers, each with all above it, have nobody above them in common; never too many."""
    taken: set[str] = set()
    found = 0
    for family in sorted(set(families), key=lambda family: (len(family), sorted(family))):
        if not taken & family:
            taken |= family
            found += 1
    return found
