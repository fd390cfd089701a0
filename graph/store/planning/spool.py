"""Rows on the disk, one after another, of which single ones can be read back."""

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from graph.store.store import Row


class RowSpool:
    """Rows as lines of JSON in one file; each is found by its number, from 0. Memory: 8 bytes a row."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, rows: Iterable[Row]) -> None:
        lines = [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows]
        self._file.seek(self._ends[-1])
        self._file.write(b"".join(lines))
        for line in lines:
            self._ends.append(self._ends[-1] + len(line))

    def read(self, number: int) -> Row:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        found: Row = orjson.loads(self._file.read(end - start))
        return found

    def __iter__(self) -> Iterator[Row]:
        """All rows. Nothing may be added or read meanwhile."""
        self._file.seek(0)
        for line in self._file:
            yield orjson.loads(line)

    def close(self) -> None:
        self._file.close()
