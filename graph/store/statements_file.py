"""The statements in memory as one file of plain arrays, written whole or not at all."""

import os
import zipfile
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import orjson

from graph.columns.statements import NUMBERS, SHARED, Statements, Texts
from graph.columns.table import FIELDS, Array, Names

FORMAT = 1


def write(statements: Statements, path: Path, stamp: str) -> None:
    """`stamp` tells which store, and which state of it, this is."""
    texts = statements.texts
    own = texts.own[: len(statements)]
    about = orjson.dumps({
        "format": FORMAT, "stamp": stamp, "version": statements.version, "predicates": texts.predicates.texts,
        "entities": texts.entities.texts, "shared": {name: texts.shared[name].texts for name in SHARED},
    })  # fmt: skip
    arrays: dict[str, Array] = {
        **statements.numbers,
        "ids": statements.ids.view(np.uint8),
        "ends": statements.ends,
        "own": np.frombuffer(b"".join(own), np.uint8),
        "lengths": np.array([len(text) for text in own], np.int32),
        "about": np.frombuffer(about, np.uint8),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    unfinished.replace(path)


def read(path: Path) -> tuple[Statements, str] | None:
    """The statements of a file and its stamp; None where there is none, or where it is of another format or broken."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            about = orjson.loads(arrays["about"].tobytes())
            if about["format"] != FORMAT:
                return None
            joined = arrays["own"].tobytes()
            ends = accumulate(arrays["lengths"].tolist(), initial=0)
            texts = Texts(
                shared={name: Names(about["shared"][name]) for name in SHARED},
                predicates=Names(about["predicates"]),
                entities=Names(about["entities"]),
                own=[joined[start:end] for start, end in pairwise(ends)],
            )
            numbers = {name: arrays[name] for name in NUMBERS}
            ids = arrays["ids"].view(FIELDS["id"])
            return Statements(about["version"], numbers, ids, arrays["ends"], texts), about["stamp"]
    except (OSError, KeyError, ValueError, TypeError, EOFError, zipfile.BadZipFile):
        return None
