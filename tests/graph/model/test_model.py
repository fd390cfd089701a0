"""Entities and statements that fit the model, and those that do not."""

from dataclasses import replace
from typing import Any

import pytest

from graph.dates.validity import read_event, read_sighting
from graph.dates.windows import read_window
from graph.errors import InvalidStatement
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.statement import Citation, Response, WrittenStatement, check_roles

SAID = read_window("2026-02-05")
LABELS = {"league": "Actor", "crow": "Actor", "men": "Group", "fort": "Place", "march": "Event", "varn": "Nationality"}


def statement(**changes: Any) -> WrittenStatement:
    usual: dict[str, Any] = {
        "key": "held",
        "dataset": "lake",
        "predicate": "holds",
        "roles": {"subject": ("league",), "object": ("men",)},
        "said_by": "crow",
        "cites": Citation(source="post", locator="paragraph 1"),
        "validity": read_sighting("2026-02-01"),
        "said": SAID,
        "known": SAID,
        "known_from": "2026-02-05",
        "count": ReportedCount(min=150, max=150, kind="stock", wording="150"),
    }
    return WrittenStatement(**{**usual, **changes})


def test_a_single_named_detainee_is_refused() -> None:
    with pytest.raises(InvalidStatement, match="held people are always groups"):
        WrittenEntity(id="someone", label="Group", name="Someone", kind="person")
    with pytest.raises(InvalidStatement, match="is a Actor; holds takes Group"):
        check_roles(statement(roles={"subject": ("league",), "object": ("crow",)}), LABELS)


@pytest.mark.parametrize(("label", "kind"), [("Person", "person"), ("Actor", "camp"), ("Place", "state")])
def test_an_entity_has_one_of_the_labels_and_of_its_kinds(label: str, kind: str) -> None:
    with pytest.raises(InvalidStatement, match="expected one of"):
        WrittenEntity(id="x", label=label, name="X", kind=kind)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"predicate": "accuses"}, "accuses"),
        ({"polarity": "doubts"}, "doubts"),
        ({"mode": "planned"}, "planned"),
        ({"reading": "guessed"}, "guessed"),
        ({"roles": {"subject": ("league",)}}, "object"),
        ({"roles": {"subject": ("league",), "object": ()}}, "object"),
        ({"roles": {"subject": ("league", "league"), "object": ("men",)}}, "twice"),
        ({"roles": {"subject": ("league",), "object": ("men",), "to_holder": ("crow",)}}, "to_holder"),
        ({"terms": ("torture",)}, "torture"),
        ({"validity": read_event("2026-02-01")}, "holds is a state"),
        ({"predicate": "captures"}, "captures is an event"),
        (
            {"count": ReportedCount(min=1, max=1, kind="stock", unit="heads")},
            "count.unit has 'heads'; expected one of cases",
        ),
    ],
)
def test_a_statement_that_breaks_the_model_is_refused_with_what_was_met(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidStatement) as error:
        statement(**changes)
    assert named in str(error.value)


@pytest.mark.parametrize(("stance", "scope"), [("agrees", "specific"), ("denies", "partly")])
def test_a_response_has_a_stance_and_a_scope(stance: str, scope: str) -> None:
    with pytest.raises(InvalidStatement):
        Response("held", stance, scope)


@pytest.mark.parametrize(
    "name", ["Mr John Smith", "MRS. Amal Al Haddad", "Dr. Yusuf", "Mme Anne-Marie Petit", "Herr Ünal"]
)
def test_a_group_that_is_named_as_one_person_is_refused(name: str) -> None:
    for names in ({"name": name}, {"name": "Detainees of the mill", "aliases": (name,)}):
        with pytest.raises(InvalidStatement, match="single named detainee") as caught:
            WrittenEntity(id="g", label="Group", kind="detainees", **names)  # type: ignore[arg-type]
        assert caught.value.parameter == "name"


@pytest.mark.parametrize(
    "name",
    ["Mr Smith and his sons", "Doctors of Raqqa", "M", "Ms detainees", "Mr A B C D E", "Dr Sadat Hospital patients"],
)
def test_a_group_whose_name_only_begins_alike_is_taken(name: str) -> None:
    assert WrittenEntity(id="g", label="Group", kind="people", name=name).name == name
    assert WrittenEntity(id="a", label="Actor", kind="person", name="Mr John Smith").name == "Mr John Smith"


def test_locators_and_publication_may_be_mended_without_a_new_version() -> None:
    mended = statement(
        cites=Citation(source="post", locator="page 3", start=10, end=20, sha256="00"),
        known=read_window("2026-02-04"),
        known_from="2026-02-04",
    )
    assert mended.id == statement().id


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "other"},
        {"dataset": "other"},
        {"predicate": "guards"},
        {"roles": {"subject": ("crow",), "object": ("men",)}},
        {"roles": {"subject": ("league",), "object": ("men",), "at": ("fort",)}},
        {"said_by": "league"},
        {"said_on": "2026-02-04"},
        {"cites": Citation(source="herald", locator="paragraph 1")},
        {"validity": read_sighting("2026-02-02")},
        {"count": None},
        {"count": ReportedCount(min=150, max=150, kind="stock", wording="exactly 150")},
        {"count": ReportedCount(min=150, max=150, kind="stock", wording="150", unit="men")},
        {"count": ReportedCount(min=140, max=150, kind="stock", wording="150", given=True)},
        {"polarity": "denies"},
        {"mode": "intended"},
        {"reading": "inferred"},
        {"terms": ("convicted",)},
        {"about": ("march",)},
        {"responds_to": (Response("other", "denies"),)},
        {"fulfils": ("other",)},
        {"note": "seen twice"},
    ],
)
def test_changed_content_is_a_new_version(changes: dict[str, Any]) -> None:
    assert statement(**changes).id != statement().id


def test_a_better_reading_of_a_wording_is_no_new_version() -> None:
    assert statement(count=ReportedCount(min=145, max=155, kind="stock", wording="150")).id == statement().id


def test_the_order_of_terms_occurrences_and_responses_is_no_content() -> None:
    one = statement(terms=("convicted", "temporary"), about=("march", "siege"))
    assert replace(one, terms=one.terms[::-1], about=one.about[::-1]).id == one.id


def test_roles_name_entities_that_are_there_and_fit() -> None:
    check_roles(
        statement(roles={"subject": ("league",), "object": ("men",), "at": ("fort",)}, about=("march",)), LABELS
    )
    for changes, parameter in (
        ({"roles": {"subject": ("league",), "object": ("nobody",)}}, "roles.object"),
        ({"roles": {"subject": ("fort",), "object": ("men",)}}, "roles.subject"),
        ({"said_by": "fort"}, "said_by"),
        ({"about": ("fort",)}, "about"),
    ):
        with pytest.raises(InvalidStatement) as error:
            check_roles(statement(**changes), LABELS)
        assert error.value.parameter == parameter


def test_what_is_part_of_something_has_its_label() -> None:
    part = statement(predicate="part_of", roles={"subject": ("league",), "object": ("fort",)}, count=None)
    with pytest.raises(InvalidStatement, match="entities of one label"):
        check_roles(part, LABELS)
