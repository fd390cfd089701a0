"""Each place where a shipped source says that people were held or went lies in a country: one that hangs in the air is
missed by a question about the country."""

import pytest

from graph.vocabulary import PLACE_ROLES, vocabulary
from ingest.shipped import list_shipped
from tests.app.sentences.shipped_sources import ShippedSources

SOURCES = [id_ for id_ in list_shipped() if id_ not in ("reference", "gml-mid", "ucdp-actor", "ucdp-dyadic")]


@pytest.mark.parametrize("source", SOURCES)
def test_where_people_were_held_lies_in_a_country(source: str) -> None:
    shipped = ShippedSources(dict.fromkeys(("reference", source)))
    custody = vocabulary().custody_predicates
    said = [s for s in shipped.statements if s.dataset == source and s.predicate in custody]
    places = {place for s in said for role in PLACE_ROLES for place in s.role(role)}
    above = {s.role("subject")[0]: s.role("object") for s in (*shipped.locations, *shipped.parts)}
    country = {one.id for one in shipped.directory.by_id.values() if one.label == "Place" and one.kind == "country"}
    assert places

    def lies_in_a_country(place: str) -> bool:
        return place in country or any(map(lies_in_a_country, above.get(place, ())))

    assert [place for place in sorted(places) if not lies_in_a_country(place)] == []
