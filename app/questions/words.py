"""The words of the vocabulary, with what each means and when to use it: `whoholds words`, /v1/vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import click
from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import PageParameters, WordText, WordType
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import Page

if is_answering(__name__):
    from app.answers.question import Asked
    from app.answers.records import list_rows
    from app.sentences import open_writer
    from graph.errors import InvalidInput
    from graph.vocabulary import vocabulary
    from graph.vocabulary.codebook import TYPES, CodebookWord, list_words, search_words
    from ingest.sheets.words import list_predicates

FULL = 3  # so many words are shown in full on the command line
SIGNS = {1: "friendly", -1: "hostile", 0: "neutral"}


class Code(TypedDict):
    book: Annotated[str, Field(description="CAMEO, PLOVER or Wikidata")]
    code: str


class WordRole(TypedDict):
    role: str
    labels: Annotated[str, Field(description="of the entities that it takes, separated by commas")]
    required: bool
    custody: Annotated[
        str | None, Field(description="its effect on custody: held, holds, gains, loses or last_held; null: none")
    ]


class WordEdge(TypedDict):
    type: Annotated[str, Field(description="of the shortcut edge in Cypher")]
    start: Annotated[str, Field(description="the role of the node where it begins")]
    end: str


class Word(TypedDict):
    name: str
    type: Literal["predicate", "mode", "label", "kind", "term", "unit"]
    group: Annotated[str | None, Field(description="the label of a kind, the group of a term; else null")]
    definition: str
    useWhen: str
    notFor: str
    example: str
    codes: Annotated[list[Code], Field(description="the same in other codebooks")]
    sources: Annotated[list[str], Field(description="sources that have it as their own; empty: a word of whoholds")]
    says: Annotated[str | None, Field(description="of a predicate: its sentence, with roles in braces")]
    time: Annotated[Literal["state", "event"] | None, Field(description="of a predicate: whether it lasts")]
    roles: list[WordRole]
    hasObject: Annotated[bool | None, Field(description="of a predicate: whether it has the role object")]
    edges: list[WordEdge]
    capacity: Annotated[
        str | None, Field(description="in what way who holds them does: authority, guards, administers")
    ]
    fate: Annotated[str | None, Field(description="what became of the people: dead or missing; null: they live on")]
    sign: Annotated[int | None, Field(description="1 friendly, -1 hostile, 0 neutral; null: no alliance")]
    symmetric: Annotated[bool | None, Field(description="whether it leads both ways")]
    staleAfterDays: Annotated[
        int | None, Field(description="how long after it was seen it supports a row; null: it never does")
    ]
    terms: Annotated[list[str], Field(description="the groups of terms that it may have")]


class WordsAnswer(Page):
    rows: list[Word]


def words(selection: Asked, word: WordText = None, type: WordType = None) -> WordsAnswer:  # noqa: A002
    """The words that a statement may use. With `word`, those of that name, or else those that have it in their name,
    their texts or their codes. Words that a source has as its own name it."""
    if type is not None and type not in TYPES:
        raise InvalidInput(f"type: {type!r}; expected one of {', '.join(TYPES)}", parameter="type", value=type)
    found, has_it = list_words(vocabulary(), type), True
    if word and word.strip():
        found, has_it = search_words(found, word, list_predicates().list_meant)
    names = list(dict.fromkeys(one.name for one in found))
    summary = open_writer(selection).records.write_words(names, (word or "").strip(), has_it)
    return list_rows(selection, [_word_json(one) for one in found], summary)


def _word_json(word: CodebookWord) -> Word:
    meaning, predicate = word.meaning, word.predicate
    return {
        "name": word.name,
        "type": word.type,
        "group": word.group or None,
        "definition": meaning.definition,
        "useWhen": meaning.use_when,
        "notFor": meaning.not_for,
        "example": meaning.example,
        "codes": [{"book": book, "code": code} for book, code in meaning.codes.items()],
        "sources": list(word.sources),
        "says": predicate.says if predicate else None,
        "time": ("state" if predicate.is_state else "event") if predicate else None,
        "roles": [
            {
                "role": role,
                "labels": ", ".join(sorted(labels)),
                "required": role in predicate.required,
                "custody": predicate.custody.get(role),
            }
            for role, labels in predicate.roles.items()
        ]
        if predicate
        else [],
        "hasObject": "object" in predicate.roles if predicate else None,
        "edges": [{"type": edge, "start": start, "end": end} for edge, (start, end) in predicate.edges.items()]
        if predicate
        else [],
        "capacity": predicate.capacity if predicate else None,
        "fate": predicate.fate if predicate else None,
        "sign": predicate.sign if predicate else None,
        "symmetric": predicate.symmetric if predicate else None,
        "staleAfterDays": predicate.stale_after_days if predicate else None,
        "terms": list(predicate.term_groups) if predicate else [],
    }


def _print_words(data: Mapping[str, Any]) -> None:
    """A few words in full, many as a table."""
    if len(data["rows"]) > FULL:
        return terminal.print_answer(dict(data), COLUMNS)
    click.echo(data["summary"])
    for row in data["rows"]:
        group = f" of {row['group']}" if row["group"] else ""
        own = f", of {', '.join(row['sources'])}" if row["sources"] else ""
        click.echo(f"\n{row['name']}: {row['type']}{group}{own}")
        for name, text in _list_fields(row):
            click.echo(f"  {name}: {text}")
    return None


def _list_fields(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What there is to say of a word, in order."""
    fields = [
        ("definition", row["definition"]),
        ("use when", row["useWhen"]),
        ("not for", row["notFor"]),
        ("example", row["example"]),
        ("codes", "; ".join(f"{one['book']} {one['code']}" for one in row["codes"])),
    ]
    if row["type"] == "predicate":
        sign = SIGNS.get(row["sign"], "none: no alliance")
        leads = "both ways" if row["symmetric"] else "one way"
        fields += [
            ("says", row["says"]),
            ("time", row["time"]),
            ("roles", "; ".join(map(_describe_role, row["roles"])) + ("" if row["hasObject"] else "; no object")),
            ("edges", "; ".join(f"{one['type']} ({one['start']} to {one['end']})" for one in row["edges"])),
            ("custody", ", ".join(filter(None, (row["capacity"], row["fate"])))),
            ("sign", f"{sign}, leads {leads}" if row["sign"] is not None else sign),
            ("stale after", f"{row['staleAfterDays']} days" if row["staleAfterDays"] is not None else ""),
            ("terms", ", ".join(row["terms"])),
        ]
    return [(name, text) for name, text in fields if text]


def _describe_role(one: Mapping[str, Any]) -> str:
    more = ", ".join(filter(None, ("required" if one["required"] else "", one["custody"])))
    return f"{one['role']} {one['labels'].replace(', ', ' or ')}" + (f" ({more})" if more else "")


COLUMNS: terminal.Columns = {
    "name": lambda row: row["name"],
    "type": lambda row: " of ".join(filter(None, (row["type"], row["group"]))),
    "definition": lambda row: row["definition"],
    "of": lambda row: ", ".join(row["sources"]),
}
QUESTION = Question(
    "/vocabulary", words, PageParameters, AnswerShape(Word, "Words"), _print_words, tag="records", words="word"
)
