"""What an answer rests on, in English."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.answers.words import join_words, number_words, statement_words
from graph.custody.hops import CustodyHop
from graph.custody.ledger.shares import LedgerScope
from graph.custody.series_lines import MoveMark, SeriesItem, SeriesScope
from graph.dates.windows import MIN, Window
from graph.disputes.question import Dispute
from graph.evidence.sensitivity import AnswerChange
from graph.model.statement import StoredStatement

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter


class EnglishExplanations:
    """Writes explanations in English; see `app.sentences.explanations`."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.view = writer.names.view

    def write_change(self, subject: str | None, change: AnswerChange) -> str:
        """Such as `SDF holding ISIS suspects: certain becomes possible`."""
        prefix = f"{subject}: " if subject is not None else ""
        if change.field == "row":
            return prefix + ("the row is gone" if change.before else "a row comes in")
        if change.field == "contested":
            return prefix + ("no longer contested" if change.before else "contested")
        label = "" if change.field in ("certainty", "sign") else f"{change.field} "
        return f"{prefix}{label}{_write_value(change.before)} becomes {_write_value(change.after)}"

    def write_names(self, ids: Sequence[str]) -> str:
        return join_words([self.view.directory.get(id_).name for id_ in ids])

    def write_holding(self, holder: str, held: str) -> str:
        return f"{self.write_names([holder])} holding {self.write_names([held])}"

    def write_pair(self, one: str, other: str) -> str:
        return f"{self.write_names([one])} and {self.write_names([other])}"

    def write_ledger_holders(self, scope: LedgerScope, start: Window | None) -> str:
        names = " and ".join(self.view.directory.get(id_).name for id_ in scope.holders) or "nobody named"
        if start is None:
            return names
        if start.earliest > MIN:
            return f"{names} from {start.earliest}"
        return f"{names} from {start.latest} or before"

    def write_number(self, scope: SeriesScope, item: SeriesItem) -> str:
        places = f" at {self.write_names(scope.places)}" if scope.places else ""
        direction = f" {item.direction}" if isinstance(item, MoveMark) else ""
        unit = f" {scope.unit}" if scope.unit != "people" else ""
        number = number_words((item.count.min, item.count.max)) + unit if item.count else "nobody says how many"
        holders = self.write_names(scope.holders) or "nobody named"
        return f"{holders}, {self.write_names(scope.held)}{places}{direction}, {number}"

    def write_days(self, days: Sequence[str]) -> str:
        return join_words(days)

    def write_span(self, start: str, end: str) -> str:
        return f"from {start} to {end}"

    def write_hop(self, hop: CustodyHop, event: str | None, days: str) -> str:
        return self.view.directory.get(event).name if event else f"{self.write_names(hop.held)} moved, {days}"

    def write_plan(self, plan: StoredStatement) -> str:
        return f"the plan that {statement_words(self.view, [plan])}"

    def write_dispute(self, dispute: Dispute, disputed: Sequence[StoredStatement]) -> str:
        terms = f" ({', '.join(disputed[0].terms)})" if disputed[0].terms else ""
        return f"{dispute.why}, {statement_words(self.view, disputed)}{terms}"


def _write_value(value: object) -> str:
    match value:
        case None:
            return "none"
        case (int() as low, int() | None as high):
            return number_words((low, high))
    return str(value)
