"""An answer as the bytes of its JSON, which HTTP and the command line share."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

import orjson


def json_of(data: Mapping[str, Any]) -> bytes:
    # rows of Cypher are JSON already
    return orjson.dumps(data, default=attrgetter("fragments"))
