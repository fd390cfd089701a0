"""Items of a file, one at a time, and what one is: its label, kind and names."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidSource, TooLarge, WhoholdsError
from graph.model.entities import WrittenEntity
from graph.model.languages import LanguageNames, check_languages
from graph.model.name_form import check_names
from ingest.table import open_plain

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
LARGEST = 100_000_000  # bytes of a file that is one object, or of one line
Item = dict[str, Any]


def read_items(path: Path) -> Iterator[Item]:
    """The items of a file: an answer of the API (`{"entities": ..}`), or a line each, as dumps have them.

    Raises InvalidSource for anything else, TooLarge for an object that no memory should hold.
    """
    number = 0
    with open_plain(path) as file:
        while line := file.readline(LARGEST + 1):
            number += 1
            if len(line) > LARGEST:
                raise TooLarge(f"{path.name}:{number} has more than {LARGEST:,} bytes", parameter="file")
            text = line.decode("utf-8-sig", errors="replace").strip().rstrip(",")
            if text in ("", "[", "]"):
                continue
            try:
                found = json.loads(text)
            except (ValueError, RecursionError):
                if number > 1:
                    raise InvalidSource(f"{path.name}:{number}: not JSON", parameter="file") from None
                rest = file.read(LARGEST)
                try:
                    found = json.loads(line + rest)
                except (ValueError, RecursionError) as error:
                    raise InvalidSource(f"{path.name}: not JSON: {error}", parameter="file") from None
            for item in _list_items(found):
                if not str(item.get("id", "")) or not isinstance(item.get("claims", {}), dict | list):
                    raise InvalidSource(f"{path.name}:{number}: no item of Wikidata", parameter="file")
                yield item


def _list_items(found: Any) -> Iterable[Item]:
    if isinstance(found, list):
        return found
    entities = found.get("entities")
    return entities.values() if isinstance(entities, dict) else [found]


def list_claims(item: Item) -> Iterator[dict[str, Any]]:
    """All claims of an item; an item without any has an empty list for them."""
    claims = item.get("claims") or {}
    for of_property in claims.values():
        yield from of_property


def find_value_id(snak: dict[str, Any]) -> str | None:
    """The id of the item that a snak names; None where it names none."""
    value = snak.get("datavalue", {}).get("value") if snak.get("snaktype") == "value" else None
    return value.get("id") if isinstance(value, dict) else None


def find_kind(item: Item) -> tuple[str, str] | None:
    """The label and the kind of an item by what it is an instance of; None where words.yml has none of that."""
    for claim in (item.get("claims") or {}).get("P31", ()):
        if found := WORDS["instances"].get(find_value_id(claim["mainsnak"])):
            return found["label"], found["kind"]
    return None


def make_entity(id_: str, prefix: str, label: str, kind: str, item: Item | None) -> WrittenEntity:
    """An item as an entity. One that a file names only by its number has that for a name."""
    names = {tag: one["value"] for tag, one in ((item or {}).get("labels") or {}).items() if _is_name(one["value"])}
    name = names.get("en") or names.get("mul") or next(iter(names.values()), id_)
    of_tags = ((item or {}).get("aliases") or {}).values()
    aliases = [one["value"] for of_tag in of_tags for one in of_tag if _is_name(one["value"])]
    return WrittenEntity(
        id=f"{prefix}{id_.lower()}", label=label, kind=kind, name=name, external_ids=(f"wikidata:{id_}",),
        aliases=tuple(dict.fromkeys(one for one in aliases if one != name)),
        languages=tuple((tag, one) for tag, one in names.items() if _is_language(((tag, one),))),
    )  # fmt: skip


def _is_name(text: str) -> bool:
    try:
        check_names("", [text])
    except WhoholdsError:
        return False
    return bool(text.strip())


def _is_language(names: LanguageNames) -> bool:
    try:
        check_languages(names)
    except WhoholdsError:
        return False
    return True
