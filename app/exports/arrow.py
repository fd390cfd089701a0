"""Rows as Arrow IPC or Parquet files, written batch by batch."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from itertools import islice
from typing import IO, Any, Literal

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from app.exports.sheet import Columns

Form = Literal["arrow", "parquet"]
BATCH = 50_000
TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    list: pa.list_(pa.string()),
    list[int]: pa.list_(pa.int64()),
    list[float]: pa.list_(pa.float64()),
    list[bool]: pa.list_(pa.bool_()),
    list[date]: pa.list_(pa.date32()),
}
ABOUT = b"whoholds"  # the key of the metadata, as JSON


def write_arrow(
    out: IO[bytes], form: Form, columns: Columns, rows: Iterable[Sequence[Any]], about: Mapping[str, Any]
) -> None:
    """Rows of values, None or of their column's kind. `about` is what the file says of itself.

    Raises pyarrow.ArrowInvalid for a value that its column cannot hold.
    """
    schema = pa.schema([(name, TYPES[kind]) for name, kind in columns.items()], {ABOUT: orjson.dumps(about)})
    remaining = iter(rows)
    with _open_writer(out, form, schema) as writer:
        while batch := list(islice(remaining, BATCH)):
            cells = zip(*batch, strict=True)
            arrays = [pa.array(map(_encode_text, cell) if f.type == pa.string() else cell, f.type)
                      for cell, f in zip(cells, schema, strict=True)]  # fmt: skip
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _open_writer(out: IO[bytes], form: Form, schema: pa.Schema) -> AbstractContextManager[Any]:
    if form == "parquet":
        writer: AbstractContextManager[Any] = pq.ParquetWriter(out, schema)
        return writer
    found: AbstractContextManager[Any] = pa.ipc.new_file(out, schema)
    return found


def _encode_text(value: str | None) -> str | None:
    """Half of a surrogate pair is no UTF-8."""
    return value if value is None or value.isascii() else value.encode(errors="replace").decode()
