"""A plain reader of sentences: which numbers they give, of which days, and whom they name next to them.

It knows numbers (`1,692`, `1,800 to 2,200`, `up to 9`, `24 or more`, `about 2,000`, `seven` before a name), days
(`2026-02-05`, `5 February 2026`, `between 5 and 9 February 2026`, `in July 2022`, `around 2022`) and the names that it
is given, and nothing of how sentences are made. What `about`, `nearly` and the like mean is in the table of wordings.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidCount
from graph.model.counts import read_count

Range = tuple[int, int | None]
MONTHS = {name: number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(MONTHS)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_FORMS = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?:(?: and | to |/)(?P<iso2>\d{{4}}-\d\d-\d\d))?"
    rf"|(?P<span>(?P<d1>\d{{1,2}})(?: (?P<m1>{_MONTH})(?: (?P<y1>\d{{4}}))?)? (?:to|and)"
    rf" (?P<d2>\d{{1,2}}) (?P<m2>{_MONTH}) (?P<y2>\d{{4}}))"
    rf"|(?P<years>between (?:(?P<m3>{_MONTH}) )?(?P<y3>\d{{4}}) and (?:(?P<m4>{_MONTH}) )?(?P<y4>\d{{4}}))"
    rf"|(?P<until>(?:from|between) \d{{4}} (?:to|and) (?P<d7>\d{{1,2}}) (?P<m7>{_MONTH}) (?P<y7>\d{{4}}))"
    rf"|(?P<day>(?P<d>\d{{1,2}}) (?P<m>{_MONTH}) (?P<y>\d{{4}}))"
    rf"|(?P<month>(?P<m5>{_MONTH}) (?P<y5>\d{{4}}))"
    r"|(?P<year>\b(?:in|around|of|end of) (?P<y6>\d{4})\b(?!-|,\d))"
    r"|(?P<vague>“(?P<vagueword>[a-z ]+)”)"
    rf"|(?P<worded>(?i:about|nearly|more than|at least|fewer than) (?:{_NUMBER}))"
    rf"|(?P<upto>[Uu]p to (?P<top>{_NUMBER})(?![\d-]| (?:{_MONTH})))"
    rf"|(?P<range>(?P<low>{_NUMBER}) to (?P<high>{_NUMBER}))"
    rf"|(?P<least>(?P<min>{_NUMBER}) or more)"
    rf"|(?P<one>{_NUMBER})"
)


@dataclass(frozen=True)
class Piece:
    """A number, some days, or a name, with where it stands in the sentence."""

    start: int
    end: int
    number: Range | None = None
    days: tuple[date, date] | None = None
    name: str | None = None


def pieces(text: str, names: Collection[str]) -> list[Piece]:
    """What a sentence holds, in its order; digits inside a name are no numbers."""
    found: list[Piece] = []
    taken = [False] * len(text)
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(_upper(name))})(?!\w)", text):
            if not any(taken[hit.start() : hit.end()]):
                taken[hit.start() : hit.end()] = [True] * (hit.end() - hit.start())
                found.append(Piece(hit.start(), hit.end(), name=name))
    found += _read_small(text, [piece.start for piece in found])
    bare = "".join("\0" if hidden else letter for letter, hidden in zip(text, taken, strict=True))
    found += [_read(hit) for hit in _FORMS.finditer(bare)]
    return sorted(found, key=lambda piece: piece.start)


def _upper(name: str) -> str:
    """A name as it begins a sentence."""
    return name[:1].upper() + name[1:]


SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_SMALL = re.compile(
    rf"(?P<how>(?i:about|nearly|more than|at least|up to|fewer than) )?(?<!the )\b(?i:(?P<word>{'|'.join(SMALL)}))"
    r"(?=(?P<ends>, according| counted)?| )"
)


def _read_small(text: str, starts: Collection[int]) -> list[Piece]:
    """Numbers below ten, as words: before a name, or before those who say so."""
    found = []
    for hit in _SMALL.finditer(text):
        if not (hit["ends"] or hit.end() + 1 in starts):
            continue
        low = SMALL[hit["word"].lower()]
        how = (hit["how"] or "").lower()
        number = (0, low) if how == "up to " else _range_of(f"{how}{low}")
        found.append(Piece(hit.start(), hit.end(), number=number))
    return found


def _range_of(wording: str) -> Range:
    return read_count(wording)


def _period(month: str | None, year: str, *, is_last: bool = False) -> date:
    number = MONTHS[month] if month else 12 if is_last else 1
    return date(int(year), number, monthrange(int(year), number)[1] if is_last else 1)


def _read(hit: re.Match[str]) -> Piece:
    start, end, given = hit.start(), hit.end(), hit.groupdict()
    if given["iso"]:
        first = date.fromisoformat(given["iso"])
        return Piece(start, end, days=(first, date.fromisoformat(given["iso2"]) if given["iso2"] else first))
    if given["until"]:  # a year to a day: the day
        last = date(int(given["y7"]), MONTHS[given["m7"]], int(given["d7"]))
        return Piece(start, end, days=(last, last))
    if given["span"]:
        last = date(int(given["y2"]), MONTHS[given["m2"]], int(given["d2"]))
        first = date(int(given["y1"] or last.year), MONTHS[given["m1"] or given["m2"]], int(given["d1"]))
        return Piece(start, end, days=(first, last))
    if given["years"]:
        days = _period(given["m3"], given["y3"]), _period(given["m4"], given["y4"], is_last=True)
        return Piece(start, end, days=days)
    if given["month"]:
        days = _period(given["m5"], given["y5"]), _period(given["m5"], given["y5"], is_last=True)
        return Piece(start, end, days=days)
    if given["year"]:
        days = _period(None, given["y6"]), _period(None, given["y6"], is_last=True)
        return Piece(start, end, days=days)
    if given["vague"]:
        try:
            return Piece(start, end, number=_range_of(given["vagueword"]))
        except InvalidCount:
            return Piece(start, end)  # words of another
    if given["worded"]:
        return Piece(start, end, number=_range_of(given["worded"].lower()))
    if given["day"]:
        day = date(int(given["y"]), MONTHS[given["m"]], int(given["d"]))
        return Piece(start, end, days=(day, day))
    if given["upto"]:
        return Piece(start, end, number=(0, whole(given["top"])))
    if given["range"]:
        return Piece(start, end, number=(whole(given["low"]), whole(given["high"])))
    if given["least"]:
        return Piece(start, end, number=(whole(given["min"]), None))
    return Piece(start, end, number=(whole(given["one"]), whole(given["one"])))


def whole(digits: str) -> int:
    return int(digits.replace(",", ""))


@dataclass(frozen=True)
class Figure:
    """A number of a sentence with the words, days and names that go with it: those up to the next number."""

    number: Range
    before: str
    after: str
    days: tuple[date, date] | None
    names: tuple[str, ...]
    holder: str | None  # the name that its clause is about
    disagrees: bool = False  # whether it is one of several figures that its clause sets against one another

    @property
    def beside(self) -> str:
        """The words next to it, up to a comma on either side."""
        return re.split(r"[,(;]", self.before)[-1] + re.split(r"[,(;]", self.after)[0]


CLAUSE = re.compile(r";|\.(?= [A-Z]|\Z)")


def figures(text: str, names: Collection[str], holders: Collection[str]) -> list[Figure]:
    """Each number of a sentence. A clause ends with a semicolon, and is about the holder that it names first. Figures
    that a clause sets against one another share the place that is named before `disagree`, and the day after it."""
    found = []
    read = pieces(text, names)
    holder = None
    clause = -1
    first_places: list[Piece] = []
    stops = list(CLAUSE.finditer(text))
    for index, piece in enumerate(read):
        here = sum(stop.start() < piece.start for stop in stops)
        if piece.name in holders and here != clause and not _is_voice(text[: piece.start]):
            holder, clause = piece.name, here
        if piece.number is None:
            continue
        until = next((other.start for other in read[index + 1 :] if other.number), len(text))
        until = min([until, *(stop.start() for stop in stops if stop.start() >= piece.end)])
        since = max((other.end for other in read[:index] if other.number), default=0)
        ahead = text[max((stop.end() for stop in stops if stop.start() < piece.start), default=0) : piece.start]
        disagrees = "disagree" in ahead
        # figures for a place disagree, counted on a day: 12 according to one and 900 according to another
        word = text.rfind("disagree", 0, piece.start) if disagrees else len(text)
        shared = next((other.days for other in read[:index] if other.days and other.start > word), None)
        place = [other for other in read[:index] if other.name and text[other.end : word] == " "]
        if found and text[: piece.start].endswith(", or "):  # another figure of the same place
            place += [other for other in first_places if other.start < piece.start]
        else:
            first_places = [
                other for other in read if piece.end <= other.start < until and text[: other.start].endswith(" in ")
            ]
        with_it = [*place, *(other for other in read if piece.end <= other.start < until)]
        found.append(
            Figure(
                piece.number,
                text[since : piece.start],
                text[piece.end : until],
                next((other.days for other in with_it if other.days), shared),
                tuple(other.name for other in with_it if other.name),
                holder,
                disagrees,
            )
        )
    return found


def _is_voice(before: str) -> bool:
    return before.rstrip().endswith(("according to", "says", "for"))
