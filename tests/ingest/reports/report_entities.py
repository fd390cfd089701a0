"""Entities that the made-up reports name."""

from typing import Any

from graph.model.entities import NamedEntity


def make_entity(id_: str, label: Any, kind: str, name: str, *aliases: str, ar: str = "") -> NamedEntity:
    languages = (("ar", ar),) if ar else ()
    return NamedEntity(
        id=id_, label=label, kind=kind, name=name, aliases=aliases, languages=languages, canonical=id_
    )  # fmt: skip


ENTITIES = [
    make_entity("iraq", "Actor", "state", "Iraq", "Iraqi government", "الحكومة العراقية", ar="العراق"),
    make_entity("place-iraq", "Place", "country", "Iraq", ar="العراق"),
    make_entity("nat-iq", "Nationality", "country", "Iraq", "Iraqi", ar="العراق"),
    make_entity("syria", "Actor", "state", "Syria", ar="سوريا"),
    make_entity("place-syria", "Place", "country", "Syria", ar="سوريا"),
    make_entity("turkey", "Actor", "state", "Turkey", ar="تركيا"),
    make_entity("us", "Actor", "state", "United States", "US"),
    make_entity("sdf", "Actor", "armed_force", "Syrian Democratic Forces", "SDF", "قسد", ar="قوات سوريا الديمقراطية"),
    make_entity("isis", "Actor", "armed_group", "ISIS", ar="داعش"),
    make_entity("lake-post", "Actor", "media", "Lake Post"),
    make_entity("place-hasakah", "Place", "city", "Hasakah", ar="الحسكة"),
]
