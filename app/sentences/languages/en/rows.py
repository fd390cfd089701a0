"""One statement, whole, as an English sentence: who says that who did what, with the days and bounds spelled out."""

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from app.sentences.languages.en.articles import HAS_ARTICLE
from app.sentences.languages.en.clauses import PEOPLE, EnglishClauses
from app.sentences.languages.en.verbs import OF_TERMS, VERBS, Verb, inflect_past
from app.sentences.rows import Edge, RowFact, SpokenDays, is_unbounded
from graph.dates.linked_dates import DateTie, LinkedDate
from graph.dates.windows import MAX, MIN, Window
from graph.errors import InvalidCount
from graph.model.counts import ReportedCount, read_count
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter


class ModeWords(NamedTuple):
    """How a mode is said: before the verb of who acts, before the participle of those to whom it is done where nobody
    is named who acts, and behind the clause of either."""

    acts: str
    is_done: str
    behind: str = ""
    behind_done: str = ""


# the singular; the first word is inflected
MODES = {
    "intended": ModeWords("intends to", "is to be", "", ", as is intended"),
    "agreed": ModeWords("has agreed to", "is to be", "", ", as is agreed"),
    "ordered": ModeWords("is ordered to", "is to be", "", ", as is ordered"),
    "offered": ModeWords("offers to", "is to be", "", ", as is offered"),
    "expected": ModeWords("is expected to", "is expected to be"),
    "conditional": ModeWords("is to", "is to be", *[", but only if something else comes first"] * 2),
    "urged": ModeWords("is urged to", "is to be", "", ", as is urged"),
    "under_way": ModeWords("has begun to", "is being", *[", which was not over"] * 2),
}
PLURALS = {"is": "are", "has": "have", "intends": "intend", "offers": "offer"}
SENTENCE_MODES = {
    "intended": "it is intended that ", "agreed": "it is agreed that ", "ordered": "it is ordered that ",
    "offered": "it is offered that ", "expected": "it is expected that ",
    "conditional": "if something else comes first, ", "urged": "it is urged that ",
    "under_way": "it is under way that ",
}  # fmt: skip
STANCES = {"denies": "denies", "confirms": "confirms", "corrects": "corrects", "qualifies": "qualifies",
           "questions": "questions", "declines": "declines to comment on"}  # fmt: skip
KINDS = {
    "cumulative": "in total so far",
    "cap": "the most that is allowed",
    "peak": "the most at one time",
}
PARTS = {"disjoint": "nobody is in two of its parts", "exhaustive": "its parts are all of it, and nobody is in two"}
RELATIONS = {"after": "after", "before": "before", "same_day": "on the day of"}
BEFORE_A_PLACE = frozenset(("from", "to", "in", "at"))


def _drop_last_preposition(words: str) -> str:
    before, _, last = words.rstrip().rpartition(" ")
    return f"{before} " if last in BEFORE_A_PLACE else words


class EnglishRows:
    """Writes rows as sentences."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.writer = writer
        self.says = EnglishClauses(writer, {})

    def write_row(self, fact: RowFact) -> str:
        """Such as `CBS News says that the SDF held about 2,000 (1,800 to 2,200) people, seen on some day of 2019.`"""
        text = f"{self._speaker(fact)} that {self._clause(fact)}{self._tail(fact)}."
        return text[0].upper() + text[1:]

    # who says so

    def _speaker(self, fact: RowFact) -> str:
        name = self.writer.name(fact.speaker)
        is_plural = self.says.is_plural([fact.speaker])
        if fact.said is None:
            verb = ("deny" if fact.is_denied else "say") if is_plural else ("denies" if fact.is_denied else "says")
            said = f"{name} {verb}"
        else:
            private = ", not in public," if fact.is_private else ""
            said = f"{name} {'denied' if fact.is_denied else 'said'} {self._on(fact.said, fact)}{private}"
        if fact.is_inferred:
            source = f"from {self.writer.name(fact.outlet or fact.speaker)} "
            if fact.outlet is None and not fact.is_denied and fact.said is None:
                return f"the coder infers {source}".rstrip()
            return f"the coder infers {source}that {said}"
        return f"{self.writer.name(fact.outlet)} reports that {said}" if fact.outlet else said

    # who did what

    def _clause(self, fact: RowFact) -> str:
        verb = VERBS.get(fact.predicate)
        if verb is None:
            return self._clause_of_vocabulary(fact)
        subject = fact.role(verb.subject)
        is_passive = not subject and bool(fact.role("object"))
        said_of = fact.role("object") if is_passive else subject
        used = {"object" if is_passive else verb.subject}
        actors = self._names(said_of, fact, is_counted=("object" if is_passive else verb.subject) == verb.group)
        if not said_of:
            actors = "an unnamed party"
        together = " jointly" if len(subject) > 1 and not vocabulary().predicates[fact.predicate].symmetric else ""
        words = f"{actors}{together} {self._verb(fact, verb, said_of, is_passive=is_passive)}"
        if fact.predicate in OF_TERMS:
            words += f" {self.says.terms(fact.terms)}"
        used |= {"from_holder", "from_place", "to_holder", "to_place"}
        for preposition, role in verb.after:
            if role not in used and fact.role(role):
                used.add(role)
                name = self._names(fact.role(role), fact, is_counted=role == verb.group)
                if {"Group", "Nationality"} == set(vocabulary().predicates[fact.predicate].roles[role]):
                    people = self._join_people(fact.role(role))
                    name = name.replace(self._join(fact.role(role)), people)
                words += f" {preposition} {name}".replace("  ", " ")
            elif role == "object" and not is_passive and role not in used:
                words += " (whom or what, is not said)"
        if "at" not in used and fact.role("at"):
            used.add("at")
            words += f" in {self._join(fact.role('at'))}"
        words += self._ends(fact)
        for role, ids in fact.roles.items():
            if role not in used and ids:
                words += f", {role.replace('_', ' ')}: {self._join(ids)}"
        mode = MODES.get(fact.mode)
        return words + ((mode.behind_done if is_passive else mode.behind) if mode else "")

    def _clause_of_vocabulary(self, fact: RowFact) -> str:
        """The clause of a word that only the vocabulary knows, by what it says there."""
        predicate = vocabulary().predicates[fact.predicate]
        group = predicate.find_role("held") or "object"
        used: set[str] = set()
        text = ""
        for words, role, *_ in Formatter().parse(predicate.says):
            named = ""
            if role:
                used.add(role)
                named = self._names(fact.role(role), fact, is_counted=role == group)
                named = named or ("an unnamed party" if role in ("subject", "agent") else "")
            # of a role that nobody has, the preposition before it goes too
            text += words if named or not role else _drop_last_preposition(words)
            text += named
        text = " ".join(text.split())
        rest = "".join(
            f", {role.replace('_', ' ')}: {self._join(ids)}"
            for role, ids in fact.roles.items() if ids and role not in used
        )  # fmt: skip
        return SENTENCE_MODES.get(fact.mode, "") + text + rest

    def _verb(self, fact: RowFact, verb: Verb, said_of: Sequence[str], *, is_passive: bool) -> str:
        is_plural = self.says.is_plural(said_of)
        done = verb.passive or verb.past
        if mode := MODES.get(fact.mode):
            if fact.mode == "intended" and not is_passive and self._find_label(said_of) == "Event":
                return f"{'are' if is_plural else 'is'} meant to {verb.base}"
            first, _, rest = (mode.is_done if is_passive else mode.acts).partition(" ")
            return f"{PLURALS[first] if is_plural else first} {rest} {done if is_passive else verb.base}".replace(
                "  ", " "
            )
        if is_passive:
            return f"{'were' if is_plural else 'was'} {done}"
        past = inflect_past(verb.past, is_plural=is_plural)
        return past if is_plural else past.replace("was citizens of", "was a citizen of")

    def _find_label(self, ids: Sequence[str]) -> str:
        return self.writer.names.find_label(ids[0]) if ids else ""

    def _names(self, ids: Sequence[str], fact: RowFact, *, is_counted: bool) -> str:
        if not ids:
            return ""
        words = self._join(ids)
        count = fact.count
        if is_counted and count and self._is_inline(fact, ids):
            of = "of " if count.unit != "people" or not self._is_read(count) else ""
            unit = f"{count.unit} " if count.unit != "people" else ""
            return f"{self._amount(count)} {unit}{of}{words}"
        return words

    def _is_inline(self, fact: RowFact, ids: Sequence[str]) -> bool:
        """Whether a number is said before the people whom it counts; not where their name has a number itself."""
        count = fact.count
        is_of_people = count is not None and count.unit in PEOPLE and count.kind != "share"
        return is_of_people and bool(ids) and not HAS_ARTICLE.match(self.writer.name(ids[0]))

    def _join(self, ids: Sequence[str]) -> str:
        """All names: nothing that a row says is left out."""
        return self.writer.join([self.says.noun(self.writer.name(id_), [id_]) for id_ in ids], most=len(ids))

    def _join_people(self, ids: Sequence[str]) -> str:
        """Names of groups, and of nationalities as the people who have them."""
        words = {"country": "citizens of", "region": "people from"}
        find = self.writer.names
        return self.writer.join(
            [
                f"{words[find.find_kind(id_)]} {self.writer.name(id_)}"
                if find.find_label(id_) == "Nationality" and find.find_kind(id_) in words
                else self.writer.name(id_)
                for id_ in ids
            ],
            most=len(ids),
        )

    def _ends(self, fact: RowFact) -> str:
        """From whom, at which place, to whom, at which place."""
        words = ""
        for side in ("from", "to"):
            holders, places = fact.role(f"{side}_holder"), fact.role(f"{side}_place")
            if holders:
                words += f" {side} {self._join(holders)}"
                is_same = self._join(holders) == self._join(places)
                words += " (holder and place)" if is_same else f" in {self._join(places)}" if places else ""
            elif places:
                words += f" {side} {self._join(places)}"
        return words

    # how many

    @staticmethod
    def _is_read(count: ReportedCount) -> bool:
        try:
            return read_count(count.wording, is_share=count.kind == "share") == (count.min, count.max)
        except InvalidCount:
            return False

    def _amount(self, count: ReportedCount) -> str:
        """Such as `about 2,000 (1,800 to 2,200)`; a plain number alone."""
        wording = count.wording if self._is_read(count) else f"“{count.wording}”"
        is_plain = "," in count.wording or (count.wording.isdecimal() and count.min < 1_000)
        if is_plain and count.wording.replace(",", "").isdecimal() and not count.of:
            return wording
        return f"{wording} ({self._bounds(count)}{f', of {count.of}' if count.of else ''})"

    @staticmethod
    def _bounds(count: ReportedCount) -> str:
        low, high = count.min, count.max
        if high is None:
            return f"{low:,} or more"
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"

    def _counted(self, fact: RowFact) -> str:
        """What is said of the count behind the clause."""
        count = fact.count
        if count is None:
            return ""
        verb = VERBS.get(fact.predicate)
        group = verb.group if verb else vocabulary().predicates[fact.predicate].find_role("held") or "object"
        words = ""
        if count.kind == "share":
            of = f" of {count.of}" if count.of else ""
            words += f"; as a share: {count.wording}{of} ({self._bounds(count)} per cent)"
        elif not self._is_inline(fact, fact.role(group)):
            of = f", of {count.of}" if count.of else ""
            words += f"; the number is {self._amount(replace(count, of=None))} {count.unit}{of}"
        if count.kind in KINDS:
            words += f", {KINDS[count.kind]}"
        elif count.kind == "flow" and vocabulary().predicates[fact.predicate].is_state:
            words += ", who came in that time"
        elif count.kind == "stock" and count.unit in PEOPLE and not vocabulary().predicates[fact.predicate].is_state:
            words += ", who were held then"
        if fact.since:
            words += f", counted since {self._some_day(fact.since)}"
        return words

    # when

    def _tail(self, fact: RowFact) -> str:
        words = self._when(fact) + self._counted(fact)
        if fact.terms and fact.predicate not in OF_TERMS:
            words += (
                f"; terms: {self.writer.join([term.replace('_', ' ') for term in fact.terms], most=len(fact.terms))}"
            )
        if fact.whole:
            words += "; these were all whom the holder held"
        if fact.planned_end:
            words += f"; announced to end on {self._some_day(fact.planned_end)}"
        if fact.about:
            words += f"; this is part of {self._join(fact.about)}"
        for response in fact.responds_to:
            general = " in general" if response.scope == "general" else ""
            words += f"; it {STANCES[response.stance]} {self._row(response.key, fact)}{general}"
        if fact.fulfils:
            rows = self.writer.join([self._row(key, fact) for key in fact.fulfils], most=len(fact.fulfils))
            words += f"; it carries out the plan of {rows}"
        if fact.parts:
            words += f"; {PARTS.get(fact.parts, fact.parts)}"
        return words

    def _row(self, key: str, fact: RowFact) -> str:
        """A statement by its row, where it stands in one."""
        return f"row {fact.rows[key]}" if key in fact.rows else f"statement {key.removeprefix(f'{fact.dataset}:')}"

    def _when(self, fact: RowFact) -> str:
        days = fact.days
        if days.kind == "valid":
            return self._lasting(days, fact)
        assert days.day is not None
        if days.kind == "observed":
            verb = "expected to be so" if fact.mode in MODES and fact.mode != "under_way" else "seen"
            return f", {verb} {self._on(days.day, fact)}"
        if days.spread and isinstance(days.day, Window):
            return f", over the whole time from {self._day(days.day.earliest)} to {self._day(days.day.latest)}"
        comma = "," if fact.mode in MODES and fact.mode != "under_way" else ""
        return f"{comma} {self._on(days.day, fact)}"

    def _lasting(self, days: SpokenDays, fact: RowFact) -> str:
        start = self._edge(days.start, fact) or "an unknown day"
        if days.end == "open":
            return f", from {start} on, and still when this was said"
        if days.end == "unknown":
            return f", from {start} to an unknown day before this was said"
        return f", from {start} to {self._edge(days.end, fact)}"

    def _edge(self, edge: Edge, fact: RowFact) -> str:
        if isinstance(edge, LinkedDate):
            return self._linked(edge, fact)
        return "" if isinstance(edge, str) else self._some_day(edge)

    def _on(self, day: Window | LinkedDate, fact: RowFact) -> str:
        return f"on {self._linked(day, fact) if isinstance(day, LinkedDate) else self._some_day(day)}"

    def _linked(self, day: LinkedDate, fact: RowFact) -> str:
        from graph.dates.windows import read_window

        weekdays = " or ".join(name.capitalize() for name in day.weekdays)
        words = f"a {weekdays}" if weekdays else "some day"
        if day.within is not None:
            within = self._some_day(read_window(day.within)).removeprefix("some day ")
            words += f" {within}" if not within[0].isdigit() else f", {within}"
        return words + "".join(f", {self._tie(tie, fact)}" for tie in day.ties)

    def _tie(self, tie: DateTie, fact: RowFact) -> str:
        key, _, what = tie.of.partition("#")
        point = {"start": "the start of ", "end": "the end of ", "said": "the day on which it was said in "}.get(
            what, ""
        )
        of = f"the publication of {key.removeprefix('source:')}" if key.startswith("source:") else self._row(key, fact)
        if tie.relation == "same_day":
            return f"on the same day as {point}{of}"
        if tie.max_days is None:
            days = "on or " if tie.min_days == 0 else f"{tie.min_days} days or more " if tie.min_days > 1 else ""
        else:
            days = f"{tie.min_days} to {tie.max_days} days "
        return f"{days}{tie.relation} {point}{of}"

    def _some_day(self, days: Window) -> str:
        """Such as `5 February 2026`, `some day of 2019`, `some day from 3 May to 6 June 2019`, `some day up to ..`."""
        first, last = days
        if first == last:
            return self._day(first)
        if is_unbounded(days):
            return "an unknown day"
        if first == MIN:
            return f"some day up to {self._day(last)}"
        if last == MAX:
            return f"some day from {self._day(first)} on"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return (
                f"some day of {first.year}" if first.year == last.year else f"some day of {first.year} to {last.year}"
            )
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        if first == last.replace(day=1) and last == end:
            return f"some day of {first:%B} {first.year}"
        return f"some day from {self._day(first)} to {self._day(last)}"

    def _day(self, day: date) -> str:
        return self.writer.day(day)
