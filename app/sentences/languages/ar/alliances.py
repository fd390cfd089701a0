"""Arabic sentences on who fought or stood with whom, over time and in camps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import AskedDays, Doubt
from app.sentences.languages.ar.grammar import (
    ACTOR,
    PAIR,
    Noun,
    choose_form,
    count_things,
    join,
    write_asked_days,
    write_days,
    write_more,
)
from app.sentences.languages.ar.verbs import OTHER, VERBS
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

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts, SideFact  # needs numpy, which no writer does
    from app.sentences.languages.ar.writer import ArabicWriter

MOST_NAMES = 5
MOST_FOES = 2  # of each of several whom an actor joined
MOST_WORDS = 55
# how many names of each side are told, of those first told and of the others, so that all sides fit
NAMED_MOST = ((5, 5), (5, 3), (5, 2), (5, 1), (5, 0), (3, 2), (3, 1), (2, 1), (1, 1), (1, 0))
GROUP = Noun("مجموعات", "مجموعة", "مجموعة")


class ArabicOfAlliances:
    """The part of the Arabic writer for alliances."""

    def __init__(self, words: ArabicWriter) -> None:
        self.words = words

    def write_alliances(self, facts: AlliancesFacts) -> str:
        if not any((facts.hostile, facts.mixed, facts.friendly, facts.neutral, facts.opposed)):
            return self._write_no_alliances(facts)
        texts = [self._compose_alliances(facts, *most) for most in NAMED_MOST]
        return next((one for one in texts if len(one.split()) <= MOST_WORDS), texts[-1])

    def _compose_alliances(self, facts: AlliancesFacts, most: int, most_others: int) -> str:
        """All that is said around an actor, with at most so many names of each side first told, and of others."""
        told, behind = facts.choose_told()
        known = told[0].speakers if len({side.speakers for side in told}) == 1 else ()
        leads = [self._write_side(facts, side, known, most, is_first=not place) for place, side in enumerate(told)]
        truce = f"، مع ذكر هدنة مع {self.words.names_of(facts.truces)} أيضًا" if facts.truces else ""
        if leads and not known:
            leads[-1] += truce
        if facts.mixed:
            with_ = self.words.verb(facts.actors[0], "وقف", "وقفت")
            leads.append(
                f"{with_} {self.words.names_of(facts.actors)} مرة مع {self.words.names_of(facts.mixed)} ومرة ضده"
            )
        same = behind[0].speakers if len({side.speakers for side in behind}) == 1 else ()
        others = [self._write_side(facts, side, same, most_others, is_first=False, is_pronoun=True) for side in behind]
        if facts.deniers:
            others.insert(0, f"{self.words.speakers(facts.deniers)} لا يوافق على {self._name_disputed(facts)}")
        is_last = told and told[-1].speakers == same and len(same) == 1
        is_all = len(same) > 1 and set(same) == {id_ for side in told for id_ in side.speakers}
        said_by = "، بحسب المصدر نفسه" if is_last else "، بحسب المصادر نفسها" if is_all else self.words.according(same)
        second = "، و".join(others) + (said_by if others else "")
        lead = "، و".join(leads) + self.words.according(known) + (truce if known else "")
        return self.words.compose([self.words.opening(facts.find_opening()) + lead], []) + (
            f" و{second}." if second else ""
        )

    def _name_disputed(self, facts: AlliancesFacts) -> str:
        return "ذلك" if facts.is_all_disputed() else f"ما قيل عن {self.words.names_of(facts.disputed)}"

    def _write_side(
        self,
        facts: AlliancesFacts,
        side: SideFact,
        known: tuple[str, ...],
        most: int = MOST_NAMES,
        *,
        is_first: bool = True,
        is_pronoun: bool = False,
    ) -> str:
        """One side; the actor is named the first time alone. Of a relation of one end, who does it comes first."""
        actor, names = self.words.names_of(facts.actors), self.some(side.others, side.count, most)
        probably = " على الأرجح" if side.doubt is not Doubt.NONE else ""
        said_by = "" if side.speakers == known else self.words.according(side.speakers)
        years = " الذي لا يذكر سوى السنوات" if side.only_years and len(side.speakers) == 1 else ""
        tail = f"{f' {write_days(side.days)}' if side.days else ''}{said_by}{years}"
        feminine = self.words.is_feminine(facts.actors[0])
        is_day = facts.asked.day is not None and facts.asked.day.earliest == facts.asked.day.latest
        who = f" {actor}" if is_first or (is_pronoun and side.relation != TOGETHER and not side.through) else ""
        if side.through:
            if side.is_by_others:
                joined = self.words.names_of(side.through)
                if is_pronoun and len(side.through) > 1:
                    joined = "خصومها" if feminine else "خصومه"
                stood = self.words.verb(side.others[0], "وقف", "وقفت") if most else "وقف"
                foe = "خصم" if len(side.through) == 1 else "خصوم"
                of_actor = f"{foe} {actor}" if is_first else f"{foe}ها" if feminine else f"{foe}ه"
                is_said = is_pronoun and len(side.through) > 1
                return f"{stood} {names} إلى جانب {joined}{'' if is_said else f'، {of_actor}'}{tail}"
            ids, count = facts.list_joined(side)
            if paired := self._write_paired(facts, ids, count, most):
                return f"{'وقفت' if feminine else 'وقف'}{who} {paired}{tail}"
            # what the source states of those who were joined; whoever joins them is not said to do the same
            masculine_verb, feminine_verb = VERBS.get(side.relation, OTHER)
            is_masculine = len(ids) == 1 and not self.words.is_feminine(ids[0])
            fought = f"الذي {masculine_verb}" if is_masculine else f"التي {feminine_verb}"
            fought += " فيما بينها" if count > 1 else ""
            stood = "وقفت" if feminine else "وقف"
            return f"{stood}{who} إلى جانب {self.some(ids, count, most)}، {fought} {names}{tail}"
        if side.relation == TOGETHER and (side.is_by_others or (is_pronoun and not side.is_by_actor)):
            stood = self.words.verb(side.others[0], "وقف", "وقفت") if most else "وقف"
            beside = ("جانبها" if feminine else "جانبه") if is_pronoun else f"جانب {actor}"
            return f"{stood}{probably} إلى {beside} {names}{tail}"
        if side.is_by_others:
            verb = self.words.verb(side.others[0], *VERBS.get(side.relation, OTHER))
            return f"{verb} {names}{probably} {actor}{tail}"
        if side.relation == TOGETHER:
            return f"{'وقفت' if feminine else 'وقف'}{who}{probably} إلى جانب {names}{tail}"
        if side.relation == "fights" and is_day:
            was, fights = ("كانت", "تقاتل") if feminine else ("كان", "يقاتل")
            return f"{was}{who} {fights}{probably} {names}{tail}"
        verb = self.words.verb(facts.actors[0], *VERBS.get(side.relation, OTHER))
        return f"{verb}{who}{probably} {names}{tail}"

    def _write_paired(self, facts: AlliancesFacts, joined: Sequence[str], count: int, most: int) -> str:
        """Several whom the actor joined, each against its own foes; nothing where one has none."""
        pairs = facts.pair_joined(joined[: most if count > most + 1 or not most else most + 1])
        if count == 1 or not pairs:
            return ""
        shown = [
            f"إلى جانب {self.words.names_of(friends)} ضد {self.some(theirs, len(theirs), min(most, MOST_FOES))}"
            for friends, theirs in pairs
        ]
        rest = count - sum(len(friends) for friends, _ in pairs)
        if rest:
            other = {1: "آخر ضد خصومه", 2: "آخرين ضد خصومهما"}.get(
                rest, "أخرى ضد خصومها" if rest < 11 else "آخر ضد خصومهم"
            )
            shown.append(f"إلى جانب {count_things(rest, ACTOR)} {other}")
        return "، و".join(shown)

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
                side, days, _ = nearest
                clause = self._write_side(facts, side, side.speakers)
                seconds.append([f"{word} أنه {write_days(days)} {clause}{self.words.according(side.speakers)}"])
        return self.words.compose([f"{opening}لا يذكر أي مصدر هنا{sure} من {asked} {when}"], seconds)

    def some(self, ids: Sequence[str], count: int, most: int = MOST_NAMES) -> str:
        """The names of the first of so many, at most five, and how many more; of none of them how many they are."""
        shown = [self.words.name(id_) for id_ in ids[: most if count > most + 1 or not most else most + 1]]
        rest = count - len(shown)
        return join([*shown, write_more(rest)] if rest > 0 else shown)

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
        return self.words.compose(leads, [[f"{counted}{self.words.according(speakers)}" if others else ""]])

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

    def _write_common(
        self, pairs: Sequence[tuple[str, str]], count: int, relation: str, common: str, *, is_sure: bool
    ) -> str:
        """Many who had the same party in common: `وقفت روسيا مع إيران و4 أطراف أخرى`."""
        names = self.some([b if a == common else a for a, b in pairs], count, len(pairs))
        name, probably = self.words.name(common), "" if is_sure else " على الأرجح"
        if relation == TOGETHER:
            return f"{self.words.verb(common, 'تحالف', 'تحالفت')}{probably} {name} مع {names}"
        masculine, feminine = VERBS.get(relation, OTHER)
        return f"{self.words.verb(pairs[0][0], masculine, feminine) if pairs else masculine}{probably} {names} {name}"

    def _write_pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str,
        *,
        is_sure: bool = True,
        common: str | None = None,
    ) -> str:
        if common and count > len(pairs) and not is_directed(relation):
            return self._write_common(pairs, count, relation, common, is_sure=is_sure)
        masculine, feminine = ("ساند", "ساندت") if relation == TOGETHER else VERBS.get(relation, OTHER)
        groups = (
            [(doers, self.words.names_of(others)) for doers, others in group_by_doer(pairs)]
            if is_directed(relation) or relation == TOGETHER
            else [(others, self.words.name(party)) for party, others in group_by_party(pairs)]
        )
        probably = "" if is_sure else " على الأرجح"
        clauses = [
            f"{self.words.verb(doers[0], masculine, feminine)} {self.words.names_of(doers)}{probably} {others}"
            for doers, others in groups
        ]
        rest = count - len(pairs)
        if rest > 0 and relation in ("fights", TOGETHER):
            clauses.append(f"{'تقاتل' if relation == 'fights' else 'تحالف'} {self._count_pairs(rest)} غيرها")
        elif rest > 0:
            clauses.append(f"في {self._count_pairs(rest)} غيرها {masculine} طرف طرفًا آخر")
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
            steps = ((facts.first.pairs, first), (facts.last.pairs, last))
            none = " ولا ".join(days for pairs, days in steps if not pairs)
            counted = " و".join(f"{pairs:,} {days}" for pairs, days in steps if pairs)
            lead = f"لا يذكر أي مصدر هنا أحدًا من {whose} {none}" if none else ""
            if counted:
                what = f"كان عدد{'هم' if none else f' {whose}'}"
                lead += f"{'، و' if none else ''}{what} {counted}{self.words.according(facts.speakers)}"
            most = f"بلغ أقصاه {facts.most.pairs:,} {many}" if facts.most.pairs > facts.last.pairs else ""
            return self.words.compose([lead], [[most]])
        verb = "تحالف" if facts.sign == "friendly" else "تقاتل" if facts.sign in (None, "hostile") else "سُجّل"
        number, then = self._count_pairs(facts.first.pairs), self._count_pairs(facts.last.pairs)
        if verb == "تقاتل" and set(facts.found) - {"fights", TOGETHER}:
            verb = "تقاتل أو تنازع"
        said_by = [self.words.according(step.speakers) for step in (facts.first, facts.last)]
        if said_by[0] == said_by[1]:
            said_by = ["", said_by[1] or self.words.according(facts.speakers)]
        lead = f"{first} {verb} {number} من الأطراف{said_by[0]}، و{then} {last}{said_by[1]}"
        ends = f"كان أدنى عدد {facts.fewest.pairs:,} {few}، وأعلاه {facts.most.pairs:,} {many}"
        if facts.is_part:
            ends += "، ولا تُحسب الأزواج المستنتجة ممن وقف مع من فحسب"
        return self.words.compose([lead], [[ends]])

    def _write_pair_series(self, facts: NetworkSeriesFacts) -> str:
        one, other = self.words.names_of(facts.actors), self.words.name(facts.other or "")
        if not facts.spells:
            return f"لا يذكر أي مصدر هنا أن {one} و{other} تقاتلا أو تحالفا في هذه المدة."
        fought = "تنازع" if facts.found and "fights" not in facts.found else "تقاتل"
        verbs = {-1: fought, 1: "تحالف", 0: "تهادن"}
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
        new = [change for change in facts.changes if change.kind not in OVER]
        over = [change for change in facts.changes if change.kind in OVER]
        chosen = (*new[:1], *over[:1], *new[1:2])[:2]
        written = [[self._write_change(facts, change, first, last, most) for most in (5, 3, 2, 1)] for change in chosen]
        second = written[1] if len(written) > 1 else []
        if not second and not any(change.kind not in (*OVER, "began") for change in facts.changes):
            whose = f" عن {self.words.names_of(facts.actors)}" if facts.actors else ""
            here, there = (last, first) if over else (first, last)
            second = [f"لا يذكر أي مصدر هنا{whose} {here} شيئًا لم يذكره {there}"]
        leads = [opening + words for words in written[0]]
        text = leads[0]
        for lead in leads:
            text = self.words.compose([lead], [second])
            if not second or len(text) > len(lead) + 1:
                break
        return text

    def _write_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str, most: int) -> str:
        with self.words.names.at(facts.first if change.kind in OVER else facts.last):
            return self._say_change(facts, change, first, last, most)

    def _say_change(self, facts: DiffFacts, change: ChangeFact, first: str, last: str, most: int) -> str:
        day, other_day = (first, last) if change.kind in OVER else (last, first)
        tail = f" {day} لا {other_day}{self.words.according(change.speakers)}"
        if change.kind == "changed":
            tail = f" {first} ثم {last}{self.words.according(change.speakers)}"
        relation = change.relation or TOGETHER
        if facts.actors and all(set(pair) & set(facts.actors) for pair in change.pairs):
            others = [b if a in facts.actors else a for a, b in change.pairs]
            subject, actor = self.some(others, change.count), self.words.names_of(facts.actors)
            if change.kind == "changed":
                return f"تغيّر موقف {subject} من {actor} بين ما ذُكر{tail}"
            is_own = change.pairs[0][0] in facts.actors and (is_directed(relation) or change.relation == TOGETHER)
            doer, target = (actor, subject) if is_own else (subject, actor)
            masculine, feminine = ("وقف", "وقفت") if relation == TOGETHER else VERBS.get(relation, OTHER)
            verb = self.words.verb(facts.actors[0] if is_own else others[0], masculine, feminine)
            beside = " إلى جانب" if relation == TOGETHER else ""
            return f"{verb} {doer}{beside} {target}{tail}"
        if change.kind == "changed":
            shown = [f"{self.words.name(a)} و{self.words.name(b)}" for a, b in change.pairs[: min(most, 3)]]
            rest = change.count - len(shown)
            pairs = "، و".join(shown) + (f"، و{self._count_pairs(rest)} غيرها" if rest > 0 else "")
            return f"تغيّر ما بين {pairs}{tail}"
        return f"{self._write_pairs(change.pairs[: min(most, 3)], change.count, relation)}{tail}"

    def write_balance(self, facts: BalanceFacts) -> str:
        when = write_asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            opening = self.words.opening(replace(facts.asked, day=None))
            nothing = f"لا يذكر أي مصدر هنا من قاتل من أو وقف مع من {when}"
            return self.words.compose([opening + nothing], [["لا يمكن قول شيء عن معسكرات"]])
        pairs = self._count_pairs(facts.signed)
        if facts.most == 0:
            return self._write_no_contradiction(facts, pairs)
        number = f"{facts.least:,}" if facts.least == facts.most else f"ما بين {facts.least:,} و{facts.most:,}"
        against = f"عدد الأزواج التي لا تتفق مع أي تقسيم إلى معسكرين {number} من أصل {facts.signed:,}"
        if not facts.triad:
            lead = f"{self.words.opening(facts.asked)}{against}{self.words.according(facts.speakers)}"
            return self.words.compose([lead], [])
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
        why += self.words.according(facts.speakers)
        allows = "وهو ما لا" if facts.least else "وهو، إن صح كله، ما لا"
        lead = f"{self.words.opening(facts.asked)}{why}، {allows} يسمح به أي تقسيم إلى معسكرين"
        return self.words.compose([lead], [[against]])

    def _write_no_contradiction(self, facts: BalanceFacts, pairs: str) -> str:
        """That two camps are possible: of one whole, of many parts, or only because so little is said."""
        opening, parties = self.words.opening(facts.asked), f"الأطراف المتقاتلة أو المتحالفة، وهي {pairs}،"
        if facts.signed == 1 or not facts.has_foes:
            why = "لا تذكر المصادر هنا سوى زوج واحد" if facts.has_foes else f"لا تذكر المصادر هنا سوى تحالف {pairs}"
            return self.words.compose([f"{opening}{why}"], [["لا يمكن تبيّن معسكرين"]])
        few = "" if facts.has_ring else "الروابط المذكورة أقل من أن يتناقض بعضها مع بعض"
        if facts.parts > 1:
            number = "مجموعتين" if facts.parts == 2 else f"{facts.parts:,} {choose_form(facts.parts, GROUP)}"
            lead = f"{opening}تتوزع {parties} على {number} لا طرف مشتركًا بينها"
            return self.words.compose([lead], [["يمكن تقسيم كل منها إلى معسكرين من دون تناقض"], [few]])
        lead = f"{opening}يمكن تقسيم {parties} إلى معسكرين من دون تناقض"
        one, other = (join([self.words.name(id_) for id_ in camp]) for camp in facts.camps or ((), ()))
        sides = f"في أحدهما {one}، وفي الآخر {other}" if facts.camps else ""
        return self.words.compose([lead], [[sides], [few]])
