"""Answers on who is friendly or hostile to whom: the days covered, rows of pairs, and the alliances of all actors."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, cast
from weakref import WeakKeyDictionary

import numpy as np

from app.answers.frame import frame_answer, question_json
from app.answers.notes import describe_left_out, filter_notes, possibly_public_count_notes
from app.answers.question import Asked, cut_page, read_bounded_days
from app.answers.shapes import denials_json, entity_refs
from app.encoding import WrittenRow
from app.schemas.alliances import AllianceRow, AlliancesAnswer
from app.schemas.evidence import Certainty
from app.schemas.names import Ref
from app.schemas.statements import Statement
from app.sentences import open_writer
from app.sentences.names import PrintedNames
from app.sentences.network_day import find_network_facts
from app.sentences.notes import FixedNote
from graph.alliances.evidence import count_left_out, find_known_by
from graph.alliances.pairs import Sign, SignCounts
from graph.alliances.question import AllianceFindings, AllianceScope, find_alliances
from graph.alliances.rows import (
    PairEvidence,
    SignedPair,
    add_denials,
    describe_pairs,
    find_nearest_evidence,
    find_row_evidence,
)
from graph.columns.evidence import EvidenceColumns
from graph.dates.windows import Window
from graph.disputes.denials import Denial
from graph.errors import InvalidInput
from graph.evidence.support import SupportKind
from graph.model.directory import Directory
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot


def read_extent(evidence: EvidenceColumns, start: str | None, end: str | None) -> Window | None:
    """The days from the first day of `start` to the last day of `end`; by default, where evidence begins and ends.

    None if a default is needed and there is no evidence. Raises InvalidDate or InvalidInput naming the parameter.
    """
    first = read_bounded_days(start, "from").earliest if start else None
    last = read_bounded_days(end, "to").latest if end else None
    if first and last and last < first:
        raise InvalidInput(f"to: {end!r} lies before from, {start!r}", parameter="to", value=end)
    if first is None or last is None:
        if evidence.extent is None:
            return None
        begins, ends = map(date.fromordinal, evidence.extent)
        first = first or min(begins, last or begins)
        last = last or max(ends, first)
    return Window(first, last)


def extent_notes(selection: Asked, evidence: EvidenceColumns) -> list[str]:
    """The note on an empty answer: the first and the last day with any evidence, of the predicates asked about."""
    writer, days = open_writer(selection).tie_notes, find_extent(evidence)
    return [writer.write_extent(days) if days else writer.write_no_evidence(selection.question.relations)]


MOST_REFS = 50_000  # entries of the cache, some 15 MB
_refs_cache: WeakKeyDictionary[Directory, dict[str, Ref]] = WeakKeyDictionary()
MOST_ROWS = 20_000  # entries of the cache of one evidence, some 40 MB
_rows_cache: WeakKeyDictionary[EvidenceColumns, dict[Hashable, WrittenRow]] = WeakKeyDictionary()


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


def _find_rows(selection: Asked, parts: Sequence[PairEvidence]) -> list[list[WrittenRow]]:
    """The rows of each part, from a cache: most pairs rest on one piece of evidence, which says the same on many days.

    All parts are of one evidence. Rows that are not in the cache are made together, so that denials take one query and
    each name one look-up.
    """
    known = _rows_cache.setdefault(parts[0].evidence, {})
    keys = [part.list_keys() for part in parts]
    found = [[known.get(key) for key in some] for some in keys]
    missing = [[n for n, row in enumerate(some) if row is None] for some in found]
    pairs = [pair for part, some in zip(parts, missing, strict=True) for pair in describe_pairs(part.take(some))]
    made = map(WrittenRow, pairs_json(selection, pairs))
    for part_keys, rows, some in zip(keys, found, missing, strict=True):
        for n in some:
            rows[n] = known[part_keys[n]] = next(made)
    if len(known) > MOST_ROWS:
        known.clear()
    return cast(list[list[WrittenRow]], found)


def _find_refs(view: Snapshot, ids: Iterable[str]) -> Mapping[str, Ref]:
    """Names of entities by id, from a cache, as answers for many days need the same names."""
    known = _refs_cache.get(view.directory, {})
    missing = [id_ for id_ in ids if id_ not in known]
    if missing:
        found = dict(zip(missing, entity_refs(view, missing), strict=True))
        known = known | found  # a new dict, so that other threads never see a half-filled one
        _refs_cache[view.directory] = known if len(known) <= MOST_REFS else found
    return known


def no_row_note(selection: Asked) -> str:
    """That a pair without a row has no evidence, which is not neutrality."""
    return open_writer(selection).notes.write_fixed(FixedNote.NO_ROW)


def relation_notes(selection: Asked) -> list[str]:
    """That only statements of some predicates count, if the question names some."""
    relations = selection.question.relations
    return [open_writer(selection).tie_notes.write_relations(relations)] if relations else []


def ask_in_its_time(selection: Asked, actor: str | None) -> Asked:
    """The question about the last day of a name that has an end, such as North Vietnam, where no day is asked about."""
    asked = selection.question
    ids = () if asked.as_of_given or not actor else selection.resolve_names(actor, ["Actor"], "actor")
    past = PrintedNames(selection.view, asked.language).find_past(ids[0], actor or "") if len(ids) == 1 else None
    if past is None or past.latest >= asked.today:
        return selection
    day = Window(past.latest, past.latest)
    on_day = Selection(
        selection.view, replace(asked, as_of=day, as_of_written=past.latest.isoformat(), as_of_given=True)
    )
    on_day.note_past_name(actor or "", ids[0], past.latest)
    return on_day


def answer_everyone(selection: Asked, scope: AllianceScope) -> AlliancesAnswer:
    """One row per pair, with the ids of its statements: for all actors, or up to some steps around one."""
    asked = selection.question
    found = find_alliances(selection, scope)
    unsure, known_by = found.only_possibly_known, find_known_by(asked)
    indexes, _, _ = cut_page(range(len(found.rows)), asked)
    rows, last, first = _find_rows(
        selection,
        [
            find_row_evidence(found.rows.take(np.array(indexes, np.int64)), known_by),
            *(
                find_nearest_evidence(nearest.first(asked.limit), known_by)
                for nearest in (found.last_known, found.first_known)
            ),
        ],
    )
    row_by_index = dict(zip(indexes, rows, strict=True))
    return frame_answer(
        AlliancesAnswer,
        selection,
        question=question_json(selection, actor=scope.asked) | ({"sign": scope.sign} if scope.sign else {}),
        summary=open_writer(selection).write_network(
            find_network_facts(selection, found.rows, scope.asked, find_extent(found.unfiltered.evidence))
        ),
        rows=range(len(found.rows)),
        row_json=row_by_index.__getitem__,
        extra_fields={
            "lastKnown": last,
            "firstKnown": first,
        },
        notes=[
            *relation_notes(selection),
            *filter_notes(selection, found.filtered),
            *possibly_public_count_notes(selection, unsure, len(found.rows)),
            *_truncation_notes(selection, found),
            *(extent_notes(selection, found.unfiltered.evidence) if not len(found.unfiltered) else []),
            *column_lens_notes(selection),
            no_row_note(selection),
        ],
    )


def column_lens_notes(selection: Asked, *, signed: bool = True) -> list[str]:
    """Whose (signed) statements the lens leaves out, and how many that are not reviewed as asked."""
    if not selection.lens:
        return []
    speakers, unreviewed = count_left_out(selection, signed=signed)
    return describe_left_out(selection, speakers, unreviewed)


def _truncation_notes(selection: Asked, found: AllianceFindings) -> list[str]:
    """Notes on `lastKnown` and `firstKnown`, if they are cut."""
    writer, limit = open_writer(selection).tie_notes, selection.question.limit
    return [
        writer.write_cut_nearest(len(pairs), limit, is_earlier=is_earlier)
        for pairs, is_earlier in ((found.last_known, True), (found.first_known, False))
        if len(pairs) > limit
    ]


def find_extent(evidence: EvidenceColumns) -> Window | None:
    """The days from the first to the last that any evidence tells of; None if there is none."""
    return Window(*map(date.fromordinal, evidence.extent)) if evidence.extent else None
