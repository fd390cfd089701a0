"""Sentences in English, as a newsroom prints them: the answer first, at most two sentences, some 45 words."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date

from app.sentences.custody import CustodyFacts, HoldingFact
from app.sentences.facts import AskedDays, Doubt, SaidAmount
from app.sentences.names import PrintedNames
from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import Amount, AmountForm

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
}
HOLDS = {
    Doubt.NONE: "holds",
    Doubt.PROBABLY: "probably holds",
    Doubt.STILL: "probably still holds",
    Doubt.PERHAPS: "may hold",
}
MOST_WORDS = 48
MOST_NAMES = 5
# the last word of a name that is said with "the"
WITH_ARTICLE = re.compile(
    r"(government|ministry|department|forces?|coalition|army|military|navy|council|court|judiciary|authorities|mission"
    r"|agency|administration|party|front|movement|brigades?|nations|union|kingdom|states|netherlands|philippines"
    r"|emirates|republic|organi[sz]ation|command|league|police|embassy|parliament|committee|commission|congress|bank"
    r"|program|programme|service|centre|center|security source|official|spokesperson|chairman)\Z"
)
NO_ARTICLE = re.compile(r"(the|a|an|some|several|two|three|four|five|six|seven|eight|nine|ten|[0-9].*|[A-Z]\S*'s?)\Z")
HAS_ARTICLE = re.compile(r"(the|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|[0-9,]+) ", re.IGNORECASE)


class EnglishWriter:
    """Writes facts in English."""

    def __init__(self, names: PrintedNames) -> None:
        self.names = names

    def name(self, id_: str) -> str:
        """Such as `the SDF`, `Iraq`, `an anonymous Iraqi security source`."""
        words = self.names.find_translated(id_) or re.sub(r"\AGovernment of ", "", self.names.find_name(id_))
        if self.names.is_anonymous(id_) and "anonymous" not in words.lower():
            bare = HAS_ARTICLE.sub("", words, count=1)
            return f"an anonymous {re.sub(r'^(unnamed|anonymous) ', '', bare)}"
        if (
            self.names.find_label(id_) == "Actor"
            and WITH_ARTICLE.search(words.lower())
            and not HAS_ARTICLE.match(words)
        ):
            return f"the {words}"
        return words

    def names_of(self, ids: Iterable[str]) -> str:
        """At most five names, and how many more."""
        return self.join([self.name(id_) for id_ in dict.fromkeys(ids)])

    @staticmethod
    def join(words: Sequence[str], most: int = MOST_NAMES) -> str:
        """a, b and c; a, b and 7 more."""
        shown = list(words) if len(words) <= most + 1 else [*words[:most], f"{len(words) - most:,} more"]
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""

    def speakers(self, ids: Sequence[str]) -> str:
        """At most two names, and others."""
        names = [self.name(id_) for id_ in dict.fromkeys(ids)]
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
        return FORMS[amount.form].format(self.number(amount.low))

    def people(self, amount: Amount | None, group: str, unit: str = "people") -> str:
        """Such as `about 2,000 ISIS suspects`; the group alone if its name counts it, as seven French citizens."""
        if amount is None or HAS_ARTICLE.match(group):
            return group
        counted = f"{self.amount(amount)} {unit} of" if unit != "people" else self.amount(amount)
        if amount.form is AmountForm.VAGUE and unit == "people":
            counted += " of"
        return f"{counted} {group}"

    @staticmethod
    def day(day: date) -> str:
        return f"{day.day} {MONTHS[day.month]} {day.year}"

    def days(self, days: Window) -> str:
        """Such as `on 5 February 2026`, `in July 2022`, `in 2019`, `between 2019 and January 2026`; `` for any time."""
        first, last = days.earliest, days.latest
        if first == MIN or last == MAX:
            if first == last or (first == MIN and last == MAX):
                return ""
            return f"by {self.day(last)}" if first == MIN else f"on {self.day(first)} or later"
        if first == last:
            return f"on {self.day(first)}"
        start, end = self._period_ends(first, last)
        return f"in {end}" if start == end else f"between {start} and {end}"

    def _period_ends(self, first: date, last: date) -> tuple[str, str]:
        """The ends of a period, as years or months where it has whole ones."""
        whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if whole_months and first.month == 1 and last.month == 12:
            return str(first.year), str(last.year)
        if whole_months:
            start, end = f"{MONTHS[first.month]} {first.year}", f"{MONTHS[last.month]} {last.year}"
            return (f"{first.year}", end) if first.month == 1 and first.year != last.year else (start, end)
        return self.day(first), self.day(last)

    def opening(self, asked: AskedDays) -> str:
        """The first words: who is left out, what was known by when, and the days asked about."""
        words = ""
        if asked.excluded:
            words += f"leaving out {self.names_of(asked.excluded)}, "
        if asked.trusted:
            words += f"going by {self.names_of(asked.trusted)} alone, "
        if asked.known_at:
            words += f"as publicly known {self.days(asked.known_at)}, "
        if asked.day and not (asked.known_at and _is_near(asked.known_at, asked.day)):
            words += f"{self.days(asked.day)} "
        return words

    def according(self, ids: Sequence[str]) -> str:
        return f", according to {self.speakers(ids)}" if ids else ""

    # custody

    def write_custody(self, facts: CustodyFacts) -> str:
        if not facts.holdings:
            return self._write_no_custody(facts)
        first, *others = facts.holdings
        opening = self.opening(facts.asked)
        lead = self._write_holding(facts, first)
        seconds = [
            self._write_denial(first),
            self._write_others(facts, others),
            self._write_perhaps_same(facts),
        ]
        return self._fit(opening + lead, [words for words in seconds if words])

    def _write_holding(self, facts: CustodyFacts, one: HoldingFact, *, is_other: bool = False) -> str:
        group, holder = self.name(one.held), self.name(one.holder)
        with_ = f", with {self.names_of(one.partners)}," if one.partners else ""
        where = self._where(facts, one)
        if one.received:
            return f"{holder} {self._received(one, group)}"
        verbs = HOLDS if facts.asked.is_today else HELD
        verb = verbs[one.doubt]
        if not one.figures:
            return f"{holder}{with_} {verb} {group}{where}{self.according(one.speakers)}"
        counted = " counted there" if one.counted_places and one.counted_places > 1 else ""
        clauses = []
        for number, figure in enumerate(one.figures):
            what = self.people(figure.amount, group, figure.unit) if not number else self._bare(figure)
            when = self._counted_when(facts.asked, figure)
            place = where if not number else ""
            clauses.append(f"{what}{place}{counted if not number else ''}{when}{self.according(figure.speakers)}")
        return f"{holder}{with_} {verb} {', or '.join(clauses)}"

    def _bare(self, figure: SaidAmount) -> str:
        return self.amount(figure.amount) if figure.amount else "an unknown number"

    def _counted_when(self, asked: AskedDays, figure: SaidAmount) -> str:
        """The days of a count, if they are not those asked about; a count within a long time has no day."""
        if figure.days is None:
            return ""
        first, last = figure.days.earliest, figure.days.latest
        if first > MIN and last < MAX and (last - first).days > 366:
            return f", counted some time {self.days(figure.days)}"
        words = self.days(figure.days)
        return f", counted {words}" if words else ""

    def _received(self, one: HoldingFact, group: str) -> str:
        clauses = []
        for number, figure in enumerate(one.received):
            what = self.people(figure.amount, group) if not number else self._bare(figure)
            clauses.append(f"{what}{self.according(figure.speakers)}")
        verb = "may by then have received" if one.may_come_later else "had received"
        return f"{verb} {', or '.join(clauses)}"

    def _where(self, facts: CustodyFacts, one: HoldingFact) -> str:
        places = list(one.places)
        if not places:
            return f" in {self.name(facts.place)}" if facts.place else ""
        if len(places) > 2:
            return f" in {self.number(len(places))} places"
        return f" in {self.join([self.name(place) for place in places])}"

    def _write_others(self, facts: CustodyFacts, others: Sequence[HoldingFact]) -> str:
        if not others:
            return ""
        by_holder: dict[str, list[HoldingFact]] = {}
        for one in others:
            by_holder.setdefault(one.holder, []).append(one)
        clauses = [self._write_holding(facts, ones[0], is_other=True) for ones in by_holder.values()]
        text = "; ".join(clauses[:2])
        return _upper(text)

    def _write_denial(self, one: HoldingFact) -> str:
        return (
            f"{_upper(self.speakers(one.denied_by))} {'deny' if len(one.denied_by) > 1 else 'denies'} it"
            if one.denied_by
            else ""
        )

    def _write_perhaps_same(self, facts: CustodyFacts) -> str:
        for one in facts.perhaps_same:
            figure = next((figure for figure in one.figures if figure.amount), None)
            if figure and figure.amount:
                people = f"{self.amount(figure.amount)} “{self.name(one.held)}”"
                when = f" {self.days(figure.days)}" if figure.days and self.days(figure.days) else ""
                holder = self.name(one.holder)
                speakers = _upper(self.speakers(figure.speakers))
                return f"{speakers} reported {people} held by {holder}{when}, who may be the same people"
        return ""

    def _write_no_custody(self, facts: CustodyFacts) -> str:
        who = self.name(facts.held) if facts.held else "people"
        if facts.nationality:
            who += f" from {self.name(facts.nationality)}"
        if facts.place:
            who += f" in {self.name(facts.place)}"
        if facts.holder:
            who += f" {self.name(facts.holder)} held"
        when = self.days(facts.asked.day) if facts.asked.day else ""
        return f"No source here says who held {who} {when}."

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        """The first sentence, and the first of the others that fits."""
        text = f"{_upper(lead.strip())}."
        for second in seconds:
            if len(f"{text} {second}.".split()) <= MOST_WORDS:
                return f"{text} {second}."
        return text


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_near(one: Window, other: Window) -> bool:
    """Whether two days are within a month of each other."""
    return abs((one.latest - other.latest).days) <= 31 and abs((one.earliest - other.earliest).days) <= 31


WRITER = EnglishWriter
