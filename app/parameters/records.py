"""Questions about what is recorded: entities, events, statements, sources, changes, disputes and gaps."""

from typing import Annotated

from pydantic import Field

from app.parameters.common import DayParameters, ExplainedParameters, PageParameters, Parameters, VersionParameters
from app.parameters.fields import AlikeGroup, Entity, Group, Label
from app.parameters.question import QuestionAddress

RECORDS = "app.answers.records"


class EntitiesParameters(Parameters):
    label: Label = None
    kind: Annotated[str | None, Field(description="A kind, such as armed_force.")] = None


class SearchParameters(Parameters):
    q: Annotated[str, Field(description="Words of a name, in any case and without accents.", examples=["hasakah"])]
    label: Label = None


class ChangesParameters(Parameters):
    since: Annotated[int, Field(ge=0, description="The data version after which to look.", examples=[0])]
    until: Annotated[
        int | None, Field(ge=0, description="The last data version to look at; the newest if left out.")
    ] = None


class ContestedParameters(Parameters):
    entity: Entity = None
    group: AlikeGroup = None


class SilencesParameters(Parameters):
    entity: Entity = None
    held: Group = None
    kind: Annotated[
        str | None, Field(description="gap, single_speaker, stale, uncounted or open_ledger; all if left out.")
    ] = None
    group: AlikeGroup = None


ENTITIES = QuestionAddress("/entities", PageParameters, EntitiesParameters, f"{RECORDS}:entities")
ENTITY = QuestionAddress("/entities/{id}", VersionParameters, Parameters, f"{RECORDS}:entity")
ENTITY_STATEMENTS = QuestionAddress(
    "/entities/{id}/statements", DayParameters, Parameters, f"{RECORDS}:entity_statements"
)
EVENTS = QuestionAddress("/events", DayParameters, Parameters, f"{RECORDS}:events")
STATEMENT = QuestionAddress("/statements/{id}", ExplainedParameters, Parameters, f"{RECORDS}:statement")
SOURCES = QuestionAddress("/sources", PageParameters, Parameters, f"{RECORDS}:sources")
SOURCE = QuestionAddress("/sources/{id}", VersionParameters, Parameters, f"{RECORDS}:source")
SEARCH = QuestionAddress("/search", PageParameters, SearchParameters, f"{RECORDS}:search")
STATUS = QuestionAddress("/status", Parameters, Parameters, "app.answers.status:status")
CHANGES = QuestionAddress("/changes", PageParameters, ChangesParameters, "app.answers.changes:changes")
CONTESTED = QuestionAddress("/contested", DayParameters, ContestedParameters, "app.answers.contested:contested")
SILENCES = QuestionAddress("/silences", DayParameters, SilencesParameters, "app.answers.silences:silences")
