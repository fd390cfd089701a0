"""Arabic sentences on what changed between two days in who fought or stood with whom."""

from __future__ import annotations

from app.sentences.languages.ar.grammar import write_days
from app.sentences.languages.ar.relations import ArabicOfRelations
from app.sentences.languages.ar.verbs import OTHER, VERBS
from app.sentences.networks import OVER, TOGETHER, ChangeFact, DiffFacts, is_directed

BOTH = "ذُكر قتال وتحالف معًا بين"  # of pairs without one sign


class ArabicOfNetworkDiff(ArabicOfRelations):
    """Writes facts on what differs between the networks of two days."""

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = write_days(facts.first), write_days(facts.last)
        opening = self.words.opening(facts.asked)
        if not facts.changes:
            whose = f" عن {self.words.names_of(facts.actors)}" if facts.actors else ""
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
        leads = [opening + words for words in written[0]]
        text = leads[0]
        for lead in leads:
            text = self.words.compose([lead], seconds)
            if not seconds or len(text) > len(lead) + 1:
                break
        return text

    def _write_foes(self, facts: DiffFacts, first: str, last: str, most: int) -> str:
        """Whose enmity only follows from whom they stood with."""
        clauses = []
        for change in facts.foes:
            others = [b if a in facts.actors else a for a, b in change.pairs]
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
        tail = f" {day} لا {other_day}{self.words.according(change.speakers)}"
        if change.kind == "changed":
            tail = f" {first} ثم {last}{self.words.according(change.speakers)}"
        if facts.actors and all(set(pair) & set(facts.actors) for pair in change.pairs):
            others = [b if a in facts.actors else a for a, b in change.pairs]
            subject, actor = self.some(others, change.count), self.words.names_of(facts.actors)
            if change.kind == "changed":
                return f"تغيّر موقف {subject} من {actor} بين ما ذُكر{tail}"
            if change.relation is None:
                return f"{BOTH} {actor} و{subject}{tail}"
            relation = change.relation
            is_own = change.pairs[0][0] in facts.actors and (is_directed(relation) or relation == TOGETHER)
            doer, target = (actor, subject) if is_own else (subject, actor)
            masculine, feminine = ("وقف", "وقفت") if relation == TOGETHER else VERBS.get(relation, OTHER)
            verb = self.words.verb(facts.actors[0] if is_own else others[0], masculine, feminine)
            beside = " إلى جانب" if relation == TOGETHER else ""
            return f"{verb} {doer}{beside} {target}{tail}"
        if change.kind == "changed" or change.relation is None:
            start = "تغيّر ما بين" if change.kind == "changed" else BOTH
            shown = [f"{self.words.name(a)} و{self.words.name(b)}" for a, b in change.pairs[: min(most, 3)]]
            rest = change.count - len(shown)
            pairs = "، و".join(shown) + (f"، و{self._count_pairs(rest)} غيرها" if rest > 0 else "")
            return f"{start} {pairs}{tail}"
        return f"{self._write_pairs(change.pairs[: min(most, 3)], change.count, change.relation)}{tail}"
