"""EDTF that a writer of a date in words may have meant. Suggestions for people: no load follows them.

Every year, month and day that is suggested is in the text, or follows from `before`, `early` or a winter of two years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.dates.edtf import SEASONS, parse_edtf
from graph.dates.other_calendars import suggest_other_dates
from graph.dates.partial_dates import PartialDate, find_third_day
from graph.dates.suggestion_tokens import WrittenDate, guess_named_dates, guess_numeric_dates, read_notations
from graph.dates.suggestion_words import MONTH_PARTS, NUMBERED, ORDINALS, PARTS, THIRDS
from graph.errors import InvalidDate

LONGEST = 120
BEFORE_END = re.compile(r"\bbefore (?:the )?end\b|قبل نهاية", re.IGNORECASE)  # up to its last day


@dataclass(frozen=True, slots=True)
class Suggestion:
    """EDTF, and how the text was read, in English. `further` marks a less likely one.

    `ends` are the days on which a period may begin and end, where EDTF has no way to say them: since late July.
    """

    edtf: str
    reads: str
    further: bool = False
    ends: tuple[str, str] | None = None


def suggest_dates(text: str) -> list[Suggestion]:
    """Texts of EDTF that a text in English, Arabic or Kurdish may mean, likeliest first. Never raises.

    Also days of the Hijri and the Solar Hijri calendar, where their months are named or the calendar is.

    Day, month and year may stand in any order that people use, with names or numbers, with early, mid, late, about,
    since, until, before, after and ranges. 03/04/2026 gives two; a shared name such as the Levantine Kanun two as well.
    """
    if len(text) > LONGEST:
        return []
    text = BEFORE_END.sub("by the end", text)
    if others := [Suggestion(*found) for found in suggest_other_dates(text)]:
        return others
    found: dict[str, Suggestion] = {}
    for reading in read_notations(text):
        weekdays = re.findall(r"\bw([1-7])\b", reading)
        for suggestion in filter(None, map(_check_suggestion, _read_expression(_tidy_reading(reading)))):
            found.setdefault(suggestion.edtf, _check_weekday(suggestion, weekdays))
    return sorted(found.values(), key=lambda suggestion: suggestion.further)


def _check_suggestion(suggestion: Suggestion) -> Suggestion | None:
    """Only what is EDTF, in years of our calendar; what ends before it begins the other way round."""
    try:
        ends = [end for pair in parse_edtf(suggestion.edtf).pairs for end in pair if not isinstance(end, str)]
    except InvalidDate as error:
        turned = (error.hint or "").removesuffix("?")
        if "/" not in suggestion.edtf or not re.fullmatch(r"[0-9X~?%-]+/[0-9X~?%-]+", turned):
            return None
        return _check_suggestion(Suggestion(turned, f"{suggestion.reads}, the other way round", further=True))
    return suggestion if all(end.last[0] >= 1 and end.first[0] <= 9999 for end in ends) else None


def _tidy_reading(reading: str) -> str:
    """Without weekdays, and with one name for a month that is named twice, as in Kanun II/January."""
    plain = re.sub(r"\bw[1-7]\b ?", "", reading).replace("( ", "").replace(" )", "")
    plain = re.sub(rf"\b(week|half|quarter|days) ({NUMBERED}|late)\b", r"\2 \1", plain)  # as Arabic and Kurdish have it
    plain = re.sub(r"\b(late|last) (week|days)\b", r"last \2", plain)
    plain = plain.replace("first days", "early").replace("last days", "late")
    once = re.sub(r"\bm(\d+) (?:/ )?m\1\b", r"m\1", plain)
    return re.sub(r"\b(early|mid|late) - ", r"\1 ", once).strip()  # mid-February


def _check_weekday(suggestion: Suggestion, weekdays: list[str]) -> Suggestion:
    """A day on which it was another weekday than the text says is less likely."""
    try:
        day = date.fromisoformat(suggestion.edtf)
    except ValueError:
        return suggestion
    if not weekdays or str(day.isoweekday()) in weekdays:
        return suggestion
    return replace(suggestion, reads=f"{suggestion.reads}, but that was a {day:%A}", further=True)


def _read_expression(text: str) -> Iterator[Suggestion]:
    if winter := _read_winter(text):
        yield from (
            suggestion
            for day in _read_whole_dates(winter)
            for suggestion in _suggest_single(day)
            if not suggestion.further
        )
    elif match := re.fullmatch(r"between (.+?) and (.+)", text):
        for first, last in _read_ranges(match[1], match[2]):
            words = f"between {first.words} and {last.words}"
            start, end = find_third_day(first, 0).edtf, find_third_day(last, -1).edtf
            yield Suggestion(f"[{start}..{end}]", f"one day {words}")
            yield Suggestion(f"{start}/{end}", f"all the time {words}", further=True)
    elif match := re.fullmatch(r"(.+?) \.\. (.+)", text):
        for first, last in _read_ranges(match[1], match[2]):
            words = f"from {first.words} to {last.words}"
            yield Suggestion(f"[{first.edtf}..{last.edtf}]", f"one day {words}")
            yield _suggest_interval(first, last)
    elif match := re.fullmatch(r"(.+?) \.\.|\.\. (.+)", text):
        for day in _read_whole_dates(match[1] or match[2]):
            side = "on" if match[1] else "or before"
            yield Suggestion(f"[{day.edtf}..]" if match[1] else f"[..{day.edtf}]", f"one day, {day.words} {side}")
            yield Suggestion(f"{day.edtf}/.." if match[1] else f"../{day.edtf}", f"all the time, {day.words} {side}")
    elif match := re.fullmatch(r"c(\d{4}):(\d{2})", text):
        if match[2] != "00":
            yield from (suggestion for day in _read_whole_dates(text) for suggestion in _suggest_single(day))
        if int(match[2]) == (int(match[1]) + 1) % 100:  # 2011/12
            yield _suggest_interval(PartialDate(match[1]), PartialDate(f"{int(match[1]) + 1:04}"))
        elif match[2] == "00":
            yield from (suggestion for day in _read_whole_dates(text) for suggestion in _suggest_single(day))
    elif match := re.fullmatch(r"(?:since |from )?(.+?) (?:to|until|-|/|to -)(?: until)? now", text):
        yield from (Suggestion(f"{day.edtf}/..", f"from {day.words} on") for day in _read_whole_dates(match[1]))
    elif match := re.fullmatch(r"(?:from |since )(.+?) (?:to|until|by|-) (.+)", text):
        yield from (_suggest_interval(first, last) for first, last in _read_ranges(match[1], match[2]))
    elif match := re.fullmatch(r"(.+?) (to|until|-|/) (.+)", text):
        for first, last in _read_ranges(match[1], match[3]):
            if match[2] == "/" and first.day and last.day:  # a report of one day that two sources put differently
                yield Suggestion(f"[{first.edtf},{last.edtf}]", f"{first.words} or {last.words}")
            yield _suggest_interval(first, last)
            words = f"one day from {first.words} to {last.words}"
            yield Suggestion(f"[{first.edtf}..{last.edtf}]", words, further=True)
    elif match := re.fullmatch(r"(since|from|until|to|by|before|after) (.+)", text):
        yield from (
            replace(suggestion, further=day.further)
            for day in _read_whole_dates(match[2])
            for suggestion in _suggest_open_range(match[1], day)
        )
    else:
        yield from (suggestion for day in _read_whole_dates(text) for suggestion in _suggest_single(day))


def _read_winter(text: str) -> str:
    """One winter that is named by both of its years: winter 2018-19; empty where the text is something else."""
    match = re.fullmatch(r"s4 (?:n(\d{4}) [-/] n(\d{2}|\d{4})|c(\d{4}):(\d{2}))", text)
    if not match:
        return ""
    first, last = match[1] or match[3], match[2] or match[4]
    return f"s4 n{first}" if f"{int(first) + 1:04}".endswith(last) else ""


def _suggest_interval(first: PartialDate, last: PartialDate) -> Suggestion:
    ends = (_write_third(first), _write_third(last))
    return _suggest_period(_write_end(first, 0), _write_end(last, -1), f"from {first.words} to {last.words}", ends)


def _suggest_period(start: str, end: str, reads: str, ends: tuple[str, str]) -> Suggestion:
    """From one end to another; with the days that the ends may be, where they are several of a month or decade."""
    return Suggestion(f"{start}/{end}", reads, ends=ends if any("[" in one for one in ends) else None)


def _write_end(day: PartialDate, place: int) -> str:
    """The first (0) or last (-1) day of a part of a month; a part of a year as it is."""
    found = _write_third(day)
    return find_third_day(day, place).edtf if "[" in found else found


def _suggest_open_range(word: str, day: PartialDate) -> Iterator[Suggestion]:
    start, end = find_third_day(day, 0), find_third_day(day, -1)
    if word in ("since", "from"):
        yield _suggest_period(_write_end(day, 0), "..", f"from {day.words} on", (_write_third(day), ".."))
    elif word in ("until", "to"):
        words = f"from an unknown day to {day.words}"
        yield _suggest_period("", _write_end(day, -1), words, ("", _write_third(day)))
    elif word == "by":
        yield Suggestion(f"[..{end.edtf}]", f"one day up to {day.words}")
    elif edge := _find_neighbour(start if word == "before" else end, -1 if word == "before" else 1):
        written = f"[..{edge}]" if word == "before" else f"[{edge}..]"
        yield Suggestion(written, f"one day {word} {day.words}")


def _suggest_single(day: PartialDate) -> Iterator[Suggestion]:
    yield Suggestion(_write_third(day), day.words, further=day.further)
    if day.season == 24 and day.year.isdigit() and int(day.year) > 1:
        before = replace(day, year=f"{int(day.year) - 1:04}")
        words = f"{day.words}, the one that began in {before.year}"
        yield Suggestion(_write_third(before), words, further=True)


def _write_third(day: PartialDate) -> str:
    """Early, mid and late: those days of a month; a third of a year, a season or a decade."""
    if not day.third or day.day or not day.year:
        return day.edtf
    if day.month:
        return f"[{find_third_day(day, 0).edtf}..{find_third_day(day, -1).edtf}]"
    third = THIRDS[day.third]
    if day.season:
        month = 3 * (day.season - 21) + 3 + third
        year = int(day.year) + (month > 12) if day.year.isdigit() else 0
        return f"{year:04}-{(month - 1) % 12 + 1:02}{day.mark}" if year and 21 <= day.season <= 24 else day.edtf
    if day.year.endswith("X") and len(day.year) == 4:
        first, end = ((0, 3), (4, 6), (7, 9))[third]
        return f"[{day.year[:3]}{first}..{day.year[:3]}{end}]"
    return f"{day.year}-{37 + third}{day.mark}"


def _read_ranges(first: str, last: str) -> Iterator[tuple[PartialDate, PartialDate]]:
    """Both ends of a range; what one end leaves out, the other one says: 20 to 22 January 2026."""
    for low in _read_dates(first):
        for high in _read_dates(last):
            if low.further or high.further or (low.day and not low.month and not high.day):
                continue
            if high.day and not high.month and low.year and not low.month and len(str(high.day)) == 2:
                high = PartialDate(year=low.year[:2] + f"{high.day:02}")  # 2014-19
                if high.year <= low.year:
                    continue
            start = replace(low, month=low.month or (high.month if low.day else 0))
            end = replace(high, year=high.year or low.year, month=high.month or (low.month if high.day else 0))
            if not low.year and not end.month:
                continue
            if not low.year:
                begins_before = low.month and end.year.isdigit() and (start.month, start.day) > (end.month, end.day)
                start = replace(start, year=f"{int(end.year) - 1:04}" if begins_before else end.year)
            if start.is_whole and end.is_whole:
                yield start, end


def _read_whole_dates(text: str) -> Iterator[PartialDate]:
    return (day for day in _read_dates(text) if day.is_whole)


def _read_dates(text: str) -> Iterator[PartialDate]:
    """All that the words of one date may mean."""
    if (match := re.match(rf"(?:{NUMBERED}) (?:week|half)\b", text)) and match[0] in MONTH_PARTS:
        found = [day for day in _read_written(text[match.end() :].strip()) if day.month and not day.day]
        yield from (replace(day, third=match[0]) for day in found)
        if found:
            return
    words = text.split()
    marks = {word for word in words if word in ("about", "perhaps")}
    thirds = [word for word in words if word in THIRDS]
    mark = {0: "", 1: "~" if "about" in marks else "?", 2: "%"}[len(marks)]
    rest = " ".join(word for word in words if word not in marks and word not in thirds and word != "-")
    if len(thirds) <= 1:
        for day in _read_written(rest):
            yield replace(day, third=thirds[0] if thirds else "", mark=mark)


def _read_written(text: str) -> Iterator[PartialDate]:
    if match := re.fullmatch(r"c(\d+):(\d+)(?::(\d+))?", text):
        yield from map(_make_partial, guess_numeric_dates(match[1], match[2], match[3]))
    elif match := re.fullmatch(r"d(\d{3})", text):
        yield PartialDate(year=f"{match[1]}X")
    elif match := re.fullmatch(r"n(\d{1,2}) century", text):
        yield PartialDate(year=f"{int(match[1]) - 1:02}XX")
    elif match := re.fullmatch(r"(q|h)([1-4]) n(\d{4})", text):
        yield PartialDate(year=match[3], season=(32 if match[1] == "q" else 39) + int(match[2]))
    elif match := re.fullmatch(rf"({NUMBERED}) (quarter|half) n(\d{{4}})", text):
        code, count = PARTS[match[2]]
        place = count - 1 if match[1] == "last" else ORDINALS.index(match[1])
        yield PartialDate(year=match[3], season=code + place)
    elif match := re.fullmatch(r"s(\d)", text):
        yield PartialDate(season=20 + int(match[1]))
    elif match := re.fullmatch(r"s(\d) n(\d{4})|n(\d{4}) s(\d)", text):
        yield PartialDate(year=match[2] or match[3], season=20 + int(match[1] or match[4]))
    else:
        yield from _read_named(text.split())


def _read_named(words: list[str]) -> Iterator[PartialDate]:
    """At most a year of four digits, a month and a day, each once, in any order; or a day alone, or a year of two."""
    years = [word[1:] for word in words if re.fullmatch(r"n\d{4}", word)]
    short = [word[1:] for word in words if re.fullmatch(r"n\d{1,2}", word)]
    months = [int(word[1:]) for word in words if re.fullmatch(r"m\d+", word)]
    if len(years) + len(short) + len(months) == len(words) > 0:
        yield from map(_make_partial, guess_named_dates(years, months, short))


def _make_partial(written: WrittenDate) -> PartialDate:
    return PartialDate(written.year, written.month, written.day, further=written.further)


def _find_neighbour(day: PartialDate, step: int) -> str | None:
    """The day, month or year before or after a date, in EDTF; of a season or another part of a year, the month."""
    if not day.year.isdigit() or not 1 <= int(day.year) + step <= 9998:
        return None
    year = int(day.year)
    if day.season:
        months = year * 12 + SEASONS[str(day.season)][0 if step < 0 else 1] - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if day.day:
        try:
            return (date(year, day.month, day.day) + timedelta(step)).isoformat()
        except ValueError:
            return None
    if day.month:
        months = year * 12 + day.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{year + step:04}"


TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2}.*)?")


def guess_edtf(text: str) -> list[str]:
    """Texts that may be what was meant, likeliest first; not all of them are EDTF. Never raises."""
    found = [suggestion.edtf for suggestion in suggest_dates(text) if not suggestion.further]
    if match := TIME.fullmatch(" ".join(text.split())):
        found.append(f"{match[1]}T{match[2]}{match[3] or ':00'}")
    return [*found, text.replace(" ", ""), text.replace("x", "X")]
