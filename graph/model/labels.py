"""The words for what an entity is, in a file of their own: a command that asks a service imports no more of `graph`."""

from typing import Literal, get_args

Label = Literal["Actor", "Group", "Nationality", "Place", "Event"]
LABELS: tuple[Label, ...] = get_args(Label)
