"""The part that all questions share: days, publication date, certainty, and the speaker lens."""

from dataclasses import dataclass
from datetime import date

from graph.dates.windows import MAX, Window
from graph.evidence.support import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionQuestion:
    """`as_of` is the day or period asked about; `known_at` None asks for all that is in the store.

    `trust`, `exclude`, `no_parties` and `min_independent` are the speaker lens; speakers are ids or names as written.
    `max_gap_days` is the longest time without evidence; None uses the limit of each predicate. `explain` asks for the
    reasons for dates too.
    """

    as_of: Window
    known_at: Window | None = None
    certainty: Certainty = "possible"
    max_gap_days: int | None = None
    trust: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    no_parties: bool = False
    min_independent: int = 0
    explain: bool = False

    @property
    def known_by(self) -> date:
        """The last day on which a statement may have become public."""
        return self.known_at.latest if self.known_at else MAX

    @property
    def has_lens(self) -> bool:
        return bool(self.trust or self.exclude or self.no_parties or self.min_independent)
