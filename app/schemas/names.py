"""How things and speakers are named in answers."""

from typing_extensions import TypedDict


class Ref(TypedDict):
    id: str
    name: str
    kind: str


class Named(TypedDict):
    id: str
    name: str


class Speaker(TypedDict):
    id: str
    name: str
    anonymous: bool
