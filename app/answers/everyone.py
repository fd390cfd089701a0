"""Alliances of all actors on the days asked about, or up to some steps around an actor, from the columns."""

import numpy as np

from app.answers.extent import extent_notes
from app.answers.frame import frame_answer, question_json
from app.answers.notes import filter_notes, left_out_sentence
from app.answers.pairs import pairs_json
from app.answers.question import Asked, Common, cut_page
from app.answers.sentences import asked_days_words
from app.schemas import AlliancesAnswer
from graph.alliances.evidence import count_left_out, find_known_by
from graph.alliances.network import NetworkDay
from graph.alliances.pairs import SIGN_NAMES, has_sign
from graph.alliances.question import AllianceFindings, AllianceScope, find_alliances
from graph.alliances.rows import describe_nearest, describe_rows

NO_ROW_NOTE = "no row is no evidence, not neutrality"


def answer_everyone(selection: Asked, scope: AllianceScope) -> AlliancesAnswer:
    """One row per pair, with the ids of its statements: for all actors, or up to some steps around one."""
    asked = selection.question
    found = find_alliances(selection, scope)
    unsure, known_by = found.only_possibly_known, find_known_by(asked)
    indexes, _, _ = cut_page(range(len(found.rows)), asked)
    pairs = describe_rows(found.rows.take(np.array(indexes, np.int64)), known_by)
    # rows and both lists together, so that denials take one query and each name one look-up
    last, first = (
        describe_nearest(nearest.first(asked.limit), known_by) for nearest in (found.last_known, found.first_known)
    )
    rows_json = pairs_json(selection, [*pairs, *last, *first])
    first_known_start = len(pairs) + len(last)
    row_by_index = dict(zip(indexes, rows_json, strict=False))
    return frame_answer(
        AlliancesAnswer,
        selection,
        question=question_json(selection, actor=scope.actor) | ({"sign": scope.sign} if scope.sign else {}),
        summary=_summary(asked, found.rows),
        rows=range(len(found.rows)),
        row_json=row_by_index.__getitem__,
        extra_fields={
            "lastKnown": rows_json[len(pairs) : first_known_start],
            "firstKnown": rows_json[first_known_start:],
        },
        notes=[
            *filter_notes(asked, found.filtered),
            *([f"{unsure} of {len(found.rows)} rows were only possibly public by then"] if unsure else []),
            *_truncation_notes(asked, found),
            *(extent_notes(found.unfiltered.evidence) if not len(found.unfiltered) else []),
            NO_ROW_NOTE,
            *column_lens_notes(selection),
        ],
    )


def column_lens_notes(selection: Asked, *, signed: bool = True) -> list[str]:
    """How many (signed) statements the lens leaves out, and whose."""
    if not selection.lens:
        return []
    statements, speakers = count_left_out(selection, signed=signed)
    return (
        [left_out_sentence(selection.view, statements, speakers)]
        if statements
        else ["the lens leaves out no statement"]
    )


def _truncation_notes(asked: Common, found: AllianceFindings) -> list[str]:
    """Notes on `lastKnown` and `firstKnown`, if they are cut."""
    lists = {"lastKnown": found.last_known, "firstKnown": found.first_known}
    return [
        f"{name} has {asked.limit} of {len(pairs)} pairs; ask about an actor, or on another day"
        for name, pairs in lists.items()
        if len(pairs) > asked.limit
    ]


def _summary(asked: Common, rows: NetworkDay) -> str:
    network = rows.network
    kinds = [f"{int(has_sign(network, sign).sum())} {sign}" for sign in SIGN_NAMES]
    return f"{asked_days_words(asked).capitalize()}: {', '.join(kinds[:-1])} and {kinds[-1]} pairs."
