"""Each question of HTTP is a method with the same parameters, and nothing that HTTP does not know."""

import inspect
import typing
from typing import Any

import pytest

import whoholds
from app.main import describe_api
from app.questions import load_question, read_headings
from whoholds.showing import COLUMNS

OTHER = {
    "status": "/v1/status",
    "model": "/v1/model",
    "queries": "/v1/queries",
    "query": "/v1/queries/{name}",
    "cypher": "/v1/cypher",
}
OF_PAGES = {"cursor", "shape"}  # pages are followed; shape is `by_statement` of a table


def list_parameters(method: Any) -> set[str]:
    """The parameters of a method as HTTP has them, also those in a TypedDict."""
    found = set()
    for name, parameter in inspect.signature(method).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            (common,) = typing.get_args(parameter.annotation)
            found |= set(typing.get_type_hints(common))
        elif name != "self":
            found.add(name)
    return {name.rstrip("_") for name in found}


@pytest.mark.parametrize("name", [one.name for one in read_headings()])
def test_a_question_is_a_method_with_its_parameters(name: str) -> None:
    method = getattr(whoholds.Database, name)
    operation = describe_api()["paths"][f"/v1{load_question(name).path}"]["get"]
    assert list_parameters(method) == {one["name"] for one in operation["parameters"]} - OF_PAGES
    assert method.__doc__.splitlines()[0].startswith(operation["summary"][:8]) or "Rows:" in method.__doc__


def test_no_method_is_about_anything_else() -> None:
    methods = {name for name in vars(whoholds.Database) if not name.startswith("_")} - {"address", "close"}
    assert methods == {one.name for one in read_headings()} | OTHER.keys()
    assert set(OTHER.values()) <= describe_api()["paths"].keys()


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_that_are_shown_are_fields_of_the_rows(name: str) -> None:
    row = load_question(name).shape.row
    assert row is not None
    assert set(COLUMNS[name]) <= set(typing.get_type_hints(row))
