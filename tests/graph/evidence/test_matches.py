"""Who may be the same: proposals with what speaks for and against, none on what somebody judged."""

from datetime import date
from typing import Any

import pytest

from graph.evidence.matches import MatchSubject, Proposal, compare_days, measure_km, propose_matches
from graph.model.directory import Directory
from graph.model.entities import GeoPosition, NamedEntity
from graph.model.judgements import Judgement


def entity(id_: str, name: str, dataset: str, **more: Any) -> NamedEntity:
    label, kind = more.pop("label", "Actor"), more.pop("kind", "armed_group")
    return NamedEntity(
        id=id_, label=label, kind=kind, name=name, dataset=dataset, canonical=more.pop("canonical", id_), **more
    )


def judged(verdict: str, *ids: str) -> Judgement:
    return Judgement(id=f"{verdict}-{ids[0]}", ids=ids, verdict=verdict, by="me", on="2026-01-01", why="because")


def propose(*entities: NamedEntity, judgements: tuple[Judgement, ...] = ()) -> list[Proposal]:
    return propose_matches(Directory(entities), judgements).found


def subjects(proposal: Proposal) -> tuple[set[str], set[str]]:
    return {one.about.value for one in proposal.reasons}, {one.about.value for one in proposal.doubts}


GUARD, OTHER = entity("guard", "Lake Guard", "lake"), entity("ucdp-7", "Lake Guard", "ucdp")


def test_two_of_one_name_in_two_sources_are_proposed_with_why() -> None:
    (found,) = propose(GUARD, OTHER)
    assert found.ids == ("guard", "ucdp-7")
    assert subjects(found) == ({"names", "kind"}, set())
    assert found.reasons[0].says == "both are called Lake Guard (same name)"


def test_names_of_one_source_are_not_compared() -> None:
    assert propose(GUARD, entity("guard-2", "Lake Guard", "lake")) == []


@pytest.mark.parametrize("verdict", ["negative", "unsure"])
def test_what_somebody_judged_is_not_proposed(verdict: str) -> None:
    assert propose(GUARD, OTHER, judgements=(judged(verdict, "ucdp-7", "guard"),)) == []


def test_what_is_joined_is_not_proposed_and_stands_for_its_members() -> None:
    joined = entity("ucdp-7", "Lake Guard", "ucdp", canonical="guard")
    third = entity("gml-9", "Lake Guard", "gml")
    assert len(propose(GUARD, joined, third)) == 1  # not one for each of both members
    # who is different from one of the members is different from all of them
    assert propose(GUARD, joined, third, judgements=(judged("negative", "ucdp-7", "gml-9"),)) == []


def test_judgements_on_statements_are_passed_over() -> None:
    assert len(propose(GUARD, OTHER, judgements=(judged("negative", "lake:one", "ucdp:two"),))) == 1


def test_a_shared_id_proposes_whatever_the_names() -> None:
    one = entity("a", "Lake Guard", "lake", external_ids=("wikidata:Q1",))
    other = entity("b", "Seewacht", "ucdp", external_ids=("wikidata:Q1",))
    (found,) = propose(one, other)
    assert "both have wikidata:Q1" in [reason.says for reason in found.reasons]


def test_different_ids_of_one_scheme_speak_against() -> None:
    one = entity("a", "Guinea", "lake", external_ids=("iso3166:GN",), kind="state")
    other = entity("b", "Guinea", "ucdp", external_ids=("iso3166:GQ",), kind="state")
    assert propose(one, other) == []


def test_other_bearers_of_the_name_and_an_abbreviation_speak_against() -> None:
    plain = propose(GUARD, OTHER)[0].weight
    names = [entity("a", "ELN", "lake"), entity("b", "ELN", "ucdp"), entity("c", "ELN", "ucdp")]
    found = propose(*names)
    assert len(found) == 2
    assert all(one.weight < plain for one in found)
    assert subjects(found[0])[1] == {"names", "others"}


def test_another_kind_speaks_against_but_not_a_government_for_its_state() -> None:
    state = entity("iraq", "Iraq", "lake", kind="state")
    government = entity("u-1", "Government of Iraq", "ucdp", kind="government")
    rebels = entity("u-2", "Republic of Iraq", "ucdp", kind="armed_group")
    by_id = {one.ids: one for one in propose(state, government)}
    assert by_id["iraq", "u-1"].weight > propose(state, rebels)[0].weight


def test_a_place_of_another_kind_needs_more_than_a_name_without_its_kind() -> None:
    city = entity("h", "Hasakah", "lake", label="Place", kind="city")
    province = entity("p", "Hasakah province", "ucdp", label="Place", kind="province")
    assert propose(city, province) == []


def test_places_far_apart_are_not_proposed_and_near_ones_are() -> None:
    here = entity("a", "Tripoli", "lake", label="Place", kind="city", external_ids=("geo:32.88,13.19;u=5000",))
    near = entity("b", "Tripoli", "ucdp", label="Place", kind="city", external_ids=("geo:32.90,13.18",))
    far = entity("c", "Tripoli", "ucdp", label="Place", kind="city", external_ids=("geo:34.44,35.83",))
    (found,) = propose(here, near)
    assert MatchSubject.PLACE in {reason.about for reason in found.reasons}
    weights = {one.ids: one.weight for one in propose(here, far)}
    assert weights.get(("a", "c"), 0) < found.weight


def test_speakers_without_a_name_are_no_match() -> None:
    assert propose(
        entity("a", "a source", "lake", kind="anonymous"), entity("b", "a source", "ucdp", kind="anonymous")
    ) == []  # fmt: skip


def test_names_in_two_scripts_are_proposed() -> None:
    (found,) = propose(entity("a", "Hezbollah", "lake"), entity("b", "حزب الله", "ucdp"))
    assert found.reasons[0].says.endswith("(same consonants)")


def test_days_lie_together_or_apart() -> None:
    one = (date(2010, 1, 1), date(2014, 1, 1))
    assert compare_days(one, (date(2013, 5, 1), date(2020, 1, 1)))[0] is True  # type: ignore[index]
    assert compare_days(one, (date(2016, 1, 1), date(2020, 1, 1))) is None
    apart = compare_days((date(2020, 1, 1), date(2021, 1, 1)), one)
    assert apart is not None
    assert apart[0] is False
    assert "6 years apart" in apart[1].says


def test_distances_are_those_of_the_globe() -> None:
    # a degree of latitude is about 111 km everywhere
    assert measure_km(GeoPosition(0, 0), GeoPosition(1, 0)) == pytest.approx(111.2, abs=0.2)
    assert measure_km(GeoPosition(10, 179.5), GeoPosition(10, -179.5)) == pytest.approx(109.5, abs=0.3)
