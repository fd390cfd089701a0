"""An answer as the bytes of its JSON, which HTTP and the command line share."""

import unicodedata
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

import orjson

# which words of some languages are written with: joiners, marks of direction; and the hyphen of a broken line
HARMLESS = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad")


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


def escape_controls(text: str) -> str:
    """A text as one line: signs that are not seen, but move the cursor or turn the direction, as escapes (`\\x1b`)."""
    return "".join(sign.encode("unicode_escape").decode() if _is_control(sign) else sign for sign in text)


def escape_lines(text: str) -> str:
    """The same of each line of a text, which may have tabs."""
    if text.isprintable():
        return text
    return "\n".join("\t".join(map(escape_controls, line.split("\t"))) for line in text.split("\n"))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in HARMLESS
