"""Texts and values as XML has them."""

import re
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

# what no XML 1.0 document may hold, not even as a reference
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def text(value: str) -> str:
    """A text for an element or an attribute in double quotes. What XML forbids becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), _ENTITIES)


def written(value: Any) -> str:
    """A value that is not None, not yet escaped; several texts are joined by `; `."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list() | tuple():
            return "; ".join(value)
        case _:
            return str(value)
