"""Groups of similar rows: an answer with thousands of near-equal rows begins with one of each group."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from app.answers.question import DIGITS, Asked
from app.answers.shapes import bound_json
from app.schemas.evidence import AlikeRows
from app.sentences import open_writer
from app.sentences.notes import AlikeWhat
from graph.disputes.one_question import find_days
from graph.errors import InvalidInput
from graph.selection.rows import HasStatements
from graph.vocabulary import PLACE_ROLES

T = TypeVar("T", bound=HasStatements)

MOST_UNGROUPED = 50  # up to this many rows keep their order
MOST_GROUPS = 50


class InGroup(TypedDict):
    """The size of a row's group, and the index of the group in `groups`, if it is listed there."""

    alike: int
    group: int | None


class ShownGroups(TypedDict):
    """The groups that are shown, and how many there are."""

    groups: list[AlikeRows]
    groupCount: int


class AskedGroup(TypedDict, total=False):
    group: int


@dataclass(frozen=True, slots=True)
class GroupedRows(Generic[T]):
    """Rows, the first of each group before all others, and groups of more than one, the largest first."""

    rows: list[T]
    groups: list[list[T]]
    group_sizes: dict[int, int]  # by id(row): the size of its group
    group_indexes: dict[int, int]  # by id(row): the index of its group in `groups` of the answer

    def group_fields(self, row: T) -> InGroup:
        return {"alike": self.group_sizes[id(row)], "group": self.group_indexes.get(id(row))}

    def select_group(self, written: str | None, rows: Sequence[T]) -> Sequence[T]:
        """The rows of the group with this index in `groups`, from 0; the given rows if no group is asked for.

        Raises InvalidInput if the answer has no such group.
        """
        if written is None:
            return rows
        group_count = min(len(self.groups), MOST_GROUPS)
        if not DIGITS.fullmatch(written) or int(written) >= group_count:
            expected = (
                f"expected a number from 0 to {group_count - 1}" if group_count else "no rows of this answer are alike"
            )
            raise InvalidInput(f"group: {written!r}; {expected}", parameter="group", value=written)
        return self.groups[int(written)]


def group_alike(rows: Sequence[T], key: Callable[[T], Hashable]) -> GroupedRows[T]:
    """Group rows with equal keys. Rows keep their order within a group, so the first row represents it."""
    rows_by_key: dict[Hashable, list[T]] = {}
    for row in rows:
        rows_by_key.setdefault(key(row), []).append(row)
    groups = list(rows_by_key.values())
    ordered = list(rows)
    if len(rows) > MOST_UNGROUPED:
        ordered = [row for group in groups for row in group[:1]] + [row for group in groups for row in group[1:]]
    large_groups = sorted((group for group in groups if len(group) > 1), key=len, reverse=True)
    group_index = {id(row): index for index, group in enumerate(large_groups[:MOST_GROUPS]) for row in group}
    return GroupedRows(ordered, large_groups, {id(row): len(group) for group in groups for row in group}, group_index)


def groups_json(grouped: GroupedRows[T], words: Callable[[T], str]) -> ShownGroups:
    """`groups`, at most MOST_GROUPS, each with the days that its rows name, and `groupCount`, the number of groups."""
    return {
        "groups": [_group_json(group, words) for group in grouped.groups[:MOST_GROUPS]],
        "groupCount": len(grouped.groups),
    }


def group_json(written: str | None) -> AskedGroup:
    """The group asked for, for the field `question`."""
    return {} if written is None else {"group": int(written)}


def group_notes(selection: Asked, grouped: GroupedRows[T], words: Callable[[T], str], what: AlikeWhat) -> list[str]:
    """The largest groups of many rows, in words."""
    if len(grouped.rows) <= MOST_UNGROUPED:
        return []
    writer = open_writer(selection).notes
    notes = [writer.write_alike(what, len(group), words(group[0])) for group in grouped.groups[:3]]
    return [*notes, writer.write_kinds_first(len(grouped.rows) - sum(len(g) - 1 for g in grouped.groups))]


def _group_json(rows: Sequence[T], words: Callable[[T], str]) -> AlikeRows:
    statements = {statement.id: statement for row in rows for statement in row.statements}
    windows = [find_days(statement) for statement in statements.values()]
    places = {id_ for s in statements.values() for role in PLACE_ROLES for id_ in s.role(role)}
    return {
        "first": words(rows[0]),
        "number": len(rows),
        "statementCount": len(statements),
        "placeCount": len(places),
        "earliest": bound_json(min(window.earliest for window in windows)),
        "latest": bound_json(max(window.latest for window in windows)),
    }
