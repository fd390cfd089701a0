"""English sentences on what changed between two days in who fought or stood with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.sentences.languages.en.relations import (
    MOST_WORDS,
    PAIR_VERBS,
    EnglishOfRelations,
    capitalize_first,
    join_clauses,
)
from app.sentences.networks import OVER, TOGETHER, ChangeFact, DiffFacts, is_directed

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts


class EnglishOfNetworkDiff(EnglishOfRelations):
    """Writes facts on what differs between the networks of two days."""

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = self.words.days(facts.first), self.words.days(facts.last)
        if not facts.changes:
            whose = f" of {self.words.names_of(facts.actors)}" if facts.actors else ""
            start, end = _bare_days(first), _bare_days(last)
            if facts.is_silent:
                who = f"who fought or stood with {self.words.names_of(facts.actors)}"
                nothing = f"no source here says {who} {first} or {last}"
                return self._fit(f"{self.words.opening(facts.asked)}{nothing}", self._write_between(facts))
            nothing = f"nothing changed between {start} and {end} in what the sources here say{whose}"
            return self._fit(f"{self.words.opening(facts.asked)}{nothing}", [])
        if facts.actors and (text := self._write_around(facts, first, last)):
            return text
        opening = self.words.opening(facts.asked) + self._write_governments(facts, first, last)
        new = [change for change in facts.changes if change.kind not in OVER]
        over = [change for change in facts.changes if change.kind in OVER]
        for most in ((5, 3), (3, 2), (2, 2), (2, 1), (1, 1)) if new and over else ((5, 3), (3, 2), (2, 1)):
            shown_changes = (*new[:1], *over[:1], *new[1:2])[:2]
            sentences = [
                self._write_change(facts, change, first, last, most, shown_changes[:place])
                for place, change in enumerate(shown_changes)
            ]
            text = self._fit(opening + sentences[0], [])
            seconds = sentences[1:2] or [self._write_no_other(facts, first, last, is_over=bool(over))]
            if most == (1, 1) and len(shown_changes) > 1 and not facts.actors:
                seconds.append(self._count_change(shown_changes[1], first, last))
            foes = self._write_foes(facts, first, last)
            shown = [f"{one}; {foes}" for one in seconds if one and foes] + [one for one in seconds if one]
            if most == (1, 1) or not any(seconds):
                shown.append(foes)
            whole = self._fit(text.removesuffix("."), [capitalize_first(one) for one in shown if one])
            if whole != text or most == (1, 1):
                return whole
        return text

    def _write_between(self, facts: DiffFacts) -> list[str]:
        """What is reported of the time between two days of which nothing is, in fewer and fewer words."""
        return [self.write_facts_around(facts.between, most) for most in (5, 3, 1)] if facts.between else []

    def write_facts_around(self, facts: AlliancesFacts, most: int) -> str:
        """What is said first around an actor, with at most so many names; the writer of alliances has it."""
        raise NotImplementedError

    def _write_around(self, facts: DiffFacts, first: str, last: str) -> str:
        """All changes around an actor, what began and then what ended; empty where not each of them has room."""
        if not all(change.actors for change in facts.changes):
            return ""
        groups = [
            [change for change in facts.changes if change.kind not in (*OVER, "changed")],
            [change for change in facts.changes if change.kind == "changed"],
            [change for change in facts.changes if change.kind in OVER],
        ]
        groups = [group for group in groups if group]
        for most in (5, 4, 3, 2, 1):
            sentences, before = list[str](), list[ChangeFact]()
            for group in groups:
                sentences.append(self._write_group(facts, group, first, last, most, before))
                before += group
            if len(sentences) > 2:
                sentences = [f"{sentences[0]}; {sentences[1]}", *sentences[2:]]
            if len(sentences) == 1 and (
                other := self._write_no_other(facts, first, last, is_over=groups[0][0].kind in OVER)
            ):
                sentences.append(other)
            if foes := self._write_foes(facts, first, last):
                sentences[-1] += f"; {foes}"
            opening = self.words.opening(facts.asked) + self._write_governments(facts, first, last)
            lead, seconds = opening + sentences[0], list(map(capitalize_first, sentences[1:]))
            text = self._fit(lead, seconds)
            if len(text.split()) <= MOST_WORDS and (not seconds or text != self._fit(lead, [])):
                return text
        return ""

    def _write_group(
        self,
        facts: DiffFacts,
        group: Sequence[ChangeFact],
        first: str,
        last: str,
        most: int,
        before: Sequence[ChangeFact],
    ) -> str:
        """Changes of one kind around an actor: `Iran fought it, and Russia stood with it in 2016 and not in 2014`."""
        speakers = [change.speakers for change in group]
        is_one = len(set(speakers)) == 1
        clauses = list[str]()
        with self.words.names.at(facts.first if group[0].kind in OVER else facts.last):
            for place, change in enumerate(group):
                words = self._write_actors_change(change, most)
                if is_one and place == 1 and (beside := self._write_beside(group[0], change, most)):
                    clauses[0] += beside
                    continue
                clauses.append(words if is_one else words + self.words.according(change.speakers))
        tail = f" {self._say_when_around(facts, group[0], first, last)}"
        if is_one and any(other.speakers == speakers[0] for other in before):
            return f"by the same account{'s' if len(speakers[0]) > 1 else ''}, {join_clauses(clauses)}{tail}"
        ended = f", whose data end in {group[0].ended_in}" if is_one and group[0].ended_in else ""
        return f"{join_clauses(clauses)}{tail}{self._by_reports(speakers[0]) if is_one else ''}{ended}"

    def _write_beside(self, foes: ChangeFact, friends: ChangeFact, most: int) -> str:
        """Who stood with the actor that others fought: `, with which Iran and Russia stood,`; `` where it is not so.

        In a clause of its own, `it` would be read as those others.
        """
        is_by_others = friends.relation == TOGETHER and friends.pairs[0][0] not in friends.actors
        if foes.relation != "fights" or foes.actors != friends.actors or not is_by_others or friends.kind == "changed":
            return ""
        others = [b if a in friends.actors else a for a, b in friends.pairs]
        shown = min(most, len(others)) if friends.count > most + 1 else len(others)
        which = "whom" if self._is_plural(friends.actors) else "which"
        return f", with {which} {self.some(others[:shown], friends.count)} stood,"

    def _write_governments(self, facts: DiffFacts, first: str, last: str) -> str:
        """Who governed a state at one of the times: `the Taliban governed Afghanistan in 2022 and not in 2020; `."""
        clauses = []
        for one in facts.governments:
            here, there = (last, first) if one.is_later else (first, last)
            with self.words.names.at(facts.first if one.is_later else facts.last):
                ruler, state = self.words.name(one.ruler), self.words.name(one.state)
            clauses.append(f"{ruler} governed {state} {here} and not {there}; ")
        return "".join(clauses)

    def _write_foes(self, facts: DiffFacts, first: str, last: str) -> str:
        """Whose enmity only follows from whom they stood with: `Turkey was probably against it in 2023 ..`."""
        clauses = []
        for change in facts.foes:
            others = [b if a in change.actors else a for a, b in change.pairs]
            tail = f"{last} and not {first}" if change.kind == "began" else f"{first} and not {last}"
            be = "were" if change.count > 1 or self._is_plural(others) else "was"
            names = self.some(others, change.count, 3)
            clauses.append(
                f"{names} {be} probably against {self.words.names_of(facts.actors)} {tail}, "
                "as inferred from who stood with whom"
            )
        return "; ".join(clauses)

    def _count_change(self, change: ChangeFact, first: str, last: str) -> str:
        """How many pairs changed in one way, where there is no room for a name."""
        if change.kind == "changed" or change.relation is None:
            verb = "changed sides" if change.kind == "changed" else PAIR_VERBS[change.sign]
            pairs = f"{self.count_pairs(change.count, is_first=True)} {verb}"
        else:
            pairs = self.count_related_pairs(change.relation, change.count, is_first=True)
        return f"{pairs} {self._say_when(change, first, last)}{self._by_reports(change.speakers)}"

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
        tail = f" {self._say_when_around(facts, change, first, last)}"
        with self.words.names.at(facts.first if change.kind in OVER else facts.last):
            words = self._write_pairs_of_change(change, most)
        if is_known:
            return f"by the same account{'s' if len(change.speakers) > 1 else ''}, {words}{tail}"
        ended = f", whose data end in {change.ended_in}" if change.ended_in else ""
        return f"{words}{tail}{self._by_reports(change.speakers)}{ended}"

    def _say_when_around(self, facts: DiffFacts, change: ChangeFact, first: str, last: str) -> str:
        """When a change was; `then`, where the sentence opens with who came to govern the state."""
        is_said = bool(facts.governments) and change.kind == "began" and facts.governments[-1].is_later
        return "then" if is_said else self._say_when(change, first, last)

    def _say_when(self, change: ChangeFact, first: str, last: str) -> str:
        if change.kind == "changed":
            return f"between {_bare_days(first)} and {_bare_days(last)}"
        if change.kind in OVER:
            return f"{first} and not {last}"
        if change.kind in ("began", "newlyReported"):
            return f"{last} and not {first}"
        return f"{last}, by what became known since"

    def _by_reports(self, speakers: Sequence[str]) -> str:
        """Whose reports are compared: what they do not say is no report of its end."""
        return f", by what {self.words.speakers(speakers)} {self._say(speakers, 'report')}" if speakers else ""

    def _write_pairs_of_change(self, change: ChangeFact, most: tuple[int, int]) -> str:
        if change.actors:
            return self._write_actors_change(change, most[0])
        if change.kind == "changed" or change.relation is None:
            verb = "changed sides" if change.kind == "changed" else PAIR_VERBS[change.sign]
            shown = [f"{self.words.name(a)} and {self.words.name(b)}" for a, b in change.pairs[: most[1]]]
            rest = change.count - len(shown)
            shown += [f"{rest:,} more {'pair' if rest == 1 else 'pairs'}"] if rest > 0 else []
            return f"{join_clauses(shown)} {verb}"
        return self.pairs(change.pairs[: most[1]], change.count, change.relation)

    def _write_actors_change(self, change: ChangeFact, most: int) -> str:
        """A change by the name of the actor: `it` would be read as the last one named before."""
        others, actor = [b if a in change.actors else a for a, b in change.pairs], self.words.names_of(change.actors)
        shown = min(most, len(others)) if change.count > most + 1 else len(others)
        names = self.some(others[:shown], change.count)
        if change.kind == "changed":
            return f"{names} changed sides towards {actor}"
        if change.relation is None:
            verb = {-1: "fought", 1: "stood with", 0: "was neutral to", None: "was both with and against"}[change.sign]
            return f"{names} {verb} {actor}"
        if (is_directed(change.relation) or change.relation == TOGETHER) and change.pairs[0][0] in change.actors:
            return f"{actor} {self.relate(change.relation, is_plural=self._is_plural(change.actors))} {names}"
        is_plural = change.count > 1 or self._is_plural(others)
        return f"{names} {self.relate(change.relation, is_plural=is_plural)} {actor}"


def _bare_days(words: str) -> str:
    return re.sub(r"\A(in|on) ", "", words)
