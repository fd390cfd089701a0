"""Arabic sentences on who fought or stood with whom on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.sentences.languages.ar.grammar import write_asked_days
from app.sentences.languages.ar.relations import MOST_NAMES, ArabicOfRelations
from app.sentences.languages.ar.verbs import OTHER, VERBS
from app.sentences.networks import TOGETHER, MiddleFact, NetworkFacts, RelationFact, is_directed

MOST_TIED = 3  # of those who are as much in the middle as one another, that are named


class ArabicOfNetworks(ArabicOfRelations):
    """Writes facts on the network of a day, or on all around an actor."""

    def write_network(self, facts: NetworkFacts) -> str:
        with self.words.names.at(facts.asked.day):
            return self._write_network(facts)

    def _write_network(self, facts: NetworkFacts) -> str:
        opening, when = self.words.opening(facts.asked), write_asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.relations:
            start = self.words.opening(replace(facts.asked, day=None))
            sure = " على وجه التأكيد" if facts.asked.only_certain else ""
            whom = f"قاتل {self.words.names_of(facts.actors)} أو وقف معه" if facts.actors else "قاتل من أو وقف مع من"
            extent = facts.extent
            years = (
                f"كل التواريخ التي تذكرها المصادر هنا من عام {extent.earliest.year} إلى عام {extent.latest.year}"
                if extent
                else ""
            )
            return self.words.compose([f"{start}لا يذكر أي مصدر هنا{sure} من {whom} {when}"], [[years]])
        first, *others = facts.relations
        if facts.middle:
            opening += f"{self._write_middle(facts.middle, facts.actors)}. "
        if sum(other.count for other in others) <= MOST_NAMES:
            named = [
                self._write_pairs(one.pairs, one.count, one.relation, is_sure=one.is_sure, common=one.common)
                for one in others
            ]
        else:
            named = [self._count_relation(other) for other in others]
        counted = "، و".join(named)
        speakers = tuple(dict.fromkeys(id_ for other in others for id_ in other.speakers))
        leads = [
            opening
            + self._write_pairs(
                first.pairs[:most], first.count, first.relation, is_sure=first.is_sure, common=first.common
            )
            + self.words.according(first.speakers)
            for most in (5, 4, 3)
        ]
        has_more = others and not facts.middle  # which is a sentence of its own
        return self.words.compose(leads, [[f"{counted}{self.words.according(speakers)}" if has_more else ""]])

    def _write_middle(self, middle: MiddleFact, actors: Sequence[str]) -> str:
        """Who is in the middle of the network, and who comes next or is alike."""
        where = "في وسط شبكة التحالفات والنزاعات"
        tied = self.some(middle.tied, len(middle.tied), MOST_TIED if len(middle.tied) <= MOST_TIED else 0)
        if not middle.ranked:
            return f"{tied} بالتساوي {where}"
        first, *others = middle.ranked
        after = self.words.verb(first, "بعده", "بعدها")
        asked = "، بؤرة السؤال،" if middle.ranked[:1] == actors else ""
        behind = f"، و{after} {self.words.names_of(others)}" if others else ""
        if middle.tied:
            equally = " بالتساوي" * (len(middle.tied) > 1)
            behind += f"، و{'بعد ذلك' if others else after}{equally} {tied}"
        return f"{self.words.name(first)}{asked} {where}{behind}"

    def _count_relation(self, fact: RelationFact) -> str:
        """Such as `نازع 12 زوجًا من الأطراف بعضها بعضًا`."""
        if fact.common and not is_directed(fact.relation):
            return self._write_common((), fact.count, fact.relation, fact.common, is_sure=fact.is_sure)
        pairs = self._count_pairs(fact.count)
        if fact.relation == TOGETHER:
            return f"تحالف كذلك {pairs} من الأطراف"
        if fact.relation == "fights":
            return f"تقاتل كذلك {pairs} من الأطراف"
        noun = VERBS.get(fact.relation, OTHER)[0]
        return f"في {pairs} كذلك {noun} طرف طرفًا آخر"
