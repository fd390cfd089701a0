"""What programs outside rely on, as lines: each address, parameter, field and choice of the OpenAPI document.

A line that goes, or says something else, is a change that may break a program. A line that comes breaks none.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
REF = "#/components/schemas/"


def list_facts(document: Json) -> list[str]:
    """The lines of a document, sorted."""
    found = set[str]()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            found |= set(_list_of_operation(f"{method.upper()} {path}", operation))
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("Question"):  # the parameters again, as an answer repeats them
            continue
        found |= set(_list_of_schema(name, schema))
    return sorted(found)


def _list_of_operation(named: str, operation: Json) -> Iterator[str]:
    yield named
    for one in operation.get("parameters", ()):
        need = "required" if one.get("required") else "optional"
        kinds = sorted(_list_kinds(one["schema"]))
        yield f"{named} takes {one['in']} {one['name']}, {need}: {' or '.join(kinds)}"
        for choice in _list_choices(one["schema"]):
            yield f"{named} takes {one['in']} {one['name']} = {choice}"
    for form, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"{named} takes a body: {form}"
        yield from _list_of_schema(f"{named} {form}", content.get("schema", {}))
    for status, response in operation["responses"].items():
        for form, content in response.get("content", {}).items():
            kinds = sorted(_list_kinds(content.get("schema", {})))
            yield f"{named} answers {status} {form}: {' or '.join(kinds)}"


def _list_of_schema(named: str, schema: Json) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, inner in schema.get("properties", {}).items():
        need = "always" if name in required else "perhaps"
        yield f"{named} has {name}, {need}: {' or '.join(sorted(_list_kinds(inner)))}"


def _list_kinds(schema: Json) -> Iterator[str]:
    """What a value may be: types, names of other schemas, lists of these."""
    if "$ref" in schema:
        yield schema["$ref"].removeprefix(REF)
    elif "anyOf" in schema or "oneOf" in schema:
        for one in schema.get("anyOf", schema.get("oneOf")):
            yield from _list_kinds(one)
    elif schema.get("type") == "array":
        yield f"list of ({' or '.join(sorted(_list_kinds(schema.get('items', {}))))})"
    elif "type" in schema:
        yield schema["type"]
    else:
        yield "anything"


def _list_choices(schema: Json) -> Iterator[str]:
    for one in schema.get("anyOf", [schema]):
        yield from map(str, one.get("enum", ()))
