"""An answer as the bytes of its JSON, which HTTP and the command line share."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

import orjson


class PinnedAnswer(dict[str, Any]):
    """An answer whose pin stands last, with the bytes of its JSON without the pin: what the pin was worked out from.

    So it is written once. Whoever changes such an answer makes a new dict of it.
    """

    def __init__(self, answer: Mapping[str, Any], content: bytes, pin: Mapping[str, Any]) -> None:
        super().__init__(answer, pin=pin)
        self.content = content


class WrittenRow(dict[str, Any]):
    """A row that many answers share, with its JSON, which is written once. Nobody may change it."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        super().__init__(row)
        self.content = orjson.Fragment(orjson.dumps(row, default=str, option=orjson.OPT_SERIALIZE_NUMPY))


def take_content(value: Any) -> Any:
    """A value of an answer for orjson: in a list, rows that are written already as they were written."""
    if not isinstance(value, list):
        return value
    return [one.content if isinstance(one, WrittenRow) else one for one in value]


def json_of(data: Mapping[str, Any]) -> bytes:
    if isinstance(data, PinnedAnswer):
        # joined at once, as each copy of a megabyte is felt
        return b"".join((memoryview(data.content)[:-1], b',"pin":', orjson.dumps(data["pin"]), b"}"))
    # rows of Cypher are JSON already
    return orjson.dumps(data, default=attrgetter("fragments"))
