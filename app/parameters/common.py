"""The parameters that questions share, as models: from what any takes to what a question about a day takes."""

from pydantic import BaseModel, ConfigDict

from app.answers.question import DEFAULT_LIMIT
from app.parameters.fields import (
    AsOf,
    CertaintyFilter,
    Cursor,
    Exclude,
    Include,
    KnownAt,
    Limit,
    MaxGapDays,
    MinIndependent,
    MostActors,
    Trust,
    Version,
)


class Parameters(BaseModel):
    """Some parameters of a question."""

    model_config = ConfigDict(frozen=True)


class VersionParameters(Parameters):
    """One thing, as it is or as an earlier data version had it."""

    version: Version = None


class ExplainedParameters(VersionParameters):
    """One thing, and what gave each of its bounds."""

    include: Include = None


class PageParameters(Parameters):
    """A list that no day changes."""

    limit: Limit = DEFAULT_LIMIT
    cursor: Cursor = None
    version: Version = None


class EvidenceParameters(Parameters):
    """What was known, how certain it is, and according to whom."""

    known_at: KnownAt = None
    certainty: CertaintyFilter = "possible"
    max_gap_days: MaxGapDays = None
    trust: Trust = None
    exclude: Exclude = None
    min_independent: MinIndependent = None


class DayParameter(Parameters):
    """The day."""

    as_of: AsOf = None


class PeriodParameters(PageParameters, EvidenceParameters):
    """A question that has days of its own in place of `as_of`."""


class DayParameters(ExplainedParameters, PeriodParameters, DayParameter):
    """A question about a day or period."""


class PeriodPictureParameters(VersionParameters, EvidenceParameters):
    """One picture of many days, without pages."""

    limit: MostActors = 2_000


class DayPictureParameters(PeriodPictureParameters, DayParameter):
    """One picture of a day, without pages."""
