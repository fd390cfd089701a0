"""Positions of places: the external id `geo`, an RFC 5870 geo URI without its scheme, such as 36.5,40.7;u=15000."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from graph.errors import InvalidInput

SCHEME = "geo"
NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,12})?"
PATTERN = rf"^-?{NUMBER},-?{NUMBER}(;u={NUMBER})?$"
_READ = re.compile(rf"(-?{NUMBER}),(-?{NUMBER})(?:;u=({NUMBER}))?")
EXPECTED = (
    "latitude,longitude in degrees and, where it is known, ;u= and metres of uncertainty: 36.50237,40.74772;u=15000"
)


class GeoPosition(NamedTuple):
    """A point of WGS 84, and how far from it the place may lie: None where nobody says."""

    latitude: float
    longitude: float
    uncertainty_metres: float | None = None


def read(written: str) -> GeoPosition:
    """Raises InvalidInput naming the field, for what has another form, and for degrees that there are not."""
    found = _READ.fullmatch(written)
    if not found:
        raise _refused(written, f"expected {EXPECTED}")
    latitude, longitude = float(found[1]), float(found[2])
    if not -90 <= latitude <= 90:
        raise _refused(written, "expected a latitude from -90 to 90, before the longitude")
    if not -180 <= longitude <= 180:
        raise _refused(written, "expected a longitude from -180 to 180")
    return GeoPosition(latitude, longitude, None if found[3] is None else float(found[3]))


def check(external_ids: Iterable[str]) -> None:
    """Raises InvalidInput where one of `scheme:value` is a position that cannot be read."""
    for written in positions(external_ids):
        read(written)


def positions(external_ids: Iterable[str]) -> list[str]:
    """The positions among some `scheme:value`, as written."""
    return [value for scheme, _, value in (item.partition(":") for item in external_ids) if scheme == SCHEME]


def position_of(external_ids: Iterable[str]) -> GeoPosition | None:
    """The first position; None where there is none that can be read."""
    for written in positions(external_ids):
        try:
            return read(written)
        except InvalidInput:  # of a store that was filled before positions were read
            continue
    return None


def _refused(written: str, expected: str) -> InvalidInput:
    return InvalidInput(f"geo: {written!r}; {expected}", parameter=f"external_ids.{SCHEME}", value=written)
