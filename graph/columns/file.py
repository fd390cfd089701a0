"""Columns as an Arrow file, one a data version: written once, then mapped into memory.

Each part has a sum, since a mapped file with a few other bytes would give other answers without a word.
"""

import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from graph.columns.table import FIELDS, ID_BYTES, Columns, Dictionaries, NumberedTexts

FORMAT = 4
ABOUT, ABOUT_SUM = b"whoholds", b"whoholds.sum"


def write_columns(columns: Columns, path: Path, stamp: str) -> None:
    """Write a file that appears whole or not at all. `stamp` tells which store, and which state of it, this is."""
    about = {
        "format": FORMAT,
        "stamp": stamp,
        "version": columns.version,
        "versions": list(columns.versions),
        "starts": list(columns.starts),
        "names": {name: getattr(columns.names, name).texts for name in Dictionaries.__slots__},
        "sums": {name: _sum_bytes(array) for name, array in columns.arrays.items()},
    }
    arrays = {name: _arrow(array) for name, array in columns.arrays.items()}
    written = orjson.dumps(about)
    table = pa.table(arrays).replace_schema_metadata({ABOUT: written, ABOUT_SUM: str(zlib.crc32(written))})
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=max(1, len(columns)))
    unfinished.replace(path)


def read_columns(path: Path, stamp: str) -> Columns | None:
    """The columns of a file; None where there is none of that stamp, or where it is of another format or broken."""
    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
        metadata = table.schema.metadata or {}
        about: dict[str, Any] = orjson.loads(metadata[ABOUT])
        if (about["format"], about["stamp"]) != (FORMAT, stamp) or zlib.crc32(metadata[ABOUT]) != int(
            metadata[ABOUT_SUM]
        ):
            return None
        arrays = {name: _numpy(table.column(name), name) for name in (*FIELDS, "said_by", "source", "edge")}
        if any(_sum_bytes(array) != about["sums"][name] for name, array in arrays.items()):
            return None
        names = Dictionaries(**{name: NumberedTexts(texts) for name, texts in about["names"].items()})
        return Columns(
            version=about["version"], arrays=arrays, versions=about["versions"], starts=about["starts"], names=names
        )
    except (OSError, KeyError, ValueError, TypeError, pa.ArrowException):
        return None


def _sum_bytes(array: np.ndarray[Any, Any]) -> int:
    return zlib.crc32(np.ascontiguousarray(array).view(np.uint8).data)


def _arrow(array: np.ndarray[Any, Any]) -> pa.Array:
    if array.dtype == FIELDS["id"]:
        buffer = pa.py_buffer(np.ascontiguousarray(array))
        return pa.Array.from_buffers(pa.binary(ID_BYTES), len(array), [None, buffer])
    return pa.array(array)


def _numpy(column: pa.ChunkedArray, name: str) -> np.ndarray[Any, Any]:
    if not column.num_chunks:
        return np.empty(0, FIELDS.get(name, np.uint8))
    (chunk,) = column.chunks
    if name == "id":
        found = np.frombuffer(chunk.buffers()[1], FIELDS["id"])
        return found[chunk.offset : chunk.offset + len(chunk)]
    return np.asarray(chunk.to_numpy(zero_copy_only=True))
