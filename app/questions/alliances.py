"""Who was friendly or hostile to whom on a day: `whoholds alliances`, /v1/alliances."""

from __future__ import annotations

from functools import partial
from typing import cast

from app import terminal
from app.parameters import Actor, DayParameters, Depth, RelationFilter, SignFilter
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.alliances import AllianceRow, AlliancesAnswer
from app.terminal import BESIDE, in_table

if is_answering(__name__):
    from app.answers.alliances import answer_everyone, ask_in_its_time, no_row_note, pair_json, relation_notes
    from app.answers.explain import Facts, collect_statement_ids, common_facts, explain_answer
    from app.answers.frame import frame_answer, other_times_json, question_json
    from app.answers.notes import filter_notes, lens_notes, possibly_public_notes
    from app.answers.question import Asked
    from app.answers.shapes import entity_ref, statement_json
    from app.sentences import open_writer
    from app.sentences.actor_alliances import find_alliances_facts
    from app.sentences.network_day import find_network_facts
    from graph.alliances.pairs import PairRow, list_pairs, name_sign, read_relations
    from graph.alliances.question import (
        StatedAllianceFindings,
        filter_sign,
        find_alliances,
        find_scope,
        find_stated_alliances,
        find_stated_rows,
    )
    from graph.errors import InvalidInput
    from graph.evidence.sensitivity import AnswerRecipe
    from graph.evidence.support import find_known_certainty
    from graph.selection.rows import filter_rows, select_best_statements


def alliances(
    selection: Asked,
    actor: Actor = None,
    sign: SignFilter = None,
    depth: Depth = None,
    relation: RelationFilter = None,
) -> AlliancesAnswer:
    """One row per pair of actors. No row means no evidence here; it does not mean that they were neutral.

    Around one actor, and its parts, statements are shown; else, or more than one step around it, their ids.
    """
    selection = ask_in_its_time(selection, actor).restrict_relations(read_relations(relation))
    asked = selection.question
    scope = find_scope(selection, actor, sign, depth)
    if asked.explain and scope.depth > 1:
        raise InvalidInput("include=explain looks one step around an actor", parameter="depth", value=depth)
    if not asked.explain and (scope.actor is None or scope.depth > 1):
        return answer_everyone(selection, scope)
    findings = find_stated_alliances(selection, scope)
    rows = findings.rows
    recipe = AnswerRecipe(
        find_topics=list_pairs,
        find_rows=lambda pair, statements: filter_sign(
            filter_rows(selection, find_stated_rows(selection, scope, statements, pair).rows).rows, scope.sign
        ),
        find_facts=_make_row_facts,
    )
    make_row = partial(row_json, selection, with_statements=scope.actor is not None)
    return frame_answer(
        AlliancesAnswer,
        selection,
        question=question_json(selection, actor=scope.own) | ({"sign": scope.sign} if scope.sign else {}),
        summary=_write_summary(selection, findings),
        rows=rows,
        row_json=make_row,
        extra_fields=other_times_json(selection, findings.last_known, findings.first_known, make_row),
        notes=[
            *relation_notes(selection),
            *filter_notes(selection, findings.filtered),
            *possibly_public_notes(selection, [select_best_statements(row) for row in rows]),
            no_row_note(selection),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(
            selection,
            findings.statements,
            recipe,
            collect_statement_ids(rows),
            lambda pair: open_writer(selection).explanations.write_pair(*cast(tuple[str, str], pair)),
        ),
    )


def row_json(selection: Asked, row: PairRow, with_statements: bool) -> AllianceRow:
    """A row based on single statements, with the full statements or their ids."""
    view = selection.view
    return pair_json(
        view,
        row,
        {id_: entity_ref(view, id_) for id_ in (row.a, row.b)},
        find_known_certainty(select_best_statements(row), selection.question.known_at),
        [statement_json(view, s) for s in row.statements] if with_statements else [s.id for s in row.statements],
    )


def _make_row_facts(row: PairRow) -> tuple[tuple[str, str], Facts]:
    return (min(row.a, row.b), max(row.a, row.b)), {**common_facts(row), "sign": name_sign(row.sign, row.mixed)}


def _write_summary(selection: Asked, findings: StatedAllianceFindings) -> str:
    writer = open_writer(selection)
    if findings.scope.actor is None:
        return writer.write_network(find_network_facts(selection, find_alliances(selection, findings.scope).rows))
    return writer.write_alliances(find_alliances_facts(selection, findings))


COLUMNS: terminal.Columns = {
    "one": lambda row: row["a"],
    "other": lambda row: row["b"],
    "they are": lambda row: terminal.sign_word(row),
    "relations": lambda row: row["relations"],
    "how sure": terminal.sure_words,
}
QUESTION = Question(
    "/alliances",
    alliances,
    DayParameters,
    AnswerShape(
        AllianceRow,
        "Who was friendly or hostile to whom",
        "network",
        about=("a", "b", "sign", "mixed", "certainty", "support"),
    ),
    in_table(COLUMNS, BESIDE),
)
