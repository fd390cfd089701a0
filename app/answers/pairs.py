"""The row of a pair of actors as JSON, from single statements or from the columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol
from weakref import WeakKeyDictionary

from app.answers.question import Asked
from app.answers.shapes import denials_json, entity_refs
from app.schemas import AllianceRow, Certainty, Ref, Statement
from graph.alliances.pairs import Sign, SignCounts
from graph.alliances.rows import SignedPair, add_denials
from graph.disputes.denials import Denial
from graph.evidence.support import SupportKind
from graph.model.entities import Directory
from graph.selection.snapshot import Snapshot

MOST_REFS = 50_000  # entries of the cache, some 15 MB
_refs_cache: WeakKeyDictionary[Directory, dict[str, Ref]] = WeakKeyDictionary()


class AnyPair(Protocol):
    """A row of a pair, from statements or from the columns."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def sign(self) -> Sign | None: ...
    @property
    def signs(self) -> SignCounts: ...
    @property
    def mixed(self) -> bool: ...
    @property
    def support_kind(self) -> SupportKind | None: ...
    @property
    def gap_days(self) -> int | None: ...
    @property
    def relations(self) -> Sequence[str]: ...
    @property
    def directed(self) -> bool: ...
    @property
    def denials(self) -> tuple[Denial, ...]: ...


def pair_json(
    view: Snapshot,
    row: AnyPair,
    entities: Mapping[str, Ref],
    known_certainty: Certainty,
    statements: list[Statement] | list[str],
) -> AllianceRow:
    """The row of a pair; `entities` has its two ends by their ids."""
    return {
        "a": entities[row.a],
        "b": entities[row.b],
        "sign": row.sign,
        "signs": row.signs,
        "mixed": row.mixed,
        "certainty": "certain" if row.support_kind == "certain" else "possible",
        "support": row.support_kind,
        "gapDays": row.gap_days,
        "knownCertainty": known_certainty,
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials) if row.denials else [],
        "relations": list(row.relations),
        "directed": row.directed,
        "statements": statements,
    }


def pairs_json(selection: Asked, pairs: Sequence[SignedPair]) -> list[AllianceRow]:
    """Rows of pairs from the columns, with the ids of their statements and with who denies them."""
    view = selection.view
    entities = _find_refs(view, {id_ for pair in pairs for id_ in (pair.a, pair.b)})
    return [
        pair_json(view, pair, entities, pair.known_certainty, pair.statements) for pair in add_denials(selection, pairs)
    ]


def _find_refs(view: Snapshot, ids: Iterable[str]) -> Mapping[str, Ref]:
    """Names of entities by id, from a cache, as answers for many days need the same names."""
    known = _refs_cache.get(view.directory, {})
    missing = [id_ for id_ in ids if id_ not in known]
    if missing:
        found = dict(zip(missing, entity_refs(view, missing), strict=True))
        known = known | found  # a new dict, so that other threads never see a half-filled one
        _refs_cache[view.directory] = known if len(known) <= MOST_REFS else found
    return known
