"""When a claim holds, by its qualifiers; a time of Wikidata as EDTF."""

import re
from typing import Any

from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import Window
from graph.errors import InvalidDate
from ingest.others.wikidata.items import WORDS

TIME = re.compile(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})T00:00:00Z")
UNKNOWN, NONE = "somevalue", "novalue"


def read_wikidata_time(value: dict[str, Any], column: str) -> str:
    """A time in EDTF, as precise as it says. Raises InvalidDate for one of another calendar or with margins."""
    written, precision = str(value.get("time")), value.get("precision")
    found = TIME.fullmatch(written)
    has_margins = value.get("before") or value.get("after")
    is_julian = value.get("calendarmodel") != WORDS["calendar"]
    if not found or has_margins or not isinstance(precision, int) or precision < 7 or (is_julian and precision > 9):
        expected = "a year, month or day of the Gregorian calendar"
        raise InvalidDate(f"{written}, precision {precision}; expected {expected}", parameter=column, value=written)
    year, month, day = found.groups()
    if precision == 7:  # the 20th century, written as a year of it
        first = (int(year) - 1) // 100 * 100 + 1
        return f"[{first:04}..{first + 99:04}]"
    return {8: f"{year[:3]}X", 9: year, 10: f"{year}-{month}"}.get(precision, f"{year}-{month}-{day}")


def read_claim_time(claim: dict[str, Any], is_state: bool, said: Window, seen_by: str) -> ValidTime:
    """From the start to the end that the qualifiers say; a state without an end may have ended or not. Without any, it
    was so on some day up to the last change of the item.
    """
    found = {name: _read_qualifier(claim, property_) for name, property_ in WORDS["time"].items()}
    start, end, at = found["start"], found["end"], found["at"]
    if start is None and (found["earliest_start"] or found["latest_start"]):
        start = f"[{found['earliest_start'] or ''}..{found['latest_start'] or ''}]"
    if end is None and (found["earliest_end"] or found["latest_end"]):
        end = f"[{found['earliest_end'] or ''}..{found['latest_end'] or ''}]"
    if not is_state:
        return read_event(at or start or f"[..{seen_by}]")
    if start is not None or end is not None:
        return read_state(
            {"start": start or "", "end": (f"[{start}..]" if start else "") if end is None else end}, said
        )
    return read_sighting(at or f"[..{seen_by}]", said)


def _read_qualifier(claim: dict[str, Any], property_: str) -> str | None:
    """The time of a qualifier: empty where it is unknown, `..` where there is none; None if not said."""
    snaks = claim.get("qualifiers", {}).get(property_, ())
    if not snaks:
        return None
    if len(snaks) > 1:
        raise InvalidDate(f"{property_} stands {len(snaks)} times; expected one", parameter=property_, value=property_)
    snak = snaks[0]
    if snak["snaktype"] == UNKNOWN:
        return ""
    if snak["snaktype"] == NONE:
        return ".."
    return read_wikidata_time(snak["datavalue"]["value"], property_)
