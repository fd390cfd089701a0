"""One statement and its versions, by id or key: `whoholds statement`, /v1/statements/{id}."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NotRequired, cast

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import ExplainedParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import CanBePinned
from app.schemas.statements import Cited, Statement
from app.terminal import Row

if is_answering(__name__):
    from app.answers.notes import version_notes
    from app.answers.question import Asked
    from app.answers.shapes import statement_json
    from app.sentences import open_writer
    from app.sentences.records import find_one_statement_facts
    from graph.errors import NotFound
    from graph.evidence.citations import read_cited_text
    from graph.evidence.occurrences import list_copies
    from graph.model.judgements import find_identity
    from graph.model.statement import OPEN, StoredStatement
    from graph.selection.snapshot import Snapshot
    from graph.selection.statement_dates import explain_dates_alone
    from graph.vocabulary import vocabulary


class CitedWithText(Cited):
    text: NotRequired[
        Annotated[
            str | None, Field(description="the words cited; only on the machine of the server, from its own copy")
        ]
    ]


class OtherReports(TypedDict):
    sameOccurrence: Annotated[list[str], Field(description="keys of statements that judgements join with it")]
    differentOccurrence: Annotated[list[str], Field(description="keys of those that judgements keep apart from it")]
    unsureOccurrence: Annotated[list[str], Field(description="keys of those of which a judgement is unsure")]
    sameFigure: Annotated[list[str], Field(description="keys of statements that repeat it in another source")]


class WholeStatement(Statement, OtherReports):
    source: CitedWithText  # type: ignore[misc]  # Cited with one more key


class StatementVersion(TypedDict):
    id: str
    openedIn: int
    closedIn: int | None


class StatementAnswer(CanBePinned):
    statement: WholeStatement
    summary: str
    open: bool
    versions: list[StatementVersion]
    dataVersion: int
    notes: list[str]


def statement(selection: Asked, id_: str, *, texts: Path | None = None) -> StatementAnswer:
    """One statement as it is now, what judgements say of its occurrence, and all its versions.

    With WHOHOLDS_TEXTS set, and only for who asks on the server's own machine, the source has the words cited, null
    where they are not found there.
    """
    view = selection.view
    versions = view.select_by_ids([id_]) or view.select_by_keys([id_])
    if not versions:
        keys = [f"{dataset}:{id_}" for dataset in view.dataset_ids]
        similar_keys = ", ".join(sorted({s.key for s in view.select_by_keys(keys)}))
        hint = f"did you mean {similar_keys}?" if similar_keys else None
        if gone := view.find_withdrawn_statement(id_):
            raise NotFound(
                f"the statement {gone.key} was withdrawn on {gone.on}, from every data version: {gone.reason}",
                parameter="id", value=id_,
            )  # fmt: skip
        raise NotFound(f"no statement has the id or key {id_!r}", parameter="id", value=id_, hint=hint)
    current = max(versions, key=lambda s: (s.opened_in <= view.version < s.closed_in, s.opened_in))
    statement_fields = statement_json(
        view, explain_dates_alone(view, current) if selection.question.explain else current
    )
    cited = cast(CitedWithText, statement_fields["source"])
    if texts:
        cited["text"] = read_cited_text(texts, view.sources[current.cites.source], current.cites)
    judged = find_identity(current.key, view.judgements)
    occurrence: OtherReports = {
        "sameOccurrence": list(judged.same),
        "differentOccurrence": list(judged.different),
        "unsureOccurrence": list(judged.unsure),
        "sameFigure": _list_same_figure(view, current),
    }
    is_open = current.opened_in <= view.version < current.closed_in
    return {
        "statement": {**statement_fields, "source": cited, **occurrence},
        "summary": open_writer(selection).records.write_statement(
            find_one_statement_facts(selection, current, is_open=is_open)
        ),
        "open": is_open,
        "versions": [_version_json(s) for s in sorted(versions, key=lambda s: s.opened_in)],
        "dataVersion": view.version,
        "notes": version_notes(selection, [id_ for ids in current.roles.values() for id_ in ids]),
    }


def _list_same_figure(view: Snapshot, statement: StoredStatement) -> list[str]:
    """Keys of the statements of other sources of which it is a copy, or that are copies of it or of its original."""
    if statement.count is None:
        return []
    ids = statement.role(vocabulary().predicates[statement.predicate].find_role("held") or "object")
    others = view.select_by_entities(
        ids or [id_ for some in statement.roles.values() for id_ in some], [statement.predicate]
    )
    copies = list_copies(others, view.judgements, view.distinct_sources)
    original = next((copy.of for copy in copies if copy.statement.id == statement.id), statement)
    same = [original.key, *(copy.statement.key for copy in copies if copy.of.id == original.id)]
    return [key for key in same if key != statement.key]


def _version_json(statement: StoredStatement) -> StatementVersion:
    closed = None if statement.closed_in == OPEN else statement.closed_in
    return {"id": statement.id, "openedIn": statement.opened_in, "closedIn": closed}


def _write_bounds(explained: dict[str, Any]) -> list[str]:
    """Such as `earliestEnd 2026-01-29: valid 2014/.. (report:alliance), published on 2026-01-29 (source:report)`."""
    return [
        f"{name} {bound['date']}: " + ", ".join(f"{step['rule']} ({step['key']})" for step in bound["because"])
        for name, bound in explained.items()
        if bound["because"]
    ]


def _print_statement(data: Row) -> None:
    shown = data["statement"]
    if "boundsExplained" in shown:
        shown = {**shown, "boundsExplained": _write_bounds(shown["boundsExplained"])}
    terminal.one_thing("statement")({**data, "statement": shown})


QUESTION = Question(
    "/statements/{id}",
    statement,
    ExplainedParameters,
    AnswerShape(WholeStatement, "A statement", "statement"),
    _print_statement,
    tag="records",
)
