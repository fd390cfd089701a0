"""`include=explain`: the statements and speakers without which the answer would change, in words."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.answers.question import Asked
from app.schemas.evidence import Explain, RestsOn
from app.sentences import open_writer
from graph.custody.day import HolderRow
from graph.evidence.sensitivity import AnswerChange, AnswerRecipe, BoundDates, Influence, T, measure_sensitivity
from graph.evidence.speakers import collect_utterances
from graph.model.statement import StoredStatement
from graph.selection.rows import HasStatements
from graph.selection.snapshot import Snapshot

DescribeSubject = Callable[[Hashable], str]  # writes the subject of a row


@dataclass(frozen=True, slots=True)
class RowSubject:
    """The subject of a row. Only `by` is compared; `words` are for readers."""

    by: Hashable
    words: str = field(compare=False)

    def __str__(self) -> str:
        return self.words


if TYPE_CHECKING:  # its arrays take long to import
    from graph.alliances.pairs import PairRow

Facts = dict[str, object]  # by name
SubjectFacts = tuple[RowSubject, Facts]  # the subject of a row, and the facts that are tested


def collect_statement_ids(rows: Iterable[HasStatements]) -> set[str]:
    """The ids of the statements in rows, of the responses to them, and of their denials."""
    rows = list(rows)
    denials = (denial.statement for row in rows for denial in getattr(row, "denials", ()))
    return {*collect_utterances(s for row in rows for s in row.statements), *denials}


def make_recipe(
    find_topics: Callable[[StoredStatement], Iterable[Hashable]],
    list_facts: Callable[[Hashable, Sequence[StoredStatement]], Sequence[SubjectFacts]],
) -> AnswerRecipe[SubjectFacts]:
    """The recipe of an answer whose facts are made from all rows together, as several rows may give one fact."""
    return AnswerRecipe(find_topics=find_topics, find_rows=list_facts, find_facts=lambda row: row)


def common_facts(row: "HolderRow | PairRow") -> Facts:
    """The facts that every row of a day has."""
    return {
        "certainty": "certain" if row.support and row.support.kind == "certain" else "possible",
        "contested": bool(row.denials),
    }


def explain_answer(
    selection: Asked,
    statements: Sequence[StoredStatement],
    recipe: AnswerRecipe[T],
    tried_first: Collection[str],
    describe_subject: DescribeSubject = str,
) -> Explain | None:
    """`{"restsOn": [{kind, id, key, name, statements, changes}], "truncated"}`, or None if it was not asked for.

    The changes are in words of the language of the question.

    `statements` are those that the question selects, with its lens; `tried_first` are the ids of those in its rows.
    `truncated` means that not every statement and speaker was tried.
    """
    view = selection.view
    if not selection.question.explain:
        return None
    bound_dates = BoundDates(
        {s.key: s for s in selection.filter_speakers(view.linked_statements.values())}, selection.sources
    )
    sensitivity = measure_sensitivity(statements, recipe, view.organisations, tried_first, bound_dates)
    keys = {
        id_: voice.key for id_, voice in collect_utterances([*bound_dates.statements.values(), *statements]).items()
    }
    writer = open_writer(selection).explanations

    def write(change: AnswerChange) -> str:
        return writer.write_change(None if change.of is None else describe_subject(change.of), change)

    return {
        "restsOn": [_influence_json(view, influence, keys.get(influence.id), write) for influence in sensitivity.found],
        "truncated": sensitivity.tried < sensitivity.candidates,
    }


def _influence_json(
    view: Snapshot, influence: Influence, key: str | None, write: Callable[[AnswerChange], str]
) -> RestsOn:
    is_speaker = influence.kind == "speaker"
    return {
        "kind": influence.kind,
        "id": influence.id,
        "key": None if is_speaker else key,
        "name": view.directory.get(influence.id).name if is_speaker else None,
        "statements": influence.removed,
        "changes": list(map(write, influence.changes)),
    }
