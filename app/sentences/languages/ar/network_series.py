"""Arabic sentences on how many fought or stood together, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.sentences.facts import AskedDays
from app.sentences.languages.ar.grammar import write_days
from app.sentences.languages.ar.relations import MOST_NAMES, ArabicOfRelations
from app.sentences.networks import TOGETHER, NetworkSeriesFacts, PairSpell, group_spells
from graph.dates.windows import Window


class ArabicOfNetworkSeries(ArabicOfRelations):
    """Writes facts on networks in steps of time."""

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
            days = write_days(facts.span) if facts.span else "في هذه المدة"
            return f"لا يذكر أي مصدر هنا أن {one} و{other} تقاتلا أو تحالفا {days}."
        fought = "تنازع" if facts.found and "fights" not in facts.found else "تقاتل"
        verbs: dict[int | None, str] = {-1: fought, 1: "تحالف", 0: "تهادن"}
        sentences = []
        for is_stated in (True, False):
            groups = [found for found in group_spells(facts.spells) if found[0].is_stated == is_stated][:3]
            is_same = len({spell.speakers for spell, _ in groups}) == 1
            clauses = [
                f"{self._write_spell(facts, spell, verbs, times)}"
                f"{'' if is_same and spell is not groups[-1][0] else self.words.according(spell.speakers)}"
                for spell, times in groups
            ]
            sentences += ["، و".join(clauses)] if clauses else []
        fought_anyway = any(spell.sign == -1 for spell in facts.spells)
        if fought_anyway and not any(spell.is_stated for spell in facts.spells):
            sentences.append("لا يذكر أي مصدر هنا أنهما تقاتلا في هذه المدة")
        return self.words.compose(sentences[:1], [sentences[1:]])

    def _write_spell(
        self, facts: NetworkSeriesFacts, spell: PairSpell, verbs: Mapping[int | None, str], times: Sequence[Window]
    ) -> str:
        one, other = self.words.names_of(facts.actors), self.words.name(facts.other or "")
        each = [write_days(days) for days in times]
        periods = " و".join([*each[:2], "في فترات أخرى", each[-1]] if len(each) > MOST_NAMES else each)
        if spell.joiner:
            foe = one if spell.joiner == facts.other else other
            verb = self.words.verb(spell.joiner, "وقف", "وقفت")
            return f"{verb} {self.words.name(spell.joiner)} إلى جانب خصوم {foe} {periods}"
        probably = "" if spell.is_sure else " على الأرجح"
        if spell.sign == -1 and not spell.is_stated:
            return f"كان {one} و{other} متعاديين على الأرجح {periods}"
        return f"{verbs.get(spell.sign, 'تقاتل وتحالف')} {one} و{other}{probably} {periods}"
