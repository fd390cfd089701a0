"""Each place where a shipped source says that people were held or went lies in a country: one that hangs in the air is
missed by a question about the country."""

import pytest

from app.judgements import shipped_judgements
from graph.model.judgements import find_canonical_ids
from graph.model.statement import WrittenStatement
from graph.vocabulary import PLACE_ROLES, vocabulary
from ingest.shipped import list_shipped
from tests.ingest.shipped import read_shipped

SOURCES = [id_ for id_ in list_shipped() if id_ not in ("reference", "gml-mid", "ucdp-actor", "ucdp-dyadic")]


@pytest.mark.parametrize("source", SOURCES)
def test_where_people_were_held_lies_in_a_country(source: str) -> None:
    canonical = find_canonical_ids(shipped_judgements())

    def list_role(said: WrittenStatement, role: str) -> list[str]:
        return [canonical.get(id_, id_) for id_ in said.roles.get(role, ())]

    custody = vocabulary().custody_predicates
    said = [one for one in read_shipped(source).statements if one.predicate in custody]
    places = {place for one in said for role in PLACE_ROLES for place in list_role(one, role)}
    both = (read_shipped("reference"), read_shipped(source))
    above: dict[str, set[str]] = {}
    for one in (one for each in both for one in each.statements if one.predicate in ("located_in", "part_of")):
        above.setdefault(list_role(one, "subject")[0], set()).update(list_role(one, "object"))
    country = {one.id for each in both for one in each.entities if (one.label, one.kind) == ("Place", "country")}
    country = {canonical.get(id_, id_) for id_ in country}
    assert places

    def lies_in_a_country(place: str) -> bool:
        reached, near = {place}, {place}
        while near:
            near = {higher for one in near for higher in above.get(one, ())} - reached
            reached |= near
        return not reached.isdisjoint(country)

    assert [place for place in sorted(places) if not lies_in_a_country(place)] == []
