"""What is here, how it was coded and checked, and what is not known: `whoholds methods`, /v1/methods."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import PageParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import Page
from app.terminal import in_table

if is_answering(__name__):
    from collections.abc import Sequence

    from app.answers.question import Asked
    from app.answers.records import list_rows
    from app.answers.shapes import bound_json
    from app.sentences import open_writer
    from graph.evidence.hierarchy import is_plan
    from graph.model.sources import WrittenSource
    from graph.model.statement import StoredStatement
    from graph.selection.snapshot import Snapshot
    from graph.vocabulary import vocabulary


class _CodedStatements(TypedDict):
    statements: Annotated[int, Field(description="all of them, denials and plans too")]
    speakers: Annotated[int, Field(description="how many different speakers they have")]
    inferred: Annotated[int, Field(description="inferred by the coder; all others say what the speaker said")]
    checked: Annotated[int, Field(description="checked by a second person")]
    agreed: Annotated[int, Field(description="agreed on by two coders")]
    denials: Annotated[int, Field(description="that deny what they are about")]
    plans: Annotated[int, Field(description="of what was planned, agreed or urged, and not of what was done")]
    counted: Annotated[int, Field(description="that give a number")]
    unended: Annotated[int, Field(description="that give no last day")]
    earliest: Annotated[
        date | None, Field(description="the first day that one of them of custody or sides may be about")
    ]
    latest: Annotated[date | None, Field(description="the last day that one of them of custody or sides may be about")]


class MethodsSource(_CodedStatements):
    """A source that statements cite, and how they were coded."""

    id: str
    title: str
    publisher: str
    publishedOn: str
    licence: str | None


class MethodsTotals(_CodedStatements):
    anonymous: Annotated[int, Field(description="speakers who are not named")]
    sources: int


class MethodsWords(TypedDict):
    type: Literal["predicate", "mode", "label", "kind", "term", "unit"]
    number: int


class MethodsJudgements(TypedDict):
    same: Annotated[int, Field(description="judgements that join")]
    different: Annotated[int, Field(description="judgements that keep apart")]
    unsure: Annotated[int, Field(description="judgements that leave it open")]


class MethodsAnswer(Page):
    totals: MethodsTotals
    vocabulary: Annotated[list[MethodsWords], Field(description="how many words of each type there are")]
    judgements: Annotated[MethodsJudgements, Field(description="on who or what is one and the same")]
    loads: Annotated[int, Field(description="how often something was loaded, judged or taken back")]
    lastLoaded: Annotated[str | None, Field(description="when that was done last; null: nothing is loaded")]
    rows: list[MethodsSource]


def methods(selection: Asked) -> MethodsAnswer:
    """What the statements of this service are, source by source: those with most statements first."""
    view = selection.view
    statements = view.select_by_predicates(vocabulary().predicates)
    by_source: dict[str, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        by_source[statement.cites.source].append(statement)
    ordered = sorted(by_source, key=lambda id_: (-len(by_source[id_]), id_))
    rows = [_describe_source(view, view.sources[id_], by_source[id_]) for id_ in ordered]
    speakers = {statement.said_by for statement in statements}
    loads = view.list_loads_between(0, view.version)
    verdicts = Counter(judgement.verdict for judgement in view.judgements)
    summary = open_writer(selection).records.write_methods(len(statements), len(speakers), len(rows))
    return {
        **list_rows(selection, rows, summary),
        "totals": {
            **_count_statements(statements),
            "anonymous": sum(view.directory.get(id_).kind == "anonymous" for id_ in speakers),
            "sources": len(rows),
        },
        "vocabulary": _count_words(),
        "judgements": {
            "same": verdicts["positive"],
            "different": verdicts["negative"],
            "unsure": verdicts["unsure"],
        },
        "loads": len(loads),
        "lastLoaded": str(loads[-1]["at"]) if loads else None,
    }


def _describe_source(view: Snapshot, source: WrittenSource, statements: Sequence[StoredStatement]) -> MethodsSource:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": view.directory.get(source.publisher).name,
        "publishedOn": source.published_on,
        "licence": source.licence,
        **_count_statements(statements),
    }


def _count_statements(statements: Sequence[StoredStatement]) -> _CodedStatements:
    states = Counter(one.review.state for one in statements)
    dated = [one.bounds for one in statements if _is_of_days(one.predicate)]
    starts = [found for one in dated if (found := bound_json(one.earliest_start))]
    ends = [found for one in dated if (found := bound_json(one.latest_end))]
    return {
        "statements": len(statements),
        "speakers": len({one.said_by for one in statements}),
        "inferred": sum(one.reading == "inferred" for one in statements),
        "checked": states["checked"],
        "agreed": states["agreed"],
        "denials": sum(one.polarity == "denies" for one in statements),
        "plans": sum(is_plan(one) for one in statements),
        "counted": sum(one.count is not None for one in statements),
        "unended": sum(bound_json(one.bounds.latest_end) is None for one in statements),
        "earliest": min(starts, default=None),
        "latest": max(ends, default=None),
    }


def _is_of_days(predicate: str) -> bool:
    """Whether statements of this predicate are about custody or about who sided with whom, and not about what belongs
    to what, which may be much older."""
    meant = vocabulary().predicates[predicate]
    return meant.sign is not None or bool(meant.custody)


def _count_words() -> list[MethodsWords]:
    from graph.vocabulary.codebook import TYPES, list_words

    counted = Counter(word.type for word in list_words(vocabulary(), None))
    return [{"type": name, "number": counted[name]} for name in TYPES]


COLUMNS: terminal.Columns = {
    "source": lambda row: row["title"],
    "published": lambda row: row["publishedOn"],
    "statements": lambda row: row["statements"],
    "inferred": lambda row: row["inferred"] or "",
    "checked": lambda row: row["checked"] + row["agreed"] or "",
}
QUESTION = Question(
    "/methods", methods, PageParameters, AnswerShape(MethodsSource, "Methods"), in_table(COLUMNS), tag="records"
)
