"""What is written of a date, and the days of early, mid and late."""

from dataclasses import dataclass, replace

from graph.dates.edtf import count_month_days
from graph.dates.suggestion_words import ENGLISH, ENGLISH_SEASONS, MONTH_PARTS, ORDINALS, THIRDS


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The parts of a date that are written; `season` is a code of EDTF, `third` early, mid, late or another part.

    `further` is a less likely reading of what is written.
    """

    year: str = ""
    month: int = 0
    day: int = 0
    season: int = 0
    third: str = ""
    mark: str = ""
    further: bool = False

    @property
    def edtf(self) -> str:
        """In EDTF, without early, mid or late."""
        year = self.year or "XXXX"
        if self.season:
            return f"{year}-{self.season}{self.mark}"
        month = f"{self.month:02}" if self.month else "XX"
        parts = [year, *([month] if self.month or self.day else []), *([f"{self.day:02}"] if self.day else [])]
        return "-".join(parts) + self.mark

    @property
    def words(self) -> str:
        months = ENGLISH[self.month - 1] if self.month else "of an unknown month of" if self.day and self.year else ""
        season = _season_words(self.season) if self.season else ""
        year = f"{self.year.replace('X', '0')}s" if self.year.endswith("X") else self.year
        day = str(self.day) if self.day else ""
        about = {"~": "about", "?": "perhaps", "%": "perhaps about"}.get(self.mark, "")
        third = f"{self.third} of" if " " in self.third else self.third
        return " ".join(part for part in (about, third, day, months, season, year) if part)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that another end of a range would have to say."""
        return not self.day or bool(self.month) or self.further


def find_third_day(day: PartialDate, place: int) -> PartialDate:
    """The first (0) or last (-1) day of a part of a month, or month of a part of a year; else the date.

    Mid-February 2026 ends on the 20th, the middle of 2026 in August.
    """
    if not day.third or day.day or day.season or not day.year:
        return day
    if not day.month:
        if day.third not in THIRDS or not day.year.isdigit():
            return day
        return replace(day, month=4 * THIRDS[day.third] + (1 if place == 0 else 4), third="")
    last = count_month_days(int(day.year), day.month) if day.year.isdigit() else 28
    found = MONTH_PARTS[day.third][place]
    return replace(day, day=found if found > 0 else last + 1 + found, third="")


def _season_words(code: int) -> str:
    if code <= 24:
        return ENGLISH_SEASONS[code - 21]
    if code >= 40:
        return f"{ORDINALS[code - 40]} half of"
    return f"{ORDINALS[code - 33]} quarter of"
