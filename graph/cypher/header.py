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
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any, NamedTuple

from graph.cypher.tokens import Token, split_tokens
from graph.errors import InvalidInput, RefusedQuery

TYPES = frozenset(("STRING", "INTEGER", "FLOAT", "BOOLEAN", "DATETIME", "DATE", "MAP"))
QUOTES = {"'": "'", '"': '"', "[": "]"}
MOST_PARAMETERS = 100
DEEPEST = 50  # maps and lists within one another
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


def read_header(text: str) -> Header:
    """What the first comment lines of a text say; empty where there are none. Raises InvalidInput for too many."""
    comment, query = _comment_and_query(text)
    paragraphs: list[list[str]] = [[]]
    declared: list[_Declared] = []
    for line in comment:
        found = _read_declaration(line)
        if found is not None:
            declared.append(found)
        elif line:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    if len(declared) > MOST_PARAMETERS:
        raise InvalidInput(
            f"the header declares {len(declared)} parameters; at most {MOST_PARAMETERS} are taken", parameter="query"
        )
    places = _find_places(query) if any(not one.dollar for one in declared) else {}
    title, *about = (" ".join(paragraph) for paragraph in paragraphs)
    parameters = tuple(_make_parameter(one, places) for one in declared)
    return Header(title=title, parameters=parameters, about=" ".join(filter(None, about)))


def put_places(text: str, names: Collection[str]) -> str:
    """The text with `$name` in place of the values that its WITH gives to some of its inline parameters."""
    places = _find_places(text) if names else {}
    inline = {p.name for p in read_header(text).parameters if p.inline and p.name in names}
    for name in sorted(inline & places.keys(), key=lambda name: -places[name].start):
        place = places[name]
        text = f"{text[: place.start]}${name}{text[place.end :]}"
    return text


class _Declared(NamedTuple):
    """A line of the header that declares a parameter."""

    dollar: bool
    name: str
    type: str
    default: str | None
    about: str


class _Place(NamedTuple):
    """A value that stands in a query as `value AS name`."""

    literal: str
    start: int
    end: int


def _comment_and_query(text: str) -> tuple[list[str], str]:
    lines = text.lstrip("\ufeff").splitlines()
    length = next((n for n, line in enumerate(lines) if not line.lstrip().startswith("//")), len(lines))
    return [line.lstrip()[2:].strip() for line in lines[:length]], "\n".join(lines[length:])


def _read_declaration(line: str) -> _Declared | None:
    """`$name TYPE = default about`, each part looked at once; None for any other line."""
    name, *rest = line.split(None, 1)[:2] or [""]
    words = "".join(rest).split(None, 2)
    is_list = len(words) > 2 and words[:2] == ["LIST", "of"]
    written = words[2] if is_list else "".join(rest)
    type_ = "".join(takewhile(str.isalpha, written))
    dollar, name = name.startswith("$"), name.removeprefix("$")
    rest_ = written[len(type_) :].lstrip()
    if type_ not in TYPES or rest_.startswith("_") or not name.replace("_", "a").isalnum():
        return None
    default, about = _split_default(rest_[1:].lstrip()) if rest_.startswith("=") else (None, rest_)
    return _Declared(dollar, name, f"LIST of {type_}" if is_list else type_, default, about.strip())


def _split_default(text: str) -> tuple[str | None, str]:
    """A value up to its closing quote or bracket, else to the next space; and what stands behind it."""
    end = text.find(QUOTES[text[0]], 1) + 1 if text and text[0] in QUOTES else 0
    if not end:
        value, _, about = text.partition(" ")
        return value or None, about
    return text[:end], text[end:]


def _find_places(query: str) -> dict[str, _Place]:
    """The first value that stands as `value AS name`, by the name, in one pass over the tokens."""
    found: dict[str, _Place] = {}
    last: list[Token] = []
    opened: Token | None = None  # the bracket of the list that was opened last
    try:
        for token in split_tokens(query):
            if token.text == "[" and token.kind == "sign":
                opened = token
            start = _find_value_start(last, opened) if token.kind == "word" else None
            if start is not None:
                end = last[-2].end
                found.setdefault(token.text, _Place(query[start:end], start, end))
            last = [*last[-5:], token]
    except RefusedQuery:
        return {}
    return found


def _find_value_start(last: list[Token], opened: Token | None) -> int | None:
    """Where the value begins that ends before the AS with which these tokens end; None where there is none."""
    if len(last) < 2 or last[-1].kind != "word" or last[-1].text.upper() != "AS":
        return None
    value = last[-2]
    if value.kind in ("string", "number"):
        is_negative = len(last) > 2 and last[-3].kind == "sign" and last[-3].text == "-"
        return last[-3].start if is_negative and value.kind == "number" else value.start
    if value.kind == "word":
        return value.start if value.text.lower() in ("true", "false") else None
    if value.text == "]" and opened is not None:
        return opened.start
    is_date = [token.text for token in last[-5:-3]] == ["date", "("] and last[-3].kind == "string" and value.text == ")"
    return last[-5].start if is_date else None


def _make_parameter(one: _Declared, places: Mapping[str, _Place]) -> Parameter:
    place = None if one.dollar else places.get(one.name)
    default = place.literal.removeprefix("date(").removesuffix(")") if place else one.default
    return Parameter(
        name=one.name,
        type=one.type,
        about=one.about,
        default=default.strip("'\"") if default else None,
        inline=place is not None,
    )


def convert_parameters(header: Header, given: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as the engine takes them: those of the header by their types, with defaults; others as they are.

    Raises InvalidInput that names the parameter, the value and the type.
    """
    values = dict(given)
    for parameter in header.parameters:
        if parameter.name in values:
            values[parameter.name] = _convert_value(parameter, values[parameter.name])
        elif parameter.default is not None and not parameter.inline:
            values[parameter.name] = _convert_value(parameter, parameter.default)
    return values


def check_depth(given: Mapping[str, Any]) -> None:
    """Raises InvalidInput for a parameter with too many lists or maps within one another."""
    for name, value in given.items():
        level, depth = [value], 0
        while level:
            depth += 1
            if depth > DEEPEST:
                raise InvalidInput(
                    f"parameter {name} has more than {DEEPEST} lists or maps within one another", parameter=name
                )
            within = [one for one in level if isinstance(one, (list, tuple, dict))]
            level = [item for one in within for item in (one.values() if isinstance(one, dict) else one)]


def _convert_value(parameter: Parameter, value: Any) -> Any:
    if value is None:
        return None
    if not parameter.type.startswith("LIST of "):
        return _convert_item(parameter, parameter.type, value)
    if isinstance(value, str):
        text = value.strip()
        value = _split_list(parameter, text)
    if not isinstance(value, list):
        raise _refuse_value(parameter, value)
    return [_convert_item(parameter, parameter.type.removeprefix("LIST of "), item) for item in value]


def _split_list(parameter: Parameter, text: str) -> Any:
    """A list as JSON, as Cypher writes it, or with commas alone."""
    if text.startswith("["):
        return _read_json(parameter, text.replace("'", '"'))
    return [item.strip() for item in text.split(",") if item.strip()]


def _convert_item(parameter: Parameter, type_: str, value: Any) -> Any:
    if not isinstance(value, str):
        right: tuple[type, ...] = {"INTEGER": (int,), "FLOAT": (int, float), "BOOLEAN": (bool,), "MAP": (dict,)}.get(
            type_, ()
        )
        if not isinstance(value, right) or (isinstance(value, bool) and type_ != "BOOLEAN"):
            raise _refuse_value(parameter, value)
        return value
    readers: dict[str, Callable[[str], Any]] = {
        "STRING": str,
        "INTEGER": _read_integer,
        "FLOAT": float,
        "BOOLEAN": lambda text: {"true": True, "false": False}[text.lower()],
        "DATE": date.fromisoformat,
        "DATETIME": datetime.fromisoformat,
        "MAP": lambda text: _read_map(parameter, text),
    }
    try:
        return readers[type_](value)
    except (ValueError, KeyError):
        raise _refuse_value(parameter, value) from None


def _read_integer(text: str) -> int:
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 19) or not -LARGEST <= int(text) < LARGEST:
        raise ValueError(text)
    return int(text)


def _read_map(parameter: Parameter, text: str) -> dict[str, Any]:
    found = _read_json(parameter, text)
    if not isinstance(found, dict):
        raise _refuse_value(parameter, text)
    return found


def _read_json(parameter: Parameter, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _refuse_value(parameter, text) from None


def _refuse_value(parameter: Parameter, value: Any) -> InvalidInput:
    example = {"DATE": ", such as 2026-02-05", "DATETIME": ", such as 2026-02-05T12:00:00+00:00"}.get(
        parameter.type, ""
    )
    return InvalidInput(
        f"parameter {parameter.name}: {value!r}; expected {parameter.type}{example}",
        parameter=parameter.name,
        value=value,
    )
