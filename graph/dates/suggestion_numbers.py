"""Which day, month and year some numbers of a date may be, in each order that people use."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.dates.edtf import month_length

EARLIER_CENTURY = 30  # years of two digits from here on are first read as 19.., as spreadsheets do


class WrittenDate(NamedTuple):
    """A year of four digits, a month and a day; empty or 0 where unsaid. `further` ones are less likely."""

    year: str = ""
    month: int = 0
    day: int = 0
    further: bool = False


def of_numbers(first: str, second: str, third: str | None) -> Iterator[WrittenDate]:
    """Numbers joined by signs, in each order that gives a day: day first, month first, year first; 00 is unknown."""
    if third is None:
        year, month = (first, int(second)) if len(first) == 4 else (second, int(first))
        if len(year) == 4 and month <= 12:
            yield WrittenDate(year, month)
        return
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        orders = [(first, b, c), (first, c, b)] if b > 12 else [(first, b, c)]
    elif len(third) == 4:
        orders = [(third, b, a), (third, a, b)]
    elif len(third) <= 2:
        orders = [*((year, b, a) for year in centuries(c)[:1]), *((year, a, b) for year in centuries(c)[:1])]
        orders += [(year, b, c) for year in centuries(a)[:1] if a]
    else:
        return
    for year, month, day in orders:
        if _fits(year, month, day):  # 00.07.1944 is July, and hardly the seventh of a month
            yield WrittenDate(year, month, day, further=bool(day and not month))
    if len(third) <= 2 and len(first) <= 2:
        yield from (
            WrittenDate(year, month, day, further=True)
            for year in centuries(c)[1:]
            for month, day in ((b, a), (a, b))
            if _fits(year, month, day)
        )


def of_name(years: Sequence[str], months: Sequence[int], short: Sequence[str]) -> Iterator[WrittenDate]:
    """A month by its name, or none, with a year of four digits and numbers of one or two, in the order written."""
    if len(years) > 1 or len(months) > 1:
        return
    year, month = years[0] if years else "", months[0] if months else 0
    numbers = [int(number) for number in short]
    if not numbers:
        yield WrittenDate(year, month)
    elif len(numbers) == 1 and (year or not month):
        if (numbers[0] or month) and numbers[0] <= 31:
            yield WrittenDate(year, month, numbers[0])
    elif len(numbers) == 1:
        if 1 <= numbers[0] <= 31:
            yield WrittenDate("", month, numbers[0])
        if len(short[0]) == 2:
            likely, other = centuries(numbers[0])
            yield WrittenDate(likely, month, further=1 <= numbers[0] <= 31)
            yield WrittenDate(other, month, further=True)
    elif len(numbers) == 2 and month and not year:
        for number, day in ((1, 0), (0, 1)):
            for century in centuries(numbers[number]) if len(short[number]) == 2 else ():
                if _fits(century, month, numbers[day]):
                    further = century != centuries(numbers[number])[0] or (number == 0 and _may_be_day(numbers, month))
                    yield WrittenDate(century, month, numbers[day], further=further)


def centuries(short: int) -> tuple[str, str]:
    """The two years that one of two digits may be, the likelier first."""
    return (f"20{short:02}", f"19{short:02}") if short < EARLIER_CENTURY else (f"19{short:02}", f"20{short:02}")


def _may_be_day(numbers: Sequence[int], month: int) -> bool:
    """Whether the first number may be the day of the month, the second one then its year."""
    return _fits(centuries(numbers[1])[0], month, numbers[0])


def _fits(year: str, month: int, day: int) -> bool:
    """Whether it is a day, or one of which day or month is written as unknown."""
    return 0 <= month <= 12 and 0 <= day <= (month_length(int(year), month) if month else 31)
