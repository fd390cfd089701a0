"""Arabic sentences on what changed between two days in who fought or stood with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import write_days
from app.sentences.languages.ar.relations import ArabicOfRelations
from app.sentences.languages.ar.verbs import OTHER, VERBS
from app.sentences.networks import OVER, TOGETHER, ChangeFact, DiffFacts, is_directed

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts

BOTH = "ذُكر قتال وتحالف معًا بين"  # of pairs without one sign


class ArabicOfNetworkDiff(ArabicOfRelations):
    """Writes facts on what differs between the networks of two days."""

    def write_facts_around(self, facts: AlliancesFacts, most: int) -> str:
        """What is said first around an actor, with at most so many names; the writer of alliances has it."""
        raise NotImplementedError

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = write_days(facts.first), write_days(facts.last)
        opening = self.words.opening(facts.asked)
        if not facts.changes:
            whose = f" عن {self.words.names_of(facts.actors)}" if facts.actors else ""
            if facts.is_silent:
                lead = f"{opening}لا يذكر أي مصدر هنا شيئًا عن قتال أو تحالف مع {self.words.names_of(facts.actors)}"
                between = [self.write_facts_around(facts.between, most) for most in (5, 3, 1)] if facts.between else []
                return self.words.compose([f"{lead} {first} أو {last}"], [between] if between else [])
            return self.words.compose([f"{opening}لم يتغير شيء فيما تذكره المصادر هنا{whose} {first} و{last}"], [])
        new = [change for change in facts.changes if change.kind not in OVER]
        over = [change for change in facts.changes if change.kind in OVER]
        chosen = (*new, *over) if facts.actors else (*new[:1], *over[:1], *new[1:2])[:2]
        written = [[self._write_change(facts, change, first, last, most) for most in (5, 3, 2, 1)] for change in chosen]
        seconds = written[1:]
        if not seconds and not any(change.kind not in (*OVER, "began") for change in facts.changes):
            whose = f" عن {self.words.names_of(facts.actors)}" if facts.actors else ""
            here, there = (last, first) if over else (first, last)
            seconds = [[f"لا يذكر أي مصدر هنا{whose} {here} شيئًا لم يذكره {there}"]]
        if facts.foes:
            seconds.append([self._write_foes(facts, first, last, most) for most in (3, 1)])
        leads = [opening + self._write_governments(facts, first, last) + words for words in written[0]]
        text = leads[0]
        for lead in leads:
            text = self.words.compose([lead], seconds)
            if not seconds or len(text) > len(lead) + 1:
                break
        return text

    def _write_governments(self, facts: DiffFacts, first: str, last: str) -> str:
        """Who governed a state at one of the times alone."""
        clauses = []
        for one in facts.governments:
            here, there = (last, first) if one.is_later else (first, last)
            with self.words.names.at(facts.first if one.is_later else facts.last):
                ruler, state = self.words.name(one.ruler), self.words.name(one.state)
            clauses.append(f"{self.words.verb(one.ruler, 'حكم', 'حكمت')} {ruler} {state} {here} لا {there}، و")
        return "".join(clauses)

    def _write_foes(self, facts: DiffFacts, first: str, last: str, most: int) -> str:
        """Whose enmity only follows from whom they stood with."""
        clauses = []
        for change in facts.foes:
            others = [b if a in change.actors else a for a, b in change.pairs]
            day, other_day = (last, first) if change.kind == "began" else (first, last)
            names, actor = self.some(others, change.count, most), self.words.names_of(facts.actors)
            be = self.words.verb(others[0], "كان", "كانت")
            clauses.append(f"{be} {names} على الأرجح ضد {actor} {day} لا {other_day}")
        return f"{'، و'.join(clauses)}، وفق ما يُستنتج ممن وقف مع من"

    def _write_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str, most: int) -> str:
        with self.words.names.at(facts.first if change.kind in OVER else facts.last):
            return self._say_change(facts, change, first, last, most)

    def _say_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str, most: int) -> str:
        day, other_day = (first, last) if change.kind in OVER else (last, first)
        is_said = bool(facts.governments) and change.kind == "began" and facts.governments[-1].is_later
        when = "حينها" if is_said else f"{day} لا {other_day}"
        tail = f" {when}{self.words.according(change.speakers)}"
        if change.kind == "changed":
            tail = f" {first} ثم {last}{self.words.according(change.speakers)}"
        if change.actors:
            others = [b if a in change.actors else a for a, b in change.pairs]
            subject, actor = self.some(others, change.count), self.words.names_of(change.actors)
            if change.kind == "changed":
                return f"تغيّر موقف {subject} من {actor} بين ما ذُكر{tail}"
            if change.relation is None:
                return f"{BOTH} {actor} و{subject}{tail}"
            relation = change.relation
            is_own = change.pairs[0][0] in change.actors and (is_directed(relation) or relation == TOGETHER)
            doer, target = (actor, subject) if is_own else (subject, actor)
            masculine, feminine = ("وقف", "وقفت") if relation == TOGETHER else VERBS.get(relation, OTHER)
            verb = self.words.verb(change.actors[0] if is_own else others[0], masculine, feminine)
            beside = " إلى جانب" if relation == TOGETHER else ""
            return f"{verb} {doer}{beside} {target}{tail}"
        if change.kind == "changed" or change.relation is None:
            start = "تغيّر ما بين" if change.kind == "changed" else BOTH
            shown = [f"{self.words.name(a)} و{self.words.name(b)}" for a, b in change.pairs[: min(most, 3)]]
            rest = change.count - len(shown)
            pairs = "، و".join(shown) + (f"، و{self._count_pairs(rest)} غيرها" if rest > 0 else "")
            return f"{start} {pairs}{tail}"
        return f"{self._write_pairs(change.pairs[: min(most, 3)], change.count, change.relation)}{tail}"
