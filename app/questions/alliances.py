"""Who was friendly or hostile to whom on a day: `whoholds alliances`, /v1/alliances."""

from collections.abc import Hashable, Sequence
from functools import partial

from app import terminal
from app.answers.asked import Asked
from app.answers.everyone import NO_ROW, everyone
from app.answers.explain import Facts, common_facts, names_joined, near, rests_on
from app.answers.frame import beside, framed, question_json
from app.answers.lens import lens_notes
from app.answers.rows import filter_notes, known_notes
from app.answers.sentences import days, joined, no_sure_statement
from app.answers.shapes import denials_json, entity_ref, statement_json
from app.answers.signs import depth_asked, named, sign_asked
from app.parameters.common import DayParameters
from app.parameters.fields import Actor, Depth, SignFilter
from app.question import Question
from app.schemas import (
    AllianceRow,
    AlliancesAnswer,
)
from app.tables import AnswerShape
from app.terminal import BESIDE, in_table
from graph.alliances.pairs import Alliances, PairRow, pairs_of
from graph.alliances.pairs import alliances as alliance_rows
from graph.errors import InvalidInput
from graph.evidence.sensitivity import AnswerRecipe
from graph.evidence.support import find_known_certainty
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import filter_rows, rank_support, select_best_statements
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

MOST_NAMES = 5


def alliances(selection: Asked, actor: Actor = None, sign: SignFilter = None, depth: Depth = None) -> AlliancesAnswer:
    """One row per pair of actors. No row means no evidence here; it does not mean that they were neutral.

    Around one actor, and its parts, statements are shown; else, or more than one step around it, their ids.
    """
    view, asked = selection.view, selection.question
    id_ = selection.resolve_name(actor, ["Actor"], "actor") if actor else None
    around = selection.find_parts(id_) if id_ else None
    sign, steps = sign_asked(sign), depth_asked(depth, actor)
    if asked.explain and steps > 1:
        raise InvalidInput("include=explain looks one step around an actor", parameter="depth", value=depth)
    if not asked.explain and (around is None or steps > 1):
        return everyone(selection, sign, around or frozenset(), steps, actor=id_)
    predicates = vocabulary().signed_predicates
    if around is not None:
        found = view.select_by_entities(around, predicates, asked.known_by)
    else:
        found = view.select_by_predicates(predicates, asked.known_by)
    statements = selection.select_statements(found)

    def answer_from(some: Sequence[StoredStatement], pair: Hashable = None) -> Alliances:
        return alliance_rows(
            some,
            asked.as_of.earliest,
            asked.as_of.latest,
            wanted=lambda one, other: (around is None or bool({one, other} & around)) and pair in (None, (one, other)),
            max_gap_days=asked.max_gap_days,
            publishers=view.publishers,
        )

    notes: list[str] = []
    answer = answer_from(statements)
    ordered = sorted(answer.rows, key=lambda row: (rank_support(row.support), row.a, row.b))
    filtered = filter_rows(selection, ordered)
    notes += filter_notes(asked, filtered)
    rows = _of_sign(filtered.rows, sign)
    shape = partial(row_json, selection, whole=id_ is not None)
    workings = AnswerRecipe(
        topics_of=pairs_of,
        rows_of=lambda pair, some: _of_sign(filter_rows(selection, answer_from(some, pair).rows).rows, sign),
        facts_of=_facts,
    )
    return framed(
        AlliancesAnswer,
        selection,
        question=question_json(selection, actor=id_) | ({"sign": sign} if sign else {}),
        summary=_summary(selection, id_, around or frozenset(), rows),
        rows=rows,
        row_json=shape,
        more=beside(selection, _of_sign(answer.last_known, sign), _of_sign(answer.first_known, sign), shape),
        notes=[
            *notes,
            *known_notes([select_best_statements(row) for row in rows], asked),
            NO_ROW,
            *lens_notes(selection, found),
        ],
        explain=rests_on(selection, statements, workings, near(rows), names_joined(view, " and ")),
    )


def row_json(selection: Asked, row: PairRow, whole: bool) -> AllianceRow:
    view = selection.view
    support = row.support
    return {
        "a": entity_ref(view, row.a),
        "b": entity_ref(view, row.b),
        "sign": row.sign,
        "signs": {"friendly": row.signs["friendly"], "hostile": row.signs["hostile"], "neutral": row.signs["neutral"]},
        "mixed": row.mixed,
        "certainty": "certain" if support and support.kind == "certain" else "possible",
        "support": support.kind if support else None,
        "gapDays": support.gap_days if support else None,
        "knownCertainty": find_known_certainty(select_best_statements(row), selection.question.known_at),
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials),
        "relations": list(row.relations),
        "directed": row.directed,
        "statements": [statement_json(view, s) for s in row.statements] if whole else [s.id for s in row.statements],
    }


def _of_sign(rows: Sequence[PairRow], sign: str | None) -> list[PairRow]:
    return [row for row in rows if sign in (None, named(row.sign, row.mixed))]


def _facts(row: PairRow) -> tuple[tuple[str, str], Facts]:
    return (min(row.a, row.b), max(row.a, row.b)), {**common_facts(row), "sign": named(row.sign, row.mixed)}


def _summary(selection: Asked, id_: str | None, around: frozenset[str], rows: Sequence[PairRow]) -> str:
    view, asked = selection.view, selection.question
    if id_ is None:
        kinds = [
            f"{sum(row.sign == sign and not row.mixed for row in rows)} {word}"
            for sign, word in ((1, "friendly"), (-1, "hostile"), (0, "neutral"))
        ]
        return f"{days(asked).capitalize()}: {', '.join(kinds)} and {sum(row.mixed for row in rows)} mixed pairs."
    name = view.directory.get(id_).name
    told = []
    for sign, words in ((1, "friendly with"), (-1, "hostile to"), (0, "neutral to")):
        others = [_other(view, row, id_, around) for row in rows if row.sign == sign]
        told += [f"{words} {_some(others)}"] if others else []
    mixed = [_other(view, row, id_, around) for row in rows if row.mixed]
    told += [f"both friendly and hostile with {_some(mixed)}"] if mixed else []
    when = days(asked)
    if not told:
        return f"{no_sure_statement(asked)} who was friendly or hostile to {name} {when}; no row is not neutrality."
    return f"{when[0].upper()}{when[1:]}, {name} was {'; '.join(told)}."


def _some(names: Sequence[str]) -> str:
    """At most `MOST_NAMES` of them, those with the best support, and how many more."""
    more = len(names) - MOST_NAMES
    return joined(names if more <= 1 else [*names[:MOST_NAMES], f"{more:,} more"])


def _other(view: Snapshot, row: PairRow, id_: str, around: frozenset[str]) -> str:
    """With whom an actor has a pair. One of its parts is named, where the pair is that part's."""
    own, other = (row.a, row.b) if row.a == id_ or (row.b != id_ and row.a in around) else (row.b, row.a)
    possibly = [] if row.support and row.support.kind == "certain" else ["possibly"]
    through = [] if own == id_ else [f"through {view.directory.get(own).name}"]
    told = ", ".join(possibly + through)
    return view.directory.get(other).name + (f" ({told})" if told else "")


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
    AnswerShape(AllianceRow, "Who was friendly or hostile to whom", "network"),
    in_table(COLUMNS, BESIDE),
)
