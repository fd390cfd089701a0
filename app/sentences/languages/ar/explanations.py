"""What an answer rests on, in Arabic."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import join, write_amount, write_day
from app.sentences.languages.ar.row_modes import name_unit
from app.sentences.statements import make_statement_fact
from graph.custody.hops import CustodyHop
from graph.custody.ledger.shares import LedgerScope
from graph.custody.series_lines import MoveMark, SeriesItem, SeriesScope
from graph.dates.windows import MIN, Window
from graph.disputes.question import Dispute
from graph.evidence.sensitivity import AnswerChange
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

# what changes; without a word where the value says it
FIELDS = {
    "certainty": "",
    "sign": "",
    "count": "العدد",
    "gained": "عدد من جاؤوا",
    "lost": "عدد من غادروا",
    "total": "المجموع",
    "done": "ما نُفّذ",
    "days": "الأيام",
    "rows": "عدد الصفوف",
    "closes": "تطابق الأعداد",
    "unaccounted": "من لا يُعرف مصيرهم",
    "from holder": "الجهة التي كانوا لديها",
    "from place": "المكان الذي كانوا فيه",
    "to holder": "الجهة التي وصلوا إليها",
    "to place": "المكان الذي وصلوا إليه",
}
VALUES = {
    "certain": "مؤكد",
    "possible": "ممكن",
    "friendly": "ودّ",
    "hostile": "عداء",
    "neutral": "حياد",
    "mixed": "ودّ وعداء معًا",
    "yes": "نعم",
    "no": "لا",
    "open": "غير محسوم",
}
DISPUTES = {
    "figures": "أعداد متضاربة",
    "dates": "تواريخ متضاربة",
    "denied": "نفي",
    "corrected": "تصحيح",
    "questioned": "تشكيك",
    "negative": "نفي ما لا يقوله أي مصدر هنا",
}
UNNAMED = "جهة غير مذكورة"
DIRECTIONS = {"came": "جاؤوا", "went": "غادروا"}


class ArabicExplanations:
    """Writes explanations in Arabic; see `app.sentences.explanations`."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer

    def write_change(self, subject: str | None, change: AnswerChange) -> str:
        """Such as `احتجاز العراق مشتبهين: من «مؤكد» إلى «ممكن»`."""
        prefix = f"{subject}: " if subject is not None else ""
        if change.field == "row":
            return prefix + ("يزول الصف" if change.before else "يظهر صف")
        if change.field == "contested":
            return prefix + ("لا اعتراض عليه بعد ذلك" if change.before else "يصبح محل اعتراض")
        label = FIELDS.get(change.field, change.field)
        values = f"من «{_write_value(change.before)}» إلى «{_write_value(change.after)}»"
        return f"{prefix}{label} {values}" if label else f"{prefix}{values}"

    def write_names(self, ids: Sequence[str]) -> str:
        return join([self.writer.name(id_) for id_ in ids])

    def write_holding(self, holder: str, held: str) -> str:
        return f"{self.writer.group(held)} لدى {self.writer.name(holder)}"

    def write_pair(self, one: str, other: str) -> str:
        return self.write_names([one, other])

    def write_ledger_holders(self, scope: LedgerScope, start: Window | None) -> str:
        names = self.write_names(scope.holders) or UNNAMED
        if start is None:
            return names
        if start.earliest > MIN:
            return f"{names}، منذ {write_day(start.earliest)}"
        return f"{names}، منذ {write_day(start.latest)} أو قبله"

    def write_number(self, scope: SeriesScope, item: SeriesItem) -> str:
        places = f" في {self.write_names(scope.places)}" if scope.places else ""
        direction = f" {DIRECTIONS[item.direction]}" if isinstance(item, MoveMark) else ""
        unit = f" ({name_unit(scope.unit)})" if scope.unit != "people" else ""
        number = _write_range(item.count.min, item.count.max) + unit if item.count else "لا يذكر أي مصدر العدد"
        groups = join([self.writer.group(id_) for id_ in scope.held])
        return f"{groups} لدى {self.write_names(scope.holders) or UNNAMED}{places}{direction}، {number}"

    def write_days(self, days: Sequence[str]) -> str:
        return join(days)

    def write_span(self, start: str, end: str) -> str:
        return f"من {start} إلى {end}"

    def write_hop(self, hop: CustodyHop, event: str | None, days: str) -> str:
        groups = join([self.writer.group(id_) for id_ in hop.held])
        return self.writer.name(event) if event else f"نقل {groups}، {days}"

    def write_plan(self, plan: StoredStatement) -> str:
        return f"الخطة: {self.writer.records.clause(make_statement_fact(self.writer.names.view, plan))}"

    def write_dispute(self, dispute: Dispute, disputed: Sequence[StoredStatement]) -> str:
        fact = make_statement_fact(self.writer.names.view, disputed[0])
        terms = f" ({self.writer.records.terms(fact.terms)})" if fact.terms else ""
        return f"{DISPUTES.get(dispute.why, dispute.why)}: {self.writer.records.clause(fact, days=False)}{terms}"


def _write_value(value: object) -> str:
    match value:
        case None:
            return "لا شيء"
        case (int() as low, int() | None as high):
            return _write_range(low, high)
    return VALUES.get(str(value), str(value))


def _write_range(low: int, high: int | None) -> str:
    amount = read_amount((low, high))
    return write_amount(amount) if amount else f"{low:,} أو أكثر"
