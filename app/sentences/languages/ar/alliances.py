"""Arabic sentences on who fought or stood with whom, over time and in camps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.ar.grammar import PAIR, choose_form, join, write_asked_days, write_days, write_more
from app.sentences.networks import BalanceFacts, ChangeFact, DiffFacts, NetworkFacts, NetworkSeriesFacts, group_by_party

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts, SideFact  # needs numpy, which no writer does
    from app.sentences.languages.ar.writer import ArabicWriter

MOST_NAMES = 5


class ArabicOfAlliances:
    """The part of the Arabic writer for alliances."""

    def __init__(self, words: ArabicWriter) -> None:
        self.words = words

    def write_alliances(self, facts: AlliancesFacts) -> str:
        actor = facts.actors[0]
        leads = [
            self._write_side(facts, side, is_hostile=True, is_first=not place)
            for place, side in enumerate(facts.hostile[:2])
        ]
        if facts.truces:
            leads[-1:] = [f"{leads[-1]}، مع ذكر هدنة مع {self.words.names_of(facts.truces)} أيضًا"]
        if facts.mixed:
            with_ = self.words.verb(actor, "وقف", "وقفت")
            leads.append(
                f"{with_} {self.words.names_of(facts.actors)} مرة مع {self.words.names_of(facts.mixed)} ومرة ضده"
            )
        if not leads:
            leads = [self._write_side(facts, side, is_hostile=False) for side in facts.friendly[:2]]
        if not leads and facts.neutral:
            leads = [f"لم يُذكر خلاف بين {self.words.names_of(facts.actors)} و{self.words.names_of(facts.neutral)}"]
        if not leads:
            return self._write_no_alliances(facts)
        known = facts.hostile[0].speakers if len(facts.hostile) == 1 else ()
        friends = [self._write_friends(facts, side, known) for side in facts.friendly[:2]] if facts.hostile else []
        denial = f"{self.words.speakers(facts.deniers)} لا يوافق على ذلك" if facts.deniers else ""
        lead = "، و".join(leads)
        return self.words.compose([self.words.opening(facts.asked) + lead], [[denial], ["، و".join(friends)]])

    def _write_side(self, facts: AlliancesFacts, side: SideFact, *, is_hostile: bool, is_first: bool = True) -> str:
        """One side; the actor is named the first time alone."""
        actor = f" {self.words.names_of(facts.actors)}" if is_first else ""
        names = self.some(side.others, side.count)
        probably = " على الأرجح" if side.doubt is not Doubt.NONE else ""
        years = " الذي لا يذكر سوى السنوات" if side.only_years and len(side.speakers) == 1 else ""
        is_day = facts.asked.day is not None and facts.asked.day.earliest == facts.asked.day.latest
        if is_hostile and is_day:
            was, fights = (
                self.words.verb(facts.actors[0], "كان", "كانت"),
                self.words.verb(facts.actors[0], "يقاتل", "تقاتل"),
            )
            words = f"{was}{actor} {fights}{probably} {names}"
        elif is_hostile:
            words = f"{self.words.verb(facts.actors[0], 'قاتل', 'قاتلت')}{actor}{probably} {names}"
        else:
            words = f"{self.words.verb(facts.actors[0], 'وقف', 'وقفت')}{actor}{probably} إلى جانب {names}"
        return f"{words}{self.words.according(side.speakers)}{years}"

    def _write_friends(self, facts: AlliancesFacts, side: SideFact, known: tuple[str, ...]) -> str:
        stood = self.words.verb(side.others[0], "وقف", "وقفت")
        probably = " على الأرجح" if side.doubt is not Doubt.NONE else ""
        it = self.words.verb(facts.actors[0], "جانبه", "جانبها")
        by = "" if side.speakers == known else self.words.according(side.speakers)
        return f"{stood}{probably} إلى {it} {self.some(side.others, side.count)}{by}"

    def _write_no_alliances(self, facts: AlliancesFacts) -> str:
        when = write_asked_days(facts.asked.day) if facts.asked.day else ""
        actor, against = self.words.names_of(facts.actors), self.words.verb(facts.actors[0], "ضده", "ضدها")
        what = {"friendly": f"وقف إلى جانب {actor}", "hostile": f"قاتل {actor}"}
        asked = what.get(facts.sign or "", f"وقف مع {actor} أو {against}")
        opening = self.words.opening(replace(facts.asked, day=None))
        sure = " على وجه التأكيد" if facts.asked.only_certain else ""
        seconds = []
        for nearest, word in ((facts.before, "آخر ما ذُكر قبل ذلك"), (facts.after, "أول ما ذُكر بعد ذلك")):
            if nearest:
                side, days, hostile = nearest
                names = self.some(side.others, side.count)
                doing = f"قتال {names}" if hostile else f"الوقوف إلى جانب {names}"
                seconds.append([f"{word} {doing} {write_days(days)}{self.words.according(side.speakers)}"])
        return self.words.compose([f"{opening}لا يذكر أي مصدر هنا{sure} من {asked} {when}"], seconds)

    def some(self, ids: Sequence[str], count: int) -> str:
        """The names of the first of so many, at most five, and how many more."""
        shown = [self.words.name(id_) for id_ in ids[: MOST_NAMES if count > MOST_NAMES + 1 else MOST_NAMES + 1]]
        rest = count - len(shown)
        return join([*shown, write_more(rest)] if rest > 0 else shown)

    def write_network(self, facts: NetworkFacts) -> str:
        opening, when = self.words.opening(facts.asked), write_asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.hostile_count and not facts.friendly_count:
            start = self.words.opening(replace(facts.asked, day=None))
            sure = " على وجه التأكيد" if facts.asked.only_certain else ""
            whom = f"قاتل {self.words.names_of(facts.actors)} أو وقف معه" if facts.actors else "قاتل من أو وقف مع من"
            extent = facts.extent
            years = f"الأدلة هنا من عام {extent.earliest.year} إلى عام {extent.latest.year}" if extent else ""
            return self.words.compose([f"{start}لا يذكر أي مصدر هنا{sure} من {whom} {when}"], [[years]])
        if not facts.hostile_count:
            friends = self._write_pairs(facts.friendly, facts.friendly_count, is_hostile=False)
            return self.words.compose([f"{opening}{friends}{self.words.according(facts.speakers)}"], [])
        fights = self._write_pairs(facts.hostile, facts.hostile_count, is_hostile=True)
        pairs = self._count_pairs(facts.friendly_count)
        more = f"تحالف كذلك {pairs} من الأطراف" if facts.friendly_count else ""
        return self.words.compose([f"{opening}{fights}{self.words.according(facts.speakers)}"], [[more]])

    def _write_pairs(self, pairs: Sequence[tuple[str, str]], count: int, *, is_hostile: bool) -> str:
        clauses = []
        for common, others in group_by_party(pairs):
            fought = (
                self.words.verb(others[0], "قاتل", "قاتلت")
                if is_hostile
                else self.words.verb(others[0], "ساند", "ساندت")
            )
            clauses.append(f"{fought} {self.words.names_of(others)} {self.words.name(common)}")
        rest = count - len(pairs)
        if rest > 0:
            clauses.append(f"{'تقاتل' if is_hostile else 'تحالف'} {self._count_pairs(rest)} غيرها")
        return "، و".join(clauses)

    @staticmethod
    def _count_pairs(number: int) -> str:
        if number < 3:
            return ("أي زوج", "زوج واحد", "زوجان")[number]
        return f"{number:,} {choose_form(number, PAIR)}"

    def write_alliances_series(self, facts: NetworkSeriesFacts) -> str:
        return self.words.opening(AskedDays(relations=facts.relations)) + self._write_series(facts)

    def _write_series(self, facts: NetworkSeriesFacts) -> str:
        if facts.first is None or facts.last is None or facts.fewest is None or facts.most is None:
            return "لا يذكر أي مصدر هنا من قاتل من أو وقف مع من."
        if facts.actors and facts.other:
            return self._write_pair_series(facts)
        first, last, few, many = (write_days(step.days) for step in (facts.first, facts.last, facts.fewest, facts.most))
        if facts.actors:
            what = "حلفاء" if facts.sign == "friendly" else "خصوم"
            whose = f"{what} {self.words.names_of(facts.actors)}"
            lead = f"كان عدد {whose} {facts.first.pairs:,} {first} و{facts.last.pairs:,} {last}"
            most = f"بلغ أقصاه {facts.most.pairs:,} {many}" if facts.most.pairs > facts.last.pairs else ""
            return self.words.compose([lead], [[most]])
        verb = "تحالف" if facts.sign == "friendly" else "تقاتل" if facts.sign in (None, "hostile") else "سُجّل"
        number, then = self._count_pairs(facts.first.pairs), self._count_pairs(facts.last.pairs)
        lead = f"{first} {verb} {number} من الأطراف، و{then} {last}"
        ends = f"كان أدنى عدد {facts.fewest.pairs:,} {few}، وأعلاه {facts.most.pairs:,} {many}"
        return self.words.compose([lead], [[ends]])

    def _write_pair_series(self, facts: NetworkSeriesFacts) -> str:
        one, other = self.words.names_of(facts.actors), self.words.name(facts.other or "")
        if not facts.spells:
            return f"لا يذكر أي مصدر هنا أن {one} و{other} تقاتلا أو تحالفا في هذه المدة."
        verbs = {-1: "تقاتل", 1: "تحالف", 0: "تهادن"}
        clauses = [
            f"{verbs.get(sign or 0, 'تقاتل')} {one} و{other} {write_days(days)}" for sign, days in facts.spells[:3]
        ]
        return self.words.compose([f"{'، و'.join(clauses)}{self.words.according(facts.speakers)}"], [])

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        first, last = write_days(facts.first), write_days(facts.last)
        opening = self.words.opening(facts.asked)
        if not facts.changes:
            whose = f" عن {self.words.names_of(facts.actors)}" if facts.actors else ""
            return self.words.compose([f"{opening}لم يتغير شيء فيما تذكره المصادر هنا{whose} {first} و{last}"], [])
        clauses = [self._write_change(facts, change, first, last) for change in facts.changes[:3]]
        return self.words.compose([opening + clauses[0]], [[clause] for clause in clauses[1:]])

    def _write_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str) -> str:
        is_over = change.kind in ("ended", "faded", "withdrawn")
        day, other_day = (first, last) if is_over else (last, first)
        tail = f" {day}، ولا يذكر أي مصدر هنا ذلك {other_day}"
        if change.kind == "changed":
            tail = f" {first} ثم {last}"
        if facts.actors:
            others = [b if a in facts.actors else a for a, b in change.pairs]
            subject, actor = self.some(others, change.count), self.words.names_of(facts.actors)
            if change.kind == "changed":
                return f"تغيّر موقف {subject} من {actor} بين ما ذُكر{tail}"
            if change.sign == -1:
                return f"{self.words.verb(others[0], 'قاتل', 'قاتلت')} {subject} {actor}{tail}"
            return f"{self.words.verb(others[0], 'وقف', 'وقفت')} {subject} إلى جانب {actor}{tail}"
        shown = [f"{self.words.name(a)} و{self.words.name(b)}" for a, b in change.pairs[:3]]
        rest = change.count - len(shown)
        pairs = "، و".join(shown) + (f"، و{self._count_pairs(rest)} غيرها" if rest > 0 else "")
        verb = "تغيّر ما بين" if change.kind == "changed" else "تقاتل" if change.sign == -1 else "تحالف"
        return f"{verb} {pairs}{tail}"

    def write_balance(self, facts: BalanceFacts) -> str:
        when = write_asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            opening = self.words.opening(replace(facts.asked, day=None))
            nothing = f"لا يذكر أي مصدر هنا من قاتل من أو وقف مع من {when}"
            return self.words.compose([opening + nothing], [["لا يمكن قول شيء عن معسكرات"]])
        pairs = self._count_pairs(facts.signed)
        if facts.most == 0:
            parties = f"الأطراف المتقاتلة أو المتحالفة، وهي {pairs}،"
            lead = f"نعم: {self.words.opening(facts.asked)}يمكن تقسيم {parties} إلى معسكرين من دون تناقض"
            parts = f"تتوزع على {facts.parts:,} مجموعات لا طرف مشتركًا بينها، ولذلك يمكن أكثر من تقسيم"
            return self.words.compose([lead], [[parts if facts.parts > 2 else ""]])
        number = f"{facts.least:,}" if facts.least == facts.most else f"ما بين {facts.least:,} و{facts.most:,}"
        against = f"عدد الأزواج التي لا تتفق مع أي تقسيم إلى معسكرين {number} من أصل {facts.signed:,}"
        no = "لا" if facts.least else "ربما لا"
        if not facts.triad:
            return self.words.compose([f"{no}: {self.words.opening(facts.asked)}{against}"], [])
        one, other, third = (self.words.name(id_) for id_ in facts.triad)
        hostile = [sign == -1 for sign in facts.signs]
        if all(hostile):
            why = f"قاتل كل من {one} و{other} و{third} الطرفين الآخرين"
        else:
            ends = ((0, 1), (1, 2), (0, 2))[hostile.index(True)]
            friend = facts.triad[3 - sum(ends)]
            enemy, foe = (self.words.name(facts.triad[end]) for end in ends)
            stood = self.words.verb(friend, "وقف", "وقفت")
            why = f"{stood} {self.words.name(friend)} إلى جانب {enemy} و{foe} معًا، وهما متقاتلان"
        return self.words.compose(
            [f"{no}: {self.words.opening(facts.asked)}{why}، وهو ما لا يسمح به أي تقسيم إلى معسكرين"], [[against]]
        )
