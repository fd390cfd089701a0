"""Who held whom on a day, asked of a selection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.custody.day import Custody, HolderRow, build_custody, sum_holders
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import is_plan
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.selection.rows import FilteredRows, filter_rows, rank_support
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary


@dataclass(frozen=True, kw_only=True)
class CustodyScope:
    """Of whom, by whom and where custody is asked about, as ids; None is anybody, or anywhere.

    `held` is the group asked about itself; `groups`, `holders` and `places` have their parts too. `groups` are those of
    the nationality, if one is asked about; `partly_groups` are those only some of whose people are said to be of it.
    """

    held: str | None = None
    holder: str | None = None
    place: str | None = None
    nationality: str | None = None
    groups: frozenset[str] | None = None
    holders: frozenset[str] | None = None
    places: frozenset[str] | None = None
    partly_groups: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CustodyFindings:
    """Who held whom, and what that was worked out from.

    `filtered` are the rows, those of the very group first and the best supported first, and how many were dropped;
    `unfiltered` are all, however certain, and what was last known before and first known after of pairs without one.
    `read` are all statements that may bear on them; `statements` those that the question may see, at its places.
    `total` is how many all holders of the group held together; where it is None, `no_total` may say why, with ids.
    `plans` is how many statements on these people tell of plans, which are in no row.
    """

    scope: CustodyScope
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[HolderRow]
    unfiltered: Custody
    total: Range | None
    no_total: str | None
    plans: int

    @property
    def rows(self) -> list[HolderRow]:
        return self.filtered.rows


def find_custody(
    selection: AnySelection,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> CustodyFindings:
    """Who held whom on the days asked about. Each parameter is an id or a name; its parts are followed downwards.

    Raises NotFound or Ambiguous naming the parameter.
    """
    scope = _find_scope(selection, held, holder, place, nationality)
    read = _read_statements(selection, scope)
    chosen = selection.select_statements(read)
    statements = _filter_places(chosen, scope.places)
    found = find_rows(selection, scope, statements)
    ordered = sorted(found.rows, key=lambda row: (row.held != scope.held, rank_support(row.support)))
    filtered = filter_rows(selection, ordered)
    whole, reason = find_total(selection, scope, filtered.rows)
    return CustodyFindings(
        scope=scope,
        read=read,
        statements=statements,
        filtered=filtered,
        unfiltered=found,
        total=whole,
        no_total=reason,
        plans=sum(
            is_plan(s) and (scope.groups is None or bool(scope.groups & set(find_held_groups(s)))) for s in chosen
        ),
    )


def find_rows(
    selection: AnySelection, scope: CustodyScope, statements: Sequence[StoredStatement], group: str | None = None
) -> Custody:
    """The rows that some statements make, however certain; of one group alone if one is given."""
    view, asked = selection.view, selection.question
    groups, holders = scope.groups, scope.holders
    return build_custody(
        statements,
        asked.as_of.earliest,
        asked.as_of.latest,
        wanted=lambda by, of: (
            (groups is None or of in groups) and (holders is None or by in holders) and group in (None, of)
        ),
        asked_holders=holders or frozenset(),
        places=scope.places,
        max_gap_days=asked.max_gap_days,
        publishers=view.publishers,
        judgements=view.judgements,
        distinct=view.distinct_sources,
        within=selection.containment,
    )


def find_total(
    selection: AnySelection, scope: CustodyScope, rows: Iterable[HolderRow]
) -> tuple[Range | None, str | None]:
    """How many the holders of some rows held together; or None, and why, if there is a reason to tell."""
    return sum_holders(rows, scope.held, selection.select_part_links())


def resolve_holder_and_place(
    selection: AnySelection, holder: str | None, place: str | None
) -> tuple[str | None, str | None]:
    """The ids of a holder and of a place, None of what is not asked for. Raises NotFound or Ambiguous."""
    holder_id = selection.resolve_name(holder, ["Actor"], "holder") if holder else None
    return holder_id, selection.resolve_name(place, ["Place"], "place") if place else None


def _find_scope(
    selection: AnySelection, held: str | None, holder: str | None, place: str | None, nationality: str | None
) -> CustodyScope:
    held_id = selection.resolve_name(held, ["Group"], "held") if held else None
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    nationality_id = selection.resolve_name(nationality, ["Nationality"], "nationality") if nationality else None
    groups, holders, places = (selection.find_parts(id_) if id_ else None for id_ in (held_id, holder_id, place_id))
    partly: list[str] = []
    if nationality_id:
        whole, some = selection.find_groups(nationality_id)
        partly = sorted(some if groups is None else some & groups)
        groups = (whole | some) if groups is None else (whole | some) & groups
    return CustodyScope(
        held=held_id,
        holder=holder_id,
        place=place_id,
        nationality=nationality_id,
        groups=groups,
        holders=holders,
        places=places,
        partly_groups=tuple(partly),
    )


def _read_statements(selection: AnySelection, scope: CustodyScope) -> Sequence[StoredStatement]:
    """All statements on the custody of some groups: of those asked about, or else of all groups that statements on the
    holders or the places name. A statement that names neither may still be a loss of theirs, or a denial."""
    view, known_by = selection.view, selection.question.known_by
    predicates = vocabulary().custody_predicates
    groups = scope.groups
    for ids in (scope.holders, scope.places):
        if groups is None and ids is not None:
            met = view.select_by_entities(ids, predicates, known_by)
            groups = frozenset(group for statement in met for group in find_held_groups(statement))
    if groups is None:
        return view.select_by_predicates(predicates, known_by)
    return view.select_by_entities(groups, predicates, known_by)


def _filter_places(statements: Sequence[StoredStatement], places: frozenset[str] | None) -> Sequence[StoredStatement]:
    """Statements that name one of the places asked about in some role, the place that people left too: who held them
    there, or came to, is worked out in graph.custody.day. A denial that names no place denies it there too."""
    if places is None:
        return statements
    named = [(s, {p for role in ("at", "to_place", "from_place") for p in s.role(role)}) for s in statements]
    return [s for s, met in named if places & met or (not met and s.polarity == "denies")]
