"""Sentences in English on what changed in custody, and why."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.languages.en.clauses import EnglishClauses, find_subject_role
from graph.custody.diff import ROW_CHANGES
from graph.dates.windows import Window
from graph.model.wordings import AmountForm

if TYPE_CHECKING:
    from app.sentences.custody_diff import CauseFact, CustodyDiffFacts, RowChangeFact
    from app.sentences.languages.en.writer import EnglishWriter
    from app.sentences.statements import StatementFact

KINDS = {"new": ("is also new", "are also new"), "gone": ("is gone", "are gone")}


class EnglishOfChanges:
    """Writes facts on what changed, with the words of the writer of English."""

    def __init__(self, words: "EnglishWriter") -> None:
        self.words = words

    def write_custody_diff(self, facts: "CustodyDiffFacts") -> str:
        context = self.words.opening(replace(facts.asked, known_at=None)) + self._context(facts)
        if not facts.changes:
            holder = f"what is said of those whom {self.words.name(facts.holder)} held" if facts.holder else ""
            held = f"who held {self.words.name(facts.held) if facts.held else 'people'}"
            what = f"what sources say of {holder or held}" if facts.taken_over and not facts.holder else holder or held
            if facts.taken_over:
                further = [[self._had_before(facts)], [f"nothing else changes in {what}"]]
                return self.words.compose([context + self._take_over(facts)], further)
            return self.words.compose([f"{context}nothing changes in {what}"], [])
        first, *others = facts.changes
        leads = [context + words for words in self._say(first, facts.offices)]
        second = self._say(others[0], facts.offices) if len(others) == 1 else []
        holders = self.words.names_of(holder for pairs in facts.others.values() for holder, _ in pairs)
        rest = [self._count_others(facts), f"what is said of {holders} changes too"] if len(others) > 1 else []
        new = self._count_others(facts, kinds=("new",)) if len(others) > 1 else ""
        seconds = [[self._take_over(facts)], [self._had_before(facts)], [*second, *rest[:1], new, *rest[1:]]]
        texts = [(self.words.compose([lead], seconds), self.words.compose([lead], [])) for lead in leads[:2]]
        return next((text for text, alone in texts if text != alone), self.words.compose(leads, seconds))

    def _had_before(self, facts: "CustodyDiffFacts") -> str:
        """Who had the place that was taken over."""
        return f"before that {self.words.records.write_claim(facts.formerly, days=False)}" if facts.formerly else ""

    def _take_over(self, facts: "CustodyDiffFacts") -> str:
        return self.words.records.write_claim(facts.taken_over) if facts.taken_over else ""

    def write_change(self, change: "RowChangeFact", offices: Mapping[str, str]) -> str:
        """The sentence of one row."""
        return self.words.compose(self._say(change, offices), [])

    def _say(self, change: "RowChangeFact", offices: Mapping[str, str]) -> list[str]:
        """What changed and why, in wordings that get shorter."""
        what = self._what(change)
        if change.cause is None and change.counters:
            return [self._what(change, self.words.according(change.counters)), what]
        if change.cause is None:
            return [f"{what}, by the same reports"] if change.change == "changed" else [what]
        return [f"{what}: {why}" for why in self._list_reasons(change, change.cause, offices)] + [what]

    def _context(self, facts: "CustodyDiffFacts") -> str:
        """The days, and what tells the two sides apart: `on 5 February 2026, compared with 25 January 2026, `."""
        words, perhaps = self.words.days(facts.last), "" if facts.asked.is_surely_known else "perhaps "
        if facts.first != facts.last:
            words += f", compared with {_drop_preposition(self.words.days(facts.first))}"
        if facts.known_then:
            if facts.asked.known_at:
                between = Window(facts.known_then.latest, facts.asked.known_at.latest)
                words += f", by what {perhaps}became known {self.words.days(between)}"
            else:
                words += f", by what became known after {self.words.day(facts.known_then.latest)}"
        elif facts.asked.known_at:
            words += f", as {perhaps}publicly known {self.words.days(facts.asked.known_at)}"
        if facts.version_then is not None:
            words += f", by what was loaded after version {facts.version_then:,} of the data"
        is_plain = facts.first == facts.last and not facts.known_then and not facts.asked.known_at
        return f"{words} " if is_plain and facts.version_then is None else f"{words}, "

    def _what(self, change: "RowChangeFact", said_by: str = "") -> str:
        """`said_by` stands behind a number that is given now: whoever gave the one before is another one."""
        holder, group = self.words.name(change.holder), self.words.name(change.held)
        if change.change == "new":
            return f"{holder} is {'again' if change.is_again else 'now'} among the reported holders of {group}"
        if change.change == "gone":
            if change.cause is None or change.cause.why == "noLongerCounts":  # silence is no end
                return f"no source here says that {holder} still held {group}"
            return f"{holder} is no longer among the holders of {group}"
        match change.aspect, change.is_more:
            case "contested", True:
                verb = "deny" if len(change.speakers) > 1 else "denies"
                return f"{self.words.speakers(change.speakers)} now {verb} that {holder} held {group}"
            case "contested", False:
                return f"what was denied of {group} held by {holder} is denied in another way, or no more"
            case "certainty", is_certain:
                return f"that {holder} held {group} is {'now' if is_certain else 'no longer'} certain"
            case "basis", True:
                return f"a source now says that {holder} held {group}, and not only that they came"
            case "basis", False:
                return f"no source says any longer that {holder} held {group}, only that they came"
            case "places", True:
                return f"{holder} held {group} also in {self.words.names_of(change.places)}"
            case "places", False:
                return f"{holder} is no longer said to have held {group} in {self.words.names_of(change.places)}"
            case "support", True:
                return f"there are now reports nearer to that day of {group} held by {holder}"
            case "support", False:
                return f"the reports of {group} held by {holder} are now further from the day asked about"
        return self._number(change, holder, group, said_by)

    def _number(self, change: "RowChangeFact", holder: str, group: str, said_by: str) -> str:
        before, after = change.before, change.after
        if change.aspect != "count":
            moved = f"come to {holder}" if change.aspect == "gained" else f"left {holder}"
            if after is None:
                return (
                    f"an unknown number of {group} may have {moved}"
                    if change.is_open
                    else f"{group} are no longer reported to have {moved}"
                )
            have = "may have" if after.form is AmountForm.UP_TO else "are reported to have"
            have = "may by then have" if change.may_come_later else have
            instead = f", against {self.words.amount(before)} before" if before else ""
            return f"{self.words.people(after, group)} {have} {moved}{instead}"
        of = f"{group} held by {holder}"
        if after is None:
            return f"no number is given any longer of {of}"
        if before is None:
            return f"the number of {of} is now given as {self.words.amount(after)}{said_by}"
        if before == after:
            when = f" {self.words.days(change.counted)}" if change.counted else ""
            return f"the number of {of}, {self.words.amount(after)}, is now by a count{when}{said_by}"
        now = f"{self.words.amount(after)}{said_by}"
        return f"the number of {of} was {now}, against {self.words.amount(before)} before"

    def _list_reasons(self, change: "RowChangeFact", cause: "CauseFact", offices: Mapping[str, str]) -> list[str]:
        """What the statement says, who says so and why it matters, in wordings that get shorter."""
        says = EnglishClauses(self.words, offices)
        outlet = f", in {self.words.name(cause.fact.outlet)}" if cause.fact.outlet else ""
        tail = {
            "becameKnown": f"; this was published {self._published(cause.known)}",
            "opened": "; this was added to the data",
        }.get(cause.why, "")
        old = "the last report is that " if change.change == "gone" else "it no longer rests on the report that "
        lead = {"closed": "the data no longer has that ", "noLongerCounts": old}
        if cause.why == "retracted":
            took = f"{says.speakers(cause.fact.speakers)} took back that "
            return [took + says.clause(cause.fact), took + says.clause(cause.fact, days=False)]
        is_itself = not lead.get(cause.why) and self._acts(change.holder, cause.fact)
        full, short = (
            f"{lead.get(cause.why, '')}{says.clause(cause.fact, days=days, is_itself=is_itself)}{says.by(cause.fact)}"
            for days in (True, False)
        )
        return [f"{full}{outlet}{tail}", f"{full}{tail}", f"{short}{tail}", short]

    @staticmethod
    def _acts(holder: str, fact: "StatementFact") -> bool:
        """Whether a statement begins with a holder, who was named just before."""
        subject = fact.role(find_subject_role(fact))
        return (subject or fact.role("to_holder")) == (holder,)

    def _published(self, known: Window) -> str:
        words = self.words.days(known)
        return words.replace("between", "some time between", 1) if words.startswith("between") else words

    def _count_others(self, facts: "CustodyDiffFacts", kinds: Collection[str] = ROW_CHANGES) -> str:
        """All further changes of some kinds: by holder, and by group where that is another one."""
        lead, parts = facts.changes[0], []
        has_one_holder = all(holder == lead.holder for pairs in facts.others.values() for holder, _ in pairs)
        for kind, pairs in ((kind, facts.others[kind]) for kind in facts.others if kind in kinds):
            names = [
                self.words.name(held)
                if has_one_holder
                else self.words.name(holder)
                if held == lead.held
                else f"{self.words.name(holder)} holding {self.words.name(held)}"
                for holder, held in pairs
            ]
            if kind == "new" and len(pairs) == 1 and not has_one_holder and pairs[0][1] != lead.held:
                holder, held = pairs[0]  # whom it held says more of it where it comes last
                verb = KINDS[kind][EnglishClauses(self.words, {}).is_plural([holder])]
                parts.append(f"{self.words.name(holder)} {verb}, holding {self.words.name(held)}")
                continue
            some = self.words.join(names)
            ids = [held if has_one_holder else holder for holder, held in pairs]
            is_plural = EnglishClauses(self.words, {}).is_plural(ids)
            parts.append(f"{some} {KINDS[kind][is_plural]}" if kind in KINDS else f"what is said of {some} changes too")
        return "; ".join(parts)


def _drop_preposition(days: str) -> str:
    return days.split(" ", 1)[1] if days.startswith(("on ", "in ", "by ")) else days
