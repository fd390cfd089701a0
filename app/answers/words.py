"""Numbers, lists and days in words, as people write them: 5,704; a, b and c; 5 February 2026."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.dates.windows import MAX, MIN
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(first: date, last: date) -> str:
    """Such as `on 5 February 2026`, `between 5 and 9 February 2026`, `by 9 February 2026`, `after 5 February 2026`.

    Empty where neither day is known.
    """
    if first == MIN and last == MAX:
        return ""
    if first == last:
        return f"on {day_in_words(first)}"
    if first == MIN:
        return f"by {day_in_words(last)}"
    if last == MAX:
        return f"on {day_in_words(first)} or later"
    return f"between {_shorten_first_day(first, last)} and {day_in_words(last)}"


def _shorten_first_day(first: date, last: date) -> str:
    """The first day, without the month and year if the last day has the same."""
    words = day_in_words(first).split()
    shared = 2 if (first.year, first.month) == (last.year, last.month) else first.year == last.year
    return " ".join(words[: 3 - shared])


def number_words(range_: Range) -> str:
    low, high = range_
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(items: Sequence[Any]) -> str:
    """a, b and c."""
    texts = [str(item) for item in items]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else ""


PLACEHOLDER = re.compile(r"\{(\w++)\}")
LINKING = frozenset({"from", "to", "at", "of", "by", "for", "with", "on"})


def statement_words(view: Snapshot, statements: Sequence[StoredStatement]) -> str:
    """Such as `CENTCOM transfers ISIS suspects to Iraq`; each role as the first of the statements that has it."""
    roles: dict[str, tuple[str, ...]] = {}
    for statement in statements:
        for role, ids in statement.roles.items():
            roles.setdefault(role, ids)
    return predicate_sentence(view, statements[0].predicate, roles)


def predicate_sentence(view: Snapshot, predicate: str, roles: Mapping[str, Iterable[str]]) -> str:
    """The sentence of a predicate. Prepositions without a name after them are left out, and a place is added."""
    return fill_pattern(view, vocabulary().predicates[predicate].says, roles)


def fill_pattern(view: Snapshot, pattern: str, roles: Mapping[str, Iterable[str]]) -> str:
    """A sentence of the vocabulary with the names put in."""
    return fill_names(
        pattern, {role: join_words([view.directory.get(id_).name for id_ in ids]) for role, ids in roles.items()}
    )


def fill_names(pattern: str, names: Mapping[str, str]) -> str:
    """A sentence of the vocabulary with the names of each role put in."""
    parts = [PLACEHOLDER.sub(lambda match: names.get(match[1], ""), word) for word in pattern.split()]
    # a country is a holder and a place by one name, which is said once
    parts = [part for number, part in enumerate(parts) if part and part not in parts[max(0, number - 1) : number]]
    words = [
        part
        for part, following in zip(parts, [*parts[1:], ""], strict=True)
        if part not in LINKING or (following and following not in LINKING)
    ]
    if "at" in names and "{at}" not in pattern:
        words.append(f"at {names['at']}")
    return " ".join(words)
