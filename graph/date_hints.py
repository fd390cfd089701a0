"""What somebody probably meant who wrote a date that is not EDTF."""

import re
from collections.abc import Callable

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: f"{number:02}" for number, name in enumerate(_NAMES, 1)}
_NAME = rf"({'|'.join(_NAMES)})[a-z]*\.?"


def _month(name: str) -> str:
    return _MONTHS[name.lower()]


_Guess = Callable[[re.Match[str]], str]
_GUESSES: list[tuple[re.Pattern[str], _Guess]] = [
    (re.compile(pattern, re.IGNORECASE), guess)
    for pattern, guess in (
        (rf"{_NAME},? ([0-9]{{4}})", lambda m: f"{m[2]}-{_month(m[1])}"),
        (rf"([0-9]{{1,2}})\.? {_NAME},? ([0-9]{{4}})", lambda m: f"{m[3]}-{_month(m[2])}-{int(m[1]):02}"),
        (rf"{_NAME} ([0-9]{{1,2}}),? ([0-9]{{4}})", lambda m: f"{m[3]}-{_month(m[1])}-{int(m[2]):02}"),
        (r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
        (r"([0-9]{4})[-.]([0-9]{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}"),
        (r"([0-9]{4})(?:-|–| to | - | – )([0-9]{4})", lambda m: f"{m[1]}/{m[2]}"),
        (
            r"([0-9]{4})(-[0-9]{2})? ?(?:/|-|–|to|until) ?(?:now|present|ongoing)",
            lambda m: f"{m[1]}{m[2] or ''}/..",
        ),
        (r"(?:since|from) ([0-9]{4})", lambda m: f"{m[1]}/.."),
        (r"(?:c\.?|ca\.?|circa|about|around) ?([0-9]{4})", lambda m: f"{m[1]}~"),
        (r"([0-9]{4})0?s", lambda m: f"{m[1][:3]}X"),
        (r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})", lambda m: f"{m[1]}T{m[2]}:00"),
        (r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}.*)", lambda m: f"{m[1]}T{m[2]}"),
    )
]


def guesses(text: str) -> list[str]:
    """Texts that may be what was meant, likeliest first; none of them is checked."""
    plain = " ".join(text.split())
    found = [guess(match) for pattern, guess in _GUESSES if (match := pattern.fullmatch(plain))]
    return [*found, text.replace(" ", ""), text.replace("x", "X")]
