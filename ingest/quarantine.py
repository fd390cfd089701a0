"""Quarantine: rows that could not be read, with file, line, field, value and reason."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from graph.errors import InvalidStatement, WhoholdsError
from graph.model.statement import WrittenStatement
from ingest.messages import list_problems

StatementOnLine = tuple[WrittenStatement, int | None]  # with the line that it stands on


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRow:
    """One row that a load leaves out. `key` is None where not even that can be read."""

    file: str
    line: int | None
    key: str | None
    field: str
    value: str
    reason: str
    place: str = ""  # of a cell in a sheet, with the reason, as people see it
    tab: str = ""  # of a sheet
    nearest: tuple[str, ...] = ()  # words or ids that may be meant
    is_draft: bool = False  # by its own word, or because its text changed

    def __str__(self) -> str:
        if self.place:
            return self.place
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key or '(no key)'}: {self.field}: {self.reason}" + (
            f" [{self.value}]" if self.value else ""
        )


@dataclass(slots=True)
class Quarantine:
    """What one load has set aside so far."""

    file: str
    rows: list[QuarantinedRow] = field(default_factory=list)

    def __iter__(self) -> Iterator[QuarantinedRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def add(
        self, line: int | None, key: str | None, error: WhoholdsError | ValidationError, is_draft: bool = False
    ) -> None:
        """Set a row aside, with one entry per error."""
        problems = list_problems(error) if isinstance(error, ValidationError) else [_describe_error(error)]
        for name, value, reason in problems:
            self.rows.append(
                QuarantinedRow(
                    file=self.file, line=line, key=key, field=name, value=value[:200], reason=reason, is_draft=is_draft
                )
            )


def _describe_error(error: WhoholdsError) -> tuple[str, str, str]:
    value = "" if error.value is None or repr(error.value) in error.message else str(error.value)
    return error.parameter or "row", value, str(error)


def read_own_key(statement: WrittenStatement) -> str:
    """A key without its dataset, as the file has it."""
    return statement.key.partition(":")[2]


def set_repeated_keys_aside(
    placed: list[StatementOnLine], quarantine: Quarantine, reason: str = "the key {key!r} stands twice"
) -> list[StatementOnLine]:
    """The statements whose keys stand once; all those with another key are set aside."""
    times = Counter(statement.key for statement, _ in placed)
    for statement, line in placed:
        if times[statement.key] > 1:
            key = read_own_key(statement)
            quarantine.add(line, key, InvalidStatement(reason.format(key=key), parameter="key", value=key))
    return [(statement, line) for statement, line in placed if times[statement.key] == 1]
