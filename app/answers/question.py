"""What is common to all questions: the day asked about, what was public by when, how sure, how many rows."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph.dates import MAX, MIN, Window, parse
from graph.errors import InvalidDate, InvalidInput

Certainty = Literal["possible", "certain"]
LARGEST_LIMIT = 10_000
DIGITS = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """`as_of` is the day or period asked about; `known_at` None asks for all that is in the store."""

    as_of: Window
    as_of_written: str
    known_at: Window | None = None
    known_at_written: str | None = None
    certainty: Certainty = "possible"
    max_gap_days: int | None = None
    limit: int = 1_000
    offset: int = 0

    @property
    def known_by(self) -> date:
        """The last day by which a statement must possibly have been public."""
        return self.known_at.latest if self.known_at else MAX


def common(
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    certainty: str = "possible",
    max_gap_days: int | str | None = None,
    limit: int | str = 1_000,
    cursor: str | None = None,
    today: date | None = None,
) -> Common:
    """Read the common parameters as written. Raises InvalidDate or InvalidInput naming the parameter and the value."""
    written = as_of or (today or date.today()).isoformat()
    if certainty not in ("possible", "certain"):
        raise InvalidInput(
            f"certainty: {certainty!r}; expected possible or certain", parameter="certainty", value=certainty
        )
    number = int(limit) if DIGITS.fullmatch(str(limit)) else 0
    if not 1 <= number <= LARGEST_LIMIT:
        raise InvalidInput(f"limit: {limit!r}; expected 1 to {LARGEST_LIMIT}", parameter="limit", value=limit)
    return Common(
        as_of=_window(written, "as_of"),
        as_of_written=written,
        known_at=_window(known_at, "known_at") if known_at else None,
        known_at_written=known_at or None,
        certainty=certainty,  # type: ignore[arg-type]
        max_gap_days=_days(max_gap_days),
        limit=number,
        offset=_offset(cursor),
    )


def page(rows: Sequence[Any], asked: Common) -> tuple[list[Any], bool, str | None]:
    """The rows of one page, whether more follow, and the cursor that asks for them."""
    end = asked.offset + asked.limit
    more = len(rows) > end
    return list(rows[asked.offset : end]), more, _cursor(end) if more else None


def _days(written: int | str | None) -> int | None:
    if written is None:
        return None
    if not DIGITS.fullmatch(str(written)):
        raise InvalidInput(
            f"max_gap_days: {written!r}; expected a number of days", parameter="max_gap_days", value=written
        )
    return int(written)


def _window(written: str, parameter: str) -> Window:
    try:
        found = parse(written, parameter).window
    except InvalidDate as error:
        hint = error.hint or "a day is written 2026-02-05, a month 2026-02, a year 2026"
        raise InvalidDate(error.message, parameter=parameter, value=written, hint=hint) from None
    if found.earliest == MIN or found.latest == MAX:
        raise InvalidInput(
            f"{parameter}: {written!r} has no first or last day; expected a day or a period such as 2026-02-05 or 2019",
            parameter=parameter,
            value=written,
        )
    return found


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(str(offset).encode()).decode().rstrip("=")


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        found = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        found = ""
    if not DIGITS.fullmatch(found):
        raise InvalidInput(f"cursor: {cursor!r} is none that an answer gave as next", parameter="cursor", value=cursor)
    return int(found)
