"""English sentences on who fought or stood with whom on a day."""

from __future__ import annotations

from app.sentences.languages.en.relations import MOST_NAMES, EnglishOfRelations, capitalize_first, join_clauses
from app.sentences.networks import MiddleFact, NetworkFacts, RelationFact, is_directed
from graph.dates.windows import Window

MOST_TIED = 3  # of those who are as much in the middle as one another, that are named


class EnglishOfNetworks(EnglishOfRelations):
    """Writes facts on the network of a day, or on all around an actor."""

    def write_network(self, facts: NetworkFacts) -> str:
        with self.words.names.at(facts.asked.day):
            return self._write_network(facts)

    def _write_network(self, facts: NetworkFacts) -> str:
        opening = self.words.opening(facts.asked)
        if not facts.relations:
            around = f" {self.words.names_of(facts.actors)}" if facts.actors else " whom"
            when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
            sure = " for certain" if facts.asked.only_certain else ""
            nobody = f"no source here says{sure} who fought or stood with{around} {when}"
            lead = f"{self.opening_without_day(facts.asked)}{nobody}"
            return self._fit(lead, [self._write_extent(facts.extent)])
        first, *others = facts.relations
        if facts.middle:
            return self._write_middle(facts, facts.middle, opening)
        seconds = []
        speakers = tuple(dict.fromkeys(id_ for other in others for id_ in other.speakers))
        is_same = set(speakers) == set(first.speakers)
        said_by = self.by_same(first.speakers) if is_same else self.words.according(speakers)
        if len(others) == 1 or sum(other.count for other in others) <= MOST_NAMES:
            seconds = [
                capitalize_first(join_clauses([self._name_pairs(other, len(other.pairs)) for other in others] or [""]))
            ]
        counted = capitalize_first(
            join_clauses([self._count_relation(other, is_first=not n) for n, other in enumerate(others)] or [""])
        )
        seconds = [f"{words}{said_by}" for words in (*seconds, counted)]
        for most in (5, 4, 3, 2):
            lead = f"{opening}{self._name_pairs(first, most)}{self.words.according(first.speakers)}"
            text = self._fit(lead, seconds if others else [])
            if not others or text != self._fit(lead, []):
                break
        return text

    def _write_middle(self, facts: NetworkFacts, middle: MiddleFact, opening: str) -> str:
        """Who is in the middle of the network, and then its first pairs."""
        behind = ""
        most, others = middle.ranked[:1], list(map(self.words.name, middle.ranked[1:]))
        tied = self.some(middle.tied, len(middle.tied), MOST_TIED if len(middle.tied) <= MOST_TIED else 0)
        how = "most in the middle of who fought and stood with whom"
        if not most:
            lead = f"{opening}{tied} were equally the {how}"
        else:
            asked = ", which was asked about," if most == facts.actors else ""
            lead = f"{opening}{self.words.name(most[0])}{asked} {'were' if self._is_plural(most) else 'was'} {how}"
            behind = f", followed by {self.words.join(others)}" if others else ""
            if middle.tied:
                equally = " equally" * (len(middle.tied) > 1)
                behind += f"{', then' if others else ', followed'}{equally} by {tied}"
        pairs = facts.relations[0]
        seconds = [
            f"{capitalize_first(self._name_pairs(pairs, most))}{self.words.according(pairs.speakers)}"
            for most in (3, 2, 1)
        ]
        return self._fit(f"{lead}{behind}", seconds)

    def _name_pairs(self, fact: RelationFact, most: int) -> str:
        return self.pairs(
            fact.pairs[:most],
            fact.count,
            fact.relation,
            is_sure=fact.is_sure,
            common=fact.common,
            is_joined=fact.is_joined,
        )

    @staticmethod
    def _write_extent(extent: Window | None) -> str:
        """The years of the dates that are given; what began or ended at an unknown time may lie beyond them."""
        if extent is None:
            return ""
        first, last = extent.earliest.year, extent.latest.year
        return f"All the dates that sources here give for it are of {first}" + (f" to {last}" if last > first else "")

    def _count_relation(self, fact: RelationFact, *, is_first: bool) -> str:
        """Such as `another 12 pairs were in an armed dispute`, `99 stood together`, `Chad and 9 more fought ISIS`."""
        if fact.common and not is_directed(fact.relation):
            return self._write_common(
                (), fact.count, fact.relation, fact.common, is_sure=fact.is_sure, is_joined=fact.is_joined
            )
        return self.count_related_pairs(fact.relation, fact.count, is_first=is_first)
