"""What the comment at the head of a Cypher file says: its title, its parameters with their types, a row's shape.

    // Who held a group on one day.
    //
    // held STRING              id of the group
    // $day DATE = 2026-02-05   the day asked about
    //
    // One row per statement: holder, statement.
    WITH 'isis-suspects' AS held

First the name, then the type (STRING, INTEGER, FLOAT, BOOLEAN, DATE, DATETIME, MAP, or LIST of one of them), then
perhaps `= value`, a default, quoted where it has spaces; then what it is. A name without a dollar is a value that
stands in the query's `WITH ... AS name`; that is its default, and the place where another value goes.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.errors import InvalidInput

PARAMETER = re.compile(
    r"(?P<dollar>\$?)(?P<name>\w+)\s+(?P<type>(?:LIST\s+of\s+)?(?:STRING|INTEGER|FLOAT|BOOLEAN|DATETIME|DATE|MAP))\b"
    r"(?:\s*=\s*(?P<default>'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\S+))?\s*(?P<about>.*)"
)
LITERAL = r"(?:'[^']*'|date\('[^']*'\)|\[[^\]]*\]|-?[0-9][0-9.]*|true|false)"
LARGEST = 2**63


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """`default` is as written; None where the parameter must be given. `inline` ones stand in the query's WITH."""

    name: str
    type: str
    about: str
    default: str | None
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    title: str
    parameters: tuple[Parameter, ...]
    about: str


def header_of(text: str) -> Header:
    """What the first comment lines of a text say; empty where there are none."""
    comment, query = _comment_and_query(text)
    paragraphs: list[list[str]] = [[]]
    parameters: list[Parameter] = []
    for line in comment:
        if found := PARAMETER.match(line):
            parameters.append(_parameter(found, query))
        elif line:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    title, *about = (" ".join(paragraph) for paragraph in paragraphs)
    return Header(title=title, parameters=tuple(parameters), about=" ".join(filter(None, about)))


def with_places(text: str, names: Collection[str]) -> str:
    """The text with `$name` in place of the values that its WITH gives to some of its inline parameters."""
    for parameter in header_of(text).parameters:
        if parameter.inline and parameter.name in names:
            text = _inline(parameter.name).sub(f"${parameter.name} AS {parameter.name}", text, count=1)
    return text


def _comment_and_query(text: str) -> tuple[list[str], str]:
    lines = text.lstrip("\ufeff").splitlines()
    length = next((n for n, line in enumerate(lines) if not line.lstrip().startswith("//")), len(lines))
    return [line.lstrip()[2:].strip() for line in lines[:length]], "\n".join(lines[length:])


def _parameter(found: re.Match[str], query: str) -> Parameter:
    default, place = found["default"], None
    if not found["dollar"] and (place := _inline(found["name"]).search(query)):
        default = place["literal"].removeprefix("date(").removesuffix(")")
    return Parameter(
        name=found["name"],
        type=" ".join(found["type"].split()),
        about=found["about"].strip(),
        default=default.strip("'\"") if default else None,
        inline=place is not None,
    )


def _inline(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<literal>{LITERAL})\s+AS\s+{re.escape(name)}\b")


def typed(header: Header, given: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as the engine takes them: those of the header by their types, with defaults; others as they are.

    Raises InvalidInput that names the parameter, the value and the type.
    """
    values = dict(given)
    for parameter in header.parameters:
        if parameter.name in values:
            values[parameter.name] = _typed(parameter, values[parameter.name])
        elif parameter.default is not None and not parameter.inline:
            values[parameter.name] = _typed(parameter, parameter.default)
    return values


def _typed(parameter: Parameter, value: Any) -> Any:
    if value is None:
        return None
    if not parameter.type.startswith("LIST of "):
        return _one(parameter, parameter.type, value)
    if isinstance(value, str):
        text = value.strip()
        value = _list(parameter, text)
    if not isinstance(value, list):
        raise _wrong(parameter, value)
    return [_one(parameter, parameter.type.removeprefix("LIST of "), item) for item in value]


def _list(parameter: Parameter, text: str) -> Any:
    """A list as JSON, as Cypher writes it, or with commas alone."""
    if text.startswith("["):
        return _json(parameter, text.replace("'", '"'))
    return [item.strip() for item in text.split(",") if item.strip()]


def _one(parameter: Parameter, type_: str, value: Any) -> Any:
    if not isinstance(value, str):
        right: tuple[type, ...] = {"INTEGER": (int,), "FLOAT": (int, float), "BOOLEAN": (bool,), "MAP": (dict,)}.get(
            type_, ()
        )
        if not isinstance(value, right) or (isinstance(value, bool) and type_ != "BOOLEAN"):
            raise _wrong(parameter, value)
        return value
    readers: dict[str, Callable[[str], Any]] = {
        "STRING": str,
        "INTEGER": _integer,
        "FLOAT": float,
        "BOOLEAN": lambda text: {"true": True, "false": False}[text.lower()],
        "DATE": date.fromisoformat,
        "DATETIME": datetime.fromisoformat,
        "MAP": lambda text: _json(parameter, text),
    }
    try:
        return readers[type_](value)
    except (ValueError, KeyError):
        raise _wrong(parameter, value) from None


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,19}", text) or not -LARGEST <= int(text) < LARGEST:
        raise ValueError(text)
    return int(text)


def _json(parameter: Parameter, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise _wrong(parameter, text) from None


def _wrong(parameter: Parameter, value: Any) -> InvalidInput:
    example = {"DATE": ", such as 2026-02-05", "DATETIME": ", such as 2026-02-05T12:00:00+00:00"}.get(
        parameter.type, ""
    )
    return InvalidInput(
        f"parameter {parameter.name}: {value!r}; expected {parameter.type}{example}",
        parameter=parameter.name,
        value=value,
    )
