"""The sentences in rows of answers in Arabic: gaps in the evidence, disputed questions and ways of moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.sentences.facts import SaidAmount
from app.sentences.languages.ar.grammar import (
    DAY,
    PLACE,
    count_things,
    join,
    write_amount,
    write_asked_days,
    write_day,
)
from app.sentences.languages.ar.row_modes import name_unit
from app.sentences.row_words import DisputeFact, DisputeSideFact, RouteFact
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.ledger.reason_facts import LedgerReason
from graph.custody.ledger.reason_facts import LedgerReasonKind as Kind
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import find_fate
from graph.model.wordings import read_amount

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

# by what became of people
HAPPENED = {"dead": "وفاة {} في الاحتجاز", "missing": "اختفاء {}"}
STANCES = {"asserts": "يؤكد ذلك", "denies": "ينفي ذلك", "corrects": "يصحح ذلك", "questions": "يشكك في ذلك"}
MISSING = {"a count": "إحصاء", "a sighting": "مشاهدة", "an end": "نهاية", "a judgement": "حكم"}


REASONS: Mapping[Kind, str] = {
    Kind.NO_OPENING: "لم يُحصِهم أي مصدر من قبل",
    Kind.NO_CLOSING: "لا إحصاء بعد ذلك",
    Kind.UNEXPLAINED: "لا تفسّر عمليات النقل المذكورة الفرق، ولا يقول أي مصدر إنه يذكرها كلها",
    Kind.UNLIMITED_COUNT: "إحصاء بلا حد أعلى",
    Kind.UNLIMITED_MOVE: "عملية نقل بلا حد أعلى للعدد",
    Kind.UNCOUNTED_MOVE: "عملية نقل لا يذكر أي مصدر عددها",
    Kind.EXCEEDED_TOTAL: "عمليات النقل أكثر من المجموع الذي تدخل فيه",
    Kind.UNSURE_JUDGEMENT: "الحكم غير محسوم: هل هذه التقارير عن واقعة واحدة؟",
    Kind.MISSING_JUDGEMENT: "لا حكم في ذلك: هل هذه التقارير عن واقعة واحدة؟",
    Kind.PERHAPS_BEFORE: "ربما كان قبل الإحصاء الأول",
    Kind.ON_OPENING: "في يوم الإحصاء الأول",
    Kind.ON_CLOSING: "في يوم الإحصاء التالي",
    Kind.PERHAPS_AFTER: "ربما كان بعد الإحصاء التالي",
    Kind.ONLY_HOLDER: "لا تُذكر جهة؛ ولا يُذكر هناك سوى جهة احتجاز واحدة",
    Kind.UNNAMED: "لا تُذكر جهة",
    Kind.SEVERAL_GROUPS: "من عدة مجموعات معًا",
    Kind.NO_PLACE: "لا يُذكر مكان",
    Kind.UNCOUNTED: "لا يذكر أي مصدر العدد",
    Kind.WHOLE_PERIOD: "كل عمليات النقل في مدة",
    Kind.SINCE_UNKNOWN: "محسوب منذ وقت لا يذكره أي مصدر",
}


class ArabicRowWords:
    """Writes sentences in Arabic; see `app.sentences.row_words`."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer

    def write_gap(self, gap: EvidenceGap) -> str:
        """What no source says, in one sentence."""
        writer, whom, who = self.writer, self._people(gap.held), self.writer.names_of(gap.holders)
        fate = find_fate(gap.statements)
        days = f"، والمدة {count_things(gap.days, DAY)}" if gap.days else ""
        with_whom = f" لدى {who}" if who else ""
        speakers = writer.speakers(dict.fromkeys(s.said_by for s in gap.statements))
        happened = HAPPENED.get(fate or "", "نقل {}").format(whom)
        among = f" ({who})" if who else ""
        match gap.kind, gap.why:
            case "gap", "whereabouts":
                people = self._missing_people(gap, whom)
                if fate == "missing":
                    return f"لا يذكر أي مصدر مصير {people}{f'، وكانوا آخر الأمر{with_whom}' if who else ''}{days}."
                return f"لا يذكر أي مصدر إلى أين ذهب {people}{f' من {who}' if who else ''}{days}."
            case "gap", _:
                span = f" من {write_day(gap.first)} إلى {write_day(gap.last)}" if gap.first and gap.last else ""
                return f"لا يذكر أي مصدر احتجاز {whom}{with_whom}{span}{days}."
            case "stale", _:
                since = f" منذ {write_day(gap.first)}" if gap.first else ""
                return f"لا جديد عن احتجاز {whom}{with_whom}{since}{days}؛ ولا يذكر أي مصدر أنه انتهى."
            case "single_speaker", "move":
                return f"لا يستند ما يُذكر عن {happened}{among} إلا إلى {speakers}."
            case "single_speaker", "count":
                return f"لا يستند ما يُذكر عن عدد {whom}{with_whom} إلا إلى {speakers}."
            case "single_speaker", _:
                return f"لا يستند ما يُذكر عن احتجاز {whom}{with_whom} إلا إلى {speakers}، ولا مصدر مستقلًا آخر."
            case "uncounted", "move":
                return f"لا يذكر أي مصدر العدد عند {happened}{among}."
            case "uncounted", _:
                return f"لا يذكر أي مصدر عدد {whom}{with_whom}."
            case _, "opening":
                return f"لم يُحصِ أي مصدر {whom}{among} قبل أن يأتوا أو يغادروا."
            case _, "closing":
                return f"لم يُحصِ أي مصدر {whom}{among} بعد أن جاؤوا أو غادروا."
        return f"لعدد {whom}{among} حد أدنى من دون حد أعلى، فلا يمكن جمع الأعداد."

    def write_closing(self, gap: EvidenceGap) -> str:
        """The statement that would close the gap, in one sentence."""
        missing = gap.missing
        whom, who = self._people(missing.of), self.writer.names_of(missing.whose)
        places = [name for name in map(self.writer.name, missing.places) if name not in f"{who} {whom}"]
        where = f" في {self.writer.join(places, noun=PLACE)}" if places else ""
        when, with_whom = _write_limits(missing.first, missing.last), f" لدى {who}" if who else ""
        match missing.what:
            case "a second speaker":
                known = self.writer.speakers(missing.independent_of)
                what = {"move": "نقل", "count": "عدد"}.get(gap.why, "احتجاز")
                holding = with_whom if gap.why != "move" else ""
                unnamed = all(map(self.writer.names.is_anonymous, missing.independent_of))
                needed = "مصدران معروفا الاسم مستقلان" if unnamed else "مصدر معروف الاسم مستقل"
                return f"يسدّ الثغرة {needed} عن {known} بشأن {what} {whom}{holding}{where}{when}."
            case "a sighting" if not missing.whose:
                people = f"{missing.at_least:,} منهم على الأقل" if missing.at_least else "وجودهم"
                seen = f"مشاهدة {people}" if missing.at_least else f"ما يثبت {people}"
                return f"يسدّ الثغرة تقرير عن الواقعة نفسها يذكر إلى أين ذهب {whom}، أو {seen}{when}."
            case "an end":
                return f"يسدّ الثغرة يوم انتهاء احتجاز {whom}{with_whom}{where}{when}، أو ما يثبت بقاءهم بعد ذلك."
            case "a sighting":
                return f"يسدّ الثغرة ما يثبت احتجاز {whom}{with_whom}{where}{when}."
        limit = "، بحد أعلى" if gap.why == "unbounded" else ""
        holding = with_whom if gap.why != "move" else f" المنقولين{f' ({who})' if who else ''}"
        return f"يسدّ الثغرة {MISSING[missing.what]} {whom}{holding}{where}{when}{limit}."

    def _people(self, ids: Sequence[str]) -> str:
        """Of one group its plural behind a noun, without the article."""
        if len(ids) != 1:
            return self.writer.names_of(ids)
        forms = self.writer.names.find_forms(ids[0])
        return forms.get("plural") or forms.get("genitive") or self.writer.name(ids[0])

    def _missing_people(self, gap: EvidenceGap, whom: str) -> str:
        wordings = {s.count.wording for s in gap.statements if s.count and s.count.unit == "people"}
        amount = read_amount(gap.people, tuple(wordings)) if gap.people and len(gap.held) == 1 else None
        return self.writer.people(SaidAmount(amount, ()), gap.held[0]) if amount else whom

    def write_reason(self, reason: LedgerReason) -> str:
        """Why a period of a ledger is open, or a line has its number."""
        keys, units = reason.keys, join([_write_unit(unit, of) for unit, of in reason.units])
        match reason.kind:
            case Kind.MOVE_IN_OTHER_UNITS:
                return f"عملية نقل عُدّت بوحدة أخرى: {units}"
            case Kind.IN_OTHER_UNITS:
                return f"معدود بوحدة أخرى: {units}"
            case Kind.APART:
                return f"معدود بوحدة أخرى: {units}، ولا إحصاء بها في أول كشف الأعداد ولا في آخره"
            case Kind.SHARED:
                return f"مشترك مع {self._list(reason.holders)}"
            case Kind.RESTATED:
                return f"داخل في المجموع {keys[0]}"
            case Kind.PERHAPS_RESTATED:
                return f"قد يكون داخلًا في المجموع {keys[0]}"
            case Kind.PERHAPS_SAME:
                return f"ينقص حكم بشأن {keys[0]} و{keys[1]}"
            case Kind.MORE_THAN_BEFORE:
                return f"ما زاد على ما أحصاه {keys[0]} من قبل"
            case Kind.LESS_THAN_BEFORE:
                return f"أقل مما أحصاه {keys[0]} من قبل"
            case Kind.SINCE:
                return f"محسوب منذ {_write_written(reason.since)}"
            case Kind.RESTATED_MORE:
                return f"مجموع ما يدخل فيه من عمليات النقل {reason.number:,} على الأقل"
        return REASONS[reason.kind]

    # disputes

    def write_dispute(self, fact: DisputeFact) -> str:
        asked = replace(fact.claim, amount=None, days=None, is_denied=False, is_inferred=False, mode="occurred")
        claim = self.writer.records.clause(asked)
        if fact.claim.terms:
            claim += f" ({self.writer.records.terms(fact.claim.terms)})"
        if fact.part and fact.whole:
            part, whole = self.writer.name(fact.part), self.writer.name(fact.whole)
            claim = f"عدد {part} أكبر من عدد {whole} وهم منهم"
        days = write_asked_days(Window(fact.earliest or MIN, fact.latest or MAX))
        name = name_unit(fact.counted)
        counted = "" if fact.counted == "people" else f" («{name}»)" if name == fact.counted else f" ({name})"
        asks = {"figures": f"كم كان العدد{counted}: ", "dates": "متى "}
        words = f"{asks.get(fact.why, 'هل ')}{claim}{f'، {days}' if days else ''}؟"
        if fact.why == "negative":
            words = f"{words} ولا يقول أي مصدر هنا ذلك"
        condition = "إن كانت واقعة واحدة" if fact.is_event else "إن كان اليوم واحدًا"
        return words if fact.is_certain else f"{words} {condition}"

    def write_side(self, fact: DisputeSideFact) -> str:
        """Such as `150، بحسب القيادة المركزية الأميركية في وكالة أسوشيتد برس`."""
        what = STANCES[fact.stance]
        if fact.why == "figures":
            what = write_amount(fact.amount) if fact.amount else "عدد غير معروف"
        elif fact.why == "dates":
            what = write_asked_days(fact.days) or "في وقت غير معروف"
        speaker = self.writer.speaker(fact.speaker)
        outlet = self.writer.name(fact.outlet) if fact.outlet else ""
        return f"{what}، بحسب {speaker}{f' في {outlet}' if outlet and outlet not in speaker else ''}"

    def write_route(self, fact: RouteFact) -> str:
        ends = (("من", fact.start), ("على يد", fact.by), ("إلى", fact.end))
        return " ".join(f"{word} {self._list(ids)}" for word, ids in ends if ids) or "من دون ذكر من نقل ومن تسلّم"

    def _list(self, ids: Iterable[str]) -> str:
        return "، ".join(map(self.writer.name, ids))


def _write_limits(first: date | None, last: date | None) -> str:
    words = write_asked_days(Window(first or MIN, last or MAX))
    return f" {words}" if words else ""


def _write_written(since: str) -> str:
    """A day as it was written; what is no single day stays as it is."""
    try:
        return write_day(date.fromisoformat(since))
    except ValueError:
        return since


def _write_unit(unit: str, of: str | None) -> str:
    """A unit, with what it is of in the words of the source."""
    return f"{name_unit(unit)} من «{of}»" if of else name_unit(unit)
