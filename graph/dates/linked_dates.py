"""Linked dates, as a coder writes them: after, before or on the day of something else, or on some weekday."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SOURCE = "source:"


@dataclass(frozen=True, slots=True)
class DateTie:
    """That a day lies after, before or on another one.

    `of` is a key, also with #start, #end or #said, or `source:ID`, which is its publication. After and before
    are by `min_days` at least, 1 unless given, and by `max_days` at most, None for no limit.
    """

    relation: str
    of: str
    min_days: int = 1
    max_days: int | None = None

    def __str__(self) -> str:
        if self.relation == "same_day":
            return f"same day as {self.of}"
        return f"{self.relation} {self.of}{self._days()}"

    def _days(self) -> str:
        if self.max_days is None:
            return "" if self.min_days == 1 else f" ({self.min_days} days or more)"
        if self.min_days == self.max_days:
            return f" (exactly {self.min_days} {'day' if self.min_days == 1 else 'days'})"
        return f" ({self.min_days} to {self.max_days} days)"

    @property
    def key(self) -> str:
        """The statement (or `source:ID`) that is named, without which time of it."""
        return self.of.partition("#")[0]


@dataclass(frozen=True, slots=True)
class LinkedDate:
    """A day that is not written out: within a window (EDTF), on one of some weekdays, tied to other days; at least one
    of the three."""

    within: str | None = None
    weekdays: tuple[str, ...] = ()
    ties: tuple[DateTie, ...] = ()

    def __str__(self) -> str:
        """Such as `after report:entry-12 (0 days or more), a Thursday, within 2026-01`."""
        parts = [str(tie) for tie in self.ties]
        if self.weekdays:
            parts.append(f"a {' or '.join(day.capitalize() for day in self.weekdays)}")
        if self.within is not None:
            parts.append(f"within {self.within}")
        return ", ".join(parts) or "some day"


When = str | LinkedDate  # EDTF, or a day bounded by others


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTimes:
    """The times of a statement, at least one of them a linked date. Times that it does not have are None.

    `said` is when it was said; `public` whether that was in public, so that it became known then.
    """

    on: When | None = None
    observed: When | None = None
    start: When | None = None
    end: When | None = None
    said: When | None = None
    public: bool = False

    def list_times(self) -> Iterator[tuple[str, When]]:
        """The name of each time, and what is written."""
        for name in ("on", "observed", "start", "end", "said"):
            when = getattr(self, name)
            if when is not None:
                yield name, when

    @property
    def keys(self) -> frozenset[str]:
        """All statements and sources that are named."""
        return frozenset(tie.key for _, when in self.list_times() if isinstance(when, LinkedDate) for tie in when.ties)

    @property
    def field(self) -> str:
        """The name, in a dossier, of the first linked date."""
        fields = {"start": "valid.start", "end": "valid.end", "said": "said_on"}
        return next(fields.get(name, name) for name, when in self.list_times() if isinstance(when, LinkedDate))

    def drop_other_ties(self, own: str) -> "LinkedTimes":
        """The same times, tied only to one another; `own` is the key of the statement."""
        loose = {
            name: replace(when, ties=tuple(tie for tie in when.ties if tie.key == own))
            for name, when in self.list_times()
            if isinstance(when, LinkedDate)
        }
        return replace(self, **loose)  # type: ignore[arg-type]

    def to_text(self) -> str:
        """The times as JSON; equal times give equal text."""
        return orjson.dumps(asdict(self), option=orjson.OPT_SORT_KEYS).decode()


def parse_linked_times(text: str) -> LinkedTimes:
    """The times that `to_text` wrote."""
    found: dict[str, Any] = orjson.loads(text)
    return LinkedTimes(**{name: _parse_when(value) for name, value in found.items()})


def _parse_when(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ties = tuple(DateTie(**tie) for tie in value["ties"])
    return LinkedDate(value["within"], tuple(value["weekdays"]), ties)
