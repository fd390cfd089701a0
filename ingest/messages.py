"""What is wrong with a field of a form, in our words: what was met, what is expected, and what to write."""

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from graph.model.entities import PATTERN
from graph.model.languages import LANGUAGE

TAGS = frozenset(("text", "bounded", "ends", "use"))  # of a choice between forms: not written by anybody
PATTERNS = {
    r"^[a-z0-9][a-z0-9-]{0,79}$": "an id of small letters, digits and hyphens, such as lake-post",
    r"^[0-9a-f]{64}$": "the 64 digits of a SHA-256, from 0 to 9 and a to f",
    LANGUAGE: "the tag of a language, such as ar, ku or zh-Hant",
    PATTERN: "a latitude and a longitude, such as 36.5,40.7;u=5000",
}
OTHER_PATTERN = "a key: letters, digits, dots, hyphens and underscores; that of another source as source-id:key"
# what a field with further fields looks like, by its name
EXAMPLES = {
    "count": "{wording: about 2,000, kind: stock}", "cite": "{locator: paragraph 3}", "roles": "{subject: [sdf]}",
    "valid": "2014/2019, or {start: 2014, end: 2019}", "responds_to": "[{key: entry-12, stance: denies}]",
    "bounds": "[{relation: after, of: entry-12}]", "published": "{on: 2026-01-21}", "covers": "[{moves: all, ..}]",
    "text": "{file: report.txt, length: 100, sha256: ..}", "names": "{ar: [a name], fr: a name}",
    "external_ids": '{geo: "36.5,40.7;u=5000"}', "coverage": "{start: 2014, end: 2026}",
    "expect": "{statements: {min: 10, max: 20}}", "use": "sdf, or {id: sdf, aliases: [a name]}",
    "entities": "[{id: lake-post, label: Actor, kind: media, name: Lake Post}]",
}  # fmt: skip
KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"), (type(None), "nothing"), (str, "a text"), ((int, float), "a number"), (dict, "fields"),
    ((list, tuple, set), "a list"),
)  # fmt: skip


def list_problems(error: ValidationError) -> list[tuple[str, str, str]]:
    """Field, value and reason of each error of a form. No words of a library are among them."""
    found = []
    for problem in error.errors(include_url=False):
        parts = [str(part) for place, part in enumerate(problem["loc"]) if not (place and part in TAGS)]
        value = "" if isinstance(problem["input"], dict) else repr(problem["input"])
        found.append((".".join(parts) or "row", value, _describe(parts, problem)))
    return found


def _describe(parts: list[str], problem: Mapping[str, Any]) -> str:
    kind, context, met = str(problem["type"]), problem.get("ctx") or {}, problem["input"]
    name = next((part for part in reversed(parts) if not part.isdecimal()), "row")
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error", "")) or f"{name} cannot be read"
    if kind == "missing":
        return f"{name} is missing; it is needed{_show(name, ': write ')}"
    if kind == "extra_forbidden":
        return f"there is no field {name!r} here{_guess(name)}"
    if kind in ("literal_error", "enum"):
        return f"expected one of {context.get('expected', '')}"
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return f"expected {PATTERNS.get(pattern, OTHER_PATTERN)}"
    if kind == "string_too_short":
        return "it is empty; expected a text"
    if kind == "string_too_long":
        return f"it is longer than {context.get('max_length')} letters; expected a shorter text"
    if kind.startswith("string"):
        return f"expected a text; met {_name_kind(met)}"
    if kind.startswith(("int", "float", "decimal", "finite")):
        return "expected a whole number in digits, such as 2000"
    if kind.startswith(("greater", "less")):
        return f"expected {_describe_bound(kind, context)}"
    if kind.startswith("bool"):
        return "expected true or false"
    if kind.startswith(("list", "tuple", "set", "iterable")):
        return f"expected a list; met {_name_kind(met)}{_show(name, ': write ')}"
    if kind in ("too_short", "too_long"):
        return f"expected {'more' if kind == 'too_short' else 'fewer'} items{_show(name, ', such as ')}"
    return (
        f"it cannot be read as {name}; met {_name_kind(met)}{_show(name, ': write ') or '; see the README of ingest'}"
    )


def _describe_bound(kind: str, context: Mapping[str, Any]) -> str:
    words = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
    return next((text.format(f"{context[name]:,}") for name, text in words.items() if name in context), kind)


def _name_kind(value: object) -> str:
    return next((word for kinds, word in KINDS if isinstance(value, kinds)), "something else")


def _show(name: str, before: str) -> str:
    return f"{before}{EXAMPLES[name]}" if name in EXAMPLES else ""


def _guess(name: str) -> str:
    near = difflib.get_close_matches(name, _list_fields(), 1, 0.7) if len(name) > 2 else []
    return f"; did you mean {near[0]!r}?" if near else "; leave it out"


def _list_fields() -> list[str]:
    """The names of all fields that people write."""
    from ingest import day_forms, fields, forms, source

    found: set[str] = set()
    for module in (day_forms, forms, source):
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, fields.Form):
                found |= {field.alias or name for name, field in one.model_fields.items()}
    return sorted(found)
