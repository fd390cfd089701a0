"""Why the numbers of several rows of custody make no total, without words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoTotalReason(StrEnum):
    """Why there is no total; `who` of a NoTotal is whom it is about."""

    SEVERAL_ASKED = "several of one name are asked about"
    UNKNOWN_PARTS = "no source says that the parts of the group are disjoint and all of it"
    PART_WITHOUT_HOLDER = "no source says who held a part of the group"
    SEVERAL_GROUPS = "the rows are of several groups"
    UNCOUNTED = "no source says how many a holder held"
    OTHER_UNIT = "what a holder held is counted in another unit than people"
    SHARED_COUNTS = "what a holder held is part of several joint counts"
    NO_COMMON_DAY = "no day is common to all counts"
    OTHER_DAYS = "two holders were counted on different days"


@dataclass(frozen=True, slots=True)
class NoTotal:
    """A reason with the group, part or holders it is about, the unit, and the days on which two were counted."""

    why: NoTotalReason
    who: tuple[str, ...] = ()
    unit: str = ""
    days: tuple[date, ...] = ()
