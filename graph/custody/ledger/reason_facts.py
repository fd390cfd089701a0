"""Why a period of a ledger is open, or a line of it has the number that it has, without words."""

from dataclasses import dataclass
from enum import StrEnum


class LedgerReasonKind(StrEnum):
    """What the reason is. Of a period the first ones, of a line the others."""

    NO_OPENING = "no count before it"
    NO_CLOSING = "no count after it"
    UNEXPLAINED = "the moves do not explain the difference, and no source claims to report them all"
    UNLIMITED_COUNT = "a count has no upper limit"
    UNLIMITED_MOVE = "a move has no upper limit"
    MOVE_IN_OTHER_UNITS = "a move is counted in other units"
    UNCOUNTED_MOVE = "no source counts a move"
    EXCEEDED_TOTAL = "moves are more than the total of them"
    UNSURE_JUDGEMENT = "a judgement on whether two reports are one occurrence is unsure"
    MISSING_JUDGEMENT = "no judgement on whether two reports are one occurrence"
    PERHAPS_BEFORE = "perhaps before the opening count"
    ON_OPENING = "on the day of the opening count"
    ON_CLOSING = "on the day of the next count"
    PERHAPS_AFTER = "perhaps after the next count"
    ONLY_HOLDER = "no holder is named, and one alone is said to hold them there"
    UNNAMED = "no holder is named"
    SHARED = "other holders share it"
    SEVERAL_GROUPS = "of several groups together"
    NO_PLACE = "no place is named"
    RESTATED = "a total has it"
    PERHAPS_RESTATED = "a total may have it"
    IN_OTHER_UNITS = "counted in other units"
    APART = "counted in a unit in which no count of the ledger is"
    UNCOUNTED = "no source counts it"
    PERHAPS_SAME = "no judgement on whether it is the same as another"
    MORE_THAN_BEFORE = "what a total has more than the one before"
    LESS_THAN_BEFORE = "a total has less than the one before"
    SINCE = "a total since a day"
    WHOLE_PERIOD = "a total of a period"
    SINCE_UNKNOWN = "a total, and no source says since when"
    RESTATED_MORE = "the moves of a total are more than it"


@dataclass(frozen=True, slots=True)
class LedgerReason:
    """A reason with the keys of reports, the holders, the units with what is counted, the day and the number in it."""

    kind: LedgerReasonKind
    keys: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    units: tuple[tuple[str, str | None], ...] = ()
    since: str = ""
    number: int = 0
