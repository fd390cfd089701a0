"""The parameters that many questions share, as keyword arguments. Each is described at /docs of a service.

A day is a `datetime.date`, or EDTF such as "2026-02-05", "2016", "2019/.." as a string.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

Day = str | date
Names = str | Sequence[str]  # ids or names; one string may have several, separated by commas


class WordingOptions(TypedDict, total=False):
    """lang: en or ar. notes: "all" for every note, else the first five. version: an earlier data version.
    pin: the `id` of the pin of an answer that was given: that answer again, or in `pinned` what may have changed."""

    lang: str | None
    notes: str | None
    version: int | None
    pin: str | None


class ListingOptions(WordingOptions, total=False):
    """limit: how many rows at most, up to 10,000. Left out: all of them, by as many requests as it takes."""

    limit: int | None


class EvidenceOptions(WordingOptions, total=False):
    """known_at: only what was public by this day. certainty: "possible" (the default) or "certain".
    max_gap_days: the longest stretch without evidence. trust, exclude: only these speakers, or all but these
    ("parties": those who are party to the events). min_independent: at least so many independent speakers.
    reviewed: "checked" or "agreed"."""

    known_at: Day | None
    certainty: str | None
    max_gap_days: int | None
    trust: Names | None
    exclude: Names | None
    min_independent: int | None
    reviewed: str | None


class PeriodOptions(EvidenceOptions, ListingOptions, total=False):
    """A list of a question that has days of its own in place of `as_of`."""


class DayOptions(PeriodOptions, total=False):
    """as_of: the day or period asked about; today if left out."""

    as_of: Day | None


class ExplainedOptions(DayOptions, total=False):
    """include: "statements" for all statements of each row, "explain" for what each bound comes from."""

    include: str | None


class PeriodPictureOptions(EvidenceOptions, total=False):
    """limit: how many actors at most."""

    limit: int | None


class DayPictureOptions(PeriodPictureOptions, total=False):
    """as_of: the day or period asked about; today if left out."""

    as_of: Day | None
