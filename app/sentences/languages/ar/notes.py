"""The notes of answers in Arabic; parameters, fields and their values keep the letters they are written in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import (
    FINDING,
    HOP,
    LINK,
    MOVE,
    PLACE,
    RELATION,
    SOURCE,
    STATEMENT,
    Noun,
    count_things,
    join,
    write_amount,
    write_day,
)
from app.sentences.languages.ar.row_modes import name_unit
from app.sentences.languages.ar.verbs import LABELS, MATCHES
from app.sentences.notes import AlikeWhat, FixedNote, LeftOutWhat, Outlet
from app.sentences.statements import StatementFact
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.dates.windows import MAX, MIN
from graph.errors import Ambiguous, NotFound
from graph.model.wordings import Amount
from graph.names.facts import Governed, NameNote, NameOnDays, PastName, ReadName, SeveralMeanings, UnknownName
from graph.selection.question import Reviewed

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

MOST_NAMES = 5
MOST_PLACES = 3
MARKS: Mapping[Reviewed, str] = {"checked": "مراجَع أو متفق عليه", "agreed": "متفق عليه"}
FIXED: Mapping[FixedNote, str] = {
    FixedNote.LENS_UNCHANGED: "لا يغيّر اختيار المتحدثين شيئًا هنا",
    FixedNote.MORE_CONTROL: "تذكر المصادر المزيد عمن بيده هذه الأماكن",
    FixedNote.MORE_MISSING: "تذكر المصادر آخرين اختفوا",
    FixedNote.PLANS_APART: "الخطط وعمليات النقل الجارية مذكورة في plans ولا تُحسب هنا",
    FixedNote.UNJOINED_POINTS: "لا يوصل بين النقاط: لا يذكر أي مصدر هنا كم كان العدد بينها",
    FixedNote.UNNAMED_HOLDERS: "من جاؤوا أو غادروا من دون ذكر جهة احتجاز غير محسوبين هنا؛ للاطلاع عليهم اسأل من دون "
    "holder",
    FixedNote.JUDGED_BETWEEN: "حُكم بين نسختي البيانات بأن أسماءً مختلفة لمسمى واحد؛ ويُقرأ الجانبان وفق ما حُكم به الآن",
    FixedNote.NO_CERTAIN_ROWS: "certainty: ليس في كشف الأعداد صفوف مؤكدة؛ وحدوده تبيّن ما هو مؤكد",
    FixedNote.NO_LONGEST_GAP: "max_gap_days: يمتد كشف الأعداد من إحصاء إلى الذي يليه مهما طالت المدة بينهما",
    FixedNote.CHAIN_MEANING: "تبيّن السلسلة أن أشخاصًا ربما سلكوا هذا الطريق، لا أن الأشخاص أنفسهم سلكوه كله",
    FixedNote.NO_ROW: "غياب صف يعني أنه لا دليل هنا، ولا يعني الحياد",
    FixedNote.NO_BALANCE: "غياب صف يعني أنه لا دليل هنا، ولا يعني أن التوازن كان قائمًا",
    FixedNote.WHOLE_STEPS: "تشمل كل فترة ما صحّ في أي يوم من أولها إلى آخرها، وإذا اختلفت أيام الود والعداء "
    "عُدّ الطرفان مختلطين؛ وللسؤال عن أيام مفردة at=day",
    FixedNote.FIRST_DAYS: "كل فترة هنا هي يومها الأول وحده، لا الأيام التي تليه حتى الفترة التالية",
    FixedNote.TWO_DAYS: "تقارن began وended وfaded وchanged بين اليومين وفق ما كان معلنًا في known_at؛ وتعني faded "
    "أن لا مصدر يذكر نهاية، وإنما انقطعت الأدلة",
    FixedNote.TWO_STATES_OF_KNOWLEDGE: "newlyReported وwithdrawn وovertaken وreassessed ليست أحداثًا: فهي تقارن ما كان "
    "معلنًا عن اليوم الأول في from_known_at، أو في بيانات from_version، بما هو معلن عنه في known_at",
    FixedNote.FIXED_PLACES: "يُحسب x وy من أدلة كل الأيام، فهما لا يتغيران في نسخة البيانات الواحدة مهما كان السؤال",
    FixedNote.CUT_SPELLS: "تُقتصر المدد على الأيام المسؤول عنها",
    FixedNote.PATH_MEANING: "يبيّن المسار ما يقال عن كل خطوة، ولا يعني أن بين طرفيه علاقة",
    FixedNote.SURE_AND_POSSIBLE: "لا يعدّ الرقم الأصغر سوى الأزواج المؤكدة، ويعدّ الأكبر كل الأزواج الممكنة",
    FixedNote.CHANGED_WITHIN: "ربما انتقل طرفان من الود إلى العداء خلال الأيام المسؤول عنها، فيُعدّان في الحالين",
    FixedNote.CAMPS: "المعسكران واحد من أفضل تقسيمات الأزواج الممكنة؛ ويجوز قلب المجموعات المنفصلة",
}
ALIKE: Mapping[AlikeWhat, str] = {
    AlikeWhat.HOPS: "عدد عمليات النقل المتشابهة",
    AlikeWhat.POINTS: "عدد نقاط الخلاف المتشابهة",
    AlikeWhat.SILENCES: "عدد الثغرات المتشابهة",
}
LEFT_OUT: Mapping[LeftOutWhat, Noun] = {
    LeftOutWhat.FINDINGS: FINDING,
    LeftOutWhat.RELATIONS: RELATION,
    LeftOutWhat.LINKS: LINK,
}


class ArabicNotes:
    """Writes notes in Arabic; see `app.sentences.notes`."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer

    def _names(self, ids: Sequence[str]) -> str:
        return self.writer.names_of(ids)

    def list_names(self, ids: Sequence[str]) -> str:
        return "، ".join(map(self.writer.name, ids))

    def write_fixed(self, note: FixedNote) -> str:
        return FIXED[note]

    def write_left_out(self, speakers: Sequence[str]) -> str:
        return f"لا يُؤخذ هنا بما يقوله هؤلاء: {self._names(speakers)}"

    def write_unreviewed(self, number: int, reviewed: Reviewed) -> str:
        what = f"ما لم يوسم بأنه {MARKS[reviewed]}"
        return f"استُبعد {what}: {count_things(number, STATEMENT)}" if number else f"ليس هنا {what}، فلا شيء مستبعد"

    def write_uncorroborated(self, least: int) -> str:
        return f"لا يُؤخذ هنا بما لا يقوله {_count_speakers(least)}"

    def write_only_possible(self, number: int) -> str:
        return f"استُبعد ما هو ممكن لا مؤكد: {count_things(number, FINDING)}"

    def write_too_few_speakers(self, what: LeftOutWhat, number: int, least: int) -> str:
        return f"استُبعد ما لا يقوله {_count_speakers(least)}: {count_things(number, LEFT_OUT[what])}"

    def write_possibly_public(self, number: int, all_: int) -> str:
        return f"ربما لم يكن معلنًا حينئذ: {count_things(number, FINDING)} من أصل {all_:,}"

    def write_cut_statements(self, most: int) -> str:
        return (
            f"تظهر الأقوال الأولى وحدها مما يصل إلى {most:,}؛ ويعرض nextStatements في الصف، إذا كُتب في cursor، ما "
            "يليها، ويعرضها include=statements كلها"
        )

    def write_cut_places(self, most: int) -> str:
        return f"تظهر الأماكن الأولى وحدها مما يصل إلى {most:,}؛ وعددها في placeCount، ويعرضها include=statements كلها"

    def write_cut_lists(self, most: int) -> str:
        return (
            f"تظهر من كل قائمة في الصف عناصرها الأولى، وهي {most:,} على الأكثر، وعددها إلى جانبها؛ ويعرض "
            "nextStatements في الصف، إذا كُتب في cursor، الأقوال التالية، ويعرضها include=statements كلها"
        )

    def write_cut_page(self, shown: int, all_: int) -> str:
        return f"في هذه الصفحة {shown:,} من {all_:,} من الصفوف؛ ويدل next على ما يليها"

    def write_copies(self, speaker: str, amount: Amount | None, outlets: Sequence[Outlet]) -> str:
        named = [self.writer.name(one.publisher) if one.publisher else f"«{one.title}»" for one in outlets]
        figure = f" ({write_amount(amount)})" if amount else ""
        where = self.writer.join(named, MOST_NAMES, SOURCE)
        return f"الرقم المنسوب إلى {self.writer.name(speaker)}{figure} وارد في {where}، ولا يُحسب إلا مرة واحدة"

    def write_version(self, version: int, newest: int) -> str:
        return (
            f"هذا من نسخة البيانات {version:,}؛ أما الأسماء، وأيها لمسمى واحد، وحالة مراجعة كل إفادة، "
            f"فكما هي اليوم في النسخة {newest:,}"
        )

    def write_withdrawal(
        self, statements: int, sources: int, on: date, reason: str, changed_version: int | None
    ) -> str:
        what = count_things(statements, STATEMENT) if statements else count_things(sources, SOURCE)
        so = (
            f". ولذلك لم تعد نسخة البيانات {changed_version:,} كما كانت، ولا يمكن أن يعاد ما يثبته pin منها"
            if changed_version is not None
            else ""
        )
        return (
            f"سُحب في {write_day(on)} من كل نسخ البيانات ما قد يكون هذا الجواب استند إليه: {what}. "
            f"والسبب: «{reason.rstrip('.')}»{so}"
        )

    def write_unsure_identity(self, group: str, others: Sequence[str]) -> str:
        return (
            f"قد يكون المقصود واحدًا في {self.writer.name(group)} و{self._names(others)}. ولم يُحسم ذلك، فيُذكر ما "
            "يقال عن كل منها على حدة"
        )

    def write_alike(self, what: AlikeWhat, number: int, first: str) -> str:
        return f"{ALIKE[what]} {number:,}، ومنها: {first}"

    def write_common_names(self, number: int) -> str:
        return f"أسماء يحملها عدد أكبر من أن تُقارن، فتُركت: {number:,}"

    def write_kinds_first(self, number: int) -> str:
        return f"يأتي أولًا واحد من كل نوع؛ وعدد الأنواع {number:,}"

    # names

    def write_name(self, note: NameNote) -> str:
        match note:
            case ReadName(asked, (one,), how):
                return f"قُرئ «{asked}» على أنه {self.writer.name(one)} ({MATCHES[how]})"
            case ReadName(asked, ids):
                names = join([f"{self.writer.name(id_)} ({id_})" for id_ in ids])
                return f"«{asked}» اسم لأكثر من واحد هنا، والجواب عنهم جميعًا: {names}"
            case NameOnDays(asked, ids):
                return f"كان «{asked}» في الأيام المسؤول عنها {join([self.writer.name(id_) for id_ in ids])}"
            case Governed():
                return self._write_governed(note)
            case PastName(asked, id_, last):
                return f"«{asked}» اسم {self.writer.name(id_)} حتى {write_day(last)}؛ ولم يُذكر يوم، فالمقصود ذلك اليوم"
        names, came = self._names(note.others), self.writer.verb(note.id, "جاء", "جاءت")
        return (
            f"{came} {self.writer.name(note.id)} بعد {names} في {write_day(note.day)} على أقرب تقدير؛ وللأيام السابقة "
            f"اسأل عن {names}"
        )

    def _write_governed(self, note: Governed) -> str:
        """Why the answer has rows of a state."""
        first = f" من {write_day(note.first)}" if note.first > MIN else ""
        last = f" حتى {write_day(note.last)}" if note.last < MAX else ""
        governed = self.writer.verb(note.id, "حكم", "حكمت")
        return (
            f"{governed} {self.writer.name(note.id)} {self.writer.name(note.state)}{first}{last}؛ وتسمّي المصادر الدولة "
            "حينها، فما تقوله عنها في تلك الأيام هنا أيضًا"
        )

    def refuse_name(self, error: NotFound | Ambiguous) -> tuple[str, str | None]:
        match error.name:
            case SeveralMeanings(asked, ids, shows_labels):
                names = [self._name_with_label(id_) if shows_labels else self.writer.name(id_) for id_ in ids]
                return f"قد يعني «{asked}»: {' أو '.join(names)}", "اكتب معرّف واحد منها"
            case UnknownName() as name:
                return self._refuse_unknown(name)
        return error.message, error.hint

    def _refuse_unknown(self, name: UnknownName) -> tuple[str, str | None]:
        said = f"لا يوجد هنا «{name.asked}»"
        hint = "ابحث عنه في search"
        if name.other:
            wanted = " أو ".join(LABELS[label] for label in name.labels)
            said = f"«{name.asked}» هنا {LABELS[self.writer.names.find_label(name.other)]}، والمطلوب {wanted}"
            wording = f"اسأل {name.question} عن" if name.question else "اكتب"
            hint = f"{wording} {name.parameter}={name.other}" if name.parameter else hint
        if not name.near:
            return said, hint
        near = " أو ".join(dict.fromkeys(map(self.writer.name, name.near)))
        return f"{said}. هل تقصد {near}؟", "اكتب واحدًا من choices"

    def _name_with_label(self, id_: str) -> str:
        return f"{self.writer.name(id_)} ({LABELS[self.writer.names.find_label(id_)]})"

    # custody

    def write_control(self, fact: StatementFact, *, is_denied: bool) -> str:
        return f"يُذكر أنه {self._report(fact, is_denied)}. ولا يلزم منه من كان يحتجز أشخاصًا هناك"

    def write_missing(self, fact: StatementFact, *, is_denied: bool) -> str:
        says = self.writer.verb(fact.speakers[0], "يقول", "تقول")
        return (
            f"{says} {self.writer.speakers(fact.speakers)}: {self._report(fact, is_denied)}. ولا يُنقص ذلك عدد "
            "المحتجزين، إذ لا يقول أحد إنهم غادروا"
        )

    def _report(self, fact: StatementFact, is_denied: bool) -> str:
        return f"{self.writer.records.clause(fact)}{'، وينفي ذلك آخرون' if is_denied else ''}"

    def write_counted_elsewhere(self, holder: str, places: Sequence[str], last: date) -> str:
        named = self.writer.join([self.writer.name(place) for place in places], MOST_PLACES, PLACE)
        return (
            f"{self.writer.name(holder)}: كان الإحصاء في {named} في أيام أخرى آخرها {write_day(last)}؛ وهذه الأعداد في "
            "counts ولا تُجمع"
        )

    def write_partly(self, group: str, nationality: str) -> str:
        people = self.writer.names.find_forms(nationality).get("plural") or self.writer.name(nationality)
        return f"لا يُذكر أن من {people} سوى بعض {self.writer.group(group)}"

    def write_no_total(self, reason: NoTotal) -> str:
        return f"لا مجموع: {self._explain(reason)}"

    def _explain(self, reason: NoTotal) -> str:
        names = [self.writer.name(id_) for id_ in reason.who]
        match reason.why:
            case NoTotalReason.SEVERAL_ASKED:
                return "السؤال عن عدة أسماء متطابقة"
            case NoTotalReason.UNKNOWN_PARTS:
                return f"لا يذكر أي مصدر أن أجزاء {names[0]} لا تتداخل وأنها كلها"
            case NoTotalReason.PART_WITHOUT_HOLDER:
                return f"{names[0]} جزء من {names[1]} ولا يذكر أي مصدر من احتجزهم"
            case NoTotalReason.SEVERAL_GROUPS:
                return "الصفوف عن عدة مجموعات قد يكون أشخاص منها في أكثر من واحدة"
            case NoTotalReason.UNCOUNTED:
                return f"لا يذكر أي مصدر عدد من كانوا لدى {names[0]}"
            case NoTotalReason.OTHER_UNIT:
                return f"عدد من كانوا لدى {names[0]} مذكور بوحدة أخرى: {name_unit(reason.unit)}"
            case NoTotalReason.SHARED_COUNTS:
                return f"من كانوا لدى {names[0]} داخلون في أكثر من إحصاء مشترك"
            case NoTotalReason.NO_COMMON_DAY:
                return "لا يوم تشترك فيه الأعداد كلها، وربما انتقل أشخاص بينها"
        return (
            f"أُحصي من كانوا لدى {names[0]} في {write_day(reason.days[0])} ومن كانوا لدى {names[1]} في "
            f"{write_day(reason.days[1])}، وربما انتقل أشخاص بين اليومين"
        )

    def write_other_units(self, number: int) -> str:
        return f"تُركت جانبًا عمليات نقل عُدّت بوحدة أخرى: {count_things(number, MOVE)}"

    def write_maybe_one(self, one: str, other: str) -> str:
        return f"قد تكون {one} و{other} واقعة واحدة: لا حكم في ذلك"

    def write_more_maybe_one(self, number: int) -> str:
        return f"قد تكون عمليات نقل أخرى واقعة واحدة، وعدد أزواجها {number:,}؛ وهي في mayBe"

    def write_most_maybe_one(self, most: int) -> str:
        return f"تذكر mayBe أولى عمليات النقل زمنًا، وهي {most:,} على الأكثر؛ وقد يكون هناك غيرها"

    def write_partly_compared(self, number: int, most: int) -> str:
        return (
            f"لم تُقارن {count_things(number, HOP)} إلا بما يليها زمنًا، وهو {most:,}، لا بغيره كله؛ وتدل عليها "
            "mayBeMore، وقد ينقص mayBe بعضها"
        )

    def write_chains_among(self, number: int, all_: int) -> str:
        return f"يُبحث عن السلاسل بين {number:,} من عمليات النقل، وهي التي نُقل فيها أكبر عدد، من أصل {all_:,}"

    def write_more_chains(self, given: int, most: int) -> str:
        return f"السلاسل أكثر من المذكورة، وعدد المذكورة {given:,}؛ ولا يُبحث عن أكثر من {most:,}"

    def write_cut_chains(self, most: int) -> str:
        return f"تُقطع السلسلة بعد {count_things(most, HOP)}"


def _count_speakers(least: int) -> str:
    """Such as `مصدران مستقلان على الأقل`."""
    if least == 2:
        return "مصدران مستقلان على الأقل"
    independent = "مستقل" if least == 1 else "مستقلة" if 3 <= least % 100 <= 10 else "مستقلًا"
    return f"{count_things(least, SOURCE)} {independent} على الأقل"
