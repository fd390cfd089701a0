"""English sentences on who fought or stood with one actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.en.balance import EnglishOfBalance
from app.sentences.languages.en.network_diff import EnglishOfNetworkDiff
from app.sentences.languages.en.network_series import EnglishOfNetworkSeries
from app.sentences.languages.en.networks import EnglishOfNetworks
from app.sentences.languages.en.relations import (
    MOST_NAMES,
    STOOD,
    capitalize_first,
    find_relation_verb,
    join_clauses,
    write_doubtful,
)
from app.sentences.networks import TOGETHER, is_directed
from graph.dates.windows import Window

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts, NearestSideFact, SideFact  # needs numpy, which no writer does

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
MOST_WORDS_AROUND = 55  # of all that is told around an actor
MOST_FOES = 2  # of each of several whom an actor joined
MOST_SPLIT = 2  # sets of foes against whom others stood with an actor
# how many names of each side are told, of those first told and of the others, so that all sides fit
NAMED_MOST = ((5, 5), (5, 3), (5, 2), (5, 1), (5, 0), (3, 2), (3, 1), (2, 1), (1, 1), (1, 0))


class EnglishOfAlliances(EnglishOfNetworks, EnglishOfNetworkSeries, EnglishOfNetworkDiff, EnglishOfBalance):
    """The part of the English writer for alliances: what is said around one actor, and of whole networks."""

    def write_alliances(self, facts: AlliancesFacts) -> str:
        if not any((facts.hostile, facts.mixed, facts.friendly, facts.neutral, facts.opposed)):
            return self._write_no_alliances(facts, self.words.names_of(facts.actors))
        texts = (self._compose_alliances(facts, *most) for most in NAMED_MOST)
        text = next((one for one in texts if len(one.split()) <= MOST_WORDS_AROUND), None)
        return self.words.say_lens(text or self._compose_alliances(facts, *NAMED_MOST[-1]))

    def write_facts_around(self, facts: AlliancesFacts, most: int) -> str:
        """The first sentence on what is said around an actor, without its full stop."""
        return self._list_sentences(facts, most, 1)[0]

    def _compose_alliances(self, facts: AlliancesFacts, most: int, most_others: int) -> str:
        """All that is said around an actor, with at most so many names of each side first told, and of others."""
        return " ".join(f"{one}." for one in self._list_sentences(facts, most, most_others))

    def _list_sentences(self, facts: AlliancesFacts, most: int, most_others: int) -> list[str]:
        """The sentences on the sides first told, and on the others, if there are any."""
        actor = self._name_actors(facts)
        told, others = facts.choose_told()
        known = told[0].speakers if len({(side.speakers, side.is_inferred) for side in told}) == 1 else ()
        is_inferred = bool(told) and told[0].is_inferred
        leads = [self._write_own(facts, side, known, most) for side in told if not side.is_by_others]
        truce = f", although a truce with {self.words.names_of(facts.truces)} is reported too" if facts.truces else ""
        if leads and not known:
            leads[-1] += truce
        if facts.mixed:
            leads.append(f"{self._be(facts.actors)} both with and against {self.words.names_of(facts.mixed)}")
        clauses = [f"{actor} {join_clauses(leads)}"] if leads else []
        for side in told:
            if side.is_by_others:
                clauses.append(self._write_others(side, self._it(facts.actors) if clauses else actor, known, most))
        sentences = [
            f"{self._open(facts)}{join_clauses(clauses)}"
            f"{self.words.according(known, is_inferred=is_inferred)}{self._only_years(told) if known else ''}"
            f"{truce if known else ''}{self._write_takeovers(facts)}"
        ]
        shown = others if most_others else others[:1]  # those that have no room are counted together
        more = [self._write_behind(facts, side, known, most_others or 2) for side in shown]
        if rest := sum(side.count for side in others[len(shown) :]):
            more.append(f"{rest:,} more stood with {self._it(facts.actors)} or with its opponents")
        if facts.deniers:
            more.insert(0, f"{self.words.speakers(facts.deniers)} {self._dispute(facts)}")
        if more:
            same = {side.speakers for side in others}
            are_inferred = all(side.is_inferred for side in others)
            said_by = ""
            if len(same) == 1 and others:
                (speakers,) = same
                is_last = (
                    told
                    and told[-1].is_inferred == are_inferred
                    and (
                        told[-1].speakers == speakers
                        or (len(speakers) > 1 and set(speakers) == {id_ for side in told for id_ in side.speakers})
                    )
                )
                given = self.words.according(speakers, is_inferred=are_inferred)
                said_by = self.by_same(speakers) if is_last else given
            sentences.append(join_clauses(more) + said_by)
        return [capitalize_first(one.strip()) for one in sentences]

    def _name_actors(self, facts: AlliancesFacts) -> str:
        """The actors; of a state that is told of as its government was asked about, with who that is."""
        names = self.words.names_of(facts.actors)
        if not facts.ruler or any(map(self.words.names.find_dated, facts.actors)):
            return names
        return f"{names} under {self.words.name(facts.ruler)}"

    def _write_takeovers(self, facts: AlliancesFacts) -> str:
        """Who of those told of began to govern a state: `; the Taliban became its government on 15 August 2021`."""
        clauses = []
        for one in facts.takeovers:
            ruler, state = self.words.name(one.ruler), self.words.name(one.state)
            whose = "its government" if one.state in facts.actors else f"the government of {state}"
            who = ruler if one.state in facts.actors else self._it(facts.actors).replace("them", "they")
            clauses.append(f"; {who} became {whose} {self.words.days(Window(one.day, one.day))}")
        return "".join(clauses)

    def _open(self, facts: AlliancesFacts) -> str:
        """The first words, with when all that follows was last reported, where that is long over."""
        opening = self.words.opening(facts.find_opening())
        if facts.last_reported is None:
            return opening
        days = self.words.days(facts.last_reported)
        return f"{opening}when last reported, {f'{days}, ' if days else ''}"

    def _dispute(self, facts: AlliancesFacts) -> str:
        """What is disputed, where it is not all that was told first: `disputes what is said of Turkey`."""
        verb = "dispute" if len(set(facts.deniers)) > 1 else "disputes"
        if facts.is_all_disputed():
            return f"{verb} this"
        about = self._it(facts.disputed) if facts.disputed == facts.deniers else self.words.names_of(facts.disputed)
        return f"{verb} what is said of {about}"

    def _write_own(self, facts: AlliancesFacts, side: SideFact, known: tuple[str, ...], most: int) -> str:
        """What the actor did: `fought ISIS, according to CBS News`; without the speakers that all share."""
        said_by = "" if known else self.words.according(side.speakers, is_inferred=side.is_inferred)
        if side.through:
            return f"{self._write_joining(facts, side, most)}{said_by}"
        names = self.some(side.others, side.count, most)
        verb = self._verb(side, facts.actors, is_day=_is_day(facts.find_opening()))
        return f"{verb} {names}{self._own_days(side)}{said_by}{self._only_years([side]) if said_by else ''}"

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
            return f"stood {join_clauses(shown) if len(shown) > 2 else ' and '.join(shown)}"
        fought = self._write_what_joined_did(side, joined)
        friends, foes = self.some(joined, count, most), self.some(side.others, side.count, most)
        return f"stood with {friends}, which {'between them ' if count > 1 else ''}{fought} {foes}"

    def _write_what_joined_did(self, side: SideFact, joined: Sequence[str]) -> str:
        """The verb of what the source states of those whom others joined."""
        return self._verb(replace(side, doubt=Doubt.NONE), joined)

    def _write_others(self, side: SideFact, actor: str, known: tuple[str, ...], most: int) -> str:
        """What others did to the actor: `Iran threatened it`."""
        is_known = known == side.speakers
        said_by = "" if is_known else self.words.according(side.speakers, is_inferred=side.is_inferred)
        names = self.some(side.others, side.count, most)
        if side.through:
            fought = self._write_what_joined_did(side, side.through)
            return f"{names} stood with {self.words.names_of(side.through)}, which {fought} {actor}{said_by}"
        return f"{names} {self._verb(side, side.others)} {actor}{self._own_days(side)}{said_by}"

    def _write_behind(self, facts: AlliancesFacts, side: SideFact, known: tuple[str, ...], most: int) -> str:
        """A side behind those that are told first: `France and Chad stood with it`; who says so comes behind all."""
        it = self._it(facts.actors)
        is_same = len({one.speakers for one in (*facts.friendly, *facts.opposed)}) == 1
        is_known = is_same or side.speakers == known
        said_by = "" if is_known else self.words.according(side.speakers, is_inferred=side.is_inferred)
        they = "they" if it == "them" else it
        if side.through and not side.is_by_others:
            return f"{they} {self._write_joining(facts, side, most)}{said_by}"
        if split := facts.split_by_foes(side):
            return f"{self._write_split(split, side, it, most)}{said_by}"
        names = self.some(side.others, side.count, most)
        if side.through:
            their = "their" if it == "them" else "its"
            foes = f"opponent {self.words.name(side.through[0])}" if len(side.through) == 1 else "opponents"
            return f"{names} stood with {their} {foes}{said_by}"
        if side.is_by_actor or (is_directed(side.relation) and not side.is_by_others):
            return f"{they} {self._verb(side, facts.actors)} {names}{self._own_days(side)}{said_by}"
        return f"{names} {self._verb(side, side.others)} {it}{self._own_days(side)}{said_by}"

    def _write_split(
        self, split: Sequence[tuple[Sequence[str], Sequence[str]]], side: SideFact, it: str, most: int
    ) -> str:
        """Who stood with the actor against whom: `France stood with it against ISIS, and Chad against JNIM`."""
        verb = self._verb(side, side.others)
        if len(split) > MOST_SPLIT:
            return f"{self.some(side.others, side.count, most)} {verb} {it} against some of these"
        clauses = [
            f"{self.some(friends, len(friends), most)} {'' if n else f'{verb} {it} '}against "
            f"{self.some(foes, len(foes), MOST_FOES)}"
            for n, (foes, friends) in enumerate(split)
        ]
        return join_clauses(clauses)

    def _own_days(self, side: SideFact) -> str:
        return f" {self.words.days(side.days)}" if side.days else ""

    def _verb(self, side: SideFact, doers: Sequence[str], *, is_day: bool = False) -> str:
        is_plural = self._is_plural(doers)
        if side.relation == "fights":
            return _make_plural((WAS_FIGHTING if is_day else FOUGHT)[side.doubt], is_plural=is_plural)
        if side.relation == TOGETHER:
            return STOOD[side.doubt]
        return write_doubtful(find_relation_verb(side.relation), side.doubt, is_plural=is_plural)

    def _be(self, ids: Sequence[str]) -> str:
        return "were" if self._is_plural(ids) else "was"

    def _only_years(self, sides: Sequence[SideFact]) -> str:
        """That the one speaker of some sides, who was named just before, names years only."""
        has_one = len({id_ for side in sides for id_ in side.speakers}) == 1
        return ", which names years only" if has_one and all(side.only_years for side in sides) else ""

    def _write_no_alliances(self, facts: AlliancesFacts, actor: str) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        what = {"friendly": "stood with", "hostile": "fought"}.get(facts.sign or "", "stood with or against")
        sure = " for certain" if facts.asked.only_certain else ""
        lead = f"{self.opening_without_day(facts.asked)}no source here says{sure} who {what} {actor} {when}"
        wordings = zip(*(self._list_nearest(facts, most) for most in (MOST_NAMES, 3, 1, 0)), strict=True)
        return self._fit(lead, [second for of_one_kind in wordings for second in of_one_kind])

    def _list_nearest(self, facts: AlliancesFacts, most: int) -> list[str]:
        """What is reported nearest before and after the days asked about, with at most so many names: both, or one."""
        reports = [
            self._write_nearest(nearest, order, facts.actors, most)
            for nearest, order in (
                (facts.before, "last reported before that"),
                (facts.after, "first reported after that"),
            )
            if nearest
        ]
        seconds = [f"{words}{said_by}" for words, said_by in reports]
        if len(reports) == 2:
            (one, said_by), (other, _) = reports
            is_same = reports[0][1] == reports[1][1]
            if other.startswith(("It ", "They ", "The ")):
                other = other[:1].lower() + other[1:]
            seconds.insert(0, f"{one}{'' if is_same else said_by}; {other}{reports[1][1]}")
        return seconds

    def _write_nearest(self, fact: NearestSideFact, order: str, actors: Sequence[str], most: int) -> tuple[str, str]:
        """What is reported nearest to the days asked about, by the names of its days, and who says so."""
        asked = self.words.names_of(actors)
        with self.words.names.at(fact.days):
            return self._say_nearest(fact, order, actors, most, is_renamed=self.words.names_of(actors) != asked)

    def _say_nearest(
        self, fact: NearestSideFact, order: str, actors: Sequence[str], most: int, *, is_renamed: bool
    ) -> tuple[str, str]:
        """`is_renamed`: the actors had another name on these days than on those asked about, which is told."""
        it = self._it(actors)
        side, days = fact.side, self.words.days(fact.days)
        days = f"until {self.words.day(fact.days.latest)}" if fact.is_until else days
        time = f" {days}" if days else ""
        doing = {"fights": "fighting", TOGETHER: "standing with"}.get(side.relation)
        names, said_by = self.some(side.others, side.count, most), self.words.according(side.speakers)
        state = f" as {self.words.name(fact.state)}" if fact.state else ""
        if doing:
            told = f"{state}{',' if state and time else ''}{time}"
            they = capitalize_first(self.words.names_of(actors) if is_renamed else "they" if it == "them" else it)
            return f"{they} {'are' if it == 'them' else 'is'} {order}{told}, {doing} {names}", said_by
        if side.is_by_others:
            clause = f"{names} {self.relate(side.relation, is_plural=self._is_plural(side.others))} {it}"
        else:
            verb = self.relate(side.relation, is_plural=it == "them")
            clause = f"{'they' if it == 'them' else it}{f',{state},' if state else ''} {verb} {names}"
        return f"The {order} is that{time} {clause}", said_by


def _is_day(asked: AskedDays) -> bool:
    return asked.day is not None and asked.day.earliest == asked.day.latest


def _make_plural(verb: str, *, is_plural: bool) -> str:
    return re.sub(r"\Awas\b", "were", verb) if is_plural else verb
