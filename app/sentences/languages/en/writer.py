"""Sentences in English, as a newsroom prints them: the answer first, at most two sentences, some 45 words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from app.sentences.chain import ChainFacts
from app.sentences.custody import CustodyFacts
from app.sentences.custody_diff import CustodyDiffFacts, RowChangeFact
from app.sentences.facts import AskedDays, Doubt, SaidAmount
from app.sentences.holdings import HoldingFact, group_by_holder, list_vague, split_kinds
from app.sentences.languages.en.alliances import EnglishOfAlliances
from app.sentences.languages.en.articles import HAS_ARTICLE, IN_BESIDE, add_article, add_indefinite, find_main_words
from app.sentences.languages.en.changes import EnglishOfChanges
from app.sentences.languages.en.clauses import find_subject_role
from app.sentences.languages.en.listing import EnglishOfLists
from app.sentences.languages.en.moves import EnglishOfMoves
from app.sentences.languages.en.singulars import is_one, make_singular, name_one
from app.sentences.ledger import LedgerFacts
from app.sentences.listing import GroupsFacts, PlacesFacts
from app.sentences.names import PrintedNames, order_names
from app.sentences.networks import BalanceFacts, DiffFacts, NetworkFacts, NetworkSeriesFacts
from app.sentences.plans import PlansFacts
from app.sentences.series import SeriesFacts
from app.sentences.statements import StatementFact
from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import Amount, AmountForm

if TYPE_CHECKING:  # needs numpy, which questions about custody do not
    from app.sentences.alliances import AlliancesFacts
    from app.sentences.languages.en.explanations import EnglishExplanations
    from app.sentences.languages.en.notes import EnglishNotes
    from app.sentences.languages.en.records import EnglishRecords
    from app.sentences.languages.en.row_words import EnglishRowWords
    from app.sentences.languages.en.rows import EnglishRows
    from app.sentences.languages.en.ties import EnglishTieNotes

MONTHS = tuple(calendar.month_name)
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FORMS = {
    AmountForm.EXACTLY: "{}",
    AmountForm.ABOUT: "about {}",
    AmountForm.NEARLY: "nearly {}",
    AmountForm.MORE: "more than {}",
    AmountForm.LEAST: "at least {}",
    AmountForm.UP_TO: "up to {}",
    AmountForm.FEWER: "fewer than {}",
}
HELD = {
    Doubt.NONE: "held",
    Doubt.PROBABLY: "probably held",
    Doubt.STILL: "probably still held",
    Doubt.PERHAPS: "may have held",
    Doubt.OLD: "held",
}
HOLDS = {
    Doubt.NONE: "holds",
    Doubt.PROBABLY: "probably holds",
    Doubt.STILL: "probably still holds",
    Doubt.PERHAPS: "may hold",
    Doubt.OLD: "held",
}
CAPTURED = {"arrests": "arrested", "takes_hostage": "seized", "interns": "interned"}
REVIEWED = {"checked": "a second coder checked", "agreed": "two coders agreed on"}
MOST_WORDS = 55
PERSONS = ("men", "women", "children")
MONTH_DAYS = 31
IT = re.compile(r"(it|they) (?!is inferred\b)")  # of the one named first
END = re.compile(r"\.(?= [A-Z]|\Z)")  # of a sentence
MOST_NAMES = 5
# words that stand before people without "of": many people, a few hundred people
QUANTIFIER = re.compile(
    r"(\b(many|several|few|some|most|numerous|countless|various|dozen|hundred|thousand|million)| of)\Z"
)


class EnglishWriter:
    """Writes facts in English."""

    def __init__(self, names: PrintedNames) -> None:
        self.names = names
        self._lens: AskedDays | None = None  # who the sentence says are left out, or alone are trusted

    @cached_property
    def records(self) -> EnglishRecords:
        """Writes what is said of the record: disputes, silences, paths, events, entities, statements, changes."""
        from app.sentences.languages.en.records import EnglishRecords

        return EnglishRecords(self)

    @cached_property
    def notes(self) -> EnglishNotes:
        from app.sentences.languages.en.notes import EnglishNotes

        return EnglishNotes(self)

    @cached_property
    def tie_notes(self) -> EnglishTieNotes:
        from app.sentences.languages.en.ties import EnglishTieNotes

        return EnglishTieNotes(self)

    @cached_property
    def row_words(self) -> EnglishRowWords:
        from app.sentences.languages.en.row_words import EnglishRowWords

        return EnglishRowWords(self)

    @cached_property
    def explanations(self) -> EnglishExplanations:
        """Writes what an answer rests on."""
        from app.sentences.languages.en.explanations import EnglishExplanations

        return EnglishExplanations(self)

    @cached_property
    def rows(self) -> EnglishRows:
        """Writes single statements, whole."""
        from app.sentences.languages.en.rows import EnglishRows

        return EnglishRows(self)

    def name(self, id_: str) -> str:
        """Such as `the SDF`, `Iraq`, `an anonymous Iraqi security source`."""
        if asked := self.names.find_asked(id_):
            return add_article(asked, self.names.find_label(id_), self.names.find_kind(id_))
        if printed := self.names.find_dated(id_) or self.names.find_forms(id_).get("name"):
            return printed
        translated = self.names.find_translated(id_) or self.names.find_full(id_)
        words = translated or self.names.find_short(id_)
        if not translated and (aside := self.names.find_aside(id_)):
            return self._with_aside(words, aside, self.names.find_kind(id_))
        if self.names.is_anonymous(id_) and "anonymous" not in words.lower():
            return _make_anonymous(words)
        return add_article(words, self.names.find_label(id_), self.names.find_kind(id_))

    def _with_aside(self, name: str, aside: str, kind: str) -> str:
        """A name that says nothing alone with what its source adds: `the forces of Idi Amin`, `Muslims in Nigeria`."""
        if forces := re.match(r"(?i)(forces (?:of|loyal to) .+)\Z", aside):
            return f"the {forces[1][:1].lower()}{forces[1][1:]}"
        countries = self.names.view.directory.names.find(aside, frozenset(("Place", "Nationality", "Actor")))
        if countries and aside[:1].isupper():
            return f"{self._bare_noun(name, kind)} in {aside}"
        return f"{self._bare_noun(name, kind)} of {aside if aside[:1].isupper() else f'the {aside}'}"

    @staticmethod
    def _bare_noun(name: str, kind: str) -> str:
        """A common noun with an article: `a military faction`; a name with the one that it takes, if any."""
        _, *rest = name.split()
        is_noun = bool(rest) and all(word.islower() for word in rest) and not rest[-1].endswith("s")
        return add_indefinite(name[:1].lower() + name[1:]) if is_noun else add_article(name, "Actor", kind)

    def names_of(self, ids: Iterable[str]) -> str:
        """At most five names, and how many more; what is called alike is named once."""
        return self.join(self.list_names(ids))

    def list_names(self, ids: Iterable[str]) -> list[str]:
        """The names of some, each once; of a government and that of the time, which one name means, the latter."""
        names = dict.fromkeys(self.name(id_) for id_ in ids)
        return order_names([name for name in names if f"{name} of the time" not in names])

    @staticmethod
    def join(words: Sequence[str], most: int = MOST_NAMES) -> str:
        """a, b and c; a, b and 7 more."""
        shown = list(words) if len(words) <= most + 1 else [*words[:most], f"{len(words) - most:,} more"]
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""

    def speaker(self, id_: str) -> str:
        """A name with the office that a reader needs to know: Ian Moss of the US State Department."""
        return self.names.find_forms(id_).get("speaker") or self.name(id_)

    def speakers(self, ids: Sequence[str]) -> str:
        """At most two names, and others."""
        names = list(dict.fromkeys(self.speaker(id_) for id_ in ids))
        return self.join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and others"

    @staticmethod
    def number(number: int) -> str:
        return SMALL[number] if 0 < number < len(SMALL) else f"{number:,}"

    def amount(self, amount: Amount) -> str:
        """Such as `about 2,000`, `seven`, `1,800 to 2,200`."""
        if amount.form is AmountForm.VAGUE:
            return f"“{amount.word}”"
        if amount.form is AmountForm.BETWEEN:
            return f"{amount.low:,} to {amount.high:,}"
        if amount.form is AmountForm.EXACTLY and amount.low == 0:
            return "none"
        return FORMS[amount.form].format(self.number(amount.low))

    def people(self, amount: Amount | None, group: str, unit: str = "people") -> str:
        """Such as `about 2,000 ISIS suspects`; the group alone if its name counts it, as seven French citizens."""
        if amount is None or HAS_ARTICLE.match(group):
            return group
        counted = "no" if amount.form is AmountForm.EXACTLY and amount.low == 0 else self.amount(amount)
        if unit != "people" and group.split()[0] != unit:  # 112 men arrested in the north
            of = "among" if unit in PERSONS else "of"  # men among fighters, families of fighters
            counted += f" {(is_one(amount) and make_singular(unit)) or unit} {of}"
        elif is_one(amount):
            group = name_one(group)
        if amount.form is AmountForm.VAGUE and unit == "people" and not QUANTIFIER.search(amount.word):
            counted += " of"
        return f"{counted} {group}"

    @staticmethod
    def day(day: date) -> str:
        return f"{day.day} {MONTHS[day.month]} {day.year}"

    def days(self, days: Window, *, around: bool = False) -> str:
        """Such as `on 5 February 2026`, `in July 2022`, `in 2019`, `between 2019 and January 2026`; `` for any time."""
        first, last = days.earliest, days.latest
        if around:
            return f"around {self.end(last, days)}"
        if first == MIN or last == MAX:
            if first == last or (first == MIN and last == MAX):
                return ""
            if first == MIN and (last.month, last.day) == (12, 31):
                return f"by the end of {last.year}"
            since = f"in {first.year}" if (first.month, first.day) == (1, 1) else f"on {self.day(first)}"
            return f"by {self.day(last)}" if first == MIN else f"{since} or later"
        if first == last:
            return f"on {self.day(first)}"
        start, end = self._period_ends(first, last)
        return f"in {end}" if start == end else f"between {start} and {end}"

    def up_to(self, days: Window, weekday: str = "") -> str:
        """The day of a running total: `by 23 January 2026`, `by a Thursday on or after 29 January 2026`."""
        first, last = days.earliest, days.latest
        if first in (MIN, last):
            return self.days(Window(MIN, last))
        return f"by {self.some_day(days, weekday)}"

    def some_day(self, days: Window, weekday: str = "") -> str:
        """One of some days: `a Thursday in July 2019`; of a weekday in a long time only where that begins."""
        day = f"a {weekday.capitalize()}" if weekday else "a day"
        if days.latest == MAX or (weekday and (days.latest - days.earliest).days > MONTH_DAYS):
            return f"{day} on or after {self.day(days.earliest)}"
        return f"{day} {self.days(days)}"

    def asked_days(self, days: Window) -> str:
        """The days of a question: as `days`, but open ones are `since 2019` and `until March 2019`."""
        first, last = days.earliest, days.latest
        if last == MAX and first > MIN:
            return (
                f"since {self._period_ends(first, first.replace(month=12, day=31))[0]}"
                if first.day == 1
                else (f"since {self.day(first)}")
            )
        if first == MIN and last < MAX:
            start = last.replace(day=1, month=1 if (last.month, last.day) == (12, 31) else last.month)
            return f"until {self._period_ends(start, last)[1]}"
        return self.days(days)

    def end(self, last: date, days: Window) -> str:
        """The last day, or the year or month of a whole one, such as `2019`."""
        return self.day(last) if days.earliest == last else self._period_ends(days.earliest, last)[1]

    def _period_ends(self, first: date, last: date) -> tuple[str, str]:
        """The ends of a period, as years or months where it has whole ones."""
        whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if whole_months and first.month == 1 and last.month == 12:
            return str(first.year), str(last.year)
        if whole_months:
            start, end = f"{MONTHS[first.month]} {first.year}", f"{MONTHS[last.month]} {last.year}"
            return (f"{first.year}", end) if first.month == 1 and first.year != last.year else (start, end)
        words = self.day(first).split()
        shared = 2 if (first.year, first.month) == (last.year, last.month) else first.year == last.year
        return " ".join(words[: 3 - shared]), self.day(last)

    def opening(self, asked: AskedDays, *, is_by: bool = False) -> str:
        """The first words: who is left out, what was known by when, and the days asked about. `is_by`: by them."""
        words = ""
        if asked.relations:
            relations = [f"“{name.replace('_', ' ')}”" for name in asked.relations]
            words += f"counting only {self.join(relations)}, "
        if asked.reviewed:
            words += f"counting only statements that {REVIEWED[asked.reviewed]}, "
        if asked.excluded:
            words += f"leaving out {self._name_left_out(asked)}, "
        if asked.leaves_parties:
            words += "leaving out speakers who are party to the events, "
        if asked.trusted:
            words += f"going by {self.names_of(asked.trusted)} alone, "
        if asked.min_independent > 1:
            words += f"counting only what at least {self.number(asked.min_independent)} independent sources say, "
        if asked.excluded or asked.trusted:
            self._lens = asked
        if asked.known_at:
            words += f"as {'' if asked.is_surely_known else 'perhaps '}publicly known {self.days(asked.known_at)}, "
        if asked.day and not asked.is_of_known_days and not asked.is_unknowable(is_by=is_by):
            is_by = is_by and asked.day.earliest > MIN and asked.day.latest < MAX
            by = "by " if asked.day.earliest == asked.day.latest else "by the end of "
            words += by + f"{self.end(asked.day.latest, asked.day)} " if is_by else f"{self.asked_days(asked.day)} "
        return words

    def _name_left_out(self, asked: AskedDays) -> str:
        return self.join([_make_definite(self.name(id_)) for id_ in asked.excluded])

    def say_lens(self, text: str) -> str:
        """A sentence that begins with whom it leaves out or trusts, so that it does not speak for others."""
        if self._lens is None:
            return text
        return self._say_trusted(self._say_left_out(text, self._lens), self._lens)

    def _say_left_out(self, text: str, asked: AskedDays) -> str:
        """Of those who are left out and yet named, as what others say of them: leaving out what they say."""
        names = self._name_left_out(asked)
        before, opening, rest = text.partition(f"eaving out {names}, ")
        named = [self.name(id_).removeprefix("the ") for id_ in asked.excluded]
        if not opening or not any(name in rest for name in named):
            return text
        verb = "say" if len(asked.excluded) > 1 or names.startswith("several ") else "says"
        return f"{before}eaving out what {names} {verb}, {rest}"

    def _say_trusted(self, text: str, asked: AskedDays) -> str:
        """Of those who alone are trusted: what they do not say, or what they say without naming them again."""
        names = self.names_of(asked.trusted)
        opening = f"Going by {names} alone, "
        if not asked.trusted or not text.startswith(opening):
            return text
        rest = text.removeprefix(opening)
        if silent := re.match(r"no source here (say|report|count|date|dispute|link)s\b", rest):
            does = "do" if len(asked.trusted) > 1 else "does"
            said = rest[silent.end() :].replace(", or says ", ", or say ")
            said = END.sub("; what other sources say is left out.", said, count=1)
            return f"{_upper(names)} {does} not {silent[1]}{said}"
        again = [f", according to {name}" for name in {names, self.speakers(asked.trusted)}]
        for words in (*again, ", by the same account"):
            for end in (", and ", ", or ", "; ", "."):
                rest = rest.replace(words + end, end)
        return opening + rest

    def according(self, ids: Sequence[str], *, is_inferred: bool = False) -> str:
        """According to whom; what a coder infers from what they say is said by none of them."""
        return f", {'as inferred from' if is_inferred else 'according to'} {self.speakers(ids)}" if ids else ""

    # custody

    def write_custody(self, facts: CustodyFacts) -> str:
        if not facts.holdings:
            return self._write_no_custody(facts)
        own, *others = group_by_holder(facts.holdings).values()
        lead, rest = split_kinds(own)
        if facts.is_handed_over and facts.taken_over:
            return self._write_handed_over(facts, lead)
        asked = replace(facts.asked, day=None) if lead[0].is_past else facts.asked  # the clause has its own days
        opening = self.opening(asked, is_by=lead[0].has_come)
        wordings = [opening + self._write_holder(facts, lead[:number]) for number in range(min(len(lead), 3), 0, -1)]
        wordings.append(opening + self._write_holder(facts, lead[:1], is_short=True))
        seconds = [
            [self._write_denial(lead[0])],
            self._write_gone(facts),
            [self._write_taking_over(facts) if not facts.is_told_below else ""],
            [
                f"it {self._predicate(facts, rest[:n], is_short=is_short, also='also ')}"
                + self._vague_speakers(rest[:n])
                for n, is_short in ((2, False), (2, True), (1, False), (1, True))
                if rest[:n]
            ]
            + self.write_may_have_come(rest),
            [self._write_not_known(facts, own)],
            self.write_until_then(facts),
            self._write_move_of_lead(facts.moved_inside, lead[0]),
            self._write_others(facts, others),
            [self._write_taken_too(facts.taken_by_holder, lead[0]) if facts.taken_by_holder else ""],
            self._write_perhaps_same(facts),
            self._write_together(facts),
            self._write_earlier(facts),
            self._write_detained(facts),
        ]
        return self.compose(wordings, seconds, self.name(lead[0].holder))

    def write_may_have_come(self, rest: Sequence[HoldingFact]) -> list[str]:
        """That some more had perhaps come by the days asked about, without the days when they may have come."""
        one = rest[0] if rest else None
        if one is None or not one.may_come_later or len(one.received) != 1 or one.received[0].amount is None:
            return []
        people = self.people(one.received[0].amount, self.name(one.held), one.received[0].unit)
        return [f"it may by then also have {self._took(one)} {people}{self.according(one.received[0].speakers)}"]

    def _write_taken_too(self, taken: StatementFact, lead: HoldingFact) -> str:
        """The place that the holder took over, and who says so, unless they were named just before."""
        says = self.records.clauses({})
        speakers = {id_ for figure in lead.numbers for id_ in figure.speakers} or set(lead.speakers)
        said = ", by the same account" if set(taken.speakers) == speakers else says.by(taken)
        return says.clause(taken, is_itself=True) + said

    def _write_earlier(self, facts: CustodyFacts) -> list[str]:
        """How many another holder had received before, of whom no source says whether it still had them."""
        one = facts.earlier
        return (
            [f"{self.name(one.holder)} had {self._took(one)} {self._object_before(one, is_short=True)}"] if one else []
        )

    def say_arrivals(self, facts: CustodyFacts, some: Sequence[HoldingFact]) -> str:
        """How many one holder had received of each of some groups, and who says so."""
        return self._predicate(facts, some, is_short=True, also="also ")

    def _write_handed_over(self, facts: CustodyFacts, lead: Sequence[HoldingFact]) -> str:
        """Who took over the place, and who held people there until then."""
        opening = self.opening(replace(facts.asked, day=None))
        until = replace(facts, asked=replace(facts.asked, is_today=False))
        before = [f"before that {self._write_holder(until, lead[:1], is_short=short)}" for short in (False, True)]
        day = facts.asked.day
        last = f"no source here says who held them {self.asked_days(day)}" if day and day.earliest == day.latest else ""
        return self.compose([opening + self._write_taking_over(facts)], [before, [last]])

    def _write_move_of_lead(self, fact: StatementFact | None, lead: HoldingFact) -> list[str]:
        """How many people the first holder moved within its own custody, with the days and without."""
        if fact is None:
            return []
        says, itself = self.records.clauses({}), fact.role(find_subject_role(fact)) == (lead.holder,)
        said = says.by(fact) + says.or_others(fact)
        return [says.clause(fact, days=days, is_itself=itself) + said for days in (True, False)]

    def write_until_then(self, facts: CustodyFacts) -> list[str]:
        """Whom a holder had until another one took over their place, which says nothing of where they are now."""
        lost = facts.until_then
        if lost is None:
            return []
        until = replace(facts, asked=replace(facts.asked, is_today=False))
        held = [self._write_holder(until, [lost.holding], is_short=short) for short in (False, True)]
        unnamed = replace(lost.taken_over, roles={**lost.taken_over.roles, "from_holder": ()})
        taken = self.records.clauses({}).clause(unnamed)
        return [f"{self.records.write_claim(lost.taken_over)}; before that {held[0]}"] + [
            f"before {taken} {words}" for words in held
        ]

    def _write_holder(self, facts: CustodyFacts, some: Sequence[HoldingFact], *, is_short: bool = False) -> str:
        """What one holder held or had received. A vague number has a clause of its own."""
        text = f"{self._subject(some[0], is_short=is_short)} {self._predicate(facts, some, is_short=is_short)}"
        vague = list_vague(some)
        return f"{text}; {self._speak_vaguely(facts, vague[0])}" if vague else text

    def _vague_speakers(self, some: Sequence[HoldingFact]) -> str:
        """Who says that people are held whose number is left out here, since it is only a vague one."""
        return self.according(list(dict.fromkeys(id_ for figure in list_vague(some) for id_ in figure.speakers)))

    def _subject(self, one: HoldingFact, *, is_short: bool = False) -> str:
        if is_short:
            return self.name(one.holder)
        with_ = f", with {self.names_of(one.partners)}," if one.partners else ""
        guards = [self.name(id_).removeprefix("the ") for id_ in one.guards]
        return f"{self.name(one.holder)}{with_}" + (f", with {self.join(guards)} guards," if guards else "")

    def _predicate(
        self, facts: CustodyFacts, some: Sequence[HoldingFact], *, is_short: bool = False, also: str = ""
    ) -> str:
        """Such as `probably held about 2,000 ISIS suspects, according to X, and 47 French citizens, according to Y`."""
        first = some[0]
        if first.has_come:
            verb = f"{also}{self._took(first)}" if first.is_long_ago else f"had {also}{self._took(first)}"
        else:
            doubt = Doubt.PROBABLY if first.is_moved and first.doubt is Doubt.NONE else first.doubt
            verb = (HOLDS if facts.asked.is_today else HELD)[doubt]
            if first.is_guarding:
                is_now = facts.asked.is_today and not first.is_old
                verb = re.sub("h[eo]lds?$", "guards" if is_now else "guarded", verb)
            before, space, last_word = verb.rpartition(" ")
            verb = f"{before}{space}{also}{last_word}"
        objects, last, took = [], len(some) - 1, self._took(first)
        for place, one in enumerate(some):
            own = f"{self._took(one)} " if one.has_come and self._took(one) != took else ""
            took = self._took(one)
            if one.is_past:
                objects.append(own + self._object_before(one, is_short=is_short))
                continue
            end = self._end_object(one, is_short=is_short)
            is_shared = place < last and end == self._end_object(some[place + 1], is_short=is_short)
            text = self._object(facts, one, is_short=is_short)
            objects.append(own + (text.removeprefix("some of ") if place else text) + ("" if is_shared else end))
        return f"{verb} {', and '.join(objects) if any(', ' in one for one in objects[:-1]) else self.join(objects)}"

    def _end_object(self, one: HoldingFact, *, is_short: bool) -> str:
        """What is said behind the people: how those came of whom perhaps not all were there, and who says so."""
        if not one.is_moved or not one.may_come_later:
            return self._said_by(one)
        start = f" from {self.names_of(one.moved_from[:1])}" if one.moved_from and not is_short else ""
        had = "had " if one.is_total else ""
        return f" whom it {had}{self._took(one)}{start}{self._write_open_days(one)}{self._said_by(one)}"

    def _said_by(self, one: HoldingFact) -> str:
        """Who says so, where it is not said of each number."""
        if len(one.numbers) > 1 or any(figure.is_vague for figure in one.numbers):
            return ""
        if one.is_inferred:
            return self.according(one.numbers[0].speakers if one.numbers else one.speakers, is_inferred=True)
        return self._attribute(one.numbers[0]) if one.numbers else self.according(one.speakers)

    def _object(self, facts: CustodyFacts, one: HoldingFact, *, is_short: bool = False) -> str:
        group = self.name(one.held)
        numbers = [figure for figure in one.numbers if figure.amount and not figure.is_vague]
        if one.is_partly and facts.nationality:
            group += f", possibly some of them {self.nationals(facts.nationality)},"
        where = "" if is_short else self._where(one)
        some, is_one_person = "", bool(numbers) and is_one(numbers[0].amount)
        if one.has_left_since and len(numbers) == 1 and not is_one_person:
            some = "some of "
        if one.is_moved and one.may_come_later and is_one_person:  # some of one is nobody or that one
            numbers = [replace(numbers[0], amount=Amount(AmountForm.EXACTLY, 1)), *numbers[1:]]
        elif one.is_moved and one.may_come_later:  # how many came is said, and not how many were there on the days
            some = "some of "
        if not numbers or HAS_ARTICLE.match(group):
            most = f", at most {self.amount(one.peak.amount)} at one time" if one.peak and one.peak.amount else ""
            return f"{group}{where}".rstrip(",") + most
        when = self._counted_when(numbers[0]) if not one.is_moved else ""
        text = f"{some}{self.people(numbers[0].amount, group, numbers[0].unit)}{where}{when}"
        if len(numbers) == 1 and one.is_moved and one.may_come_later:
            return text  # whom it received follows
        text = text.rstrip(",")
        if len(numbers) == 1:
            return text
        others = [
            f"{self._bare(f)}{self._counted_when(f) if not one.is_moved else ''}{self._attribute(f)}"
            for f in numbers[1:]
        ]
        return f"{text}{self._attribute(numbers[0])}, or {', or '.join(others)}"

    def _object_before(self, one: HoldingFact, *, is_short: bool) -> str:
        """Whom one had long before the days asked about, when that was, and who says so."""
        group, where, said = self.name(one.held), "" if is_short else self._where(one), list[str]()
        for figure in one.numbers or (SaidAmount(None, one.speakers),):
            people = self._bare(figure) if said else self.people(figure.amount, group, figure.unit) + where
            days, is_around = (figure.days, figure.is_around) if figure.days else (one.days, one.is_around)
            when = self.days(days, around=is_around) if days else ""
            if when and people.endswith(f" {when}"):  # sentenced to death in 2019
                people, when = f"{people},", "in that same time"
            some_time = "some time " if when.startswith("between ") else ""
            said.append(f"{people} {some_time}{when}".rstrip() + self.according(figure.speakers))
        return ", or ".join(said)

    def _write_not_known(self, facts: CustodyFacts, own: Sequence[HoldingFact]) -> str:
        """That what was long before is not reported of the days asked about."""
        one = own[0]
        if one.is_of_nobody or not one.is_past:
            return ""
        them = "them" if all(other.is_past or other.is_moved for other in own) else self.name(one.held)
        holder, day = self.name(one.holder), facts.asked.day
        if facts.asked.is_today or day is None:
            return f"no source here says whether {holder} still holds {them}"
        return f"no source here says whether {holder} held {them} {self.asked_days(day)}"

    def _write_open_days(self, one: HoldingFact) -> str:
        """The days of what may have come only after those asked about, such as `by the end of 2025`."""
        days = one.days
        if days and one.is_total:
            return f" {self.up_to(days, one.weekday)}"
        words = self.days(days) if days else ""
        return f" some time {words}" if words.startswith("between ") else f" {words}" if words else ""

    def _took(self, one: HoldingFact) -> str:
        return self.took(one.capture or "captures") if one.is_captured else "received"

    @staticmethod
    def took(capture: str) -> str:
        """How people came to a holder that took them itself, by the predicate; without one, they were given to it."""
        return CAPTURED.get(capture, "captured") if capture else "received"

    def _attribute(self, figure: SaidAmount) -> str:
        """Who says a number, and that it has no day of its own or a day that is only about."""
        said = self.according(figure.speakers)
        if figure.days is None or not said:
            return said
        if figure.is_around:
            return f"{said}, speaking of {self.days(figure.days, around=True)}"
        return f"{said}, without naming a day" if figure.has_no_day else said

    def _bare(self, figure: SaidAmount) -> str:
        return self.amount(figure.amount) if figure.amount else "an unknown number"

    def _counted_when(self, figure: SaidAmount) -> str:
        """The day of a count, if it is not that asked about; a count within a long time has no day."""
        if figure.days is None or figure.is_around or figure.has_no_day:
            return ""
        words = self.days(figure.days)
        return f", counted {words}" if words else ""

    def _speak_vaguely(self, facts: CustodyFacts, figure: SaidAmount) -> str:
        """Such as `CBS News, the only source, speaks of “thousands”, without naming a day`."""
        only = ", the only source," if facts.only_speaker else ""
        verb = "speaks" if len(set(figure.speakers)) == 1 else "speak"
        day = ", without naming a day" if figure.has_no_day else ""
        amount = self.amount(figure.amount) if figure.amount else ""
        return f"{self.speakers(figure.speakers)}{only} {verb} of {amount}{day}"

    def _where(self, one: HoldingFact) -> str:
        """The places of the count, unless the holder or the group is named by them."""
        named = f"{self.name(one.holder)} {self.name(one.held)}"
        places = [name for name in map(self.name, one.places) if name.removeprefix("the ") not in named]
        if one.counted_places and one.counted_places > 1:
            return f" in the {self.number(one.counted_places)} places counted"
        if not places or len(places) < len(one.places):
            return ""
        return f" in {self.number(len(places))} places" if len(places) > 2 else f" in {self.join(places)}"

    def _write_others(self, facts: CustodyFacts, others: Sequence[Sequence[HoldingFact]]) -> list[str]:
        """The other holders: each with its number, or all in one clause."""
        if not others:
            return []
        all_ones = [one for ones in others for one in ones[:1]]
        full = "; ".join(self._write_holder(facts, ones[:1]) for ones in others[:2])
        wordings = [full] if len(others) < 3 and not facts.others else []
        with_number = next((one for one in all_ones if any(f.amount and not f.is_vague for f in one.numbers)), None)
        for has_guards in (True, False):
            if with_number and not with_number.may_come_later and len(all_ones) > 1:
                rest = self._hold_all_others(facts, [one for one in all_ones if one is not with_number], has_guards)
                wordings.append(f"{rest}; {self._write_holder(facts, [with_number], is_short=True)}")
            wordings.append(self._hold_all_others(facts, all_ones, has_guards))
        return wordings

    def _hold_all_others(self, facts: CustodyFacts, ones: Sequence[HoldingFact], has_guards: bool) -> str:
        """That some holders held others: the surer ones, and those that may have."""
        perhaps = [one for one in ones if one.doubt is Doubt.PERHAPS]
        surer = [one for one in ones if one not in perhaps]
        return "; ".join(self._hold_others(facts, some, is_short=not has_guards) for some in (surer, perhaps) if some)

    def _hold_others(self, facts: CustodyFacts, ones: Sequence[HoldingFact], *, is_short: bool) -> str:
        doubts = {Doubt.PROBABLY if one.is_moved and one.doubt is Doubt.NONE else one.doubt for one in ones}
        doubt = doubts.pop() if len(doubts) == 1 else Doubt.PROBABLY
        verb = (HOLDS if facts.asked.is_today and len(ones) == 1 else HELD)[doubt]
        if facts.asked.is_today and len(ones) > 1:
            verb = HELD[doubt].replace("held", "hold")
        when = " when last reported" if any(one.is_old for one in ones) else ""
        verb = "held" if when else verb
        names = [self._subject(one, is_short=is_short) for one in ones]
        more = [f"{facts.others:,} more"] if facts.others else []
        speakers = [id_ for one in ones for id_ in (*one.speakers, *(who for f in one.numbers for who in f.speakers))]
        held = f"{self.join([*names, *more], most=MOST_NAMES - 1).replace(',,', ',')} {verb} others{when}"
        return held + self.according(list(dict.fromkeys(speakers)))

    def _write_gone(self, facts: CustodyFacts) -> list[str]:
        """Who left the first holder after all that is told of it, and who denied later that it held them."""
        gone, denied = facts.gone, facts.denied_since
        wordings = [self.records.write_claim(gone.report, days=has_days) for has_days in (True, False)] if gone else []
        if gone and gone.reports > 1:
            how = "died" if gone.fate == "dead" else "left" if gone.fate is None else "left or died"
            number = self.amount(gone.amount) if gone.amount else "some"
            by = f" by {self.number(gone.reports)} reports"
            wordings = [f"after that {number} {how}{by}{self.according(gone.speakers)}", f"{number} {how} later{by}"]
        denials = [self.records.write_claim(denied)] if denied else []
        return [f"{one}; {denial}" for one in wordings for denial in denials] + wordings + denials

    def _write_denial(self, one: HoldingFact) -> str:
        if not one.denied_by:
            return ""
        denies = f"{self.speakers(one.denied_by)} {'deny' if len(set(one.denied_by)) > 1 else 'denies'}"
        return f"{denies} that they were in {self.names_of(one.denied_at)}" if one.denied_at else f"{denies} it"

    def _write_perhaps_same(self, facts: CustodyFacts) -> list[str]:
        """People of a group that may be the one asked about, with the number and day of the nearest count."""
        for one in facts.perhaps_same:
            figure = next((figure for figure in one.numbers if figure.amount), None)
            if figure and figure.amount:
                people = self.people(figure.amount, self.name(one.held), figure.unit)
                when = f" {self.days(figure.days, around=figure.is_around)}" if figure.days else ""
                start = f"{self.speakers(figure.speakers)} reported {people}"
                held = f" held by {self.name(one.holder)}"
                same = ", who may be the same people"
                return [f"{start}{held}{when.rstrip()}{same}", f"{start}{when.rstrip()}{same}"]
        return []

    def _write_together(self, facts: CustodyFacts) -> list[str]:
        """What is said of the place and others as one, with its number and day; it is not said of the place alone."""
        for one in facts.together:
            figure = next((figure for figure in (*one.numbers, one.peak) if figure and figure.amount), None)
            if figure and figure.amount and one.places:
                most, once = ("at most ", " at one time") if figure.is_peak else ("", "")
                where, group = self.names_of(one.places), self.name(one.held)
                at = "" if where in group else f" in {where}"
                days, is_around = (figure.days, figure.is_around) if figure.days else (one.days, one.is_around)
                when = f" {self.days(days, around=is_around)}" if days else ""
                people = f"{most}{self.people(figure.amount, group, figure.unit)}{at} together"
                start = f"{self.speakers(figure.speakers)} reported {people}"
                return [f"{start}, held by {self.name(one.holder)}{once}{when.rstrip()}", f"{start}{when.rstrip()}"]
        return []

    def _write_no_custody(self, facts: CustodyFacts) -> str:
        asked = facts.asked
        when = f" {self.asked_days(asked.day)}" if asked.day else ""
        people = self._asked_people(facts)
        if facts.possible:
            few = "Nothing is certain" if asked.only_certain else "Too few independent sources speak"
            lead = f"{few} about who held {people}{when}"
            own, *others = group_by_holder(facts.possible).values()
            by_then = "by then " if own[0].has_come else ""
            possible = [by_then + self._write_holder(facts, own[:1], is_short=is_short) for is_short in (False, True)]
            return self.compose([lead], [possible, self._write_others(facts, others)])
        opening = self.opening(replace(asked, day=None))
        holder = self.name(facts.holder) if facts.holder else ""
        if facts.has_too_few:
            held = f"whether {holder} held" if holder else "who held"
            known = f"{opening}too few independent sources speak about {held} {people}{when}"
        else:
            held = f"that {holder} held" if holder else "who held"
            known = f"{opening}no source here says {held} {people}{when}"
        if facts.left and facts.left_by:
            left = f"all who had been with {self.names_of(facts.left)} had left by {self.day(facts.left_by)}"
            return self.compose([known], [[self._write_last_loss(facts), left]])
        nearest = [self._write_nearest(facts.after, "first"), self._write_nearest(facts.before, "last")]
        control = self._write_control(facts)
        if control:  # who had the place comes first
            known = known.removeprefix(opening)
            return self.compose(
                [opening + control[0]],
                [[one] for one in (*control[1:], known)] + [self._write_detained(facts), *nearest],
            )
        taken = [self.records.write_claim(facts.taken_by_holder)] if facts.taken_by_holder else []
        among = [self.records.write_claim(facts.among)] if facts.among else []
        gone = facts.left_since
        leaving = [self.records.write_claim(gone, days=has_days) for has_days in (True, False)] if gone else []
        slots = [*nearest, leaving] if facts.before else [leaving, *nearest]
        return self.compose([known], [self._write_detained(facts), self._write_together(facts), taken, among, *slots])

    def _write_detained(self, facts: CustodyFacts) -> list[str]:
        """Who is detained in a place while no source says by whom."""
        one = facts.detained
        return [f"{self.records.write_claim(one)}; by whom is not said"] if one else []

    def _write_control(self, facts: CustodyFacts) -> list[str]:
        """Who took over the place, and who had it until then or until a later day."""
        formerly = self.records.write_claim(facts.formerly, days=not facts.taken_over) if facts.formerly else ""
        if not facts.taken_over:
            return [formerly] if formerly else []
        return [self._write_taking_over(facts), *([f"before that {formerly}"] if formerly else [])]

    def _write_last_loss(self, facts: CustodyFacts) -> str:
        """How the last of them left, and who denies it."""
        if facts.last_loss is None:
            return ""
        denied = self.speakers(facts.loss_denied_by)
        verb = "denies" if len(facts.loss_denied_by) == 1 else "deny"
        return self.records.write_claim(facts.last_loss) + (f", which {denied} {verb}" if denied else "")

    def _write_taking_over(self, facts: CustodyFacts) -> str:
        return self.records.write_claim(facts.taken_over) if facts.taken_over else ""

    def _asked_people(self, facts: CustodyFacts) -> str:
        who = self.name(facts.held) if facts.held else "people"
        if facts.nationality:
            nationals = self.nationals(facts.nationality)
            who = f"{nationals} among {who}" if facts.held else nationals
        return f"{who} in {self.name(facts.place)}" if facts.place else who

    def nationals(self, nationality: str) -> str:
        """Such as `Tunisians`, `Turkish citizens`, `people from Europe`, `non-Iraqi citizens`."""
        named = self.names.find_forms(nationality).get("name")
        if named:
            return named
        kind = self.names.find_kind(nationality)
        if kind == "region":
            return f"people from {self.name(nationality)}"
        adjective = self.names.find_adjective(nationality) or (self.name(nationality) if kind == "status" else "")
        return f"{adjective} citizens" if adjective else f"citizens of {self.name(nationality)}"

    def _write_nearest(self, one: HoldingFact | None, which: str) -> list[str]:
        """The nearest evidence before or after the days asked about: who says it, of how many, and when."""
        if one is None:
            return []
        figure = next(iter(one.numbers), None)
        speakers = figure.speakers if figure else one.speakers
        group = self.name(one.held)
        people = self.people(figure.amount, group, figure.unit) if figure else group
        days = figure.days if figure and figure.days else one.days
        when = f" {self.days(days, around=figure.is_around if figure else one.is_around)}" if days else ""
        when = f" until {self.day(days.latest)}" if days and one.is_until else when
        if figure:
            people += self._where(one)
        had = f"{self._took(one)} by" if one.is_moved else "held by"
        does, speaks = ("do", "speak") if len(set(speakers)) > 1 else ("does", "speaks")
        who = f"the {which} who {does}, {self.speakers(speakers)}, {speaks} of"
        return [f"{who} {people} {had} {self.name(one.holder)}{when.rstrip()}"]

    def compose(self, lead: Sequence[str], seconds: Sequence[Sequence[str]], subject: str = "") -> str:
        """Two sentences: the fullest wording of the first, and of the others what fits, in their order.

        `subject` is whom a clause means that begins with `it`; behind a clause on another one it is named again.
        """
        for first in lead:
            text = f"{_upper(first.strip())}."
            if len(text.split()) <= MOST_WORDS:
                break
        added, is_of_subject = "", True
        for wordings in seconds:
            for wording in filter(None, wordings):
                is_it = bool(IT.match(wording))
                words = wording if is_of_subject or not subject else IT.sub(f"{subject} ", wording, count=1)
                more = f"{added}; {words}" if added else _upper(words)
                if len(f"{text} {more}".split()) <= MOST_WORDS:
                    added, is_of_subject = more, is_of_subject and is_it
                    break
        return self.say_lens(IN_BESIDE.sub("", f"{text} {added}." if added else text))

    # custody/diff

    def write_custody_diff(self, facts: CustodyDiffFacts) -> str:
        return EnglishOfChanges(self).write_custody_diff(facts)

    def write_custody_change(self, facts: RowChangeFact, offices: Mapping[str, str]) -> str:
        return EnglishOfChanges(self).write_change(facts, offices)

    # groups, places

    def write_groups(self, facts: GroupsFacts) -> str:
        return EnglishOfLists(self).write_groups(facts)

    def write_places(self, facts: PlacesFacts) -> str:
        return EnglishOfLists(self).write_places(facts)

    # custody/series, custody/ledger, custody/chain, plans

    def write_series(self, facts: SeriesFacts) -> str:
        return EnglishOfMoves(self).write_series(facts)

    def write_ledger(self, facts: LedgerFacts) -> str:
        return EnglishOfMoves(self).write_ledger(facts)

    def write_chain(self, facts: ChainFacts) -> str:
        return EnglishOfMoves(self).write_chain(facts)

    def write_plans(self, facts: PlansFacts) -> str:
        return EnglishOfMoves(self).write_plans(facts)

    # alliances, network, alliances/series|diff|balance

    def write_alliances(self, facts: AlliancesFacts) -> str:
        return EnglishOfAlliances(self).write_alliances(facts)

    def write_network(self, facts: NetworkFacts) -> str:
        return EnglishOfAlliances(self).write_network(facts)

    def write_alliances_series(self, facts: NetworkSeriesFacts) -> str:
        return EnglishOfAlliances(self).write_alliances_series(facts)

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        return EnglishOfAlliances(self).write_alliances_diff(facts)

    def write_balance(self, facts: BalanceFacts) -> str:
        return EnglishOfAlliances(self).write_balance(facts)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _make_anonymous(name: str) -> str:
    """`an anonymous UN official`, `anonymous people`, `two anonymous officials`."""
    bare = re.sub(r"\A(the|an?) |(?<![^ ])(unnamed|anonymous) ", "", name)
    number = HAS_ARTICLE.match(bare)
    noun = find_main_words(bare)
    if number:
        return f"{number[0]}anonymous {bare[number.end() :]}"
    is_plural = noun.endswith(("s", "people")) and not noun.endswith("ss")
    return f"{'' if is_plural else 'an '}anonymous {bare}"


def _make_definite(name: str) -> str:
    """An anonymous source that is left out is one that is known: the anonymous source."""
    return re.sub(r"\Aan (?=anonymous)", "the ", name)


WRITER = EnglishWriter
