"""`include=explain`: the statement or speaker that an answer rests on, in words."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from app.answers.asked import Asked
from app.answers.sentences import numbers
from app.schemas import Explain, RestsOn
from graph.alliances.pairs import PairRow
from graph.custody.day import HolderRow
from graph.evidence.sensitivity import AnswerChange, AnswerRecipe, BoundDates, Influence, T, measure_sensitivity
from graph.evidence.speakers import collect_utterances
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import HasStatements
from graph.selection.snapshot import Snapshot

Name = Callable[[Hashable], str]  # what a row is about, in words


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about: `by` alone tells it from others, the words are for people."""

    by: Hashable
    words: str = field(compare=False)

    def __str__(self) -> str:
        return self.words


Facts = dict[str, object]  # by name
Told = tuple[About, Facts]  # what a row is about, and what it says that must not depend on one speaker


def near(rows: Iterable[HasStatements]) -> set[str]:
    """The ids of the statements in some rows, of those that deny them, and of all responses."""
    rows = list(rows)
    denials = (denial.statement for row in rows for denial in getattr(row, "denials", ()))
    return {*collect_utterances(s for row in rows for s in row.statements), *denials}


def as_told(
    find_topics: Callable[[StoredStatement], Iterable[Hashable]],
    told: Callable[[Hashable, Sequence[StoredStatement]], Sequence[Told]],
) -> AnswerRecipe[Told]:
    """The recipe of an answer whose rows are put into facts all at once, as where several make one."""
    return AnswerRecipe(find_topics=find_topics, find_rows=told, find_facts=lambda row: row)


def common_facts(row: HolderRow | PairRow) -> Facts:
    """What every row of a day says of itself."""
    return {
        "certainty": "certain" if row.support and row.support.kind == "certain" else "possible",
        "contested": bool(row.denials),
    }


def names_joined(view: Snapshot, between: str) -> Name:
    """Names what a pair is about, such as `SDF holding ISIS suspects`."""
    return lambda pair: between.join(view.directory.get(id_).name for id_ in _ids(pair))


def rests_on(
    selection: Asked,
    statements: Sequence[StoredStatement],
    workings: AnswerRecipe[T],
    tried_first: Collection[str],
    name: Name = str,
) -> Explain | None:
    """`{"restsOn": [{kind, id, key, name, statements, changes}], "truncated"}`, or None where nobody asked for it.

    `statements` are those of the question, with its lens; `tried_first` the ids of those in its rows. Where it is
    truncated, not every statement and speaker was tried.
    """
    view = selection.view
    if not selection.question.explain:
        return None
    tied = BoundDates({s.key: s for s in selection.filter_speakers(view.linked_statements.values())}, selection.sources)
    found = measure_sensitivity(statements, workings, view.organisations, tried_first, tied)
    keys = {id_: voice.key for id_, voice in collect_utterances([*tied.statements.values(), *statements]).items()}
    return {
        "restsOn": [_flip(view, flip, keys.get(flip.id), name) for flip in found.found],
        "truncated": found.tried < found.candidates,
    }


def _flip(view: Snapshot, flip: Influence, key: str | None, name: Name) -> RestsOn:
    speaker = flip.kind == "speaker"
    return {
        "kind": flip.kind,
        "id": flip.id,
        "key": None if speaker else key,
        "name": view.directory.get(flip.id).name if speaker else None,
        "statements": flip.removed,
        "changes": [in_words(change, name) for change in flip.changes],
    }


def in_words(change: AnswerChange, name: Name) -> str:
    """Such as `SDF holding ISIS suspects: certain becomes possible`."""
    told = f"{name(change.of)}: " if change.of is not None else ""
    if change.field == "row":
        return told + ("the row is gone" if change.before else "a row comes in")
    if change.field == "contested":
        return told + ("no longer contested" if change.before else "contested")
    label = "" if change.field in ("certainty", "sign") else f"{change.field} "
    return f"{told}{label}{_value(change.before)} becomes {_value(change.after)}"


def _value(value: object) -> str:
    match value:
        case None:
            return "none"
        case (int() as low, int() | None as high):
            return numbers((low, high))
    return str(value)


def _ids(of: Hashable) -> tuple[str, ...]:
    return tuple(map(str, of)) if isinstance(of, tuple) else (str(of),)
