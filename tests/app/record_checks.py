"""What is wrong in a sentence on the record: each number of it is one that a statement of the answer counts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.store.reading.view import View
from graph.vocabulary import vocabulary
from tests.app.sentence_reader import MONTHS, pieces

MONTH = "|".join(MONTHS)
DAYS = re.compile(
    rf"\b\d{{1,2}}(?: (?:{MONTH}))? (?:and|to) \d{{1,2}} (?:{MONTH}) (?P<end>\d{{4}})\b"
    rf"|\b(?:\d{{1,2}} )?(?:{MONTH}) (?P<year>\d{{4}})\b"
    r"|\b(?:in|from|to|until|and|around|or|by|between) (?P<bare>\d{4})\b"
)
MORE = re.compile(r"\band (\d[\d,]*) more\b")
Json = dict[str, Any]


def of_statements(view: View, answer: Json) -> Iterator[str]:
    """Numbers and years of the summary, against the statements that its rows name."""
    ids = set(list_ids(answer["rows"]))
    told = [one for one in view.select_by_predicates(vocabulary().predicates) if one.id in ids or one.key in ids]
    numbers = {number for one in told if one.count for number in (one.count.min, one.count.max) if number is not None}
    wordings = " ".join(one.count.wording for one in told if one.count)
    numbers |= {int(digits.replace(",", "")) for digits in re.findall(r"\d[\d,]*", wordings)}
    numbers |= {part for row in answer["rows"] for part in (row.get("people") or {}).values() if part is not None}
    ends = [one.bounds for one in told]
    years = {
        day.year for one in ends for day in (one.earliest_start, one.latest_start, one.earliest_end, one.latest_end)
    }
    text = without_names(view, answer["summary"])
    asked = {int(year) for year in re.findall(r"\d{4}", str(answer["question"]))}
    spoken = {int(found["end"] or found["year"] or found["bare"]) for found in DAYS.finditer(text)}
    gaps = {day.year + step for row in answer["rows"] for day in list_days(row) for step in (-1, 0, 1)}
    yield from (f"{year} is in no statement" for year in spoken - years - asked - gaps)
    for piece in pieces(MORE.sub("", DAYS.sub("", text)), ()):
        for number in piece.number or ():
            if number is not None and number not in numbers:
                yield f"{number} is in no statement"


def of_titles(answer: Json) -> Iterator[str]:
    """The titles of a list of sources: three and how many more, all of them rows."""
    titles = [row["title"] for row in answer["rows"]]
    named = [title for title in dict.fromkeys(titles) if f"“{title}”" in answer["summary"]]
    more = MORE.search(answer["summary"])
    if titles and len(named) + (int(more[1].replace(",", "")) if more else 0) != len(titles):
        yield f"{named} of {len(titles)} titles"


def without_names(view: View, text: str) -> str:
    for name in sorted({n for one in view.directory for n in (one.name, *one.aliases)}, key=len, reverse=True):
        if any(letter.isdigit() for letter in name):
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return re.sub("“[^”]*”", "", text)


def list_ids(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from (str(found[name]) for name in ("id", "statement") if isinstance(found.get(name), str))
        for value in found.values():
            yield from list_ids(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from [value] if isinstance(value, str) else list_ids(value)


def list_days(found: Any) -> Iterator[date]:
    if isinstance(found, dict):
        for value in found.values():
            yield from list_days(value)
    elif isinstance(found, date):
        yield found
    elif isinstance(found, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", found):
        yield date.fromisoformat(found)
