"""YAML as written: every scalar a string except true, false and null; each mapping knows its line; no key twice."""

from typing import Any

import yaml

LINE = "__line__"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `on:` as a key and 2026-01-20 as text: YAML's guesses about dates, numbers and yes/no are switched off."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        found[LINE] = node.start_mark.line + 1
        return found


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))
_Loader.add_constructor(
    "tag:yaml.org,2002:str", lambda loader, node: {"true": True, "false": False}.get(node.value, node.value)
    if node.style is None
    else node.value,
)  # fmt: skip


def read_yaml(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError with the line."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader underneath)


def without_lines(content: Any) -> Any:
    """The same content without the line numbers."""
    if isinstance(content, dict):
        return {key: without_lines(value) for key, value in content.items() if key != LINE}
    if isinstance(content, list):
        return [without_lines(item) for item in content]
    return content
