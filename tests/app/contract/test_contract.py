"""The contract under /v1 is kept: nothing that a program outside may rely on goes or becomes another."""

import copy
import json
from typing import Any

import httpx
import jsonschema
import pytest

from app.main import describe_api
from tests.app.contract.__main__ import CONTRACT, EXAMPLES
from tests.app.contract.asking import ADDRESSES, fill_address
from tests.app.contract.facts import list_facts

TOLD = set(CONTRACT.read_text(encoding="utf-8").splitlines())
OPERATIONS = [(path, method) for path, found in describe_api()["paths"].items() for method in found]
NO_JSON = {
    ("/v1/load", "post"),
    ("/metrics", "get"),
    ("/v1/check", "post"),
    ("/v1/preview", "post"),
    ("/v1/packs", "post"),
}


def test_nothing_of_the_contract_is_gone_or_changed() -> None:
    gone = sorted(TOLD - set(list_facts(describe_api())))
    assert gone == [], "programs rely on these; see docs/contract.md"


def test_what_is_new_is_in_the_contract() -> None:
    new = sorted(set(list_facts(describe_api())) - TOLD)
    assert new == [], "run make contract"


def change(document: Any, *steps: str, to: Any = None) -> list[str]:
    """The facts of a document in which one thing is another, or gone."""
    changed = copy.deepcopy(document)
    place = changed
    for step in steps[:-1]:
        place = next(one for one in place if one["name"] == step) if isinstance(place, list) else place[step]
    if to is None:
        del place[steps[-1]]
    else:
        place[steps[-1]] = to
    return list_facts(changed)


CUSTODY = ("paths", "/v1/custody", "get")


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        (("paths", "/v1/plans"), None),
        ((*CUSTODY, "parameters", "held", "name"), "group"),
        ((*CUSTODY, "parameters", "held", "required"), True),
        ((*CUSTODY, "parameters", "limit", "schema"), {"type": "string"}),
        (("components", "schemas", "CustodyRow", "properties", "places"), None),
        (("components", "schemas", "CustodyRow", "properties", "contested"), {"type": "string"}),
        (("components", "schemas", "CustodyRow", "required"), []),
        ((*CUSTODY, "responses", "200", "content", "text/csv"), None),
    ],
)
def test_what_would_break_programs_is_met(steps: tuple[str, ...], to: Any) -> None:
    assert set(list_facts(describe_api())) - set(change(describe_api(), *steps, to=to))


def test_an_optional_parameter_and_a_new_field_break_nobody() -> None:
    held = {"name": "new", "in": "query", "required": False, "schema": {"type": "string"}}
    document = copy.deepcopy(describe_api())
    document["paths"]["/v1/custody"]["get"]["parameters"].append(held)
    document["components"]["schemas"]["CustodyRow"]["properties"]["new"] = {"type": "string"}
    assert set(list_facts(describe_api())) <= set(list_facts(document))


# examples


@pytest.mark.parametrize(("path", "method"), [one for one in OPERATIONS if one not in NO_JSON])
def test_an_operation_has_an_example_of_its_form(path: str, method: str) -> None:
    document = describe_api()
    content = document["paths"][path][method]["responses"]["200"]["content"]["application/json"]
    schema = {**content["schema"], "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(content["example"])


def test_an_operation_says_how_it_fails() -> None:
    for path, method in OPERATIONS:
        responses = describe_api()["paths"][path][method]["responses"]
        for status in ("422", "503") if path.startswith("/v1/") else ():
            (content,) = responses[status]["content"].items()
            assert content[0] == "application/problem+json", (path, status)
            assert "$ref" in content[1]["schema"], (path, status)


def test_problems_have_examples_of_their_form() -> None:
    document = describe_api()
    schema = document["components"]["schemas"]["Problem"] | {"components": document["components"]}
    problems = json.loads(EXAMPLES.read_text(encoding="utf-8"))["problems"]
    assert problems.keys() >= {"400", "404", "406", "413", "414", "422"}
    for status, example in problems.items():
        jsonschema.Draft202012Validator(schema).validate(example)
        assert str(example["status"]) == status


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_address_of_an_example_answers(base: str, path: str) -> None:
    assert httpx.get(base + fill_address(path), timeout=60).status_code == 200


def test_every_parameter_says_what_it_is_and_what_it_may_be() -> None:
    silent = [
        (path, one["name"])
        for path, method in OPERATIONS
        for one in describe_api()["paths"][path][method].get("parameters", ())
        if not one.get("description")
    ]
    assert silent == []
