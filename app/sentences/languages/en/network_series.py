"""English sentences on how many fought or stood together, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sentences.facts import AskedDays
from app.sentences.languages.en.relations import (
    MOST_NAMES,
    PAIR_VERBS,
    EnglishOfRelations,
    capitalize_first,
    join_clauses,
)
from app.sentences.networks import TOGETHER, NetworkSeriesFacts, PairSpell, group_spells, is_directed
from graph.dates.windows import Window
from graph.vocabulary import vocabulary


class EnglishOfNetworkSeries(EnglishOfRelations):
    """Writes facts on networks in steps of time."""

    def write_alliances_series(self, facts: NetworkSeriesFacts) -> str:
        text = self._write_series(facts)
        opening = self.words.opening(AskedDays(relations=facts.relations))
        if not opening:
            return text
        starts_with_name = facts.actors and text.startswith(self.words.name(facts.actors[0]))
        return capitalize_first(opening) + (text if starts_with_name else text[:1].lower() + text[1:])

    def _write_series(self, facts: NetworkSeriesFacts) -> str:
        if facts.first is None or facts.last is None or facts.fewest is None or facts.most is None:
            return "No source here says who fought or stood with whom, so there is no time to show."
        if facts.actors and facts.other:
            return self._write_pair_series(facts)
        first, last, few, many = (
            self.words.days(step.days) for step in (facts.first, facts.last, facts.fewest, facts.most)
        )
        one, other = self._attribute_ends(facts)
        if facts.actors:
            return self._write_counterparts(facts, f"{first}{one}", f"{last}{other}", many)
        start, end = self.words.number(facts.first.pairs), self.words.number(facts.last.pairs)
        lead = f"the number of pairs that {self._pair_verb(facts)} was {start} {first}{one}{',' if one else ''}"
        few_pairs, many_pairs = self.words.number(facts.fewest.pairs), self.words.number(facts.most.pairs)
        ends = (facts.first, facts.last)
        fewest = "" if facts.fewest in ends else f"The fewest were {few_pairs} {few}"
        most = "" if facts.most in ends else f"the most {'' if fewest else 'were '}{many_pairs} {many}"
        seconds = list(filter(None, [capitalize_first(", ".join(filter(None, (fewest, most))))]))
        seconds = seconds if facts.fewest.pairs < facts.most.pairs else []
        if facts.is_part:
            seconds.append("pairs that only follow from who stood with whom are not counted")
        return self._fit(f"{lead} and {end} {last}{other}", [capitalize_first("; ".join(seconds))] if seconds else [])

    def _attribute_ends(self, facts: NetworkSeriesFacts) -> tuple[str, str]:
        """Who says so of the first step and of the last: behind both only once where they are the same ones."""
        one, other = (step.speakers if step else () for step in (facts.first, facts.last))
        if set(one) == set(other):
            return "", self.words.according(other or facts.speakers)
        return self.words.according(one), self.words.according(other)

    def _write_counterparts(self, facts: NetworkSeriesFacts, first: str, last: str, many: str) -> str:
        """How many allies or opponents an actor had, first and last; where nobody names any, that is what is said."""
        assert facts.first
        assert facts.last
        assert facts.most
        actor, (start, end) = self.words.names_of(facts.actors), (facts.first.pairs, facts.last.pairs)
        what = {None: "opponent", "hostile": "opponent", "friendly": "ally"}.get(facts.sign, "counterpart")
        no_one = f"no source here names {'an' if what[0] in 'ao' else 'a'} {what} of {actor}"
        if not start and not end:
            lead = f"{no_one} {first} or {self.words.days(facts.last.days)}"
        elif not start:
            lead = f"{no_one} {first}; {self.words.number(end)} {'is' if end == 1 else 'are'} named {last}"
        elif not end:
            lead = f"{actor} had {self._count(start, what)} {first}; no source here names one {last}"
        else:
            comma = "," if ", " in first else ""
            lead = f"{actor} had {self._count(start, what)} {first}{comma} and {self.words.number(end)} {last}"
        is_least = facts.most.pairs <= max(start, end)
        return self._fit(lead, [] if is_least else [self._write_most(facts.most.pairs, many)])

    def _write_most(self, pairs: int, when: str) -> str:
        return f"The most {'was' if pairs == 1 else 'were'} {self.words.number(pairs)}, {when}"

    def _pair_verb(self, facts: NetworkSeriesFacts) -> str:
        """What pairs did that are counted, by what is stated of them: `fought or were in an armed dispute`."""
        if facts.sign == "friendly":
            return "stood together"
        if facts.sign not in (None, "hostile"):
            return "are on record"
        found = [name for name in facts.found if name != TOGETHER and vocabulary().predicates[name].sign == -1]
        verbs = [self.relate(name, is_plural=True).removesuffix(" with") for name in found]
        return " or ".join(verbs) if verbs and not any(map(is_directed, found)) else "were hostile"

    def _count(self, number: int, noun: str) -> str:
        """Such as `one pair`, `40 pairs`."""
        many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
        return f"{self.words.number(number) if number else 'no'} {noun if number in (0, 1) else many}"

    def _write_pair_series(self, facts: NetworkSeriesFacts) -> str:
        assert facts.actors
        assert facts.other
        names = f"{self.words.names_of(facts.actors)} and {self.words.name(facts.other)}"
        if not facts.spells:
            days = self.words.days(facts.span) if facts.span else "in these years"
            return f"{capitalize_first(f'no source here says that {names} fought or stood together')} {days}."
        hostile = [name for name in facts.found if name != TOGETHER and vocabulary().predicates[name].sign == -1]
        is_fight = hostile in ([], ["fights"])
        verbs = PAIR_VERBS if is_fight else {**PAIR_VERBS, -1: self._pair_verb(replace(facts, sign=None))}
        clauses = {
            is_stated: [
                (self._write_spell(facts, spell, verbs, times), spell.speakers)
                for spell, times in group_spells(facts.spells)
                if spell.is_stated == is_stated
            ]
            for is_stated in (True, False)
        }
        stated, implied = (self._attribute(clauses[is_stated]) for is_stated in (True, False))
        if not stated:
            fought = any(spell.sign == -1 for spell in facts.spells)
            nothing = "No source here says that the two fought each other in these years"
            return self._fit(implied, [nothing] if fought else [])
        if {speakers for found in clauses.values() for _, speakers in found} == {facts.spells[0].speakers}:
            implied = join_clauses([clause for clause, _ in clauses[False]] or [""])
            implied += self.by_same(facts.spells[0].speakers) if implied else ""
        return self._fit(f"{names} {stated}", [capitalize_first(implied)])

    def _write_spell(
        self, facts: NetworkSeriesFacts, spell: PairSpell, verbs: Mapping[int | None, str], times: Sequence[Window]
    ) -> str:
        """What two did at some times: `fought each other in 2016`; what one did, if it only follows from that."""
        assert facts.other
        periods = self._list_periods([self.period(days) for days in times])
        if spell.joiner:
            other = facts.actors if spell.joiner == facts.other else (facts.other,)
            return f"{self.words.name(spell.joiner)} stood with opponents of {self.words.names_of(other)} {periods}"
        if not spell.is_stated:
            names = f"{self.words.names_of(facts.actors)} and {self.words.name(facts.other)}"
            verb = "probably stood together" if spell.sign == 1 else "were probably hostile to each other"
            return f"{names} {verb} {periods}"
        verb = verbs[spell.sign]
        if not spell.is_sure:
            verb = verb.replace("were ", "were probably ", 1) if verb.startswith("were ") else f"probably {verb}"
        return f"{verb} {periods}"

    def _attribute(self, clauses: Sequence[tuple[str, tuple[str, ...]]]) -> str:
        """Clauses with who says so: behind all where that is the same of each."""
        if len({speakers for _, speakers in clauses}) == 1:
            return join_clauses([clause for clause, _ in clauses]) + self.words.according(clauses[0][1])
        return join_clauses([f"{clause}{self.words.according(speakers)}" for clause, speakers in clauses] or [""])

    def period(self, days: Window) -> str:
        """Such as `in 2016`, `from 2014 to 2019`."""
        words = self.words.days(days)
        if not words.startswith("between "):
            return words
        first, _, last = words.removeprefix("between ").rpartition(" and ")
        return f"from {first} to {last}"

    @staticmethod
    def _list_periods(times: Sequence[str]) -> str:
        """Such as `in 1992, in 1994 and from 2014 to 2023`; of many the first two, how many more, and the last."""
        if len(times) > MOST_NAMES:
            times = [*times[:2], f"at {len(times) - 3:,} more times", times[-1]]
        return times[0] if len(times) == 1 else f"{', '.join(times[:-1])} and {times[-1]}"
