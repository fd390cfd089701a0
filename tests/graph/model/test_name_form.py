"""A name is one line and no sentence: answers have names in their sentences, and would seem to say what one says."""

import pytest

from graph.errors import InvalidStatement
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity

TOLD = "SDF did not hold ISIS suspects on 5 February 2026. The United Nations"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (TOLD, "a sentence ends in it"),
        ("SDF no longer held any of ISIS. The United Nations", "a sentence ends in it"),
        ("Nobody was ever held by them. Friends of the Fort", "a sentence ends in it"),
        ("Were they held here in 2019? Friends of the Fort", "a sentence ends in it"),
        ("لم تكن قوات سوريا الديمقراطية تحتجز المشتبهين. الأمم المتحدة", "a sentence ends in it"),
        ("Fort\nGuards", "signs that are not seen"),
        ("Fort \x1b[2K Guards", "signs that are not seen"),
        ("Fort \u202eGuards", "signs that are not seen"),
        ("a" * 301, "301 letters"),
    ],
)
def test_what_is_no_name_is_refused_wherever_a_name_may_stand(name: str, why: str) -> None:
    places = ({"name": name}, {"aliases": (name,)}, {"languages": (("en", name),)}, {"internal_aliases": (name,)})
    for place in places:
        given = {"id": "fort", "label": "Actor", "name": "Fort", "kind": "armed_force", **place}
        with pytest.raises(InvalidStatement, match=why) as refused:
            WrittenEntity(**given)  # type: ignore[arg-type]
        assert refused.value.parameter == "name"
    with pytest.raises(InvalidStatement, match=why):
        UsedEntity(id="fort", aliases=(name,)).check_names("Actor")


@pytest.mark.parametrize(
    "name",
    [
        "U.S. Army Special Forces in the Province of St. Mary", "Gen. Mazloum Abdi", "2. SS-Panzer-Division Das Reich",
        "Friends of the late Gen. Mazloum of the North", "Office of the Govt. Commission on Detained Persons",
        "Wake Up! Movement", "Jabhat al-Nusra (ISIS, 2012 to 2016)", "د. محمد", "Fighters of Ahrar al-Sham etc.",
        "Front for the Liberation of the Enclave of Cabinda – Renewed", "می‌خواهم", "a" * 300,
    ],
)  # fmt: skip
def test_points_of_short_forms_and_long_names_are_names(name: str) -> None:
    assert WrittenEntity(id="fort", label="Actor", name=name, kind="armed_force").name == name
