"""Sentences in Arabic, as the press of the region prints them: the verb first, who says so after it, at most two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.sentences.chain import ChainFacts
from app.sentences.custody import CustodyFacts
from app.sentences.custody_diff import CustodyDiffFacts, RowChangeFact
from app.sentences.facts import AskedDays, Doubt, SaidAmount
from app.sentences.holdings import HoldingFact, group_by_holder, list_vague, split_kinds
from app.sentences.languages.ar.alliances import ArabicOfAlliances
from app.sentences.languages.ar.changes import ArabicOfChanges
from app.sentences.languages.ar.grammar import (
    PARTY,
    PERSON,
    Noun,
    choose_form,
    count_noun,
    count_things,
    is_feminine,
    join,
    write_amount,
    write_asked_days,
    write_day,
    write_days,
    write_more,
    write_period,
    write_up_to,
)
from app.sentences.languages.ar.listing import ArabicOfLists
from app.sentences.languages.ar.moves import ArabicOfMoves
from app.sentences.languages.ar.row_modes import UNITS
from app.sentences.ledger import LedgerFacts
from app.sentences.listing import GroupsFacts, PlacesFacts
from app.sentences.names import PrintedNames, order_names
from app.sentences.networks import BalanceFacts, DiffFacts, NetworkFacts, NetworkSeriesFacts
from app.sentences.plans import PlansFacts
from app.sentences.series import SeriesFacts
from app.sentences.statements import StatementFact
from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import AmountForm

if TYPE_CHECKING:  # needs numpy, which questions about custody do not
    from app.sentences.alliances import AlliancesFacts
    from app.sentences.languages.ar.explanations import ArabicExplanations
    from app.sentences.languages.ar.notes import ArabicNotes
    from app.sentences.languages.ar.records import ArabicRecords
    from app.sentences.languages.ar.row_words import ArabicRowWords
    from app.sentences.languages.ar.rows import ArabicRows
    from app.sentences.languages.ar.ties import ArabicTieNotes

MOST_NAMES = 5
MOST_WORDS = 55
REVIEWED = {"checked": "راجعه مرمّز ثانٍ", "agreed": "اتفق عليه مرمّزان"}
UNNAMED = "لم يُكشف اسمه"


class ArabicWriter:
    """Writes facts in Arabic."""

    def __init__(self, names: PrintedNames) -> None:
        self.names = names
        self._left_out: AskedDays | None = None  # of whom the sentence says that they are left out

    @cached_property
    def records(self) -> ArabicRecords:
        """Writes what is said of the record: disputes, silences, paths, events, entities, statements, changes."""
        from app.sentences.languages.ar.records import ArabicRecords

        return ArabicRecords(self)

    @cached_property
    def notes(self) -> ArabicNotes:
        from app.sentences.languages.ar.notes import ArabicNotes

        return ArabicNotes(self)

    @cached_property
    def tie_notes(self) -> ArabicTieNotes:
        from app.sentences.languages.ar.ties import ArabicTieNotes

        return ArabicTieNotes(self)

    @cached_property
    def row_words(self) -> ArabicRowWords:
        from app.sentences.languages.ar.row_words import ArabicRowWords

        return ArabicRowWords(self)

    @cached_property
    def explanations(self) -> ArabicExplanations:
        """Writes what an answer rests on."""
        from app.sentences.languages.ar.explanations import ArabicExplanations

        return ArabicExplanations(self)

    @cached_property
    def rows(self) -> ArabicRows:
        """Writes single statements, whole."""
        from app.sentences.languages.ar.rows import ArabicRows

        return ArabicRows(self)

    def name(self, id_: str) -> str:
        """Such as `قوات سوريا الديمقراطية`; in Latin letters where no source has it in Arabic."""
        words = self.names.find_translated(id_) or self.names.find_name(id_)
        if words == self.names.find_name(id_) and (aside := self.names.find_aside(id_)):
            words = f"{words} - {aside}"
        return f"{words} {UNNAMED}" if self.names.is_anonymous(id_) else words

    def speaker(self, id_: str) -> str:
        """A name with the office that a reader needs to know."""
        return self.names.find_forms(id_).get("speaker") or self.name(id_)

    def speakers(self, ids: Iterable[str]) -> str:
        """At most two names, and others."""
        names = list(dict.fromkeys(self.speaker(id_) for id_ in ids))
        return join(names) if len(names) < 3 else f"{join(names[:2])} وآخرين"

    def names_of(self, ids: Iterable[str]) -> str:
        """At most five names, and how many more; of a government and that of the time only the latter."""
        names = dict.fromkeys(self.name(id_) for id_ in ids)
        return self.join(order_names([name for name in names if f"{name} آنذاك" not in names]))

    @staticmethod
    def join(words: Sequence[str], most: int = MOST_NAMES, noun: Noun = PARTY) -> str:
        """Names joined by `و`, at most five and one; of more, how many there are."""
        shown = list(words)
        return join(shown if len(shown) <= most + 1 else [*shown[:most], write_more(len(shown) - most, noun)])

    def is_feminine(self, id_: str) -> bool:
        """Whether a name takes verbs in the feminine."""
        gender = self.names.find_forms(id_).get("gender")
        return gender == "f" if gender else is_feminine(self.name(id_), self.names.find_kind(id_))

    def verb(self, id_: str, masculine: str, feminine: str) -> str:
        return feminine if self.is_feminine(id_) else masculine

    def noun(self, id_: str) -> Noun:
        """The forms of a group that numbers count; of one that has none, persons of that name."""
        forms = self.names.find_forms(id_)
        if forms.get("plural"):
            return Noun(forms["plural"], forms["accusative"], forms["genitive"])
        of = f" من {self.name(id_)}"
        return Noun(PERSON.plural + of, PERSON.accusative + of, PERSON.genitive + of)

    def group(self, id_: str) -> str:
        """A group without a number, as the object of a verb."""
        return self.names.find_forms(id_).get("plural") or self.name(id_)

    def subject(self, id_: str) -> str:
        """A group without a number, as the subject of a verb."""
        forms = self.names.find_forms(id_)  # of one person the written form after a number is that of a subject
        return (not forms.get("plural") and forms.get("genitive")) or self.group(id_)

    def people(self, figure: SaidAmount, id_: str) -> str:
        """Such as `نحو 2,000 مشتبه بانتمائهم إلى تنظيم الدولة الإسلامية`; in quotation marks after `من`."""
        name = self.name(id_)
        if figure.amount is None:
            return self.group(id_)
        if figure.unit != "people":
            noun, of = UNITS[figure.unit][0], f" من {name}"
            if noun.is_feminine and figure.amount.form is AmountForm.EXACTLY and 2 < figure.amount.low < 10:
                return count_things(figure.amount.low, noun) + of
            forms = Noun(noun.plural + of, noun.accusative + of, noun.genitive + of, is_feminine=noun.is_feminine)
            return count_noun(figure.amount, forms, name)
        if name.startswith("«") or figure.amount.form is AmountForm.VAGUE:
            return f"{write_amount(figure.amount)} من {name}"
        return count_noun(figure.amount, self.noun(id_), name)

    def according(self, ids: Sequence[str], *, is_inferred: bool = False) -> str:
        """According to whom; what a coder infers from what they say is said by none of them."""
        return f"، {'وفق ما يُستنتج من' if is_inferred else 'بحسب'} {self.speakers(ids)}" if ids else ""

    def opening(self, asked: AskedDays, *, is_by: bool = False) -> str:
        """The first words: who is left out, what was known by when, and the days asked about. `is_by`: by them."""
        words = ""
        if asked.relations:
            words += "بحسب نوع العلاقة المطلوب وحده، "
        if asked.reviewed:
            words += f"بالاعتماد على ما {REVIEWED[asked.reviewed]} وحده، "
        if asked.excluded:
            words += f"من دون {self.names_of(asked.excluded)}، "
            self._left_out = asked
        if asked.trusted:
            words += f"بالاعتماد على {self.names_of(asked.trusted)} وحدها، "
        if asked.known_at:
            known = "وفق ما كان معلنًا" if asked.is_surely_known else "وفق ما ربما كان معلنًا"
            words += f"{known} {write_days(asked.known_at)}، "
        if asked.day and not asked.is_of_known_days and not asked.is_unknowable(is_by=is_by):
            is_by = is_by and asked.day.earliest > MIN and asked.day.latest < MAX
            end = write_period(asked.day.earliest, asked.day.latest)
            is_day = asked.day.earliest == asked.day.latest
            words += f"بحلول {'' if is_day else 'نهاية '}{end} " if is_by else f"{write_asked_days(asked.day)} "
        return words

    def _say_left_out(self, text: str) -> str:
        """Of those who are left out and yet named, as what others say of them: without what they say."""
        if self._left_out is None:
            return text
        ids = self._left_out.excluded
        before, opening, rest = text.partition(f"من دون {self.names_of(ids)}، ")
        if not opening or not any(self.name(id_) in rest for id_ in ids):
            return text
        return f"{before}من دون ما {self.verb(ids[0], 'يقوله', 'تقوله')} {self.names_of(ids)}، {rest}"

    def compose(self, lead: Sequence[str], seconds: Sequence[Sequence[str]]) -> str:
        """Two sentences: the fullest wording of the first that fits, and of the others what fits, in their order."""
        text = next((f"{words.strip()}." for words in lead if len(words.split()) <= MOST_WORDS), f"{lead[-1].strip()}.")
        added = ""
        for wordings in seconds:
            for words in filter(None, wordings):
                more = f"{added}؛ و{words}" if added else f"و{words}"
                if len(f"{text} {more}".split()) <= MOST_WORDS:
                    added = more
                    break
        written = f"{text} {added}." if added else text
        return self._say_left_out(written).replace(" من ما ", " مما ").replace(" عن ما ", " عما ")

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
            [self._write_holder(facts, rest[:n], is_short=True, also=" أيضًا") for n in (2, 1) if rest[:n]]
            + self.write_may_have_come(rest),
            [self._write_not_known(facts, own)],
            self.write_until_then(facts),
            self._write_claim_of_lead(facts.moved_inside),
            self._write_others(facts, others),
            [self.records.write_claim(facts.taken_by_holder) if facts.taken_by_holder else ""],
            self._write_perhaps_same(facts),
            self._write_together(facts),
            self._write_earlier(facts),
            self._write_detained(facts),
        ]
        return self.compose(wordings, seconds)

    def write_may_have_come(self, rest: Sequence[HoldingFact]) -> list[str]:
        """That some more had perhaps come by the days asked about, without the days when they may have come."""
        one = rest[0] if rest else None
        if one is None or not one.may_come_later or len(one.received) != 1 or one.received[0].amount is None:
            return []
        was, people = self.verb(one.holder, "كان", "كانت"), self.people(one.received[0], one.held)
        took = f"{was} {self.name(one.holder)} قد {self._took(one)} أيضًا حتى ذلك الحين {people}"
        return [f"ربما {took}{self.according(one.received[0].speakers)}"]

    def _write_earlier(self, facts: CustodyFacts) -> list[str]:
        """How many another holder had received before, of whom no source says whether it still had them."""
        one = facts.earlier
        if one is None:
            return []
        was = self.verb(one.holder, "كان", "كانت")
        return [f"{was} {self.name(one.holder)} قد {self._took(one)} {self._object_before(one, is_short=True)}"]

    def say_arrivals(self, facts: CustodyFacts, some: Sequence[HoldingFact]) -> str:
        """How many one holder had received of each of some groups, and who says so."""
        return self._write_holder(facts, some, is_short=True, also=" أيضًا")

    def _write_handed_over(self, facts: CustodyFacts, lead: Sequence[HoldingFact]) -> str:
        """Who took over the place, and who held people there until then."""
        opening = self.opening(replace(facts.asked, day=None))
        until = replace(facts, asked=replace(facts.asked, is_today=False))
        before = [f"قبل ذلك {self._write_holder(until, lead[:1], is_short=short)}" for short in (False, True)]
        day = facts.asked.day
        is_one = day is not None and day.earliest == day.latest
        last = f"لا يذكر أي مصدر هنا من كان يحتجزهم {write_asked_days(day)}" if day and is_one else ""
        return self.compose([opening + self._write_taking_over(facts)], [before, [last]])

    def _write_claim_of_lead(self, fact: StatementFact | None) -> list[str]:
        """How many people the first holder moved within its own custody, with the days and without."""
        return [self.records.write_claim(fact, days=days) for days in (True, False)] if fact else []

    def write_until_then(self, facts: CustodyFacts) -> list[str]:
        """Whom a holder had until another one took over their place, which says nothing of where they are now."""
        lost = facts.until_then
        if lost is None:
            return []
        until = replace(facts, asked=replace(facts.asked, is_today=False))
        unnamed = replace(lost.taken_over, roles={**lost.taken_over.roles, "from_holder": ()})
        held = [self._write_holder(until, [lost.holding], is_short=short) for short in (False, True)]
        return [
            f"{self.records.write_claim(taken)}؛ وقبل ذلك {words}"
            for taken, words in zip((lost.taken_over, unnamed), held, strict=True)
        ]

    def _write_holder(
        self, facts: CustodyFacts, some: Sequence[HoldingFact], *, is_short: bool = False, also: str = ""
    ) -> str:
        """What one holder held or had received. A vague number has a clause of its own."""
        first, objects, took = some[0], [], self._took(some[0])
        for place, one in enumerate(some):
            own = f"{self._took(one)} " if one.has_come and self._took(one) != took else ""
            took = self._took(one)
            if one.is_past:
                objects.append(own + self._object_before(one, is_short=is_short))
                continue
            end = self._end_object(one, is_short=is_short)
            is_shared = place + 1 < len(some) and end == self._end_object(some[place + 1], is_short=is_short)
            objects.append(own + self._object(facts, one, is_short=is_short) + ("" if is_shared else end))
        what = "، و".join(objects) if any("،" in one for one in objects[:-1]) else join(objects)
        guards = "" if is_short else self._guards(first)
        text = self._verb_phrase(facts, first, also) + f" {what}{guards}"
        if first.is_of_nobody and not first.is_moved:  # did not hold anybody of the villagers
            text = (
                f"{self.verb(first.holder, 'لم يكن', 'لم تكن')} {text.partition(' ')[2].replace('لا أحد', 'أحدًا', 1)}"
            )
        vague = list_vague(some)
        return f"{text}؛ و{self._speak_vaguely(facts, vague[0])}" if vague else text

    def _verb_phrase(self, facts: CustodyFacts, one: HoldingFact, also: str = "") -> str:
        """Such as `كان العراق يحتجز على الأرجح`, `كانت قوات سوريا الديمقراطية قد تسلّمت`."""
        holder, verb = self.name(one.holder), self.verb
        was = verb(one.holder, "كان", "كانت")
        if one.has_come:
            took = self._took(one)
            return f"{took} {holder}{also}" if one.is_long_ago else f"{was} {holder} قد {took}{also}"
        doubt = Doubt.PROBABLY if one.is_moved and one.doubt is Doubt.NONE else one.doubt
        if doubt is Doubt.PERHAPS:
            return f"ربما {was} {holder} {verb(one.holder, 'يحتجز', 'تحتجز')}{also}"
        holds = verb(one.holder, "يحرس", "تحرس") if one.is_guarding else verb(one.holder, "يحتجز", "تحتجز")
        probably = "" if doubt in (Doubt.NONE, Doubt.OLD) else " على الأرجح"
        still = verb(one.holder, "لا يزال", "لا تزال")
        if facts.asked.is_today and not one.is_old:
            return (
                f"{still} {holder} {holds}{also}{probably}"
                if doubt is Doubt.STILL
                else f"{holds} {holder}{also}{probably}"
            )
        if doubt is Doubt.STILL:
            return f"{was} {holder}{probably} {still} {holds}{also}"
        return f"{was} {holder} {holds}{also}{probably}"

    def _object_before(self, one: HoldingFact, *, is_short: bool) -> str:
        """Whom one had long before the days asked about, when that was, and who says so."""
        where, said = "" if is_short else self._where(one), list[str]()
        for figure in one.numbers or (SaidAmount(None, one.speakers),):
            people = write_amount(figure.amount) if said and figure.amount else self.people(figure, one.held) + where
            when = self._when(*((figure.days, figure.is_around) if figure.days else (one.days, one.is_around)))
            some_time = " في وقت ما" if when.startswith(" بين") else ""
            if when and people.endswith(when):  # sentenced to death in 2019
                when = "، في الوقت نفسه"
            said.append(f"{people}{some_time}{when}{self.according(figure.speakers)}")
        return "، أو ".join(said)

    def _write_not_known(self, facts: CustodyFacts, own: Sequence[HoldingFact]) -> str:
        """That what was long before is not reported of the days asked about."""
        one = own[0]
        if one.is_of_nobody or not one.is_past:
            return ""
        holder, day, holds = self.name(one.holder), facts.asked.day, self.verb(one.holder, "يحتجزهم", "تحتجزهم")
        if not all(other.is_past or other.is_moved for other in own):
            holds = f"{holds.removesuffix('هم')} {self.name(one.held)}"
        if facts.asked.is_today or day is None:
            still = self.verb(one.holder, "لا يزال", "لا تزال")
            return f"لا يذكر أي مصدر هنا هل {still} {holder} {holds}"
        was = self.verb(one.holder, "كان", "كانت")
        return f"لا يذكر أي مصدر هنا هل {was} {holder} {holds} {write_asked_days(day)}"

    def _write_open_days(self, one: HoldingFact) -> str:
        """The days of what may have come only after those asked about, such as `بحلول نهاية عام 2025`."""
        days = one.days
        if days is None or days.latest == MAX:
            return ""
        if one.is_total:
            return f" {write_up_to(days, one.weekday)}"
        if days.earliest == MIN:
            return f" بحلول {write_day(days.latest)}"
        return f" {write_days(days)}"

    def _took(self, one: HoldingFact) -> str:
        if one.is_captured and one.capture == "arrests":
            return self.verb(one.holder, "اعتقل", "اعتقلت")
        if one.is_captured:
            return self.verb(one.holder, "أسر", "أسرت")
        return self.verb(one.holder, "تسلّم", "تسلّمت")

    def _guards(self, one: HoldingFact) -> str:
        partners = f" مع {self.names_of(one.partners)}" if one.partners else ""
        return partners + (f"، بحراسة مشتركة مع {self.names_of(one.guards)}" if one.guards else "")

    def _end_object(self, one: HoldingFact, *, is_short: bool) -> str:
        """What is said behind the people: how those came of whom perhaps not all were there, and who says so."""
        if not one.is_moved or not one.may_come_later:
            return self._said_by(one)
        came = f" {self.verb(one.holder, 'كان', 'كانت')} قد {self._took(one)}هم"
        start = f" من {self.names_of(one.moved_from[:1])}" if one.moved_from and not is_short else ""
        return f"{came}{start}{self._write_open_days(one)}{self._said_by(one)}"

    def _said_by(self, one: HoldingFact) -> str:
        """Who says so, where it is not said of each number."""
        if len(one.numbers) > 1 or any(figure.is_vague for figure in one.numbers):
            return ""
        if one.is_inferred:
            return self.according(one.numbers[0].speakers if one.numbers else one.speakers, is_inferred=True)
        return self._attribute(one.numbers[0]) if one.numbers else self.according(one.speakers)

    def _object(self, facts: CustodyFacts, one: HoldingFact, *, is_short: bool) -> str:
        numbers = [figure for figure in one.numbers if figure.amount and not figure.is_vague]
        some = f"، ربما بعضهم من {self.nationals(facts.nationality)}،" if one.is_partly and facts.nationality else ""
        where = "" if is_short else self._where(one)
        part = ""
        if one.is_moved and one.may_come_later:
            part = "بعضًا من "  # how many came is said, and not how many were there on the days
        if not numbers or self.is_counted_by_name(one.held):
            most = f"، {write_amount(one.peak.amount)} على الأكثر في وقت واحد" if one.peak and one.peak.amount else ""
            return f"{self.group(one.held)}{some}{where}".rstrip("،") + most
        people, when = self.people(numbers[0], one.held), self._counted_when(one, numbers[0])
        people = f"بعضًا من {people}" if one.has_left_since and len(numbers) == 1 else people
        text = f"{part}{people}{some}{where}{when}".rstrip("،")
        if len(numbers) == 1:
            return text
        others = [
            f"{write_amount(figure.amount)}{self._counted_when(one, figure)}{self._attribute(figure)}"
            for figure in numbers[1:]
            if figure.amount
        ]
        return f"{text}{self._attribute(numbers[0])}، أو {'، أو '.join(others)}"

    def is_counted_by_name(self, id_: str) -> bool:
        """Whether the name of a group says how many they are: `سبعة مواطنين فرنسيين`."""
        first = self.name(id_).split()[0] if self.name(id_).split() else ""
        return not self.names.find_forms(id_).get("plural") and (
            first in ("أميركيًا", "سبعة", "ثلاثة", "أربعة", "خمسة", "ستة", "ثمانية", "تسعة")
        )

    def _attribute(self, figure: SaidAmount) -> str:
        said = self.according(figure.speakers)
        if figure.days is None or not said:
            return said
        if figure.is_around:
            return f"{said}، في حديث عن نحو {write_period(figure.days.earliest, figure.days.latest)}"
        return f"{said}، من دون تحديد يوم" if figure.has_no_day else said

    def _counted_when(self, one: HoldingFact, figure: SaidAmount) -> str:
        """The day of a count, if it is not that asked about; a count within a long time has no day."""
        if one.is_moved or figure.days is None or figure.is_around or figure.has_no_day:
            return ""
        words = write_days(figure.days)
        return f"، وفق إحصاء {words}" if words else ""

    def _speak_vaguely(self, facts: CustodyFacts, figure: SaidAmount) -> str:
        """Such as `وتتحدث شبكة سي بي إس نيوز، وهي المصدر الوحيد، عن «آلاف» من دون تحديد يوم`."""
        first = figure.speakers[0]
        only = f"، و{self.verb(first, 'هو', 'هي')} المصدر الوحيد،" if facts.only_speaker else ""
        amount = write_amount(figure.amount) if figure.amount else ""
        day = " من دون تحديد يوم" if figure.has_no_day else ""
        return f"{self.verb(first, 'يتحدث', 'تتحدث')} {self.speakers(figure.speakers)}{only} عن {amount}{day}"

    def _where(self, one: HoldingFact) -> str:
        """The places of the count, unless the holder or the group is named by them."""
        named = f"{self.name(one.holder)} {self.name(one.held)}"
        places = [name for name in map(self.name, one.places) if name not in named]
        if one.counted_places and one.counted_places > 1:
            number = one.counted_places
            return f" في {'المكانين اللذين أُحصيا' if number == 2 else f'الأماكن التي أُحصيت وعددها {number:,}'}"
        if not places or len(places) < len(one.places):
            return ""
        if len(places) > 2:
            return f" في {len(places):,} {choose_form(len(places), Noun('أماكن', 'مكانًا', 'مكان'))}"
        return f" في {join(places)}"

    def _write_others(self, facts: CustodyFacts, others: Sequence[Sequence[HoldingFact]]) -> list[str]:
        """The other holders: each with its number, or all in one clause."""
        if not others:
            return []
        ones = [some[0] for some in others]
        wordings = ["؛ و".join(self._write_holder(facts, [one]) for one in ones)] if len(ones) < 3 else []
        perhaps = [one for one in ones if one.doubt is Doubt.PERHAPS]
        surer = [one for one in ones if one not in perhaps]
        clauses = [self._hold_others(facts, some) for some in (surer, perhaps) if some]
        return [*wordings, *("؛ و".join(said) for said in zip(*clauses, strict=True))]

    def _hold_others(self, facts: CustodyFacts, ones: Sequence[HoldingFact]) -> tuple[str, str]:
        """That some holders held others, with who says so, and without."""
        names = self.join([self.name(one.holder) for one in ones], most=MOST_NAMES - 1)
        is_still = all(one.doubt is Doubt.STILL for one in ones)
        is_old = any(one.is_old for one in ones)
        is_perhaps = all(one.doubt is Doubt.PERHAPS for one in ones)
        is_sure = is_old or all(one.doubt is Doubt.NONE and not one.is_moved for one in ones)
        probably = "" if is_sure or is_perhaps else " على الأرجح"
        perhaps = "ربما " if is_perhaps else ""
        speakers = [id_ for one in ones for id_ in (*one.speakers, *(who for f in one.numbers for who in f.speakers))]
        last = " وفق آخر ما ذُكر" if is_old else ""
        first = ones[0].holder
        was = self.verb(first, "كان", "كانت")
        still = " لا تزال" if is_still else ""
        # a verb after two or more subjects is in the dual or the plural; a noun takes neither
        holding = " يحتجز" if len(ones) == 1 and not self.is_feminine(first) else " تحتجز"
        if len(ones) == 1:
            still = f" {self.verb(first, 'لا يزال', 'لا تزال')}" if is_still else ""
            clause = f"{perhaps}{was} {names}{probably}{still}{holding} آخرين{last}"
        else:
            more = f" و{write_more(facts.others)}" if facts.others else ""
            time = " حتى ذلك الحين" if is_still else ""
            clause = f"{perhaps}كان آخرون{probably} محتجزين{time} لدى {names}{more}{last}"
        return clause + self.according(list(dict.fromkeys(speakers))), clause

    def _write_gone(self, facts: CustodyFacts) -> list[str]:
        """Who left the first holder after all that is told of it, and who denied later that it held them."""
        gone, denied = facts.gone, facts.denied_since
        wordings = [self.records.write_claim(gone.report, days=has_days) for has_days in (True, False)] if gone else []
        if gone and gone.reports > 1:
            how = "توفي" if gone.fate == "dead" else "غادر" if gone.fate is None else "غادر أو توفي"
            people = count_noun(gone.amount, PERSON, "الأشخاص") if gone.amount else "بعضهم"
            wordings = [f"وبعد ذلك {how} {people}{self.according(gone.speakers)}"]
        denials = [self.records.write_claim(denied)] if denied else []
        return [f"{one}؛ {denial}" for one in wordings for denial in denials] + wordings + denials

    def _write_denial(self, one: HoldingFact) -> str:
        if not one.denied_by:
            return ""
        what = f"وجودهم في {self.names_of(one.denied_at)}" if one.denied_at else "ذلك"
        return f"{self.verb(one.denied_by[0], 'ينفي', 'تنفي')} {self.speakers(one.denied_by)} {what}"

    def _write_perhaps_same(self, facts: CustodyFacts) -> list[str]:
        """People of a group that may be the one asked about, with the number and day of the nearest count."""
        for one in facts.perhaps_same:
            figure = next((figure for figure in one.numbers if figure.amount), None)
            if figure:
                said = self.verb(figure.speakers[0], "أفاد", "أفادت")
                start = f"{said} {self.speakers(figure.speakers)} باحتجاز {self.people(figure, one.held)}"
                held, same = f" لدى {self.name(one.holder)}", "، وربما يكونون الأشخاص أنفسهم"
                when = self._when(figure.days, figure.is_around)
                return [f"{start}{held}{when}{same}", f"{start}{when}{same}"]
        return []

    def _write_together(self, facts: CustodyFacts) -> list[str]:
        """What is said of the place and others as one, with its number and day; it is not said of the place alone."""
        for one in facts.together:
            figure = next((figure for figure in (*one.numbers, one.peak) if figure and figure.amount), None)
            if figure and one.places:
                most = "، على الأكثر في وقت واحد،" if figure.is_peak else ""
                where, people = self.names_of(one.places), self.people(figure, one.held)
                at = "" if where in people else f" في {where}"
                said = self.verb(figure.speakers[0], "أفاد", "أفادت")
                start = f"{said} {self.speakers(figure.speakers)} باحتجاز {people}{at} معًا{most}"
                days, is_around = (figure.days, figure.is_around) if figure.days else (one.days, one.is_around)
                when = self._when(days, is_around)
                return [f"{start} لدى {self.name(one.holder)}{when}", f"{start.rstrip('،')}{when}"]
        return []

    def _when(self, days: Window | None, is_around: bool) -> str:
        if days is None:
            return ""
        words = f"نحو {write_period(days.earliest, days.latest)}" if is_around else write_days(days)
        return f" {words}" if words else ""

    def _write_no_custody(self, facts: CustodyFacts) -> str:
        asked, people = facts.asked, self._asked_people(facts)
        when = f" {write_asked_days(asked.day)}" if asked.day else ""
        if facts.possible:
            few = "لا شيء مؤكدًا" if asked.only_certain else "لا تكفي المصادر المستقلة"
            own, *others = group_by_holder(facts.possible).values()
            possible = [self._write_holder(facts, own[:1], is_short=is_short) for is_short in (False, True)]
            lead = f"{few} بشأن من كان يحتجز {people}{when}"
            return self.compose([lead], [possible, self._write_others(facts, others)])
        opening = self.opening(replace(asked, day=None))
        who = whether = f"من كان يحتجز {people}"
        if facts.holder:
            was = self.verb(facts.holder, "كان", "كانت")
            holds = self.verb(facts.holder, "يحتجز", "تحتجز")
            who = f"أن {self.name(facts.holder)} {was} {holds} {people}"
            whether = f"ما إذا {was} {self.name(facts.holder)} {holds} {people}"
        says = f"لا تكفي المصادر المستقلة بشأن {whether}" if facts.has_too_few else f"لا يذكر أي مصدر هنا {who}"
        known = f"{opening}{says}{when}"
        if facts.left and facts.left_by:
            loss = self.records.write_claim(facts.last_loss) if facts.last_loss else ""
            if loss and facts.loss_denied_by:
                loss += (
                    f"، و{self.verb(facts.loss_denied_by[0], 'ينفي', 'تنفي')} ذلك {self.speakers(facts.loss_denied_by)}"
                )
            left = f"كان كل من احتُجزوا لدى {self.names_of(facts.left)} قد غادروا بحلول {write_day(facts.left_by)}"
            return self.compose([known], [[loss, left]])
        nearest = [self._write_nearest(facts.after, "أول"), self._write_nearest(facts.before, "آخر")]
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
        return [f"{self.records.write_claim(facts.detained)}، ولا يُذكر من يحتجزهم"] if facts.detained else []

    def _write_control(self, facts: CustodyFacts) -> list[str]:
        """Who took over the place, and who had it until then or until a later day."""
        formerly = self.records.write_claim(facts.formerly, days=not facts.taken_over) if facts.formerly else ""
        if not facts.taken_over:
            return [formerly] if formerly else []
        return [self._write_taking_over(facts), *([f"قبل ذلك {formerly}"] if formerly else [])]

    def _write_taking_over(self, facts: CustodyFacts) -> str:
        return self.records.write_claim(facts.taken_over) if facts.taken_over else ""

    def _asked_people(self, facts: CustodyFacts) -> str:
        who = self.group(facts.held) if facts.held else "أشخاصًا"
        if facts.nationality:
            nationals = self.nationals(facts.nationality)
            who = f"{nationals} من {self.name(facts.held)}" if facts.held else nationals
        return f"{who} في {self.name(facts.place)}" if facts.place else who

    def nationals(self, nationality: str) -> str:
        return self.names.find_forms(nationality).get("plural") or f"مواطني {self.name(nationality)}"

    def _write_nearest(self, one: HoldingFact | None, which: str) -> list[str]:
        """The nearest evidence before or after the days asked about: who says it, of how many, and when."""
        if one is None:
            return []
        figure = next(iter(one.numbers), None)
        speakers = figure.speakers if figure else one.speakers
        people = self.people(figure, one.held) if figure else self.group(one.held)
        if self.is_counted_by_name(one.held):  # after a preposition
            people = self.subject(one.held)
        if figure:
            people += self._where(one)
        days, is_around = (figure.days, figure.is_around) if figure and figure.days else (one.days, one.is_around)
        took = f"{self._took(one)}هم {self.name(one.holder)}"
        held = took if one.is_moved else f"لدى {self.name(one.holder)}"
        speaks = self.verb(speakers[0], "يتحدث", "تتحدث") if speakers else "يتحدث"
        when = f" حتى {write_day(days.latest)}" if days and one.is_until else self._when(days, is_around)
        return [f"{which} من يذكر ذلك {self.speakers(speakers)}، و{speaks} عن {people} {held}{when}"]

    # custody/diff

    def write_custody_diff(self, facts: CustodyDiffFacts) -> str:
        return ArabicOfChanges(self).write_custody_diff(facts)

    def write_custody_change(self, facts: RowChangeFact, offices: Mapping[str, str]) -> str:
        return ArabicOfChanges(self).write_change(facts)

    # groups, places

    def write_groups(self, facts: GroupsFacts) -> str:
        return ArabicOfLists(self).write_groups(facts)

    def write_places(self, facts: PlacesFacts) -> str:
        return ArabicOfLists(self).write_places(facts)

    # custody/series, custody/ledger, custody/chain, plans

    def write_series(self, facts: SeriesFacts) -> str:
        return ArabicOfMoves(self).write_series(facts)

    def write_ledger(self, facts: LedgerFacts) -> str:
        return ArabicOfMoves(self).write_ledger(facts)

    def write_chain(self, facts: ChainFacts) -> str:
        return ArabicOfMoves(self).write_chain(facts)

    def write_plans(self, facts: PlansFacts) -> str:
        return ArabicOfMoves(self).write_plans(facts)

    # alliances, network, alliances/series|diff|balance

    def write_alliances(self, facts: AlliancesFacts) -> str:
        return ArabicOfAlliances(self).write_alliances(facts)

    def write_network(self, facts: NetworkFacts) -> str:
        return ArabicOfAlliances(self).write_network(facts)

    def write_alliances_series(self, facts: NetworkSeriesFacts) -> str:
        return ArabicOfAlliances(self).write_alliances_series(facts)

    def write_alliances_diff(self, facts: DiffFacts) -> str:
        return ArabicOfAlliances(self).write_alliances_diff(facts)

    def write_balance(self, facts: BalanceFacts) -> str:
        return ArabicOfAlliances(self).write_balance(facts)


WRITER = ArabicWriter
