"""Web Annotations (W3C) of a text, as Hypothesis and Recogito write them: each found again in a copy of the text.

Their offsets count units of UTF-16, and often of another version of the text, so the quotation says where a passage
is. Of several places with the same words the surroundings choose, else the offset. Nothing of the quotation is kept.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidSource
from graph.evidence.passages import Closeness, Passage, find_passages
from ingest.files import read_text

LARGEST = 50_000_000  # bytes
SURROUNDINGS = 32  # characters before and after a quotation that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnnotation:
    """An annotation by its id: the words it quotes with what stands around them, and its offset in UTF-16."""

    id: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredAnnotation:
    """An annotation, and its passage in the text; None where it has none, and why."""

    id: str
    passage: Passage | None = None
    why: str | None = None


def read_annotations(path: Path) -> list[WebAnnotation]:
    """The annotations of a file: one, a list, an AnnotationPage or AnnotationCollection, or rows of Hypothesis.

    Raises NotFound, TooLarge, or InvalidSource for anything else.
    """
    try:
        found = json.loads(read_text(path, LARGEST))
    except (ValueError, RecursionError) as error:
        raise InvalidSource(f"{path.name}: not JSON: {error}", parameter="annotations") from error
    read = [_read_annotation(one, number) for number, one in enumerate(_list_items(found), 1)]
    if not read:
        raise InvalidSource(f"{path.name} has no annotations; expected W3C Web Annotations", parameter="annotations")
    return read


def anchor_annotations(text: str, annotations: list[WebAnnotation]) -> Iterator[AnchoredAnnotation]:
    """Where each stands in a text."""
    for one in annotations:
        found = [place for place in find_passages(text, one.exact) if place.closeness is not Closeness.NEAR]
        if not one.exact.strip():
            yield AnchoredAnnotation(id=one.id, why="it quotes no words; expected a TextQuoteSelector")
        elif not found:
            yield AnchoredAnnotation(id=one.id, why="its words are not in the text")
        elif place := _choose(text, found, one):
            yield AnchoredAnnotation(id=one.id, passage=place)
        else:
            why = f"its words stand in {len(found)} places, and nothing says in which"
            yield AnchoredAnnotation(id=one.id, why=why)


def _choose(text: str, found: list[Passage], one: WebAnnotation) -> Passage | None:
    """The one place of several, by its surroundings, else by its offset."""
    if len(found) == 1:
        return found[0]
    before, after = one.prefix[-SURROUNDINGS:], one.suffix[:SURROUNDINGS]
    near = [p for p in found if text[: p.start].endswith(before) and text[p.end :].startswith(after)]
    if (before or after) and len(near) == 1:
        return near[0]
    exact = [p for p in near or found if one.start is not None and _count_units(text[: p.start]) == one.start]
    return exact[0] if len(exact) == 1 else None


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _list_items(found: Any) -> list[Any]:
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        return []
    if isinstance(first := found.get("first"), dict):  # of a collection
        return _list_items(first)
    for name in ("rows", "items"):
        if isinstance(found.get(name), list):
            return list(found[name])
    return [found] if "target" in found else []


def _read_annotation(one: Any, number: int) -> WebAnnotation:
    id_ = str(one.get("id") or number) if isinstance(one, dict) else str(number)
    selectors = list(_list_selectors(one.get("target"))) if isinstance(one, dict) else []
    quote: dict[str, Any] = next((each for each in selectors if each.get("type") == "TextQuoteSelector"), {})
    position: dict[str, Any] = next((each for each in selectors if each.get("type") == "TextPositionSelector"), {})
    start = position.get("start")
    return WebAnnotation(
        id=id_, exact=str(quote.get("exact") or ""), prefix=str(quote.get("prefix") or ""),
        suffix=str(quote.get("suffix") or ""), start=start if isinstance(start, int) else None,
    )  # fmt: skip


def _list_selectors(target: Any) -> Iterator[dict[str, Any]]:
    """The selectors of a target, also those that refine others."""
    for one in target if isinstance(target, list) else [target]:
        selectors = one.get("selector") if isinstance(one, dict) else None
        for selector in selectors if isinstance(selectors, list) else [selectors]:
            while isinstance(selector, dict):
                yield selector
                selector = selector.get("refinedBy")
