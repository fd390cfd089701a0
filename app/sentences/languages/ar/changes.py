"""Sentences in Arabic on what changed in custody, and why."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import write_amount, write_day, write_days
from app.sentences.languages.ar.records import ArabicRecords
from graph.dates.windows import Window

if TYPE_CHECKING:
    from app.sentences.custody_diff import CauseFact, CustodyDiffFacts, RowChangeFact
    from app.sentences.languages.ar.writer import ArabicWriter

PREPOSITION = "في "


class ArabicOfChanges:
    """Writes facts on what changed, with the words of the writer of Arabic."""

    def __init__(self, words: "ArabicWriter") -> None:
        self.words = words

    def write_custody_diff(self, facts: "CustodyDiffFacts") -> str:
        context = self.words.opening(replace(facts.asked, known_at=None)) + self._context(facts)
        if not facts.changes:
            held = self.words.group(facts.held) if facts.held else "أشخاصًا"
            who = f"لدى {self.words.name(facts.holder)}" if facts.holder else f"يحتجزون {held}"
            if facts.taken_over:
                further = [[self._had_before(facts)], [f"لا يتغير شيء آخر في ما يُذكر عن من {who}"]]
                return self.words.compose([context + self._take_over(facts)], further)
            return self.words.compose([f"{context}لا يتغير شيء في من {who}"], [])
        first, *others = facts.changes
        leads = [context + words for words in self._say(first)]
        second = [*self._say(others[0]), self._count_others(facts)] if len(others) == 1 else []
        holders = self.words.names_of(holder for pairs in facts.others.values() for holder, _ in pairs)
        rest = [self._count_others(facts), f"يتغير أيضًا ما يُذكر عن {holders}"] if len(others) > 1 else []
        seconds = [[self._take_over(facts)], [self._had_before(facts)], second, rest]
        texts = [(self.words.compose([lead], seconds), self.words.compose([lead], [])) for lead in leads[:3]]
        return next((text for text, alone in texts if text != alone), self.words.compose(leads, seconds))

    def _had_before(self, facts: "CustodyDiffFacts") -> str:
        """Who had the place that was taken over."""
        return f"قبل ذلك {self.words.records.write_claim(facts.formerly, days=False)}" if facts.formerly else ""

    def _take_over(self, facts: "CustodyDiffFacts") -> str:
        return self.words.records.write_claim(facts.taken_over) if facts.taken_over else ""

    def write_change(self, change: "RowChangeFact") -> str:
        """The sentence of one row."""
        return self.words.compose(self._say(change), [])

    def _say(self, change: "RowChangeFact") -> list[str]:
        what = self._what(change)
        if change.cause is None and change.counters:
            return [self._what(change, self.words.according(change.counters)), what]
        if change.cause is None:
            return [f"{what}، وفق التقارير نفسها"] if change.change == "changed" else [what]
        return [f"{what}؛ {why}" for why in self._list_reasons(change, change.cause)] + [what]

    def _context(self, facts: "CustodyDiffFacts") -> str:
        words, perhaps = write_days(facts.last), "" if facts.asked.is_surely_known else "ربما "
        if facts.first != facts.last:
            words += f"، مقارنة مع {_drop_preposition(write_days(facts.first))}"
        if facts.known_then:
            if facts.asked.known_at:
                between = Window(facts.known_then.latest, facts.asked.known_at.latest)
                words += f"، وفق ما {perhaps}أُعلن {write_days(between)}"
            else:
                words += f"، وفق ما أُعلن بعد {write_day(facts.known_then.latest)}"
        elif facts.asked.known_at:
            words += f"، وفق ما {perhaps}كان معلنًا {write_days(facts.asked.known_at)}"
        if facts.version_then is not None:
            words += f"، وفق ما أُضيف إلى البيانات بعد الإصدار {facts.version_then:,}"
        return f"{words}، "

    def _what(self, change: "RowChangeFact", said_by: str = "") -> str:
        """`said_by` stands behind a number that is given now: whoever gave the one before is another one."""
        words = self.words
        holder, group = words.name(change.holder), words.group(change.held)
        held = f"{holder} {words.verb(change.holder, 'كان يحتجز', 'كانت تحتجز')} {group}"
        if change.change == "new":
            newly = "مجددًا" if change.is_again else "حديثًا"
            return f"{words.verb(change.holder, 'يظهر', 'تظهر')} {holder} {newly} بين من يحتجزون {group}"
        if change.change == "gone":
            if change.cause is None or change.cause.why == "noLongerCounts":  # silence is no end
                still = words.verb(change.holder, "لا يزال يحتجز", "لا تزال تحتجز")
                return f"لا يذكر أي مصدر هنا أن {holder} {still} {group}"
            return f"{words.verb(change.holder, 'لم يعد', 'لم تعد')} {holder} بين من يحتجزون {group}"
        match change.aspect, change.is_more:
            case "contested", True:
                return f"{words.verb(change.speakers[0], 'ينفي', 'تنفي')} {words.speakers(change.speakers)} أن {held}"
            case "contested", False:
                return f"تغيّر نفي القول إن {held}"
            case "certainty", is_certain:
                return f"{'أصبح' if is_certain else 'لم يعد'} مؤكدًا أن {held}"
            case "basis", True:
                return f"يقول مصدر الآن إن {held}، لا أنهم وصلوا فحسب"
            case "basis", False:
                return f"لم يعد أي مصدر يقول إن {held}، بل إنهم وصلوا فحسب"
            case "places", True:
                return f"يُذكر أن {held} أيضًا في {words.names_of(change.places)}"
            case "places", False:
                return f"لم يعد يُذكر أن {held} في {words.names_of(change.places)}"
            case "support", True:
                return f"صارت التقارير التي تفيد بأن {held} أقرب إلى ذلك اليوم"
            case "support", False:
                return f"صارت التقارير التي تفيد بأن {held} أبعد عن اليوم المسؤول عنه"
        return self._number(change, said_by)

    def _number(self, change: "RowChangeFact", said_by: str) -> str:
        holder, group = self.words.name(change.holder), self.words.name(change.held)
        of = {
            "count": f"المحتجزين لدى {holder} من {group}",
            "gained": f"من ذُكر وصولهم إلى {holder} من {group}",
            "lost": f"من ذُكر خروجهم من لدى {holder} من {group}",
        }[change.aspect or "count"]
        before, after = change.before, change.after
        if after is None:
            return f"أصبح عدد {of} غير معروف" if change.is_open else f"لم يعد عدد {of} مذكورًا"
        if before is None or before == after:
            return f"أصبح عدد {of} {write_amount(after)}" + (" وفق إحصاء يوم آخر" if before else "") + said_by
        became = "ربما أصبح" if change.may_come_later else "أصبح"
        but = f"{said_by}،" if said_by else ""
        return f"{became} عدد {of} {write_amount(after)}{but} بعد أن كان {write_amount(before)}"

    def _list_reasons(self, change: "RowChangeFact", cause: "CauseFact") -> list[str]:
        """What the statement says, who says so and why it matters, in wordings that get shorter."""
        says = ArabicRecords(self.words)
        tail = {
            "becameKnown": f"، ونُشر ذلك {self._published(cause.known)}",
            "opened": "، وأُضيف ذلك إلى البيانات",
        }.get(cause.why, "")
        lead = {
            "closed": "ولم يعد في البيانات: ",
            "retracted": "فقد سُحب القول: ",
            "noLongerCounts": "وآخر ما ذُكر: " if change.change == "gone" else "ولم يعد ذلك يستند إلى القول: ",
        }.get(cause.why, "فقد ")
        full, short = (f"{lead}{says.said(cause.fact, days=days)}" for days in (True, False))
        return [f"{full}{tail}", f"{short}{tail}", short]

    @staticmethod
    def _published(known: Window) -> str:
        words = write_days(known)
        return f"في وقت ما {words}" if words.startswith("بين") else words

    def _count_others(self, facts: "CustodyDiffFacts") -> str:
        """All further changes: by holder, and by group where all are of one holder."""
        lead, parts = facts.changes[0], []
        has_one_holder = all(holder == lead.holder for pairs in facts.others.values() for holder, _ in pairs)
        for kind, pairs in facts.others.items():
            names = self.words.names_of(held if has_one_holder else holder for holder, held in pairs)
            said = {"new": "من الجدد أيضًا", "gone": "لم يعد يُذكر"}.get(kind, "يتغير أيضًا ما يُذكر عن")
            parts.append(f"{said} {names}")
        return "؛ و".join(parts)


def _drop_preposition(days: str) -> str:
    return days.removeprefix(PREPOSITION)
