"""Judgements: which ids, or which occurrences, are one. Nothing is joined without one, and each can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidInput

VERDICTS = ("positive", "negative", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether some ids (of entities, or keys of statements on one occurrence) are one; who judged, when and why."""

    id: str
    ids: tuple[str, ...]
    verdict: str
    by: str
    on: str
    why: str


def read_judgements(path: Path) -> list[Judgement]:
    """The judgements of one YAML file; none where there is no file. Raises InvalidInput naming file and entry."""
    if not path.exists():
        return []
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []  # noqa: S506 (strings only)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise InvalidInput(f"{path.name}: expected a list of judgements")
    return [_judgement(f"{path.name}, entry {number}", entry) for number, entry in enumerate(entries, 1)]


def in_force(shipped: Iterable[Judgement], own: Iterable[Judgement]) -> list[Judgement]:
    """All judgements, the user's own in place of shipped ones with the same id or on the same ids."""
    own = list(own)
    ids, subjects = {judgement.id for judgement in own}, {frozenset(judgement.ids) for judgement in own}
    kept = [j for j in shipped if j.id not in ids and frozenset(j.ids) not in subjects]
    return kept + own


def canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For each id that was joined to another, the id that stands for it: the first one, by the judgements' order.

    Raises InvalidInput where a negative judgement keeps apart what positive ones join.
    """
    judgements = list(judgements)
    leader: dict[str, str] = {}

    def find(id_: str) -> str:
        while leader.get(id_, id_) != id_:
            id_ = leader[id_]
        return id_

    for judgement in judgements:
        if judgement.verdict == "positive":
            for other in judgement.ids[1:]:
                first, second = find(judgement.ids[0]), find(other)
                if first != second:
                    leader[second] = first
    for judgement in judgements:
        if judgement.verdict == "negative" and len({find(id_) for id_ in judgement.ids}) < len(set(judgement.ids)):
            raise InvalidInput(f"judgement {judgement.id} keeps apart what others join: {', '.join(judgement.ids)}")
    return {id_: find(id_) for id_ in leader if find(id_) != id_}


def _judgement(where: str, entry: Any) -> Judgement:
    fields = {"id", "ids", "verdict", "by", "on", "why"}
    if not isinstance(entry, dict) or set(entry) != fields:
        raise InvalidInput(f"{where}: expected {', '.join(sorted(fields))}")
    ids = entry["ids"]
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids) or len(set(ids)) < 2:
        raise InvalidInput(f"{where}: ids has {ids!r}; expected a list of two or more", value=ids)
    if entry["verdict"] not in VERDICTS:
        raise InvalidInput(f"{where}: verdict has {entry['verdict']!r}; expected one of {', '.join(VERDICTS)}")
    return Judgement(**{**entry, "ids": tuple(ids)})
