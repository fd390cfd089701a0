"""Pins: by which an answer that was cited can be asked for again, and whether it is still the same.

The id of a pin, such as `6-5-20260205-d5aee5f8026ad791`, has the data version, the version of the rules, the day that
was today where no day was asked about, and the first digits of the hash. In an address (`pin=`) it asks for the answer
of that version and day. If its hash is the same, so are its bytes; else `pinned` says what may have changed.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import orjson

from app.answers.notes import lens_json
from app.answers.question import Asked
from app.encoding import PinnedAnswer, take_content
from app.schemas.pages import Pin, PinChange
from graph.errors import InvalidInput
from graph.selection.snapshot import Snapshot
from graph.vocabulary import RULES_VERSION

SHOWN = 16  # digits of the hash in the id of a pin
WRITTEN = re.compile(rf"([0-9]{{1,10}})-([0-9]{{1,6}})-(?:([0-9]{{8}})-)?([0-9a-f]{{{SHOWN}}})")
EXPECTED = "one that an answer has as `pin.id`, such as 6-5-20260205-d5aee5f8026ad791"


class PinId(NamedTuple):
    """A pin as an address has it. `day` is None where a day was asked about."""

    version: int
    rules: int
    day: date | None
    digits: str


def read_pin(written: str | None, version: int | None = None) -> PinId | None:
    """A pin as written. Raises InvalidInput if it is none, or a data version is asked for too."""
    if written is None:
        return None
    found = WRITTEN.fullmatch(written)
    if found is None:
        raise InvalidInput(f"pin: {written!r}; expected {EXPECTED}", parameter="pin", value=written)
    if version is not None:
        raise InvalidInput(f"pin: {written!r}; leave out version, as a pin has one", parameter="pin", value=written)
    try:
        day = date.fromisoformat(found[3]) if found[3] else None
    except ValueError:
        raise InvalidInput(f"pin: {written!r}; expected {EXPECTED}", parameter="pin", value=written) from None
    return PinId(int(found[1]), int(found[2]), day, found[4])


def check_pin(pin: PinId | None, newest: int) -> None:
    """Raises InvalidInput for a pin of a data version that is yet to come, as one of another store is."""
    if pin is not None and pin.version > newest:
        written = write_pin_id(pin)
        raise InvalidInput(
            f"pin: {written!r}; expected one of a data version from 0 to {newest}: is it of another service?",
            parameter="pin",
            value=written,
        )


def write_pin_id(pin: PinId) -> str:
    day = f"{pin.day:%Y%m%d}-" if pin.day else ""
    return f"{pin.version}-{pin.rules}-{day}{pin.digits}"


def make_pin(selection: Asked, content: bytes) -> Pin:
    """Data version, rules, days and lens of an answer, and the sha256 of its JSON: equal pins mean equal answers."""
    asked = selection.question
    found = hashlib.sha256(content).hexdigest()
    day = None if asked.as_of_given else asked.today
    return {
        "dataVersion": selection.view.version,
        "rulesVersion": RULES_VERSION,
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        "lens": lens_json(selection).get("lens"),
        "hash": found,
        "id": write_pin_id(PinId(selection.view.version, RULES_VERSION, day, found[:SHOWN])),
    }


def add_pin(selection: Asked, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """An answer with a pin, if it has none yet. Words of sources, which only their owner is shown, are not hashed."""
    if "pin" in answer:
        return answer
    hashed = _leave_out_words(answer)
    content = write_content(hashed)
    pin = make_pin(selection, content)
    return PinnedAnswer(answer, content, pin) if hashed is answer else {**answer, "pin": pin}


def write_content(answer: Mapping[str, Any]) -> bytes:
    """The JSON of an answer without its pin. Where all keys are texts it takes a third of the time to say so."""
    taken = {name: take_content(value) for name, value in answer.items()}
    try:
        return orjson.dumps(taken, default=str, option=orjson.OPT_SERIALIZE_NUMPY)
    except TypeError:
        return orjson.dumps(taken, default=str, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS)


def _leave_out_words(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    source = (answer.get("statement") or {}).get("source") or {}
    if "text" not in source:
        return answer
    kept = {name: value for name, value in source.items() if name != "text"}
    return {**answer, "statement": {**answer["statement"], "source": kept}}


def compare_pin(pin: PinId | None, answer: Mapping[str, Any], view: Snapshot) -> Mapping[str, Any]:
    """The answer as it is if the pin is of it, or none was given; else with `pinned`: what may have changed."""
    if pin is None or answer["pin"]["hash"].startswith(pin.digits):
        return answer
    pinned = {
        "id": write_pin_id(pin),
        "same": False,
        "changes": _list_changes(pin, view),
        "changesAt": f"/v1/changes?since={pin.version}",
    }
    return {**answer, "pinned": pinned}


def _list_changes(pin: PinId, view: Snapshot) -> list[PinChange]:
    found: list[PinChange] = []
    if pin.rules != RULES_VERSION:
        found.append({"what": "rules", "was": pin.rules, "now": RULES_VERSION})
    if any(one.version > pin.version for one in view.find_withdrawn(None)):
        found.append({"what": "withdrawn", "was": pin.version, "now": view.newest_version})
    if view.newest_version > pin.version:
        found.append({"what": "names", "was": pin.version, "now": view.newest_version})
    return found or [{"what": "question", "was": None, "now": None}]
