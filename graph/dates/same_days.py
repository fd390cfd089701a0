"""Wordings of a date that say the same as a plainer one: on or after 12 March is 12 March or later."""

import re

from graph.dates.counted_days import COUNT

FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:on or after|(?:not|no) (?:before|earlier than)) (.{1,80})", re.IGNORECASE), "{} or later"),
    (re.compile(r"(.{1,80}?),? (?:or (?:after|thereafter)|at the earliest)", re.IGNORECASE), "{} or later"),
    (re.compile(r"(?:on or before|(?:not|no) (?:after|later than)) (.{1,80})", re.IGNORECASE), "by {}"),
    (re.compile(r"(.{1,80}?),? at the latest", re.IGNORECASE), "by {}"),
    (re.compile(r"(?:from|since) (.{1,80}?) (?:on|onwards?|forward)", re.IGNORECASE), "since {}"),
    (re.compile(r"(?:shortly|just|right|soon) before (.{1,80})", re.IGNORECASE), "before {}"),
    (re.compile(r"(?:shortly|just|right|soon) after (.{1,80})", re.IGNORECASE), "after {}"),
    (re.compile(r"(?:still|already) (.{1,80})", re.IGNORECASE), "{}"),
    (
        re.compile(
            r"(?:at|around) (?:dawn|dusk|noon|midday|sunrise|sunset|nightfall) (?:on|of) (.{1,80})", re.IGNORECASE
        ),
        "{}",
    ),
    (re.compile(r"(?:early|late) (?:on |in the (?:morning|afternoon|evening) of )(.{1,80})", re.IGNORECASE), "{}"),
    (re.compile(r"(?:on )?the afternoon of (.{1,80})", re.IGNORECASE), "{}"),
)
FROM_DAY = re.compile(
    rf"(?:(?:on|about|some|exactly) )?(?P<step>(?:{COUNT}) (?:day|week)s?) (?P<way>after|before|from)"
    r" (?P<day>.{1,60})",
    re.IGNORECASE,
)


def find_plainer_date(text: str) -> str | None:
    """The plainer wording of the same days; None where a text is none of these."""
    for pattern, plain in FORMS:
        if match := pattern.fullmatch(text):
            return plain.format(match[1])
    return None


def split_counted_date(text: str) -> tuple[str, str] | None:
    """What is counted and from which day, as in `two weeks after 27 February 2024`: two weeks later, and that day."""
    match = FROM_DAY.fullmatch(text)
    if match is None:
        return None
    return f"{match['step']} {'earlier' if match['way'].lower() == 'before' else 'later'}", match["day"]
