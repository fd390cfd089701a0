"""Lists of the groups that are held, and of the places where: the custody rows of a day, by group or by place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.custody.day import HolderRow
from graph.custody.question import CustodyFindings, find_custody, find_rows
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.rows import filter_rows, rank_support
from graph.selection.selection import AnySelection
from graph.vocabulary import PLACE_ROLES


@dataclass(frozen=True, kw_only=True)
class ListedEntity:
    """A group or a place: its custody rows of the day, the best supported first, and the reports on it of any day.

    Reports are of what was so: that people were held, came or left. Plans and denials are none.
    """

    id: str
    rows: Sequence[HolderRow]
    reports: Sequence[StoredStatement]

    @property
    def extent(self) -> Window:
        """The first and the last day that the reports name; MIN and MAX where they name none."""
        windows = [find_named_window(report) for report in self.reports]
        return Window(
            min((one.earliest for one in windows if one.earliest > MIN), default=MIN),
            max((one.latest for one in windows if one.latest < MAX), default=MAX),
        )


@dataclass(frozen=True, kw_only=True)
class CustodyList:
    """Groups or places, those with the best supported rows first, and the custody answer that they are taken from."""

    listed: Sequence[ListedEntity]
    custody: CustodyFindings


def list_held_groups(
    selection: AnySelection, holder: str | None = None, place: str | None = None, nationality: str | None = None
) -> CustodyList:
    """The groups that the holder holds on the days asked about; without a holder, all groups that are reported held.

    A group has exactly the rows of the custody question. Raises NotFound or Ambiguous naming the parameter.
    """
    custody = find_custody(selection, None, holder, place, nationality)
    groups = custody.scope.groups
    rows = _group_rows(custody.rows)
    reports: dict[str, list[StoredStatement]] = defaultdict(list)
    for report in custody.statements:
        for group in find_held_groups(report) if is_fact(report) else ():
            if groups is None or group in groups:
                reports[group].append(report)
    ids = rows.keys() if custody.scope.holder else rows.keys() | reports.keys()
    listed = [ListedEntity(id=id_, rows=rows.get(id_, ()), reports=reports.get(id_, ())) for id_ in ids]
    return CustodyList(listed=_sort_listed(listed), custody=custody)


def list_held_places(selection: AnySelection, holder: str | None = None, held: str | None = None) -> CustodyList:
    """The places where the holder holds somebody on the days asked about; without a holder, all where anybody is
    reported held. Only places that reports name.

    A place has exactly the rows of the custody question about it, so those of the places in it too. Raises NotFound or
    Ambiguous naming the parameter.
    """
    custody = find_custody(selection, held, holder)
    select_at = _index_by_place(custody.statements)
    listed: list[ListedEntity] = []
    for place, reports in _list_reports_by_place(custody).items():
        places = selection.find_parts(place)
        found = find_rows(selection, replace(custody.scope, place=place, places=places), select_at(places))
        rows = sorted(filter_rows(selection, found.rows).rows, key=lambda row: rank_support(row.support))
        if rows or custody.scope.holder is None:
            listed.append(ListedEntity(id=place, rows=rows, reports=reports))
    return CustodyList(listed=_sort_listed(listed), custody=custody)


def _sort_listed(listed: Iterable[ListedEntity]) -> list[ListedEntity]:
    """Those with the best supported row first, then those with most reports."""
    return sorted(
        listed,
        key=lambda one: (rank_support(one.rows[0].support if one.rows else None), -len(one.reports), one.id),
    )


def _group_rows(rows: Iterable[HolderRow]) -> Mapping[str, list[HolderRow]]:
    found: dict[str, list[HolderRow]] = defaultdict(list)
    for row in rows:
        found[row.held].append(row)
    return found


def _list_places(statement: StoredStatement) -> set[str]:
    return {place for role in PLACE_ROLES for place in statement.role(role)}


def _list_reports_by_place(custody: CustodyFindings) -> Mapping[str, list[StoredStatement]]:
    """The reports that people of the groups asked about were held at a place, came there or left it."""
    found: dict[str, list[StoredStatement]] = defaultdict(list)
    groups = custody.scope.groups
    for statement in custody.statements:
        if is_fact(statement) and (groups is None or not groups.isdisjoint(find_held_groups(statement))):
            for place in _list_places(statement):
                found[place].append(statement)
    return found


def _index_by_place(statements: Sequence[StoredStatement]) -> Callable[[Iterable[str]], list[StoredStatement]]:
    """A function for the statements at some places, and the denials that name no place, in their order."""
    numbers: dict[str, list[int]] = defaultdict(list)
    anywhere: list[int] = []
    for number, statement in enumerate(statements):
        places = _list_places(statement)
        for place in places:
            numbers[place].append(number)
        if not places and statement.polarity == "denies":
            anywhere.append(number)

    def select_at(places: Iterable[str]) -> list[StoredStatement]:
        chosen = {number for place in places for number in numbers.get(place, ())}
        return [statements[number] for number in sorted(chosen.union(anywhere))]

    return select_at
