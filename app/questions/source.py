"""One source, by id: `whoholds source`, /v1/sources/{id}."""

from __future__ import annotations

from app.parameters import VersionParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import CanBePinned
from app.schemas.sources import Source
from app.terminal import one_thing

if is_answering(__name__):
    from app.answers.notes import version_notes
    from app.answers.question import Asked
    from app.answers.shapes import source_json
    from app.sentences import open_writer
    from graph.errors import NotFound


class SourceAnswer(CanBePinned):
    source: Source
    sameAddress: list[Source]  # other sources of its address, which may have archived copies of it
    summary: str
    dataVersion: int
    notes: list[str]


def source(selection: Asked, id_: str) -> SourceAnswer:
    """One source, with the texts that it has and what it covers."""
    view = selection.view
    if id_ not in view.sources:
        known = ", ".join(source.id for source in view.loaded_sources) or "none: nothing is loaded"
        raise NotFound(f"no source has the id {id_!r}; there are {known}", parameter="id", value=id_)
    found = view.sources[id_]
    return {
        "source": source_json(view, found),
        "sameAddress": [
            source_json(view, one)
            for one in view.loaded_sources
            if found.url and one.url == found.url and one.id != found.id
        ],
        "summary": open_writer(selection).records.write_source(found.title, found.publisher, found.published),
        "dataVersion": view.version,
        "notes": version_notes(selection, [id_, found.publisher]),
    }


QUESTION = Question(
    "/sources/{id}", source, VersionParameters, AnswerShape(Source, "Sources"), one_thing("source"), tag="records"
)
