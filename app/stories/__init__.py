"""Stories: guided tours of answers, one YAML file each. Shipped ones are in this folder, own ones in `stories/` of the
data folder; docs/stories.md says how one is written."""

from typing import NamedTuple


class StoryStep(NamedTuple):
    """One answer of a tour: `address` is that of its view on the page, with a headline and some sentences."""

    address: str
    headline: str
    text: str


class Story(NamedTuple):
    """`by` is who wrote it, `written` the day on which it was; `own` is False for those that are shipped."""

    id: str
    title: str
    about: str
    by: str
    written: str
    steps: tuple[StoryStep, ...]
    own: bool
