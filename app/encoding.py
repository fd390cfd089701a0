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


def json_of(data: Mapping[str, Any]) -> bytes:
    if isinstance(data, PinnedAnswer):
        return b'%b,"pin":%b}' % (data.content[:-1], orjson.dumps(data["pin"]))
    # rows of Cypher are JSON already
    return orjson.dumps(data, default=attrgetter("fragments"))
