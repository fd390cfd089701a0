"""What a question asks of all statements: days, what was known by when, whom to believe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from graph.dates.windows import MAX, Window
from graph.evidence.support import Certainty
from graph.model.statement import ReviewState

Reviewed = Literal["checked", "agreed"]
REVIEWED: Mapping[Reviewed, frozenset[ReviewState]] = {
    "checked": frozenset({"checked", "agreed"}),
    "agreed": frozenset({"agreed"}),
}  # how far statements must be reviewed, and the states that are so far


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionQuestion:
    """`as_of` is the day or period asked about; `known_at` None asks for all that is in the store.

    `trust`, `exclude`, `no_parties` and `min_independent` are the speaker lens; speakers are ids or names as written.
    `reviewed` asks for statements that were checked at least, or agreed on by two coders; all if None.
    `max_gap_days` is the longest time without evidence; None uses the limit of each predicate. `relations` are the
    signed predicates that alliances may rest on; all if empty. `explain` asks for the reasons for dates too.
    """

    as_of: Window
    known_at: Window | None = None
    certainty: Certainty = "possible"
    max_gap_days: int | None = None
    trust: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    no_parties: bool = False
    min_independent: int = 0
    reviewed: Reviewed | None = None
    relations: tuple[str, ...] = ()
    explain: bool = False

    @property
    def known_by(self) -> date:
        """The last day on which a statement may have become public."""
        return self.known_at.latest if self.known_at else MAX

    @property
    def has_lens(self) -> bool:
        return bool(self.trust or self.exclude or self.no_parties or self.min_independent or self.reviewed)


AnyQuestion = TypeVar("AnyQuestion", bound=SelectionQuestion, covariant=True)
