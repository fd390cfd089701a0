"""Which numbers of a story's step its answer does not have: an editor sees at once where a text says more."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from app.stories import StoryStep

# neither within a word nor part of a longer number
DIGITS_WRITTEN = re.compile(r"(?<![\w.,])\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?(?![\w])")
# ids, hashes and counts of versions have digits that say nothing of the world
NOT_READ = frozenset(("pin", "hash", "id", "key", "sha256", "start", "end", "openedIn", "dataVersion", "requestId"))


def find_unsupported(step: StoryStep, answer: Mapping[str, Any]) -> list[str]:
    """Numbers in digits of headline and text that are neither in the answer nor in its address, as written.

    How many rows it has, and how many of each sign, are numbers of the answer too.
    """
    rows = answer.get("rows") or []
    counted = Counter(row.get("sign") for row in rows if isinstance(row, Mapping))
    known = {float(len(rows)), *map(float, counted.values()), *_list_numbers(step.address)}
    known.update(_walk_numbers(answer))
    written = DIGITS_WRITTEN.findall(f"{step.headline} {step.text}")
    return list(dict.fromkeys(number for number in written if _read_number(number) not in known))


def _walk_numbers(value: Any) -> Iterator[float]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name not in NOT_READ:
                yield from _walk_numbers(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _walk_numbers(part)
    elif isinstance(value, str):
        yield from _list_numbers(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def _list_numbers(text: str) -> Iterator[float]:
    """Also those of a date: 2026-01-21 has 2026, 1 and 21."""
    return (_read_number(number) for number in DIGITS_WRITTEN.findall(text))


def _read_number(written: str) -> float:
    return float(written.replace(",", ""))
