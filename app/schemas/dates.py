"""The shape of what `whoholds date` says of a text."""

from datetime import date

from typing_extensions import TypedDict


class AllowedDays(TypedDict):
    """The first and the last day that one end of an interval allows; null where it is unbounded."""

    earliest: date | None
    latest: date | None


class AllowedDates(TypedDict):
    """What a text allows, in words and in days. `start` and `end` are null where it is no interval, or open there."""

    words: str
    earliest: date | None
    latest: date | None
    start: AllowedDays | None
    end: AllowedDays | None


class SuggestedDate(AllowedDates):
    """What may have been meant; `reads` says in English how the text was read."""

    edtf: str
    reads: str | None


class DateReading(TypedDict):
    """`allows` is null where the text is no EDTF, or its years are not those of our calendar; `refusal` says why."""

    text: str
    edtf: bool
    allows: AllowedDates | None
    refusal: str | None
    suggestions: list[SuggestedDate]
