"""English sentences on who fought or stood with whom, over time and in camps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.networks import BalanceFacts, ChangeFact, DiffFacts, NetworkFacts, NetworkSeriesFacts, group_by_party
from graph.dates.windows import Window

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
SIDE_VERBS = {-1: "fought", 1: "stood with", 0: "was neutral to", None: "was both with and against"}
PAIR_VERBS = {-1: "fought each other", 1: "stood together", 0: "were neutral", None: "both fought and stood together"}
MOST_WORDS = 52
MOST_NAMES = 5


class EnglishOfAlliances:
    """The part of the English writer for alliances."""

    def __init__(self, words: EnglishWriter) -> None:
        self.words = words

    def opening_without_day(self, asked: AskedDays) -> str:
        return self.words.opening(replace(asked, day=None))

    def some(self, ids: Sequence[str], count: int) -> str:
        """The names of the first of so many, at most five, and how many more."""
        shown = [self.words.name(id_) for id_ in ids[: MOST_NAMES if count > MOST_NAMES + 1 else MOST_NAMES + 1]]
        rest = count - len(shown)
        return self.words.join([*shown, f"{rest:,} more"] if rest > 0 else shown, most=MOST_NAMES + 1)

    def period(self, days: Window) -> str:
        """Such as `in 2016`, `from 2014 to 2019`."""
        words = self.words.days(days)
        if not words.startswith("between "):
            return words
        first, _, last = words.removeprefix("between ").rpartition(" and ")
        return f"from {first} to {last}"

    def write_alliances(self, facts: AlliancesFacts) -> str:
        actor, opening = self.words.names_of(facts.actors), self.words.opening(facts.asked)
        leads = [self._write_side(facts, side, is_hostile=True) for side in facts.hostile[:2]]
        if facts.truces:
            leads[-1:] = [f"{leads[-1]}, although a truce with {self.words.names_of(facts.truces)} is reported too"]
        if facts.mixed:
            leads.append(f"was both with and against {self.words.names_of(facts.mixed)}")
        if not leads:
            leads = [self._write_side(facts, side, is_hostile=False) for side in facts.friendly[:2]]
        if not leads and facts.neutral:
            leads = [f"had no quarrel with {self.words.names_of(facts.neutral)}"]
        if not leads:
            return self._write_no_alliances(facts, actor)
        known = facts.hostile[0].speakers if len(facts.hostile) == 1 else ()
        friends = [self._write_friends(side, known) for side in facts.friendly[:2]] if facts.hostile else []
        denial = f"{_upper(self.words.speakers(facts.deniers))} disputes this" if facts.deniers else ""
        return self._fit(
            f"{opening}{actor} {_join_clauses(leads)}", [denial, _upper(_join_clauses(friends)) if friends else ""]
        )

    def _write_side(self, facts: AlliancesFacts, side: SideFact, *, is_hostile: bool) -> str:
        verbs = (WAS_FIGHTING if _is_day(facts.asked) else FOUGHT) if is_hostile else STOOD
        names = self.some(side.others, side.count)
        return f"{verbs[side.doubt]} {names}{self.words.according(side.speakers)}{_only_years(side)}"

    def _write_friends(self, side: SideFact, known: tuple[str, ...]) -> str:
        """The others as the subject: `France and Chad stood with it`; without the speakers that are known already."""
        by = "" if side.speakers == known else self.words.according(side.speakers)
        return f"{self.some(side.others, side.count)} {STOOD[side.doubt]} it{by}"

    def _write_no_alliances(self, facts: AlliancesFacts, actor: str) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        what = {"friendly": "stood with", "hostile": "fought"}.get(facts.sign or "", "stood with or against")
        sure = " for certain" if facts.asked.only_certain else ""
        lead = f"{self.opening_without_day(facts.asked)}no source here says{sure} who {what} {actor} {when}"
        seconds = []
        for nearest, word in ((facts.before, "last"), (facts.after, "first")):
            if nearest:
                side, days, hostile = nearest
                verb = "fighting" if hostile else "standing with"
                names = self.some(side.others, side.count)
                time = f" {self.words.days(days)}" if self.words.days(days) else ""
                reported = "last reported before that" if word == "last" else "first reported after that"
                seconds.append(f"It is {reported}{time}, {verb} {names}{self.words.according(side.speakers)}")
        return self._fit(lead, seconds)

    def write_network(self, facts: NetworkFacts) -> str:
        opening = self.words.opening(facts.asked)
        if not facts.hostile_count and not facts.friendly_count:
            around = f" {self.words.names_of(facts.actors)}" if facts.actors else " whom"
            when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
            sure = " for certain" if facts.asked.only_certain else ""
            nobody = f"no source here says{sure} who fought or stood with{around} {when}"
            lead = f"{self.opening_without_day(facts.asked)}{nobody}"
            extent = (
                f"The evidence here runs from {facts.extent.earliest.year} to {facts.extent.latest.year}"
                if facts.extent
                else ""
            )
            return self._fit(lead, [extent])
        friends = self.pairs(facts.friendly, facts.friendly_count, "stood with") if facts.friendly else ""
        if not facts.hostile_count:
            return self._fit(f"{opening}{friends}{self.words.according(facts.speakers)}", [])
        fights = self.pairs(facts.hostile, facts.hostile_count)
        more = f"Another {facts.friendly_count:,} {'pair' if facts.friendly_count == 1 else 'pairs'} stood together"
        return self._fit(
            f"{opening}{fights}{self.words.according(facts.speakers)}", [more if facts.friendly_count else ""]
        )

    def pairs(self, pairs: Sequence[tuple[str, str]], count: int, verb: str = "fought") -> str:
        """Such as `Iraq and Syria fought ISIS, Chad fought JNIM, and 59 more pairs fought each other`."""
        clauses = []
        for common, others in group_by_party(pairs):
            clauses.append(f"{self.words.names_of(others)} {verb} {self.words.name(common)}")
        rest = count - len(pairs)
        if rest > 0:
            clauses.append(f"{rest:,} more {'pair' if rest == 1 else 'pairs'} {verb} each other")
        return _join_clauses(clauses)

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
        verb = {None: "fought", "hostile": "fought", "friendly": "stood together"}.get(facts.sign, "are on record")
        first, last, few, many = (
            self.words.days(step.days) for step in (facts.first, facts.last, facts.fewest, facts.most)
        )
        if facts.actors:
            what = {None: "opponent", "hostile": "opponent", "friendly": "ally"}.get(facts.sign, "counterpart")
            number = self._count(facts.first.pairs, what)
            then = self.words.number(facts.last.pairs) if facts.last.pairs else "none"
            lead = f"{self.words.names_of(facts.actors)} had {number} {first} and {then} {last}"
            second = f"The most, {facts.most.pairs:,}, were {many}" if facts.most.pairs > facts.last.pairs else ""
            return self._fit(lead, [second])
        lead = f"{first} {self._count(facts.first.pairs, 'pair')} {verb}, and {facts.last.pairs:,} {last}"
        return self._fit(
            lead, [f"The fewest, {facts.fewest.pairs:,}, {verb} {few}, the most, {facts.most.pairs:,}, {many}"]
        )

    def _count(self, number: int, noun: str) -> str:
        """Such as `one pair`, `40 pairs`, `no ally`."""
        many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
        return f"{self.words.number(number) if number else 'no'} {noun if number in (0, 1) else many}"

    def _write_pair_series(self, facts: NetworkSeriesFacts) -> str:
        assert facts.actors
        assert facts.other
        names = f"{self.words.names_of(facts.actors)} and {self.words.name(facts.other)}"
        if not facts.spells:
            return f"{_upper(f'no source here says that {names} fought or stood together')} in these years."
        clauses = [f"{PAIR_VERBS[sign]} {self.period(days)}" for sign, days in facts.spells[:4]]
        return self._fit(f"{names} {_join_clauses(clauses)}{self.words.according(facts.speakers)}", [])

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = self.words.days(facts.first), self.words.days(facts.last)
        if not facts.changes:
            whose = f" of {self.words.names_of(facts.actors)}" if facts.actors else ""
            start, end = _bare_days(first), _bare_days(last)
            nothing = f"nothing changed between {start} and {end} in what the sources here say{whose}"
            return self._fit(f"{self.words.opening(facts.asked)}{nothing}", [])
        clauses = [self._write_change(facts, change, first, last) for change in facts.changes[:3]]
        return self._fit(self.words.opening(facts.asked) + clauses[0], [_upper(clause) for clause in clauses[1:]])

    def _write_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str) -> str:
        if change.kind == "changed":
            tail = f" between {_bare_days(first)} and {_bare_days(last)}"
        elif change.kind in ("ended", "faded", "withdrawn"):
            tail = f" {first}, and no source here says so {last}"
        elif change.kind in ("began", "newlyReported"):
            tail = f" {last}, of which no source here speaks {first}"
        else:
            tail = f" {last}, by what became known since"
        if facts.actors:
            others = [b if a in facts.actors else a for a, b in change.pairs]
            verb = "changed sides towards" if change.kind == "changed" else SIDE_VERBS[change.sign]
            return f"{self.some(others, change.count)} {verb} {self.words.names_of(facts.actors)}{tail}"
        verb = "changed sides" if change.kind == "changed" else PAIR_VERBS[change.sign]
        shown = [f"{self.words.name(a)} and {self.words.name(b)}" for a, b in change.pairs[:3]]
        rest = change.count - len(shown)
        shown += [f"{rest:,} more {'pair' if rest == 1 else 'pairs'}"] if rest > 0 else []
        return f"{_join_clauses(shown)} {verb}{tail}"

    def write_balance(self, facts: BalanceFacts) -> str:
        when = self.words.asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            lead = f"{self.opening_without_day(facts.asked)}no source here says who fought or stood with whom {when}"
            return self._fit(lead, ["So nothing can be said of camps"])
        pairs = f"{facts.signed:,} {'pair' if facts.signed == 1 else 'pairs'}"
        if facts.most == 0:
            split = f"the {pairs} that fought or stood together can be split into two camps without a contradiction"
            parts = (
                f"They fall into {self.words.number(facts.parts)} separate parts, so more than one split is possible"
            )
            return self._fit(f"Yes: {self.words.opening(facts.asked)}{split}", [parts if facts.parts > 1 else ""])
        if facts.least == facts.most:
            number = f"at least {self.words.number(facts.least)}"
        else:
            number = (
                f"from {facts.least:,} to {facts.most:,}" if facts.least else f"at most {self.words.number(facts.most)}"
            )
        against = f"{_upper(number)} of {pairs} would go against any two camps"
        if not facts.triad:
            answer = "No" if facts.least else "Perhaps not"
            return self._fit(f"{answer}: {self.words.opening(facts.asked)}{against[:1].lower()}{against[1:]}", [])
        one, other, third = (self.words.name(id_) for id_ in facts.triad)
        hostile = [sign == -1 for sign in facts.signs]
        if all(hostile):
            why = f"{one}, {other} and {third} each fought the other two"
        else:  # one of the three pairs is hostile
            pairs_of = ((one, other), (other, third), (one, third))
            (enemy, foe) = pairs_of[hostile.index(True)]
            (friend,) = {one, other, third} - {enemy, foe}
            why = f"{friend} stood with both {enemy} and {foe}, who fought each other"
        no = "No" if facts.least else "Perhaps not"
        return self._fit(
            f"{no}: {self.words.opening(facts.asked)}{why}, which no division into two camps allows", [against]
        )

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        """The first sentence, and the first of the others that fits."""
        text = f"{_upper(lead.strip())}."
        for second in filter(None, seconds):
            if len(f"{text} {second}.".split()) <= MOST_WORDS:
                return f"{text} {second}."
        return text


def _bare_days(words: str) -> str:
    return re.sub(r"\A(in|on) ", "", words)


def _is_day(asked: AskedDays) -> bool:
    return asked.day is not None and asked.day.earliest == asked.day.latest


def _only_years(side: SideFact) -> str:
    return ", which names years only" if side.only_years and len(side.speakers) == 1 else ""


def _join_clauses(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
