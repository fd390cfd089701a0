"""The parameters that all questions share: the day, `known_at`, certainty, the speaker lens, pages."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypedDict, cast

from app.parameters import DEFAULT_LIMIT, LARGEST_LIMIT
from app.sentences import DEFAULT_LANGUAGE, read_language
from graph.dates.windows import MAX, MIN, Window, read_edtf
from graph.errors import InvalidDate, InvalidInput
from graph.selection.question import REVIEWED, Reviewed, SelectionQuestion
from graph.selection.selection import Selection

PARTIES = "parties"  # in place of a speaker: speakers who are party to the events they describe
INCLUDED = ("statements", "explain")
DIGITS = re.compile("[0-9]{1,9}")
LIST_NAMES = ("rows", "lastKnown", "firstKnown", "perhapsSame", "together")  # of an answer


class StatementsFrom(NamedTuple):
    """A row, by its index in a list of the answer, and the index of its first statement that is asked for."""

    list: str
    row: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Common(SelectionQuestion):
    """The parameters of a question as written, and the page of the answer that is asked for."""

    as_of_written: str
    as_of_given: bool = False  # False: as_of is today because no day was given
    known_at_written: str | None = None
    full_statements: bool = False  # instead of statement ids, or of the first statements
    limit: int = DEFAULT_LIMIT
    limit_given: bool = False  # given, even if equal to the default
    offset: int = 0
    statements_from: StatementsFrom | None = None  # more statements of one row are asked for
    language: str = DEFAULT_LANGUAGE  # of the summary
    all_notes: bool = False  # not only the first
    today: date = field(default_factory=date.today)  # the day asked about where none is given
    is_pinned: bool = False  # asked for by a pin: as it was given then


def read_common(
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    certainty: str = "possible",
    max_gap_days: int | str | None = None,
    trust: str | None = None,
    exclude: str | None = None,
    min_independent: int | str | None = None,
    reviewed: str | None = None,
    include: str | None = None,
    limit: int | str | None = None,
    cursor: str | None = None,
    lang: str | None = None,
    notes: str | None = None,
    today: date | None = None,
    is_pinned: bool = False,
) -> Common:
    """Read the common parameters as written. Raises InvalidDate or InvalidInput naming the parameter and the value."""
    today = today or date.today()
    written = as_of or today.isoformat()
    if certainty not in ("possible", "certain"):
        raise InvalidInput(
            f"certainty: {certainty!r}; expected possible or certain", parameter="certainty", value=certainty
        )
    written_limit = str(DEFAULT_LIMIT if limit is None else limit)
    number = int(written_limit) if DIGITS.fullmatch(written_limit) else 0
    if not 1 <= number <= LARGEST_LIMIT:
        raise InvalidInput(f"limit: {limit!r}; expected 1 to {LARGEST_LIMIT}", parameter="limit", value=limit)
    return Common(
        as_of=read_open_days(written, "as_of"),
        as_of_written=written,
        as_of_given=bool(as_of),
        known_at=read_bounded_days(known_at, "known_at") if known_at else None,
        known_at_written=known_at or None,
        certainty=certainty,  # type: ignore[arg-type]
        max_gap_days=_read_number(max_gap_days, "max_gap_days", "a number of days"),
        trust=_split_names(trust),
        exclude=tuple(name for name in _read_exclude(exclude) if name != PARTIES),
        no_parties=PARTIES in _split_names(exclude),
        min_independent=_read_number(min_independent, "min_independent", "a number of speakers") or 0,
        reviewed=_read_reviewed(reviewed),
        explain="explain" in _read_include(include),
        full_statements="statements" in _read_include(include),
        limit=number,
        limit_given=limit is not None,
        all_notes=_read_notes(notes),
        today=today,
        is_pinned=is_pinned,
        language=read_language(lang) if lang else DEFAULT_LANGUAGE,
        **_decode_cursor(cursor),
    )


def cut_page(rows: Sequence[Any], asked: Common) -> tuple[list[Any], bool, str | None]:
    """The rows of one page, whether more follow, and the cursor for the next page.

    Raises InvalidInput if the cursor asks for statements of a row, which only answers with statements in rows allow.
    """
    if asked.statements_from:
        raise make_cursor_error(_encode_cursor(":".join(map(str, asked.statements_from))))
    end = asked.offset + asked.limit
    has_more = len(rows) > end
    return list(rows[asked.offset : end]), has_more, _encode_cursor(str(end)) if has_more else None


def make_statements_cursor(list_name: str, row: int, first: int) -> str:
    """The cursor for the statements of one row of a list (see LIST_NAMES), from index `first`."""
    return _encode_cursor(f"{list_name}:{row}:{first}")


def make_cursor_error(cursor: str) -> InvalidInput:
    """The error for a cursor that no answer to this question gave."""
    return InvalidInput(
        f"cursor: {cursor!r} is none that an answer to this question gave as next or nextStatements",
        parameter="cursor",
        value=cursor,
    )


def _read_number(written: int | str | None, parameter: str, expected: str) -> int | None:
    if written is None:
        return None
    if not DIGITS.fullmatch(str(written)):
        raise InvalidInput(f"{parameter}: {written!r}; expected {expected}", parameter=parameter, value=written)
    return int(written)


def _split_names(written: str | None) -> tuple[str, ...]:
    """Ids or names, separated by commas; a name that has a comma itself is asked for by its id."""
    return tuple(name for part in (written or "").split(",") if (name := part.strip()))


def _read_notes(written: str | None) -> bool:
    if written not in (None, "", "all"):
        raise InvalidInput(f"notes: {written!r}; expected all", parameter="notes", value=written)
    return written == "all"


def _read_exclude(written: str | None) -> tuple[str, ...]:
    names = _split_names(written)
    if "party" in names:
        raise InvalidInput("exclude: 'party'; did you mean parties?", parameter="exclude", value=written)
    return names


def _read_reviewed(written: str | None) -> Reviewed | None:
    if written and written not in REVIEWED:
        raise InvalidInput(f"reviewed: {written!r}; expected checked or agreed", parameter="reviewed", value=written)
    return cast(Reviewed, written) if written else None


def _read_include(written: str | None) -> tuple[str, ...]:
    options = tuple(option.strip() for option in (written or "").split(",") if option.strip())
    for option in options:
        if option not in INCLUDED:
            expected = " or ".join(INCLUDED)
            raise InvalidInput(f"include: {option!r}; expected {expected}", parameter="include", value=written)
    return options


def read_days(written: str, parameter: str) -> Window:
    """The days of a parameter. Raises InvalidDate with what may be meant, or else with how days are written."""
    try:
        return read_edtf(written, parameter).window
    except InvalidDate as error:
        hint = error.hint or "a day is written 2026-02-05, a month 2026-02, a year 2026"
        raise InvalidDate(error.message, parameter=parameter, value=written, hint=hint) from None


def read_open_days(written: str, parameter: str) -> Window:
    """Days that may be open at one end, such as 2019/.. or ../2019: from there to the last day that there is."""
    days = read_days(written, parameter)
    return days if days.earliest > MIN or days.latest < MAX else read_bounded_days(written, parameter)


def refuse_open_days(asked: Common) -> None:
    """Raises InvalidInput if the days asked about are open, for a question to whose answer both ends belong."""
    read_bounded_days(asked.as_of_written, "as_of")


def read_bounded_days(written: str, parameter: str) -> Window:
    days = read_days(written, parameter)
    if days.earliest == MIN or days.latest == MAX:
        raise InvalidInput(
            f"{parameter}: {written!r} has no first or last day; expected a day or a period such as 2026-02-05 or 2019",
            parameter=parameter,
            value=written,
        )
    return days


def _encode_cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode_cursor(cursor: str | None) -> dict[str, Any]:
    """The position in a cursor: `offset`, a number of rows, or `statements_from`, within one row."""
    if not cursor:
        return {}
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        text = ""
    if DIGITS.fullmatch(text):
        return {"offset": int(text)}
    list_name, *numbers = text.split(":")
    if list_name in LIST_NAMES and len(numbers) == 2 and all(map(DIGITS.fullmatch, numbers)):
        return {"statements_from": StatementsFrom(list_name, *map(int, numbers))}
    raise make_cursor_error(cursor)


Asked = Selection[Common]


class AskedDay(TypedDict):
    asOf: str | None


def read_span(
    asked: Common, start: str | None = None, end: str | None = None, names: tuple[str, str] = ("start", "end")
) -> Window:
    """The days asked about. `as_of` limits them to its last day only where it was given.

    Raises InvalidDate or InvalidInput naming the parameter; `names` are the names of the two parameters.
    """
    first = read_days(start, names[0]).earliest if start else MIN
    last = read_days(end, names[1]).latest if end else MAX
    if asked.as_of_given:
        last = min(last, asked.as_of.latest)
    if first > last:
        name, value = (names[1], end) if end else ("as_of", asked.as_of_written)
        raise InvalidInput(f"{name}: {value!r} lies before {names[0]}, {start!r}", parameter=name, value=value)
    return Window(first, last)


def as_of_json(asked: Common) -> AskedDay:
    """`asOf` for a question that `as_of` limits only if it was given."""
    return {"asOf": asked.as_of_written if asked.as_of_given else None}


def span_words(days: Window) -> str:
    """Such as ` from 2019-01-01 to 2026-02-05`, ` on 2026-02-05`; empty if the days have no limits."""
    if days.earliest == days.latest:
        return f" on {days.earliest}"
    start = f" from {days.earliest}" if days.earliest > MIN else ""
    return start + (f" to {days.latest}" if days.latest < MAX else "")
