"""Reading input files: UTF-8 text or YAML, plain or gzipped; anything else is refused as a whole.

YAML is read as written: every scalar is a string except true, false and null, each mapping knows its line, and no key
stands twice.
"""

import codecs
import gzip
import re
import zlib
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidSource, NotFound, TooLarge

LARGEST = 20_000_000  # bytes
LINE = "__line__"
SEQUENCE, NULL = "tag:yaml.org,2002:seq", "tag:yaml.org,2002:null"
DEEPEST = 100


def read_text(path: Path, largest: int = LARGEST, may_be_wide: bool = False) -> str:
    """The text of a file, in UTF-8, or where it `may_be_wide` also in UTF-16 with a mark.

    Raises NotFound, TooLarge, or InvalidSource naming the file and what is wrong with it."""
    if not path.is_file():
        raise NotFound(f"{path.name}: no such file", parameter="file", value=str(path))
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path.name} cannot be read: {error}", parameter="file", value=str(path)) from error
    if len(content) > largest:
        raise TooLarge(
            f"{path.name} is larger than {largest // 1_000_000} MB, the most that a dossier may have",
            parameter="file",
            value=str(path),
            hint="split it into several sources",
        )
    try:
        text = decode_text(content) if may_be_wide else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{path.name} is not UTF-8: byte {content[error.start]:#04x} at offset {error.start}",
            parameter="file",
            value=str(path),
            hint="save it as UTF-8",
        ) from error
    if not text.strip():
        raise InvalidSource(f"{path.name} is empty", parameter="file", value=str(path))
    return text


def decode_text(content: bytes, errors: str = "strict") -> str:
    """The text of UTF-8, or of UTF-16 with a mark at its beginning, as spreadsheets write it."""
    is_wide = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content.decode("utf-16" if is_wide else "utf-8-sig", errors)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `on:` as a key and 2026-01-20 as text: YAML's guesses about dates, numbers and yes/no are switched off."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag == NULL]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    # no !!int and the like: what they do with a wrong value is not an error that names a line
    yaml_constructors = {
        tag: make for tag, make in yaml.SafeLoader.yaml_constructors.items() if tag in (None, SEQUENCE, NULL)
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            seen.add(str(key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        found[LINE] = node.start_mark.line + 1
        return found


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))
_Loader.add_constructor(
    "tag:yaml.org,2002:str", lambda loader, node: {"true": True, "false": False}.get(node.value, node.value)
    if not node.style  # plain: None in Python's parser, empty in C's
    else node.value,
)  # fmt: skip


def read_yaml(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError with the line; for aliases too, few of which stand for much."""
    _refuse_what_grows(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader underneath)


def _refuse_what_grows(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            met = f"an alias, *{event.anchor}" if isinstance(event, yaml.AliasEvent) else f"more than {DEEPEST} levels"
            where: Any = event.start_mark
            raise yaml.constructor.ConstructorError(None, None, f"met {met}; expected it written out", where)


def drop_lines(content: Any) -> Any:
    """The same content without the line numbers."""
    if isinstance(content, dict):
        return {key: drop_lines(value) for key, value in content.items() if key != LINE}
    if isinstance(content, list):
        return [drop_lines(item) for item in content]
    return content


def _explain_yaml(error: yaml.YAMLError) -> str:
    """Where a text is no YAML, and what is usually wrong there."""
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    if isinstance(error, yaml.constructor.ConstructorError) and error.context is None:
        tag = re.match(
            r"could not determine a constructor for the tag '(?:tag:yaml.org,2002:)?([^']*)'", error.problem or ""
        )
        return f"{place}met the mark !!{tag[1]}; write the value without it" if tag else f"{place}{error.problem}"
    reason = getattr(error, "reason", "") if isinstance(error, yaml.reader.ReaderError) else ""
    if reason:
        return f"{place}a character that no text has; delete it"
    return (
        f"{place}look there and in the line before for a missing quotation mark or bracket, an indent that differs, a "
        "tab, or a colon in a text without quotation marks"
    )


def read_mapping(path: Path) -> dict[str, Any]:
    """The named parts of a YAML file. Raises InvalidSource where it is no YAML or has no such parts."""
    try:
        content = read_yaml(read_text(path))
    except yaml.YAMLError as error:
        raise InvalidSource(f"{path.name} is not YAML: {_explain_yaml(error)}", parameter="file") from error
    if not isinstance(content, dict):
        met = {list: "a list", str: "a text", type(None): "nothing"}.get(type(content), f"{content!r}")
        raise InvalidSource(f"{path.name}: expected named parts, met {met}", parameter="file")
    return content
