"""What the first lines of a text say of it: a headline, who published it, when, and at which address."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.dates.in_text import find_dates
from ingest.reports.texts import FileAbout

LINES = 8  # among which a heading is looked for
LONGEST_TITLE, LONGEST_PUBLISHER = 200, 60
ADDRESS = re.compile(r"(?:\w{2,12}: ?)?(https?://\S{3,400})")
WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ASIDE = 25  # characters that a line with a date may have besides, such as the day of the week or a place


def read_heading(lines: Iterable[str]) -> FileAbout:
    """A heading is short lines before the first sentence, of which one is an address or a day; else nothing is said."""
    title = publisher = published = url = ""
    for line in islice(_list_heading_lines(lines), LINES):
        address, day = ADDRESS.fullmatch(line), find_lone_day(line)
        if address:
            url = url or address[1]
        elif day:
            published = published or day
        elif not title:
            title = line
        elif not publisher and len(line) <= LONGEST_PUBLISHER and not (url or published):
            publisher = line  # after the address and the day stand those who wrote it
    return FileAbout(title, publisher, published, url) if url or published else FileAbout()


def find_lone_day(line: str) -> str:
    """The whole date of which a line consists, but for a few words; empty where it does not."""
    found = find_dates(line)
    if len(found) != 1 or len(line) > len(found[0].written) + ASIDE:
        return ""
    return found[0].edtf if WHOLE_DAY.fullmatch(found[0].edtf) else ""


def _list_heading_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in (" ".join(written.split()) for written in lines):
        if len(line) > LONGEST_TITLE or (line.endswith((".", "؟", "!", "?", ":")) and len(line) > LONGEST_PUBLISHER):
            return
        if line:
            yield line
