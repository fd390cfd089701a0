"""What is wrong with the numbers and days of a sentence, by the data of its answer and the statements that it rests on.

Each check works out from statements what a number could rightly mean; none trusts the number that the service put into
a row. They go by a few words (received, places, according to), not by whole sentences.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from typing import Any

from graph.dates.windows import read_window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.app.sentence_reader import Figure, Range, figures, pieces

Json = dict[str, Any]
Days = tuple[date, date]
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PLACES_UNNAMED = re.compile(r"^ places\b(?! counted)")  # so many that they are not named
PLACES = re.compile(r"^\S* ?in the (?P<many>\S+) places? counted")
GONE = ("received", "captured")
PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")  # days as written, on some of which alone it can have been
ANY_DAY = (date.min, date.max)


def of_custody(answer: Json, asked: Days, moves: Sequence[StoredStatement]) -> Iterator[str]:
    """What is wrong in the summary of a custody answer; `moves` are all statements of moves."""
    rows, similar = answer["rows"], answer.get("perhapsSame", [])
    others = [*answer.get("lastKnown", []), *answer.get("firstKnown", [])]
    named, voices = names_in(answer) | {GROUPS_WORD}, {ref["id"]: ref["name"] for ref in refs_in(answer)}
    with_rows = {row["holder"]["name"] for row in (*rows, *similar)}
    earlier = [row for row in answer.get("lastKnown", []) if row["holder"]["name"] not in with_rows]  # who came before
    holders = with_rows | {row["holder"]["name"] for row in earlier if row["basis"] == "moved"}
    for figure in figures(answer["summary"], named, holders):
        if re.match(r" more\b", figure.after):
            continue  # how many holders, places, figures or speakers are left out
        is_of_others = not rows or answer["summary"].startswith("No source here says")  # rows may lie long before
        if is_of_others or "may be the same people" in figure.after:
            # the nearest evidence, or that of a group that may be the same: no day is claimed but that which is said
            some = [*others, *rows] if is_of_others else similar
            # perhaps of some places of the holder alone, which are too many words to name
            counted = {_range(s) for row in similar for s in row["statements"] if _is_stock(s)}
            left = {number for row in some for number in _ranges_left(row, moves)} if is_of_others else set()
            if figure.number not in counted | left and not any(
                not of_count(row, figure, ANY_DAY) or figure.number in _ranges_moved(row) for row in some
            ):
                yield f"{figure.number} is in no row of another time or group"
            continue
        if _tells_of_departure(figure, rows, moves, voices):
            continue
        theirs = [row for row in (*rows, *earlier) if row["holder"]["name"] == figure.holder]
        if not theirs:
            yield f"{figure.number} is said of no holder of the answer"
        elif PLACES_UNNAMED.match(figure.after):
            if all(figure.number != (len(row["places"]),) * 2 for row in theirs):
                yield f"{figure.number} is not how many places {figure.holder} held people in"
        elif any(verb in figure.beside for verb in GONE) or "moved from" in figure.after:
            yield from _unless_one(theirs, figure, lambda row, one: of_moves(row, one, "gained", asked, moves))
        else:
            held = [row for row in theirs if row["basis"] == "stated"]
            came = [row for row in theirs if row["basis"] == "moved"]
            # a vague number has a clause of its own, behind the one that names the places
            before = tuple(piece.name for piece in pieces(figure.before, named) if piece.name)
            is_vague = figure.number[1] is None and "speaks of" in figure.before
            read = replace(figure, names=(*figure.names, *before)) if is_vague else figure
            if "without naming a day" in figure.after:
                read = replace(read, days=ANY_DAY)
            faults = [of_count(row, read, asked) for row in held]
            faults += [of_moves(row, figure, "gained", asked, moves) for row in came]
            yield from [] if not all(faults) else faults[0]
    yield from _of_omitted_figures(answer)


DEPARTED = re.compile(
    r"\b(were (?:moved|taken|brought|released|freed|rescued|deported|exchanged|handed|killed)|was (?:moved|taken|freed)"
    r"|left|died|escaped|fled|moved|released|took home|within (?:its|their) own custody|within the custody of)\b"
)


def _tells_of_departure(
    figure: Figure, rows: Sequence[Json], moves: Sequence[StoredStatement], voices: dict[str, str]
) -> bool:
    """Whether a number is that of a report of who left, or was moved within one custody: of a group of the rows, of
    its days, by a speaker who is named with it. Of several reports it is at least the least and at most the sum of
    all. `voices` are names by id; who is not among them is named nowhere in the answer."""
    clause = figure.before.rpartition(". ")[2] + figure.after.partition(",")[0]
    if not DEPARTED.search(clause) or any(verb in clause for verb in GONE):
        return False
    groups = {row["held"]["id"] for row in rows}
    theirs = [
        s
        for s in moves
        if s.count and s.polarity == "asserts" and _roles_with(s.predicate, ("loses", "gains"))
        if groups & {id_ for role in _roles_with(s.predicate, ("held",)) for id_ in s.roles.get(role, ())}
    ]
    ranges = [(s.count.min, s.count.max) for s in theirs if s.count]
    if figure.number not in ranges and "reports" in figure.after:
        least, most = figure.number
        sums = [high for _, high in ranges if high is not None]
        return bool(ranges) and least >= min(low for low, _ in ranges) and (most is None or most <= sum(sums))
    is_said = "according to" in figure.after and " and others" not in figure.after
    return any(
        figure.number == found
        and (not is_said or s.said_by not in voices or voices[s.said_by] in figure.names)
        and (not figure.days or _meet((s.bounds.earliest_start, s.bounds.latest_end), figure.days))
        for s, found in zip(theirs, ranges, strict=True)
    )


def _of_omitted_figures(answer: Json) -> Iterator[str]:
    """Of reports of one move that differ, the sentence names the smallest and the largest, or their hull."""
    for row in answer["rows"]:
        found = row["gained"]
        if row["basis"] != "moved" or not found:
            continue
        said = [
            figure.number
            for figure in figures(answer["summary"], names_in(answer), {row["holder"]["name"]})
            if figure.holder == row["holder"]["name"] and figure.number in _ranges_moved(row)
        ]
        if said and _hull_of(said) != _of(found) and not _is_part_of_other(answer, row, said):
            yield f"{said} is not all of what {row['holder']['name']} gained: {_of(found)}"


def _is_part_of_other(answer: Json, row: Json, said: Sequence[Range]) -> bool:
    """Whether the numbers are also those of another row of the holder, which the sentence may mean."""
    others = [one for one in answer["rows"] if one is not row and one["holder"] == row["holder"]]
    numbers = {_of(one["gained"]) for one in others if one["gained"]} | {
        _range(s) for one in others for s in one["statements"] if s["count"]
    }
    return set(said) <= numbers


def _ranges_moved(row: Json) -> set[Range]:
    """What came to the holder of a row, by all reports and by each."""
    found = row["gained"]
    return {_of(found), *(_range(s) for s in row["statements"] if s["count"])} if found else set()


def _ranges_left(row: Json, moves: Sequence[StoredStatement]) -> set[Range]:
    """How many left the holder of a row, by each report."""
    return {(s.count.min, s.count.max) for s in moves if s.count and _is_move(s, row, "lost")}


GROUPS_WORD = "people"


def _unless_one(rows: Sequence[Json], figure: Figure, check: Callable[[Json, Figure], list[str]]) -> list[str]:
    """The faults of a figure, unless it is right of one of the rows of its holder."""
    faults = [check(row, figure) for row in rows]
    return [] if not all(faults) else faults[0]


def of_count(row: Json, figure: Figure, asked: Days) -> list[str]:
    """A count must be one of all that the holder holds, on the days said; or the sum of the places, and say so."""
    days = figure.days or asked
    # of more than two speakers only two are named
    voices = figure.names if "according to" in figure.after and " and others" not in figure.after else ()
    if "at one time" in figure.after:  # the most, and not how many on a day
        peaks = [_range(s) for s in row["statements"] if s["count"] and s["count"]["kind"] == "peak"]
        return [] if figure.number in peaks else [f"{figure.number} is no peak of {row['holder']['name']}"]
    told = [s for s in row["statements"] if _is_stock(s) and _meet(_window(s), days)]
    if voices:
        told = [s for s in told if s["saidBy"]["name"] in figure.names] or told
    scopes: dict[tuple[frozenset[str], str], list[Json]] = defaultdict(list)
    for one in told:
        scopes[_holders(one), one["count"]["unit"]].append(one)
    said = PLACES.match(figure.after.strip())
    for those in scopes.values():
        placed = [one for one in those if _places(one)]
        whole = [one for one in those if not _places(one)]
        if said and any(_fits(figure.number, said["many"], some) for some in _days_of(placed)):
            return []
        if not said and any(figure.number == _hull(some) for some in _some_of(whole)):
            return []
        here = [
            one
            for one in placed
            for named in [{place["name"] for place in one["roles"].get("at", [])}]
            # a group that is named by its place: residents of al-Hol, in al-Hol camp
            if named & set(figure.names)
            or any(name.removesuffix(" camp") in row["held"]["name"] for name in named)
            # set against another figure of the only place, which is said with the first of them
            or (", or " in figure.before[-20:] and not whole and len({_places(each) for each in placed}) == 1)
        ]
        if not said and here and any(figure.number == _hull(some) for some in _some_of(here)):
            return []
    where = f"the sum of the {said['many']} places counted" if said else "a count of all whom they hold"
    return [f"{figure.number} is not {where} by {row['holder']['name']} on {days[0]} to {days[1]}"]


def _fits(number: Range, many: str, placed: Sequence[Json]) -> bool:
    """Is a number the sum over some places, per place the hull of its readings? Which of them lie in one another is
    not known here, so that any of them may be left out."""
    by_place: dict[frozenset[str], list[Json]] = defaultdict(list)
    for one in placed:
        by_place[_places(one)].append(one)
    wanted = WORDS.index(many) if many in WORDS else int(many.replace(",", "")) if many[0].isdigit() else 0
    ranges = [_hull(those) for those in by_place.values()]
    if len(ranges) == wanted:
        return _sum(ranges) == number
    return 0 < wanted < len(ranges) <= 12 and any(_sum(some) == number for some in combinations(ranges, wanted))


def of_moves(row: Json, figure: Figure, direction: str, asked: Days, moves: Sequence[StoredStatement]) -> list[str]:
    """What came or went must be the row's, and no total of theirs may be newer than what is said and larger."""
    found = row[direction]
    if not found or figure.number not in _ranges_moved(row):
        return [f"{figure.number} is not what {row['holder']['name']} {direction}"]
    faults = []
    theirs = [s for s in moves if _is_move(s, row, direction) and s.count]
    # one that names no loser, or tells of a move inside this holder, is no total of what it lost
    here, there = ("gains", "loses") if direction == "gained" else ("loses", "gains")
    inside = _naming_holder(theirs, row, there)
    named = [s for s in _naming_holder(theirs, row, here) if s not in inside]
    totals = [s for s in named if _is_total(s) and s.bounds.latest_end <= asked[1]]
    if totals:
        last = max(s.bounds.latest_end for s in totals)
        least = min(s.count.min for s in totals if s.count and s.bounds.latest_end == last)
        most = figure.number[1]
        if most is not None and most < least and figure.number == _of(found):
            faults.append(f"{figure.number} {direction}, where {least} or more are reported by {last}")
    if figure.days and theirs:
        first = min(s.bounds.earliest_start for s in theirs)
        last = max(s.bounds.latest_end for s in theirs)
        written = [read_window(s.validity.written) for s in theirs if PLAIN.fullmatch(s.validity.written)]
        first = min(first, *(window.earliest for window in written), first)
        last = max(last, *(window.latest for window in written), last)
        if figure.days[0] < first or figure.days[1] > last:
            faults.append(f"no move {direction} is reported of {figure.days}")
    if "according to" in figure.after:
        voices = {speaker["name"] for one in found.get("figures", []) for speaker in one["saidBy"]}
        if voices and not voices & set(figure.names):
            faults.append(f"{figure.number} is according to {voices}")
    return faults


def of_wordings(row: Json, moves: Sequence[StoredStatement]) -> Iterator[str]:
    """The wordings of what came are those of reports of arrivals, of what went of those of departures."""
    for direction in ("gained", "lost"):
        found = row[direction]
        theirs = {s.count.wording for s in moves if s.count and _is_move(s, row, direction)}
        for wording in (found or {}).get("wordings", []):
            if wording not in theirs:
                yield f"{row['holder']['name']} {direction} {wording!r}, which no report of theirs says"


def of_ledger(answer: Json) -> Iterator[str]:
    """Who is missing in a period is what its counts and moves leave over."""
    rows = answer["rows"]
    said_by = {s["id"]: s["saidBy"] for row in rows for s in row["statements"]}
    counts = [
        {**one, "saidBy": said_by.get(one["statement"], {"name": ""})}
        for row in rows
        for one in (*row["openings"], *row["closings"])
    ]
    # a difference of rounded figures is about so many: its ends are checked
    summary = re.sub(r"(explain (?:at least )?)about ", r"\1", answer["summary"])
    reports = [{**s["count"], "saidBy": s["saidBy"]} for row in rows for s in row["statements"] if s["count"]]
    are_moves = False  # the verb stands with the first move only: 150 came to X on 2 May, or 144, and 6 on 3 May
    for figure in figures(summary, names_in(answer) | {"people"}, ()):
        if re.match(r" further gaps?\b", figure.after):
            gaps = sum(row["closes"] != "yes" for row in rows if row["openings"] and row["closings"])
            if figure.number != (gaps - 1, gaps - 1):
                yield f"{figure.number} further gaps, where {gaps} are open"
        elif re.search(r"explain(?:s)?\s*\Z", figure.before):
            sign = 1 if "departures" in figure.before else -1
            left = [(_left_over(row, sign), _find_unit(row)) for row in rows if row["unaccounted"]]
            if "-" in figure.before[-1:] or not any(_is_rounded(figure.number, one, unit) for one, unit in left if one):
                yield f"{figure.number} is left over in no period"
        elif re.match(r" more moves are reported", figure.after):
            continue  # how many are left out
        elif are_moves := are_moves or bool(re.search(r"\b(came to|left)\b", figure.after)):
            if not _is_said(figure, reports):  # each report is named, and no sum
                yield f"{figure.number} came or went in no period"
        elif not _is_said(figure, counts) and figure.number not in {
            _hull_of(map(_of, row[side])) for row in rows for side in ("openings", "closings") if row[side]
        }:
            yield f"{figure.number} was counted in no period"


def _find_unit(row: Json) -> int:
    """The unit of the roundest figure of a row that is not exact, by its zeros: 1,000 of about 56,000."""
    units = [1]
    counts = [*row["openings"], *row["closings"], *(s["count"] for s in row["statements"] if s["count"])]
    for count in counts:
        digits = re.sub(r"\D", "", count["wording"].split(" to ")[0])
        if not re.fullmatch(r"[\d,]+", count["wording"]) and digits.strip("0"):
            units.append(10 ** max(0, min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)))
    return max(units)


def _is_rounded(number: Range, exact: Range, unit: int) -> bool:
    """Is a number an exact one, but for the digits after the third or those below a unit, its lower end rounded down
    and its upper end up?"""
    units = [max(unit, 10 ** max(0, len(str(end)) - 3)) for end in exact if end is not None]
    low = exact[0] - number[0]
    if not 0 <= low < units[0]:
        return False
    if exact[1] is None or number[1] is None:
        return exact[1] is number[1] is None
    return 0 <= number[1] - exact[1] < units[1]


def _is_said(figure: Figure, counts: Iterable[Json]) -> bool:
    """Is a number that of a count, by one who is named with it?"""
    theirs = [one for one in counts if _of(one) == figure.number]
    speakers = {one["saidBy"]["name"] for one in theirs}
    is_named = "according to" not in figure.after or bool(speakers & set(figure.names))
    return bool(theirs) and is_named


def _left_over(row: Json, sign: int) -> Range | None:
    """How many went (sign 1) or came (-1), of whom no report says where: over the pairs of counts that leave some."""
    found = []
    gained, lost = _of(row["gained"]), _of(row["lost"])
    for pair in row["combinations"]:
        opening, closing = _of(row["openings"][pair["opening"]]), _of(row["closings"][pair["closing"]])
        least = None if None in (lost[1], closing[1]) else opening[0] + gained[0] - lost[1] - closing[1]
        most = None if None in (opening[1], gained[1]) else opening[1] + gained[1] - lost[0] - closing[0]
        low, high = (least, most) if sign > 0 else (None if end is None else -end for end in (most, least))
        if low is not None and low > 0:
            found.append((low, high))
    return _hull_of(found) if found else None


def _is_within(number: tuple[int, int | None], done: tuple[int, int | None]) -> bool:
    (low, high), (least, most) = number, done
    return low >= least and (most is None or (high is not None and high <= most))


def of_plans(answer: Json) -> Iterator[str]:
    """What is done is what is done of a plan of that kind, and what was planned is a wording of its count."""
    rows = answer["rows"]
    by_kind = defaultdict(list)
    for row in rows:
        if row["done"]:
            by_kind[row["predicate"].capitalize(), tuple(sorted(map(str, row["statements"][0]["about"])))].append(row)
    done = {_hull_of(_of(row["done"]) for row in those) for those in by_kind.values()}
    done |= {_of(row["done"]) for row in rows if row["done"]}
    planned = {_of(row["count"]) for row in rows if row["count"]}
    for figure in figures(answer["summary"], names_in(answer) | {"people"}, ()):
        if re.match(r" more\b", figure.after):
            continue  # how many speakers are left out
        if re.search(r"(had|may have) been", figure.after.partition(",")[0]):
            if not any(_is_within(figure.number, one) for one in done):  # reports that differ are named one by one
                yield f"{figure.number} are said to be done of no plan"
        elif figure.number not in planned and not (
            f", or {figure.number[0]:,}" in answer["summary"] and any(_is_within(figure.number, one) for one in done)
        ):
            yield f"{figure.number} are planned by no one"


def of_kinds(answer: Json, kind_of: Callable[[Json], Iterable[str]]) -> Iterator[str]:
    """`n WORD`: as many rows are of that kind; the number of all rows goes first, and others are in the rows."""
    rows = answer["rows"]
    numbers: dict[str, int] = defaultdict(int)
    for row in rows:
        for word in kind_of(row):
            numbers[word] += 1
    # how many points, moves .. all rows have together, each once
    lists = {name for row in rows for name, value in row.items() if isinstance(value, list)}
    lengths = {sum(len(row[name]) for row in rows) for name in lists}
    if "flows" in lists:
        lengths.add(len({one["statement"] for row in rows for one in row["flows"]}))
    for figure in figures(answer["summary"], names_in(answer) | texts_in(answer), ()):
        word = next((word for word in numbers if re.match(rf" {re.escape(word)}\b", figure.after)), None)
        if word and figure.number != (numbers[word], numbers[word]):
            yield f"{figure.number} {word}, where {numbers[word]} rows are"
        elif not word and figure.number[0] not in {0, len(rows), *lengths} and figure.number[0] not in numbers_in(rows):
            yield f"{figure.number}{figure.after[:20]} is in no row"


EXTENT = re.compile(r"All the dates that sources here give for it are of ([0-9]{4})(?: to ([0-9]{4}))?")


def of_days(answer: Json, asked: Days, reports: Iterable[StoredStatement] = ()) -> Iterator[str]:
    """Each day of a sentence is one asked about, or a day of the answer's data: of reports, which rows may give by
    their ids alone, the first or the last day."""
    reports = list(reports)
    ends = {day for one in reports for day in (one.bounds.earliest_start, one.bounds.latest_end)}
    ends |= {day for one in reports for day in one.validity.window}  # of a sighting the days on which it was
    known = {*asked, *ends, *_all_days(answer | {"summary": ""})}
    written = " ".join(str(value) for name, value in _fields(answer) if name in ("written", "saidOn"))
    years = EXTENT.search(answer["summary"])
    if years and not any(
        re.search(rf"\b{years[1]} to .*\b{years[2] or years[1]}\Z", one)
        for one in answer["notes"]
        if "runs from" in one
    ):
        yield f"{years[0]}, and no note has the days"
    for piece in pieces(EXTENT.sub("", answer["summary"]), names_in(answer)):
        begin, end = piece.days or (date.min, date.min)
        if begin.month == begin.day == 1 and end.month == 12 and re.search(rf"\b{begin.year}[~?%]?(?![\d-])", written):
            continue  # a year that a row names, perhaps as around it
        if begin.year == end.year and any(_lies_within(one, begin, end) for one in reports):
            continue  # a year or a month within which all days of a statement lie
        for day in piece.days or ():
            if day not in known:
                yield f"{day} is in no row"


def _lies_within(statement: StoredStatement, begin: date, end: date) -> bool:
    return begin <= statement.bounds.earliest_start and statement.bounds.latest_end <= end


NO_DAY = re.compile(r"\b(0001|9999)-\d\d-\d\d|\b\d{1,2} [A-Z][a-z]+ (1|9999)\b")


def of_open_days(answer: Json) -> Iterator[str]:
    """The first and the last day that there is stand for a day that nobody gives: no words and no field have them."""
    for name, value in _fields(answer):
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str | date) and (found := NO_DAY.search(str(text))):
                yield f"{name}: {found[0]} is a day that nobody gives"


# What answers and statements hold


def names_in(found: Any) -> set[str]:
    """The names of all entities that an answer names."""
    if isinstance(found, dict):
        own = {found["name"]} if "id" in found and isinstance(found.get("name"), str) else set()
        return own.union(*(names_in(value) for value in found.values()))
    if isinstance(found, list | tuple):
        return set().union(*(names_in(value) for value in found))
    return set()


def refs_in(found: Any) -> Iterator[Json]:
    """All entities that an answer names."""
    if isinstance(found, dict):
        if isinstance(found.get("id"), str) and isinstance(found.get("name"), str):
            yield found
        for value in found.values():
            yield from refs_in(value)
    if isinstance(found, list | tuple):
        for value in found:
            yield from refs_in(value)


def texts_in(answer: Json) -> set[str]:
    """The wordings of numbers, and titles, that an answer quotes."""
    return {str(value) for name, value in _fields(answer) if name in ("wording", "title") and value}


def numbers_in(found: Any) -> set[int]:
    """All numbers of some rows, and how long their lists are."""
    if isinstance(found, bool) or found is None:
        return set()
    if isinstance(found, int):
        return {abs(found)}
    if isinstance(found, dict):
        return set().union(*(numbers_in(value) for value in found.values()))
    if isinstance(found, list | tuple):
        return {len(found)}.union(*(numbers_in(value) for value in found))
    return set()


def _fields(found: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield name, value
            yield from _fields(value)
    if isinstance(found, list | tuple):
        for value in found:
            yield from _fields(value)


def _all_days(found: Any) -> set[date]:
    days: set[date] = set()
    for _, value in _fields(found):
        if isinstance(value, date):
            days.add(value)
        elif isinstance(value, str):
            for day in re.findall(r"\d{4}-\d\d-\d\d", value):
                days.add(date.fromisoformat(day))
    return days


def _window(statement: Json) -> Days:
    """The days that a statement is evidence of, as for rows."""
    bounds = statement["validity"]
    one, other = _day(bounds["latestStart"], date.max), _day(bounds["earliestEnd"], date.min)
    return min(one, other), max(one, other)


def _day(found: date | str | None, unbounded: date) -> date:
    return found if isinstance(found, date) else date.fromisoformat(found) if found else unbounded


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_stock(statement: Json) -> bool:
    return bool(statement["count"]) and statement["count"]["kind"] == "stock"


def _roles_with(predicate: str, effects: Sequence[str]) -> list[str]:
    custody = vocabulary().predicates[predicate].custody or {}
    return [role for role, effect in custody.items() if effect in effects]


def _holders(statement: Json) -> frozenset[str]:
    roles = _roles_with(statement["predicate"], ("holds", "gains"))
    return frozenset(ref["id"] for role in roles for ref in statement["roles"].get(role, []))


def _places(statement: Json) -> frozenset[str]:
    roles = ("at", "to_place")
    return frozenset(ref["id"] for role in roles for ref in statement["roles"].get(role, []))


def _range(statement: Json) -> Range:
    return statement["count"]["min"], statement["count"]["max"]


def _of(found: Json) -> Any:
    return found["min"], found["max"]


def _hull(statements: Iterable[Json]) -> Range:
    return _hull_of(map(_range, statements))


def _hull_of(ranges: Iterable[Range]) -> Range:
    found = list(ranges)
    tops = [top for _, top in found]
    return min(low for low, _ in found), None if None in tops else max(top for top in tops if top is not None)


def _sum(ranges: Sequence[Range]) -> Range:
    tops = [top for _, top in ranges]
    return sum(low for low, _ in ranges), None if None in tops else sum(top for top in tops if top is not None)


def _days_of(statements: Sequence[Json]) -> list[list[Json]]:
    """All of some statements, and those of each day that one of them begins or ends with."""
    ends = {day for one in statements for day in _window(one)}
    return [list(statements), *([one for one in statements if _meet(_window(one), (day, day))] for day in ends)]


def _some_of(statements: Sequence[Json]) -> Iterator[Sequence[Json]]:
    """What may be said together: all, those of one day, those of one range."""
    each = [[one] for one in statements]
    return (some for some in chain(_days_of(statements), each) if some)


def _is_move(statement: StoredStatement, row: Json, direction: str) -> bool:
    """Is a statement a report of a move to (from) a row's holder of its group? A loss may name nobody."""
    effect = "gains" if direction == "gained" else "loses"
    roles = _roles_with(statement.predicate, (effect,))
    held = {id_ for role in _roles_with(statement.predicate, ("held",)) for id_ in statement.roles.get(role, ())}
    who = {id_ for role in roles for id_ in statement.roles.get(role, ())}
    named = row["holder"]["id"] in who or (direction == "lost" and bool(roles) and not who)
    return statement.polarity == "asserts" and named and row["held"]["id"] in held


def _naming_holder(statements: Iterable[StoredStatement], row: Json, effect: str) -> list[StoredStatement]:
    """Those of some statements that name a row's holder in a role with an effect."""
    return [
        s
        for s in statements
        if row["holder"]["id"] in {id_ for role in _roles_with(s.predicate, (effect,)) for id_ in s.roles.get(role, ())}
    ]


def _is_total(statement: StoredStatement) -> bool:
    """Is it a number so far, or of a period, of this holder and group alone?"""
    count = statement.count
    alone = all(len(ids) == 1 for ids in statement.roles.values())
    actual = vocabulary().modes[statement.mode]
    return (bool(count) and alone and bool(actual) and count.unit == "people" and count.kind == "cumulative") or bool(
        count and alone and count.kind == "flow" and statement.validity.spread
    )
