"""English sentences on who fought or stood with whom, over time and in camps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.en.verbs import VERBS, Verb, inflect_past
from app.sentences.networks import (
    OVER,
    TOGETHER,
    BalanceFacts,
    ChangeFact,
    DiffFacts,
    NetworkFacts,
    NetworkSeriesFacts,
    RelationFact,
    group_by_doer,
    group_by_party,
    is_directed,
)
from graph.dates.windows import Window
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts, SideFact  # needs numpy, which no writer does
    from app.sentences.languages.en.writer import EnglishWriter

FOUGHT = {
    Doubt.NONE: "fought",
    Doubt.PROBABLY: "probably fought",
    Doubt.STILL: "probably still fought",
    Doubt.PERHAPS: "may have fought",
}
WAS_FIGHTING = {
    Doubt.NONE: "was fighting",
    Doubt.PROBABLY: "was probably fighting",
    Doubt.STILL: "was probably still fighting",
    Doubt.PERHAPS: "may have been fighting",
}
STOOD = {
    Doubt.NONE: "stood with",
    Doubt.PROBABLY: "probably stood with",
    Doubt.STILL: "probably still stood with",
    Doubt.PERHAPS: "may have stood with",
}
# of pairs in the series of two, by their sign
PAIR_VERBS = {-1: "fought each other", 1: "stood together", 0: "were neutral", None: "both fought and stood together"}
MOST_WORDS = 52
MOST_WORDS_AROUND = 55  # of all that is told around an actor
MOST_NAMES = 5
MOST_IN_CAMP = 10
MOST_FOES = 2  # of each of several whom an actor joined
# how many names of each side are told, of those first told and of the others, so that all sides fit
NAMED_MOST = ((5, 5), (5, 3), (5, 2), (5, 1), (5, 0), (3, 2), (3, 1), (2, 1), (1, 1), (1, 0))


class EnglishOfAlliances:
    """The part of the English writer for alliances."""

    def __init__(self, words: EnglishWriter) -> None:
        self.words = words

    def opening_without_day(self, asked: AskedDays) -> str:
        return self.words.opening(replace(asked, day=None))

    def some(self, ids: Sequence[str], count: int, most: int = MOST_NAMES) -> str:
        """The names of the first of so many, at most five, and how many more; of none of them how many they are."""
        shown = [self.words.name(id_) for id_ in ids[: most if count > most + 1 or not most else most + 1]]
        rest = count - len(shown)
        if not shown:
            return f"{self.words.number(rest)} {'other' if rest == 1 else 'others'}"
        return self.words.join([*shown, f"{rest:,} more"] if rest > 0 else shown, most=MOST_NAMES + 1)

    def period(self, days: Window) -> str:
        """Such as `in 2016`, `from 2014 to 2019`."""
        words = self.words.days(days)
        if not words.startswith("between "):
            return words
        first, _, last = words.removeprefix("between ").rpartition(" and ")
        return f"from {first} to {last}"

    def write_alliances(self, facts: AlliancesFacts) -> str:
        if not any((facts.hostile, facts.mixed, facts.friendly, facts.neutral, facts.opposed)):
            return self._write_no_alliances(facts, self.words.names_of(facts.actors))
        texts = (self._compose_alliances(facts, *most) for most in NAMED_MOST)
        text = next((one for one in texts if len(one.split()) <= MOST_WORDS_AROUND), None)
        return self.words.say_lens(text or self._compose_alliances(facts, *NAMED_MOST[-1]))

    def _compose_alliances(self, facts: AlliancesFacts, most: int, most_others: int) -> str:
        """All that is said around an actor, with at most so many names of each side first told, and of others."""
        actor = self.words.names_of(facts.actors)
        told, others = facts.choose_told()
        known = told[0].speakers if len({side.speakers for side in told}) == 1 else ()
        leads = [self._write_own(facts, side, known, most) for side in told if not side.is_by_others]
        truce = f", although a truce with {self.words.names_of(facts.truces)} is reported too" if facts.truces else ""
        if leads and not known:
            leads[-1] += truce
        if facts.mixed:
            leads.append(f"{self._be(facts.actors)} both with and against {self.words.names_of(facts.mixed)}")
        clauses = [f"{actor} {_join_clauses(leads)}"] if leads else []
        for side in told:
            if side.is_by_others:
                clauses.append(self._write_others(side, self._it(facts.actors) if clauses else actor, known, most))
        sentences = [
            f"{self.words.opening(facts.find_opening())}{_join_clauses(clauses)}{self.words.according(known)}"
            f"{truce if known else ''}"
        ]
        shown = others if most_others else others[:1]  # those that have no room are counted together
        more = [self._write_behind(facts, side, known, most_others or 2) for side in shown]
        if rest := sum(side.count for side in others[len(shown) :]):
            more.append(f"{rest:,} more stood with {self._it(facts.actors)} or with its opponents")
        if facts.deniers:
            more.insert(0, f"{self.words.speakers(facts.deniers)} {self._dispute(facts)}")
        if more:
            same = {side.speakers for side in others}
            said_by = ""
            if len(same) == 1 and others:
                (speakers,) = same
                is_last = told and (
                    told[-1].speakers == speakers
                    or (len(speakers) > 1 and set(speakers) == {id_ for side in told for id_ in side.speakers})
                )
                said_by = self.by_same(speakers) if is_last else self.words.according(speakers)
            sentences.append(_join_clauses(more) + said_by)
        return " ".join(f"{_upper(one.strip())}." for one in sentences)

    def _dispute(self, facts: AlliancesFacts) -> str:
        """What is disputed, where it is not all that was told first: `disputes what is said of Turkey`."""
        verb = "dispute" if len(set(facts.deniers)) > 1 else "disputes"
        if facts.is_all_disputed():
            return f"{verb} this"
        about = self._it(facts.disputed) if facts.disputed == facts.deniers else self.words.names_of(facts.disputed)
        return f"{verb} what is said of {about}"

    def _write_own(self, facts: AlliancesFacts, side: SideFact, known: tuple[str, ...], most: int) -> str:
        """What the actor did: `fought ISIS, according to CBS News`; without the speakers that all share."""
        said_by = "" if known else self.words.according(side.speakers)
        if side.through:
            return f"{self._write_joining(facts, side, most)}{said_by}"
        names = self.some(side.others, side.count, most)
        verb = self._verb(side, facts.actors, is_day=_is_day(facts.asked))
        return f"{verb} {names}{self._own_days(side)}{said_by}{self._only_years(side)}"

    def _write_joining(self, facts: AlliancesFacts, side: SideFact, most: int) -> str:
        """Whom the actor stood with, and what those did: `stood with Mali, which fought JNIM`; of several each against
        its own foes: `stood with Mali against JNIM, and with Somalia against al-Shabaab`.

        Who sends troops to a side, such as peacekeepers, is not said to fight whom that side fights.
        """
        joined, count = facts.list_joined(side)
        pairs = facts.pair_joined(joined[: most if count > most + 1 or not most else most + 1])
        if count > 1 and pairs:
            named = sum(len(friends) for friends, _ in pairs)
            shown = [
                f"with {self.words.names_of(friends)} against {self.some(theirs, len(theirs), min(most, MOST_FOES))}"
                for friends, theirs in pairs
            ]
            shown += [f"with {count - named:,} more against {'its' if count - named == 1 else 'their'} opponents"][
                : count - named
            ]
            return f"stood {_join_clauses(shown) if len(shown) > 2 else ' and '.join(shown)}"
        fought = self._write_what_joined_did(side, joined)
        friends, foes = self.some(joined, count, most), self.some(side.others, side.count, most)
        return f"stood with {friends}, which {'between them ' if count > 1 else ''}{fought} {foes}"

    def _write_what_joined_did(self, side: SideFact, joined: Sequence[str]) -> str:
        """The verb of what the source states of those whom others joined."""
        return self._verb(replace(side, doubt=Doubt.NONE), joined)

    def _write_others(self, side: SideFact, actor: str, known: tuple[str, ...], most: int) -> str:
        """What others did to the actor: `Iran threatened it`."""
        said_by = "" if known == side.speakers else self.words.according(side.speakers)
        names = self.some(side.others, side.count, most)
        if side.through:
            fought = self._write_what_joined_did(side, side.through)
            return f"{names} stood with {self.words.names_of(side.through)}, which {fought} {actor}{said_by}"
        return f"{names} {self._verb(side, side.others)} {actor}{self._own_days(side)}{said_by}"

    def _write_behind(self, facts: AlliancesFacts, side: SideFact, known: tuple[str, ...], most: int) -> str:
        """A side behind those that are told first: `France and Chad stood with it`; who says so comes behind all."""
        it = self._it(facts.actors)
        is_same = len({one.speakers for one in (*facts.friendly, *facts.opposed)}) == 1
        said_by = "" if is_same or side.speakers == known else self.words.according(side.speakers)
        they = "they" if it == "them" else it
        if side.through and not side.is_by_others:
            return f"{they} {self._write_joining(facts, side, most)}{said_by}"
        names = self.some(side.others, side.count, most)
        if side.through:
            their = "their" if it == "them" else "its"
            foes = f"opponent {self.words.name(side.through[0])}" if len(side.through) == 1 else "opponents"
            return f"{names} stood with {their} {foes}{said_by}"
        if side.is_by_actor or (is_directed(side.relation) and not side.is_by_others):
            return f"{they} {self._verb(side, facts.actors)} {names}{self._own_days(side)}{said_by}"
        return f"{names} {self._verb(side, side.others)} {it}{self._own_days(side)}{said_by}"

    def _own_days(self, side: SideFact) -> str:
        return f" {self.words.days(side.days)}" if side.days else ""

    def by_same(self, speakers: Sequence[str]) -> str:
        """Behind a sentence that names the speakers already."""
        return f", by the same account{'s' if len(speakers) > 1 else ''}" if speakers else ""

    def _verb(self, side: SideFact, doers: Sequence[str], *, is_day: bool = False) -> str:
        is_plural = self._is_plural(doers)
        if side.relation == "fights":
            return _make_plural((WAS_FIGHTING if is_day else FOUGHT)[side.doubt], is_plural=is_plural)
        if side.relation == TOGETHER:
            return STOOD[side.doubt]
        return write_doubtful(find_verb(side.relation), side.doubt, is_plural=is_plural)

    def relate(self, relation: str, *, is_plural: bool, is_sure: bool = True) -> str:
        """The past verb of a relation: `fought`, `probably stood with`, `were in an armed dispute with`."""
        doubt = Doubt.NONE if is_sure else Doubt.PROBABLY
        return STOOD[doubt] if relation == TOGETHER else write_doubtful(find_verb(relation), doubt, is_plural=is_plural)

    def _is_plural(self, ids: Sequence[str]) -> bool:
        return self.words.records.clauses({}).is_plural(ids)

    def _it(self, ids: Sequence[str]) -> str:
        return "them" if self._is_plural(ids) else "it"

    def _be(self, ids: Sequence[str]) -> str:
        return "were" if self._is_plural(ids) else "was"

    def _only_years(self, side: SideFact) -> str:
        return ", which names years only" if side.only_years and len(side.speakers) == 1 else ""

    def _write_no_alliances(self, facts: AlliancesFacts, actor: str) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        what = {"friendly": "stood with", "hostile": "fought"}.get(facts.sign or "", "stood with or against")
        sure = " for certain" if facts.asked.only_certain else ""
        lead = f"{self.opening_without_day(facts.asked)}no source here says{sure} who {what} {actor} {when}"
        reports = [
            self._write_nearest(side, days, order, self._it(facts.actors))
            for nearest, order in (
                (facts.before, "last reported before that"),
                (facts.after, "first reported after that"),
            )
            if nearest
            for side, days, _ in [nearest]
        ]
        seconds = [f"{words}{said_by}" for words, said_by in reports]
        if len(reports) == 2:
            (one, said_by), (other, _) = reports
            is_same = reports[0][1] == reports[1][1]
            seconds.insert(0, f"{one}{'' if is_same else said_by}; {other[:1].lower()}{other[1:]}{reports[1][1]}")
        return self._fit(lead, seconds)

    def _write_nearest(self, side: SideFact, days: Window, order: str, it: str) -> tuple[str, str]:
        """What is reported nearest to the days asked about, and who says so."""
        time = f" {self.words.days(days)}" if self.words.days(days) else ""
        doing = {"fights": "fighting", TOGETHER: "standing with"}.get(side.relation)
        names, said_by = self.some(side.others, side.count), self.words.according(side.speakers)
        if doing:
            return f"{'They are' if it == 'them' else 'It is'} {order}{time}, {doing} {names}", said_by
        if side.is_by_others:
            clause = f"{names} {self.relate(side.relation, is_plural=self._is_plural(side.others))} {it}"
        else:
            verb = self.relate(side.relation, is_plural=it == "them")
            clause = f"{'they' if it == 'them' else it} {verb} {names}"
        return f"The {order} is that{time} {clause}", said_by

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
        seconds = []
        speakers = tuple(dict.fromkeys(id_ for other in others for id_ in other.speakers))
        is_same = set(speakers) == set(first.speakers)
        said_by = self.by_same(first.speakers) if is_same else self.words.according(speakers)
        if len(others) == 1 or sum(other.count for other in others) <= MOST_NAMES:
            seconds = [_upper(_join_clauses([self._name_pairs(other, len(other.pairs)) for other in others] or [""]))]
        counted = _upper(
            _join_clauses([self._count_relation(other, is_first=not n) for n, other in enumerate(others)] or [""])
        )
        seconds = [f"{words}{said_by}" for words in (*seconds, counted)]
        for most in (5, 4, 3, 2):
            named = self._name_pairs(first, most)
            text = self._fit(f"{opening}{named}{self.words.according(first.speakers)}", seconds if others else [])
            if not others or text.count(". ") or most == 2:
                break
        return text

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
        """Such as `Another 12 pairs were in an armed dispute`, `99 stood together`."""
        if fact.common and not is_directed(fact.relation):
            return self._write_common(
                (), fact.count, fact.relation, fact.common, is_sure=fact.is_sure, is_joined=fact.is_joined
            )
        number = self.words.number(fact.count)
        noun = f" {'pair' if fact.count == 1 else 'pairs'}" if is_first else ""
        counted = f"Another{'' if fact.count == 1 else f' {number}'}{noun}" if is_first else number
        if fact.relation == TOGETHER:
            return f"{counted} stood together"
        if is_directed(fact.relation):
            verb = self.relate(fact.relation, is_plural=False)
            start = f"In {counted.replace('Another', 'another')}" if is_first else f"in {number}"
            return f"{start} one side {verb} the other"
        be = self.relate(fact.relation, is_plural=fact.count > 1).removesuffix(" with")
        return f"{counted} {be}" if be.startswith(("was", "were")) else f"{counted} {be} each other"

    def pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str = "fights",
        *,
        is_sure: bool = True,
        common: str | None = None,
        is_joined: bool = False,
    ) -> str:
        """Such as `Iraq and Syria fought ISIS, Chad fought JNIM, and 59 more pairs fought each other`; who does it, or
        came to the side of another, comes first. `common`: who is in all of them."""
        rest = count - len(pairs)
        if common and rest > 0 and not is_directed(relation):
            return self._write_common(pairs, count, relation, common, is_sure=is_sure, is_joined=is_joined)
        clauses = []
        if is_directed(relation) or relation == TOGETHER:
            for doers, others in group_by_doer(pairs):
                verb = self.relate(relation, is_plural=self._is_plural(doers), is_sure=is_sure)
                clauses.append(f"{self.words.names_of(doers)} {verb} {self.words.names_of(others)}")
        else:
            for party, others in group_by_party(pairs):
                verb = self.relate(relation, is_plural=self._is_plural(others), is_sure=is_sure)
                clauses.append(f"{self.words.names_of(others)} {verb} {self.words.name(party)}")
        if rest > 0 and is_directed(relation):
            verb = self.relate(relation, is_plural=False)
            clauses.append(f"in {rest:,} more {'pair' if rest == 1 else 'pairs'} one side {verb} the other")
        elif rest > 0:
            more = f"{rest:,} more {'pair' if rest == 1 else 'pairs'}"
            together = f"{more} {'stood together' if is_sure else 'probably stood together'}"
            verb = self.relate(relation, is_plural=rest > 1)
            clauses.append(together if relation == TOGETHER else f"{more} {verb} each other")
        return _join_clauses(clauses)

    def _write_common(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str,
        common: str,
        *,
        is_sure: bool,
        is_joined: bool,
    ) -> str:
        """Many who had the same party in common: `Iraq, Chad and 9 more fought ISIS`, `ISIS stood together with ..`."""
        names = self.some([b if a == common else a for a, b in pairs], count, len(pairs))
        if relation == TOGETHER and not is_joined:
            return f"{self.words.name(common)} {'stood' if is_sure else 'probably stood'} together with {names}"
        return f"{names} {self.relate(relation, is_plural=True, is_sure=is_sure)} {self.words.name(common)}"

    def write_alliances_series(self, facts: NetworkSeriesFacts) -> str:
        text = self._write_series(facts)
        opening = self.words.opening(AskedDays(relations=facts.relations))
        if not opening:
            return text
        starts_with_name = facts.actors and text.startswith(self.words.name(facts.actors[0]))
        return _upper(opening) + (text if starts_with_name else text[:1].lower() + text[1:])

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
        seconds = list(filter(None, [_upper(", ".join(filter(None, (fewest, most))))]))
        seconds = seconds if facts.fewest.pairs < facts.most.pairs else []
        if facts.is_part:
            seconds.append("pairs that only follow from who stood with whom are not counted")
        return self._fit(f"{lead} and {end} {last}{other}", [_upper("; ".join(seconds))] if seconds else [])

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
            return f"{_upper(f'no source here says that {names} fought or stood together')} in these years."
        hostile = [name for name in facts.found if name != TOGETHER and vocabulary().predicates[name].sign == -1]
        is_fight = hostile in ([], ["fights"])
        verbs = PAIR_VERBS if is_fight else {**PAIR_VERBS, -1: self._pair_verb(replace(facts, sign=None))}
        periods: dict[int | None, list[str]] = {}
        for sign, days in facts.spells:
            periods.setdefault(sign, []).append(self.period(days))
        clauses = [f"{verbs[sign]} {self._list_periods(times)}" for sign, times in periods.items()]
        return self._fit(f"{names} {_join_clauses(clauses)}{self.words.according(facts.speakers)}", [])

    @staticmethod
    def _list_periods(times: Sequence[str]) -> str:
        """Such as `in 1992, in 1994 and from 2014 to 2023`; of many the first two, how many more, and the last."""
        if len(times) > MOST_NAMES:
            times = [*times[:2], f"at {len(times) - 3:,} more times", times[-1]]
        return times[0] if len(times) == 1 else f"{', '.join(times[:-1])} and {times[-1]}"

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = self.words.days(facts.first), self.words.days(facts.last)
        if not facts.changes:
            whose = f" of {self.words.names_of(facts.actors)}" if facts.actors else ""
            start, end = _bare_days(first), _bare_days(last)
            nothing = f"nothing changed between {start} and {end} in what the sources here say{whose}"
            return self._fit(f"{self.words.opening(facts.asked)}{nothing}", [])
        new = [change for change in facts.changes if change.kind not in OVER]
        over = [change for change in facts.changes if change.kind in OVER]
        for most in ((5, 3), (3, 2), (2, 2), (2, 1), (1, 1)) if new and over else ((5, 3), (3, 2), (2, 1)):
            shown_changes = (*new[:1], *over[:1], *new[1:2])[:2]
            sentences = [
                self._write_change(facts, change, first, last, most, shown_changes[:place])
                for place, change in enumerate(shown_changes)
            ]
            text = self._fit(self.words.opening(facts.asked) + sentences[0], [])
            seconds = sentences[1:2] or [self._write_no_other(facts, first, last, is_over=bool(over))]
            foes = self._write_foes(facts, first, last)
            shown = [f"{one}; {foes}" for one in seconds if one and foes] + [one for one in seconds if one]
            if most == (1, 1) or not any(seconds):
                shown.append(foes)
            whole = self._fit(text.removesuffix("."), [_upper(one) for one in shown if one])
            if whole != text or most == (1, 1):
                return whole
        return text

    def _write_foes(self, facts: DiffFacts, first: str, last: str) -> str:
        """Whose enmity only follows from whom they stood with: `Turkey was probably against it in 2023 ..`."""
        clauses = []
        for change in facts.foes:
            others = [b if a in facts.actors else a for a, b in change.pairs]
            tail = f"{last} and not {first}" if change.kind == "began" else f"{first} and not {last}"
            be = "were" if change.count > 1 or self._is_plural(others) else "was"
            names = self.some(others, change.count, 3)
            clauses.append(f"{names} {be} probably against {self._it(facts.actors)} {tail}, to judge by alliances")
        return "; ".join(clauses)

    def _write_no_other(self, facts: DiffFacts, first: str, last: str, *, is_over: bool) -> str:
        """That only one kind of change is reported, where no other is there."""
        whose = f" of {self.words.names_of(facts.actors)}" if facts.actors else ""
        if any(change.kind not in (*OVER, "began") for change in facts.changes):
            return ""
        if is_over:
            return f"no source here reports anything{whose} {last} that was not so {first}"
        return f"nothing that sources here report{whose} {first} is missing {last}"

    def _write_change(
        self,
        facts: DiffFacts,
        change: ChangeFact,
        first: str,
        last: str,
        most: tuple[int, int],
        before: Sequence[ChangeFact] = (),
    ) -> str:
        """One kind of change with the first of its pairs: at most so many others of an actor, or so many pairs.

        `before` are the changes that were said already: their speakers are known."""
        is_known = any(other.speakers == change.speakers for other in before)
        if change.kind == "changed":
            tail = f" between {_bare_days(first)} and {_bare_days(last)}"
        elif change.kind in OVER:
            tail = f" {first} and not {last}"
        elif change.kind in ("began", "newlyReported"):
            tail = f" {last} and not {first}"
        else:
            tail = f" {last}, by what became known since"
        with self.words.names.at(facts.first if change.kind in OVER else facts.last):
            words = self._write_pairs_of_change(facts, change, most)
        if is_known:
            return f"by the same account{'s' if len(change.speakers) > 1 else ''}, {words}{tail}"
        ended = f", whose data end in {change.ended_in}" if change.ended_in else ""
        return f"{words}{tail}{self._by_reports(change.speakers)}{ended}"

    def _by_reports(self, speakers: Sequence[str]) -> str:
        """Whose reports are compared: what they do not say is no report of its end."""
        return f", by what {self.words.speakers(speakers)} {self._say(speakers, 'report')}" if speakers else ""

    def _write_pairs_of_change(self, facts: DiffFacts, change: ChangeFact, most: tuple[int, int]) -> str:
        if facts.actors and all(set(pair) & set(facts.actors) for pair in change.pairs):
            return self._write_actors_change(facts, change, most[0])
        if change.kind == "changed" or change.relation is None:
            verb = "changed sides" if change.kind == "changed" else PAIR_VERBS[change.sign]
            shown = [f"{self.words.name(a)} and {self.words.name(b)}" for a, b in change.pairs[: most[1]]]
            rest = change.count - len(shown)
            shown += [f"{rest:,} more {'pair' if rest == 1 else 'pairs'}"] if rest > 0 else []
            return f"{_join_clauses(shown)} {verb}"
        return self.pairs(change.pairs[: most[1]], change.count, change.relation)

    def _write_actors_change(self, facts: DiffFacts, change: ChangeFact, most: int) -> str:
        actor = self.words.names_of(facts.actors)
        others = [b if a in facts.actors else a for a, b in change.pairs]
        shown = min(most, len(others)) if change.count > most + 1 else len(others)
        names = self.some(others[:shown], change.count)
        if change.kind == "changed":
            return f"{names} changed sides towards {actor}"
        if change.relation is None:
            verb = {-1: "fought", 1: "stood with", 0: "was neutral to", None: "was both with and against"}[change.sign]
            return f"{names} {verb} {actor}"
        if (is_directed(change.relation) or change.relation == TOGETHER) and change.pairs[0][0] in facts.actors:
            return f"{actor} {self.relate(change.relation, is_plural=self._is_plural(facts.actors))} {names}"
        is_plural = change.count > 1 or self._is_plural(others)
        return f"{names} {self.relate(change.relation, is_plural=is_plural)} {actor}"

    def write_balance(self, facts: BalanceFacts) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            lead = f"{self.opening_without_day(facts.asked)}no source here says who fought or stood with whom {when}"
            return self._fit(lead, ["So nothing can be said of camps"])
        pairs = f"{self.words.number(facts.signed)} {'pair' if facts.signed == 1 else 'pairs'}"
        if facts.most == 0:
            return self._write_no_contradiction(facts, pairs)
        if facts.least == facts.most:
            number = f"at least {self.words.number(facts.least)}"
        else:
            number = (
                f"from {facts.least:,} to {facts.most:,}" if facts.least else f"at most {self.words.number(facts.most)}"
            )
        against = f"{number} of {pairs} would go against any two camps"
        if not facts.triad:
            return self._fit(f"{self.words.opening(facts.asked)}{against}{self.words.according(facts.speakers)}", [])
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
        return self._fit(lead, [_upper(against)])

    def _verb_of_triad(self, relation: str, *, is_plural: bool = True) -> str:
        return self.relate(relation, is_plural=is_plural) if relation else f"{'were' if is_plural else 'was'} against"

    def _say(self, speakers: Sequence[str], verb: str = "say") -> str:
        """The verb of those who say so: several, or one whose name is of several."""
        return verb if len(speakers) > 1 or " and " in self.words.speakers(speakers) else f"{verb}s"

    def _write_no_contradiction(self, facts: BalanceFacts, pairs: str) -> str:
        """That two camps are possible: of one whole, of many parts, or only because so little is said."""
        opening = self.words.opening(facts.asked)
        if facts.signed == 1 or not facts.has_foes:
            why = f"the {pairs} that sources here name only stood together, and nobody was against them"
            if facts.has_foes:
                why = "sources here report only one pair that fought or stood together"
            return self._fit(f"{opening}{why}{self.words.according(facts.speakers)}", ["No camps can be made out"])
        ring = "" if facts.has_ring else "; there are too few ties for one to contradict another"
        if facts.parts > 1:
            parts = f"{opening}the {pairs} that fought or stood together fall into {self.words.number(facts.parts)}"
            each = "Each of these can be split into two camps without a contradiction"
            lead = f"{parts} separate parts, which have no party in common"
            return self._fit(lead + self.words.according(facts.speakers), [each + ring, each])
        split = f"the {pairs} that fought or stood together can be split into two camps without a contradiction"
        small = "" if facts.has_ring else "That says little: there are too few ties for one to contradict another"
        sides = ""
        if facts.camps:
            one, other = (self.words.join([self.words.name(id_) for id_ in camp], MOST_IN_CAMP) for camp in facts.camps)
            sides = f"One would have {one}, the other {other}"
        whole = f"{sides}{ring}" if sides else ""
        return self._fit(f"{opening}{split}{self.words.according(facts.speakers)}", [whole, sides, small])

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        """The first sentence, and the first of the others that fits."""
        text = f"{_upper(lead.strip())}."
        for second in filter(None, seconds):
            if len(f"{text} {second}.".split()) <= MOST_WORDS:
                return self.words.say_lens(f"{text} {second}.")
        return self.words.say_lens(text)


def _bare_days(words: str) -> str:
    return re.sub(r"\A(in|on) ", "", words)


def _is_day(asked: AskedDays) -> bool:
    return asked.day is not None and asked.day.earliest == asked.day.latest


def find_verb(relation: str) -> Verb:
    """The verb of a relation; of a word that a source brings itself, one that quotes it."""
    tie = f"the tie “{relation.replace('_', ' ')}” with"
    return VERBS.get(relation) or Verb(f"have {tie}", f"had {tie}")


def write_doubtful(verb: Verb, doubt: Doubt, *, is_plural: bool) -> str:
    """The past of a verb with its word of doubt: `probably supported`, `was probably hostile to`."""
    past = inflect_past(verb.past, is_plural=is_plural)
    word = {Doubt.NONE: "", Doubt.PROBABLY: "probably", Doubt.STILL: "probably still", Doubt.PERHAPS: "perhaps"}[doubt]
    be, _, rest = past.partition(" ")
    return " ".join(filter(None, [be, word, rest] if verb.past.startswith("be ") else [word, past]))


def _make_plural(verb: str, *, is_plural: bool) -> str:
    return re.sub(r"\Awas\b", "were", verb) if is_plural else verb


def _join_clauses(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
