"""English sentences on whether those who fought or stood together fall into two camps."""

from __future__ import annotations

from app.sentences.languages.en.relations import EnglishOfRelations, capitalize_first
from app.sentences.networks import BalanceFacts

MOST_IN_CAMP = 10


class EnglishOfBalance(EnglishOfRelations):
    """Writes facts on balance."""

    def write_balance(self, facts: BalanceFacts) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            lead = f"{self.opening_without_day(facts.asked)}no source here says who fought or stood with whom {when}"
            return self._fit(lead, ["So nothing can be said of camps"])
        pairs = f"{self.words.number(facts.signed)} {'pair' if facts.signed == 1 else 'pairs'}"
        ties = f"{self.words.number(facts.signed)} {'tie' if facts.signed == 1 else 'ties'}"
        if facts.most == 0:
            return self._write_no_contradiction(facts, pairs)
        if facts.least == facts.most:
            number = f"at least {self.words.number(facts.least)}"
        else:
            number = (
                f"at least {facts.least:,} to {facts.most:,}"
                if facts.least
                else f"at most {self.words.number(facts.most)}"
            )
        does = "does" if facts.most == 1 else "do"
        who = "they" if facts.triad else f"those who fought or stood together{self.words.according(facts.speakers)},"
        against = f"whichever way {who} are divided into two camps, {number} of {ties} {does} not fit"
        if not facts.triad:
            return self._fit(f"{self.words.opening(facts.asked)}{against}", [])
        one, other, third = (self.words.name(id_) for id_ in facts.triad)
        hostile = [sign == -1 for sign in facts.signs]
        if all(hostile):
            be, _, rest = self._verb_of_triad(facts.relation).partition(" ")
            each = f"were each {rest}" if be == "were" else f"each {be} {rest}".strip()
            why = f"{one}, {other} and {third} {each} the other two"
        else:  # one of the three pairs is hostile
            pairs_of = ((one, other), (other, third), (one, third))
            (enemy, foe) = pairs_of[hostile.index(True)]
            (friend,) = {one, other, third} - {enemy, foe}
            why = f"{friend} stood with both {enemy} and {foe}, who {self._verb_of_triad(facts.relation)} each other"
        said_by = f", {self.words.speakers(facts.speakers)} {self._say(facts.speakers)}"
        why += said_by if facts.speakers else ""
        allows = "allows" if facts.least else "would allow"  # not all of it is certain
        lead = f"{self.words.opening(facts.asked)}{why}, which no division into two camps {allows}"
        return self._fit(lead, [capitalize_first(against)])

    def _verb_of_triad(self, relation: str, *, is_plural: bool = True) -> str:
        return self.relate(relation, is_plural=is_plural) if relation else f"{'were' if is_plural else 'was'} against"

    def _write_no_contradiction(self, facts: BalanceFacts, pairs: str) -> str:
        """That two camps are possible: of one whole, of many parts, or only because so little is said."""
        opening = self.words.opening(facts.asked)
        if facts.signed == 1 or not facts.has_foes:
            why = f"the {pairs} that sources here name only stood together, and nobody was against them"
            if facts.has_foes:
                why = "sources here report only one pair that fought or stood together"
            return self._fit(f"{opening}{why}{self.words.according(facts.speakers)}", ["No camps can be made out"])
        said_by = self.words.according(facts.speakers)
        if facts.inferred:
            number = "all" if facts.inferred == facts.signed else self.words.number(facts.inferred)
            said_by += f", {number} inferred"
        said_by += "," if said_by else ""
        ring = "" if facts.has_ring else "; there are too few ties for one to contradict another"
        if facts.parts > 1:
            parts = f"{opening}the {pairs} that fought or stood together{said_by} fall into"
            each = "Each of these can be split into two camps without a contradiction"
            lead = f"{parts} {self.words.number(facts.parts)} separate parts, which have no party in common"
            return self._fit(lead, [each + ring, each])
        split = f"the {pairs} that fought or stood together{said_by} can be split into two camps"
        split += "" if facts.camps else " without a contradiction"
        small = "" if facts.has_ring else "That says little: there are too few ties for one to contradict another"
        sides = ""
        if facts.camps:
            one, other = map(self._name_camp, facts.camps, facts.strangers or (False, False))
            sides = f"By our reckoning {one} would face {other}"
        whole = f"{sides}{ring}" if sides else ""
        return self._fit(f"{opening}{split}", [whole, sides, small])

    def _name_camp(self, camp: tuple[str, ...], are_strangers: bool) -> str:
        """Who is in a camp of our making; no source says that those stood together who only have foes in common."""
        names = self.words.join([self.words.name(id_) for id_ in camp], MOST_IN_CAMP)
        return f"{names}, not known as allies," if are_strangers else names
