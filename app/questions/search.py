"""Find entities and sources by words of their names: `whoholds search`, /v1/search."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from app.parameters import EntityLabel, PageParameters, Words
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.entities import Position
from app.schemas.pages import Page
from app.terminal import ENTITY_COLUMNS, Row, in_table, print_asked
from graph.names.entries import MatchKind

if is_answering(__name__):
    from dataclasses import replace

    from app.answers.question import Asked
    from app.answers.records import entity_json, list_rows, read_label
    from app.sentences import DEFAULT_LANGUAGE, SentenceWriter, open_writer
    from app.sentences.records import find_search_facts
    from app.understanding.facts import find_reading_facts, find_typed_facts
    from app.understanding.fitting import LeadingQuestion
    from app.understanding.reading import TypedQuestion, read_question
    from graph.errors import InvalidInput
    from graph.model.directory import may_be_meant
    from graph.model.labels import LABELS
    from graph.model.sources import WrittenSource
    from graph.names.entries import NameHit
    from graph.selection.selection import Selection
    from graph.selection.snapshot import Snapshot
    from graph.spelling import fold_name

    WHOLE_NAME = (MatchKind.SAME_ID, MatchKind.SAME_NAME, MatchKind.OTHER_NAME, MatchKind.SHORTER)
    NEAR = (MatchKind.SIMILAR, MatchKind.SOME_WORDS, MatchKind.OTHER_LABEL)


class Matched(TypedDict):
    """The name by which it was found, and how that name fits what was asked for."""

    name: str
    how: MatchKind


class Match(TypedDict):
    type: Literal["entity", "source"]
    id: str
    name: str
    label: NotRequired[str | None]
    kind: NotRequired[str | None]
    aliases: NotRequired[list[str] | None]
    names: NotRequired[dict[str, list[str]] | None]
    externalIds: NotRequired[dict[str, str] | None]
    canonical: NotRequired[str | None]
    position: NotRequired[Position | None]
    matched: NotRequired[Matched | None]


class SearchQuestion(TypedDict):
    q: str
    label: str | None


class UnderstoodWords(TypedDict):
    """Words, and the parameter and value that they stand for, with the name of whom they mean.

    No parameter: the answer has it anyway. No value: the question has it where it is left out, as today.
    """

    words: str
    parameter: str | None
    value: str | None
    name: str | None


class OfferedQuestion(TypedDict):
    """A question that typed words may ask: its name, the sentence that it is, its address and its command."""

    question: str
    reads: str
    address: str
    command: str | None
    understood: list[UnderstoodWords]


class ChosenQuestion(OfferedQuestion):
    """A further question that typed words may ask; it is without the words of `leavesOut`, which are not understood."""

    leavesOut: list[str]


class ReadClause(TypedDict):
    """What typed words ask. `address` is null where words are not understood, or can mean several.

    `reads` is empty where nothing can be offered, as whom or what it is about is not understood.

    `choices` are other questions that they may ask, the likeliest first; without words that are not understood, where
    these are in `leavesOut`.
    """

    question: str
    reads: str
    address: str | None
    command: str | None
    understood: list[UnderstoodWords]
    notUnderstood: list[str]
    choices: list[ChosenQuestion]


class ReadQuestion(ReadClause):
    """What typed words ask; `further` are the questions behind the first, each read with what is said before it."""

    further: list[ReadClause]


class SearchAnswer(Page):
    question: SearchQuestion
    asked: ReadQuestion | None
    rows: list[Match]


def search(selection: Asked, q: Words, label: EntityLabel = None) -> SearchAnswer:
    """Entities by any of their names in any script, and sources by words of their titles.

    Best matches first, then names that are only near: spelt otherwise, or with a word more or less. `matched` says
    which name was found, and how it matches. Where the words are a question, such as "who held ISIS suspects in
    January 2026?", `asked` has its address and what was understood, and is null otherwise. Of several questions, such
    as "who held al-Hol in 2021, and who a year later?", `asked` is the first and `asked.further` has the others.
    """
    view = selection.view
    words = fold_name(q).split()
    if not words:
        raise InvalidInput(f"q: {q!r} has no word to look for", parameter="q", value=q)
    labels = read_label(label) if label else LABELS
    named, found = view.directory.find_meant(q, labels), view.directory.search(q, labels)
    ids = [hit.id for hit in named]  # whom a question by this name would be about; they come first
    is_first = [hit.id for hit in found[: len(ids)]] == ids and all(hit.how in WHOLE_NAME for hit in found[: len(ids)])
    hits = found if is_first else [*named, *(hit for hit in found if hit.id not in ids)]
    meant = [hit for hit in hits if may_be_meant(q, hit)]
    titled = (s for s in view.loaded_sources if all(word in fold_name(s.title) for word in words))
    sources = [] if label else list(titled)
    # there may be very many, so only those of the page are read
    indexes = range(len(hits) + len(sources))
    typed = None if label else read_question(selection, q)
    if typed and typed.best.language != DEFAULT_LANGUAGE:  # a question in Arabic is answered in Arabic
        selection = Selection(view, replace(selection.question, language=typed.best.language))
    facts = find_search_facts(
        selection,
        q.strip(),
        typed=find_typed_facts(typed) if typed else None,
        named=ids or [hit.id for hit in meant if hit.how in WHOLE_NAME],
        found=[hit.id for hit in meant if hit.how not in NEAR],
        near=[hit.id for hit in meant if hit.how in NEAR],
        titles=[source.title for source in sources],
    )
    writer = open_writer(selection)
    answer = list_rows(selection, indexes, writer.records.write_search(facts))
    rows = [
        _match_json(view, hits[index] if index < len(hits) else sources[index - len(hits)]) for index in answer["rows"]
    ]
    asked = _asked_json(writer, typed) if typed else None
    return {"question": {"q": q, "label": label}, "asked": asked, **answer, "rows": rows}


def _asked_json(writer: SentenceWriter, typed: TypedQuestion) -> ReadQuestion:
    first = _clause_json(writer, typed)
    return {**first, "further": [_clause_json(writer, one) for one in typed.further]}


def _clause_json(writer: SentenceWriter, typed: TypedQuestion) -> ReadClause:
    best = _offered_json(writer, typed.best)
    return {
        **best,
        "reads": best["reads"] if typed.is_offered else "",
        "address": best["address"] if typed.is_decided else None,
        "command": best["command"] if typed.is_decided else None,
        "notUnderstood": list(typed.not_understood),
        "choices": [{**_offered_json(writer, one), "leavesOut": list(one.leaves_out)} for one in typed.choices],
    }


def _offered_json(writer: SentenceWriter, lead: LeadingQuestion) -> OfferedQuestion:
    return {
        "question": lead.asks,
        "reads": writer.records.write_reading(find_reading_facts(lead)),
        "address": lead.address,
        "command": lead.command,
        "understood": [
            {
                "words": part.words,
                "parameter": part.parameter,
                "value": part.value,
                "name": writer.notes.list_names(part.ids) or None,
            }
            for part in lead.parts
        ],
    }


def _match_json(view: Snapshot, found: NameHit | WrittenSource) -> Match:
    if isinstance(found, WrittenSource):
        return {"type": "source", "id": found.id, "name": found.title}
    entity = entity_json(view, view.directory.by_id[found.id])
    return {"type": "entity", **entity, "matched": {"name": found.name, "how": found.how}}


def _matched_words(row: Row) -> str:
    """Such as `Taleban, spelt alike`; nothing for a source."""
    matched = row.get("matched")
    return f"{matched['name']}, {matched['how']}" if matched else ""


def _print_found(data: Row) -> None:
    """The question that the words ask, then what is called so."""
    print_asked(data)
    rest = {**data, "summary": ""} if data["asked"] else data
    in_table({**ENTITY_COLUMNS, "matched": _matched_words})(rest)


QUESTION = Question(
    "/search",
    search,
    PageParameters,
    AnswerShape(Match, "What was found"),
    _print_found,
    tag="records",
    words="q",
)
