"""Positions of places: what is read, and what is refused and why."""

import pytest

from graph.errors import InvalidInput
from graph.model.entities import GeoPosition, WrittenEntity, find_position, read_position


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("36.50237,40.74772;u=15000", GeoPosition(36.50237, 40.74772, 15000)),
        ("36,40", GeoPosition(36, 40, None)),
        ("-90,-180;u=0", GeoPosition(-90, -180, 0)),
        ("90.0,180.0;u=2.5", GeoPosition(90, 180, 2.5)),
    ],
)
def test_a_geo_uri_is_a_point_and_how_far_from_it_the_place_may_lie(written: str, position: GeoPosition) -> None:
    assert read_position(written) == position


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("geo:36.5,40.7", "expected latitude,longitude"),
        ("36.5 N, 40.7 E", "expected latitude,longitude"),
        ("36.5,40.7,200", "expected latitude,longitude"),
        ("36.5,40.7;u=-1", "expected latitude,longitude"),
        ("36.5,40.7;crs=wgs84;u=1", "expected latitude,longitude"),
        ("36.5", "expected latitude,longitude"),
        ("", "expected latitude,longitude"),
        ("nan,1", "expected latitude,longitude"),
        ("90.1,40", "latitude from -90 to 90"),
        ("36,-180.5", "longitude from -180 to 180"),
    ],
)
def test_what_is_no_position_is_refused_with_what_was_expected(written: str, expected: str) -> None:
    with pytest.raises(InvalidInput, match=expected) as refused:
        WrittenEntity(id="fort", label="Place", name="Fort", kind="facility", external_ids=(f"geo:{written}",))
    assert (refused.value.parameter, refused.value.value) == ("external_ids.geo", written)


def test_whoever_has_no_position_is_nowhere() -> None:
    assert find_position(("iso3166:SY",)) is None
    assert find_position(("iso3166:SY", "geo:1,2", "geo:3,4")) == GeoPosition(1, 2)
    assert find_position(("geo:somewhere",)) is None
