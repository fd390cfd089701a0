"""Sources that are loaded, and those that could be: `whoholds sources`, /v1/sources."""

from __future__ import annotations

import click

from app import terminal
from app.parameters import PageParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import Page
from app.schemas.sources import Source
from app.terminal import Row

if is_answering(__name__):
    from app.answers.question import Asked
    from app.answers.records import list_rows
    from app.answers.shapes import source_json
    from app.sentences import open_writer


class SourcesAnswer(Page):
    rows: list[Source]


def sources(selection: Asked) -> SourcesAnswer:
    """All sources."""
    view = selection.view
    found = [source_json(view, source) for source in view.loaded_sources]
    return list_rows(selection, found, open_writer(selection).records.write_sources([one["title"] for one in found]))


def _print_sources(data: Row) -> None:
    from ingest.shipped import list_shipped

    terminal.print_answer(data, COLUMNS)
    for id_ in sorted(set(list_shipped()) - {row["id"] for row in data["rows"]}):
        click.echo(f"not loaded: {id_}; whoholds load {id_}")


COLUMNS: terminal.Columns = {
    "id": lambda row: row["id"],
    "title": lambda row: row["title"],
    "publisher": lambda row: row["publisher"],
    "published": lambda row: row["publishedOn"],
}
QUESTION = Question("/sources", sources, PageParameters, AnswerShape(Source, "Sources"), _print_sources, tag="records")
