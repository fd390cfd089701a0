"""`whoholds date`: is a text EDTF, and what was meant if not?"""

from datetime import date

import click
from typing_extensions import TypedDict

from app import terminal
from app.answers.shapes import bound_json
from app.answers.words import plural
from app.cli.asking import write_json
from app.cli.options import OK, WRONG_INPUT, echo, json_option
from app.encoding import json_of
from graph.dates.suggestions import guess_edtf, suggest_dates
from graph.dates.windows import MAX, MIN, Edtf, Window, is_edtf, read_edtf
from graph.errors import InvalidDate


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


def read_date(text: str) -> DateReading:
    """What a text allows; where it is no EDTF, why, and suggestions, likeliest first, each with what it would allow."""
    valid, refusal = is_edtf(text), None
    try:
        allows = _describe_allowed_dates(read_edtf(text))
    except InvalidDate as error:
        allows, refusal = None, error.message
    return {
        "text": text,
        "edtf": valid,
        "allows": allows,
        "refusal": refusal,
        "suggestions": [] if valid else _suggest_dates(text),
    }


def _suggest_dates(text: str) -> list[SuggestedDate]:
    reads = {suggestion.edtf: suggestion.reads for suggestion in suggest_dates(text)}
    found: list[SuggestedDate] = []
    for edtf in dict.fromkeys([*reads, *guess_edtf(text)]):
        try:
            read = read_edtf(edtf)
        except InvalidDate:
            continue
        found.append({"edtf": edtf, "reads": reads.get(edtf), **_describe_allowed_dates(read)})
    return found


def _describe_allowed_dates(read: Edtf) -> AllowedDates:
    return {
        "words": _describe_date(read),
        "earliest": bound_json(read.window.earliest),
        "latest": bound_json(read.window.latest),
        "start": _describe_window(read.start),
        "end": _describe_window(read.end),
    }


def _describe_window(window: Window | None) -> AllowedDays | None:
    return {"earliest": bound_json(window.earliest), "latest": bound_json(window.latest)} if window else None


def _describe_date(read: Edtf) -> str:
    if read.text.startswith("{"):
        return f"several dates, all of them; each is {_write_window(read.window)}"
    if not read.interval:
        return _write_window(read.window)
    start = _write_window(read.start) if read.start else "no start" if read.open_start else "a start that nobody knows"
    end = _write_window(read.end) if read.end else "going on" if read.open_end else "an end that nobody knows"
    return f"an interval; start: {start}; end: {end}"


def _write_window(window: Window) -> str:
    first, last = window.earliest, window.latest
    if (first, last) == (MIN, MAX):
        return "any day"
    if first == MIN or last == MAX:
        return f"a day up to {last}" if first == MIN else f"a day from {first} on"
    if first == last:
        return f"the day {_write_day(first)}"
    return f"a day from {first} to {last} ({plural((last - first).days + 1, 'day')})"


def _write_day(day: date) -> str:
    return f"{day}, a {day:%A}"


COLUMNS = {
    "EDTF": lambda row: row["edtf"],
    "read as": lambda row: row["reads"],
    "allows": lambda row: row["words"],
}


@click.command(
    "date",
    context_settings={"ignore_unknown_options": True},  # -0044 is a year
    help="Say which days an EDTF TEXT allows; else suggest EDTF for a date in English, Arabic or Kurdish, by names or "
    "numbers. No load follows a suggestion. Ends with 2 where TEXT is not EDTF.",
)
@click.argument("text", nargs=-1, required=True)
@json_option
def print_date(text: tuple[str, ...], as_json: bool) -> int:
    from app.cli.dates import read_date

    data = read_date(" ".join(text))
    if as_json:
        write_json(json_of(data))
    elif data["edtf"]:
        echo(f"{data['text']} is EDTF. {_write_sentence(data)}")
    else:
        echo(f"{data['text']} is not EDTF: {data['refusal']}.")
        echo("It may be:" if data["suggestions"] else "Nothing is known that it may be.")
        terminal.print_table(data["suggestions"], COLUMNS)
    return OK if data["edtf"] else WRONG_INPUT


def _write_sentence(data: "DateReading") -> str:
    allows = data["allows"]
    return f"It allows {allows['words']}." if allows else f"It is {data['refusal']}."


COMMANDS = (print_date,)
