"""Numbers in columns: a quantifier and a lowest and highest number become a wording that graph.model.counts reads."""

import re
from collections.abc import Mapping

from graph.errors import InvalidCount
from graph.model.counts import read_count

MOST = 12  # digits


def whole_number(row: Mapping[str, str], column: str) -> int | None:
    """The number in a column, None where it is empty. Raises InvalidCount for anything but digits."""
    text = row[column]
    if not text:
        return None
    if not re.fullmatch(rf"[0-9]{{1,{MOST}}}", text):
        raise InvalidCount(f"{text!r} is no number; expected up to {MOST} digits", parameter=column, value=text)
    return int(text)


def wording(template: str, low: int | None, high: int | None, columns: tuple[str, str]) -> str:
    """The wording of a number, by a template such as `about {n}`, `between {low} and {high}` or `dozens`.

    The numbers must agree with how the wording is read: a side that it leaves open is empty (or repeats the number),
    the other one gives it; where it leaves none open both are the same. Raises InvalidCount naming the column.
    """
    met = f"{'' if low is None else low} to {'' if high is None else high}"
    if low is not None and high is not None and low > high:
        raise InvalidCount(f"{met} runs from more to less", parameter=columns[0], value=met)
    if "{low}" in template:
        if low is None or high is None:
            raise InvalidCount(f"{met}; expected both numbers", parameter=columns[low is not None], value=met)
        # 20 and 30,000 would be read as 20,000 and 30,000; 30000 lends the lower end no thousands
        lends = low < 1_000 <= high and high % 1_000 == 0
        return template.format(low=low, high=high) if lends else template.format(low=f"{low:,}", high=f"{high:,}")
    if "{n}" not in template:
        least = read_count(template)[0]
        if low not in (None, least) or high is not None:
            raise InvalidCount(f"{met}, but {template!r} is {least} or more", parameter=columns[0], value=met)
        return template
    least, most = read_count(template.format(n="1,000"))
    number = low if most is None else high
    other = high if most is None else low
    allowed = (None, number) if most is None else (None, 0, number) if least == 0 else (number,)
    if number is None or other not in allowed:
        expected = "the lowest alone" if most is None else "the highest alone" if least == 0 else "one number twice"
        raise InvalidCount(
            f"{met}; of {template!r}, expected {expected}", parameter=columns[most is not None], value=met
        )  # fmt: skip
    return template.format(n=f"{number:,}")
