"""Making a pack: the question is answered, what was read for it is written out, and answered again from that alone."""

import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version as find_software_version
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from app.answers.records import find_drawn_places
from app.drawing.draw import draw_answer
from app.encoding import json_of
from app.packs.asking import AddressedQuestion, find_address, read_address
from app.packs.container import MANIFEST, STAMP, write_manifest, write_zip
from app.packs.crate import METADATA, describe_crate
from app.packs.differences import find_differences
from app.packs.page import write_page
from app.packs.stamping import ask_stamp
from app.packs.statements import list_statements
from graph.errors import InvalidInput
from graph.selection.snapshot import Snapshot
from graph.store.backup.part import write_part
from graph.store.backup.reading import BackupStore, RecordingStore
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.vocabulary import RULES_VERSION, vocabulary

STORE = "store"  # the folder of a pack that is in the form of a backup
QUESTION, ANSWER, STATEMENTS, VOCABULARY = "question.json", "answer.json", "statements.json", "vocabulary.json"
PICTURE, PAGE = "picture.svg", "index.html"


class Pack(NamedTuple):
    """A pack as bytes, the answer that it is of, and how many statements it holds."""

    content: bytes
    answer: Mapping[str, Any]
    statements: int
    has_internal: bool


def make_pack(store: Store, written: str, authority: str | None = None) -> Pack:
    """The pack of a question, an address or a sentence. With `authority`, the address of one, it is time-stamped (RFC
    3161): that one gets the hash of the manifest, and nothing else leaves the machine.

    Raises InvalidInput for what is no question, or cannot be answered from what it rests on alone, and TooLarge.
    """
    recorder = RecordingStore(store)
    view = Reader(recorder).view()
    address = find_address(view, written)
    recorder.read_ids.clear()
    view = Reader(recorder).view()  # one that has read nothing yet
    asked = read_address(address)
    answer = asked.answer(view)
    body = json_of(answer)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder)
        backup = write_part(store, part, recorder.read_ids, _list_ids(orjson.loads(body)) & view.directory.by_id.keys())
        again = Reader(BackupStore(part, own_words=store.read("read/own_words"))).view()
        if found := find_differences(orjson.loads(body), orjson.loads(json_of(asked.answer(again)))):
            raise InvalidInput(
                f"this answer rests on more than its statements ({found[0]}), so it cannot be packed",
                parameter="question", value=written, hint="take a backup",
            )  # fmt: skip
        files = {f"{STORE}/{path.name}": path.read_bytes() for path in sorted(part.iterdir())}
    files |= _make_files(view, asked, answer, body)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    files[METADATA] = describe_crate(files, asked.address, answer, made_at)
    files[MANIFEST] = write_manifest(files)
    if authority:
        files[STAMP] = ask_stamp(authority, files[MANIFEST])
    number = backup.lines["statements.ndjson.gz"]
    return Pack(write_zip(files), answer, number, backup.has_internal)


def _make_files(view: Snapshot, asked: AddressedQuestion, answer: Mapping[str, Any], body: bytes) -> dict[str, bytes]:
    statements = list_statements(view, _list_ids(orjson.loads(body)))
    picture = draw_answer(answer, asked.question.shape, find_drawn_places(view))
    question = {
        "address": asked.address,
        "question": answer.get("question"),
        "dataVersion": view.version,
        "rulesVersion": RULES_VERSION,
        "software": find_software_version("whoholds"),
    }
    return {
        QUESTION: _write_json(question),
        ANSWER: body,
        STATEMENTS: _write_json(statements),
        VOCABULARY: _write_json(_list_words(statements)),
        PICTURE: picture,
        PAGE: write_page(asked.address, answer, statements, picture),
    }


def _list_words(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of the vocabulary for the predicates, modes, terms and units of statements."""
    used = {("predicate", one["predicate"]) for one in statements} | {("mode", one["mode"]) for one in statements}
    used |= {("unit", one["count"]["unit"]) for one in statements if one["count"]}
    used |= {("term", term) for one in statements for term in one["terms"]}
    return [
        {"type": key[0], "group": key[1], "name": key[2], **_list_meaning(meaning)}
        for key, meaning in sorted(vocabulary().meanings.items())
        if (key[0], key[2]) in used
    ]


def _list_meaning(meaning: object) -> dict[str, Any]:
    return {name: getattr(meaning, name) for name in ("definition", "use_when", "not_for", "example")}


def _list_ids(value: Any) -> set[str]:
    """Every text in an answer, ids among them."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for one in inner for text in _list_ids(one)}


def _write_json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str) + b"\n"
